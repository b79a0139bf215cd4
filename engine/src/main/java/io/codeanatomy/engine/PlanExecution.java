// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.engine.execute.ContentDigest;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.execute.RowDigest;
import io.codeanatomy.engine.execute.StagedFile;
import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.publish.Publication;
import io.codeanatomy.engine.rules.Audit;
import io.codeanatomy.engine.rules.RuleSet;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Executes a physical plan on one session, and stages the outputs with a publication. */
final class PlanExecution {

  private static final int SAMPLED_ROWS = 3;

  private final Map<String, Audit> audited = new LinkedHashMap<>();
  private final RuleSet rules;
  private final ExecutionSession session;
  private final Publication publication;
  private final StageClock clock;
  private final Digesting digesting;
  private final List<RunResult.Audit> audits = new ArrayList<>();
  private final Map<String, String> digests = new LinkedHashMap<>();
  private final List<Diagnostic> violations = new ArrayList<>();

  /**
   * What a plan's execution gave besides the staged files.
   *
   * @param audits in the order in which they were made
   * @param digests the content digest of every output by the name of its table; empty if none was
   *     to be computed
   */
  record Outcome(List<RunResult.Audit> audits, Map<String, String> digests) {

    Outcome {
      audits = List.copyOf(audits);
      digests = Collections.unmodifiableMap(new LinkedHashMap<>(digests));
    }
  }

  /** Whether the outputs are digested. */
  enum Digesting {
    ON,
    OFF
  }

  PlanExecution(
      RuleSet rules,
      ExecutionSession session,
      Publication publication,
      Digesting digesting,
      StageClock clock) {
    this.rules = rules;
    rules.audits().forEach(audit -> audited.put(audit.relation(), audit));
    this.session = session;
    this.publication = publication;
    this.digesting = digesting;
    this.clock = clock;
  }

  /**
   * Binds the inputs that the plan reads and runs its steps. Once an audit has failed, no output is
   * written any more, but all other audits are still made.
   *
   * @return the audits, all of them passed, and the digests if there are to be any
   * @throws DiagnosticException if a step fails, or naming every audited relation that is not empty
   */
  Outcome run(PhysicalPlan plan, List<BoundInput> inputs, Map<String, List<ScanFile>> files) {
    for (BoundInput input : inputs) {
      List<ScanFile> scanned = files.get(input.name());
      if (scanned != null) {
        input.bind(scanned, session);
      }
    }
    for (PhysicalPlan.Step step : plan.steps()) {
      if (step instanceof PhysicalPlan.Release release) {
        session.drop(release.relation());
      } else if (!(step instanceof PhysicalPlan.Write write)) {
        time(step.name(), step.computed(), () -> execute(step));
      } else if (violations.isEmpty()) {
        write(write);
      }
    }
    if (!violations.isEmpty()) {
      throw new DiagnosticException(violations);
    }
    return new Outcome(audits, digests);
  }

  /** A stage of the run; the views are those that it computes on its way. */
  private <T> T time(String stage, List<String> views, Supplier<T> work) {
    return clock.time(
        stage,
        () -> {
          try {
            return work.get();
          } catch (ExecutionException e) {
            throw RunErrors.step(stage, views, e);
          }
        });
  }

  private Set<String> execute(PhysicalPlan.Step step) {
    if (step instanceof PhysicalPlan.Materialize materialize) {
      attempt(materialize.fragment(), sql -> session.materialize(materialize.relation(), sql));
    } else if (step instanceof PhysicalPlan.Close close) {
      attempt(
          close.edges(),
          sql ->
              session.materializeClosure(close.relation(), sql, close.schema(), close.maxDepth()));
    } else if (step instanceof PhysicalPlan.Index index) {
      attempt(
          index.rows(),
          sql -> session.indexSpans(index.relation(), sql, index.schema(), index.indexing()));
    } else if (step instanceof PhysicalPlan.Aggregate aggregate) {
      attempt(
          aggregate.rows(),
          sql ->
              session.materializeGroups(
                  aggregate.relation(),
                  new ExecutionSession.GroupsStatement(
                      sql,
                      aggregate.rows().result().name(),
                      aggregate.rows().isSelection(),
                      session.statements(aggregate.groups()).findFirst().orElseThrow()),
                  aggregate.schema(),
                  aggregate.parts()));
    } else if (step instanceof PhysicalPlan.Audit audit) {
      audit(audit);
    }
    return Set.of();
  }

  /** Executes a fragment by the first of its statements that is of use for the data. */
  private <T> T attempt(Fragment fragment, Function<String, T> execution) {
    Iterator<String> statements = session.statements(fragment).iterator();
    while (true) {
      try {
        return execution.apply(statements.next());
      } catch (ExecutionException e) {
        if (e.reason() != ExecutionException.Reason.UNFIT || !statements.hasNext()) {
          throw e;
        }
      }
    }
  }

  private void write(PhysicalPlan.Write step) {
    List<StagedFile> files = time(step.name(), step.computed(), () -> stage(step));
    violations.addAll(rules.check(step.table(), files.stream().mapToLong(StagedFile::rows).sum()));
    if (violations.isEmpty() && digesting == Digesting.ON) {
      RowDigest rows = time("digest " + step.table(), List.of(), () -> digest(step, files));
      String digest = ContentDigest.of(step.schema(), rows);
      digests.put(step.table(), digest);
      publication.describe(step.table(), Map.of("content_digest", digest));
    }
  }

  private List<StagedFile> stage(PhysicalPlan.Write step) {
    Path folder = publication.folder(step.table());
    List<StagedFile> files =
        kept(step, folder)
            .orElseGet(
                () ->
                    attempt(
                        step.fragment(),
                        sql -> session.stage(sql, step.schema(), step.partitionColumns(), folder)));
    publication.stage(step.table(), files);
    return files;
  }

  private Optional<List<StagedFile>> kept(PhysicalPlan.Write step, Path folder) {
    return step.partitionColumns().isEmpty()
        ? step.fragment()
            .copied()
            .flatMap(relation -> session.stageKept(relation, step.schema(), folder))
        : Optional.empty();
  }

  /** Of what is on the disk, not of what was to be written; no view has a name like this. */
  private RowDigest digest(PhysicalPlan.Write step, List<StagedFile> files) {
    String relation = "staged(" + step.table() + ")";
    session.bindStaged(relation, files, step.schema(), step.partitionColumns());
    return session.digest(relation, step.schema());
  }

  private void audit(PhysicalPlan.Audit step) {
    ExecutionSession.Sample sample =
        attempt(step.fragment(), sql -> session.sample(sql, SAMPLED_ROWS));
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
