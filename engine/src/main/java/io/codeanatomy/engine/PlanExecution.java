// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.engine.execute.ExecutionEngine;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.execute.StagedFile;
import io.codeanatomy.engine.publish.Publication;
import io.codeanatomy.engine.rules.Audit;
import io.codeanatomy.engine.rules.RuleSet;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Executes a physical plan on one session, and stages the outputs with a publication. */
final class PlanExecution {

  private static final int SAMPLED_ROWS = 3;

  private final Map<String, Audit> audited = new LinkedHashMap<>();
  private final RuleSet rules;
  private final ExecutionEngine engine;
  private final ExecutionSession session;
  private final Publication publication;
  private final StageClock clock;
  private final List<RunResult.Audit> audits = new ArrayList<>();
  private final List<Diagnostic> violations = new ArrayList<>();

  PlanExecution(
      RuleSet rules,
      ExecutionEngine engine,
      ExecutionSession session,
      Publication publication,
      StageClock clock) {
    this.rules = rules;
    rules.audits().forEach(audit -> audited.put(audit.relation(), audit));
    this.engine = engine;
    this.session = session;
    this.publication = publication;
    this.clock = clock;
  }

  /**
   * Binds the inputs that the plan reads and runs its steps. Once an audit has failed, no output is
   * written any more, but all other audits are still made.
   *
   * @return the audits, all of them passed
   * @throws DiagnosticException if a step fails, or naming every audited relation that is not empty
   */
  List<RunResult.Audit> run(
      PhysicalPlan plan, List<BoundInput> inputs, Map<String, List<ScanFile>> files) {
    for (BoundInput input : inputs) {
      List<ScanFile> scanned = files.get(input.name());
      if (scanned != null) {
        input.bind(scanned, session);
      }
    }
    for (PhysicalPlan.Step step : plan.steps()) {
      if (step instanceof PhysicalPlan.Release release) {
        session.drop(release.relation());
      } else if (violations.isEmpty() || !(step instanceof PhysicalPlan.Write)) {
        clock.time(step.name(), () -> execute(step));
      }
    }
    if (!violations.isEmpty()) {
      throw new DiagnosticException(violations);
    }
    return List.copyOf(audits);
  }

  private Set<String> execute(PhysicalPlan.Step step) {
    try {
      if (step instanceof PhysicalPlan.Materialize materialize) {
        session.materialize(materialize.relation(), engine.sql(materialize.fragment()));
      } else if (step instanceof PhysicalPlan.Close close) {
        session.materializeClosure(
            close.relation(), engine.sql(close.edges()), close.schema(), close.maxDepth());
      } else if (step instanceof PhysicalPlan.Audit audit) {
        audit(audit);
      } else if (step instanceof PhysicalPlan.Write write) {
        List<StagedFile> staged =
            session.stage(
                engine.sql(write.fragment()),
                write.schema(),
                write.partitionColumns(),
                publication.folder(write.table()));
        publication.stage(write.table(), staged);
        violations.addAll(
            rules.check(write.table(), staged.stream().mapToLong(StagedFile::rows).sum()));
      }
      return Set.of();
    } catch (ExecutionException e) {
      throw RunErrors.step(step.name(), step.computed(), e);
    }
  }

  private void audit(PhysicalPlan.Audit step) {
    ExecutionSession.Sample sample = session.sample(engine.sql(step.fragment()), SAMPLED_ROWS);
    Audit audit = Objects.requireNonNull(audited.get(step.relation()));
    if (sample.rowCount() > 0) {
      violations.add(RunErrors.auditFailed(audit, sample));
    } else {
      RunResult.Audit.Subject subject =
          switch (audit.subject()) {
            case VIEW -> RunResult.Audit.Subject.view;
            case CONSTRAINT -> RunResult.Audit.Subject.constraint;
            case KEY -> RunResult.Audit.Subject.key;
            case ENDPOINT -> RunResult.Audit.Subject.endpoint;
            case CONTRACT -> RunResult.Audit.Subject.contract;
          };
      audits.add(new RunResult.Audit(subject, audit.name(), sample.rowCount()));
    }
  }
}
