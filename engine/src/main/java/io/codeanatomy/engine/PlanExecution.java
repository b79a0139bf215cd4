// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.engine.execute.ExecutionEngine;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.execute.StagedFile;
import io.codeanatomy.engine.publish.Publication;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.RuleIntent;
import io.codeanatomy.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Executes a physical plan on one session, and stages the outputs with a publication. */
final class PlanExecution {

  private static final int SAMPLED_ROWS = 3;

  private final Spec spec;
  private final ExecutionEngine engine;
  private final ExecutionSession session;
  private final Publication publication;
  private final StageClock clock;
  private final List<RunResult.Audit> audits = new ArrayList<>();

  PlanExecution(
      Spec spec,
      ExecutionEngine engine,
      ExecutionSession session,
      Publication publication,
      StageClock clock) {
    this.spec = spec;
    this.engine = engine;
    this.session = session;
    this.publication = publication;
    this.clock = clock;
  }

  /**
   * Binds the inputs that the plan reads and runs its steps.
   *
   * @return the audits, all of them passed
   * @throws DiagnosticException if a step fails or an audited view is not empty
   */
  List<RunResult.Audit> run(
      PhysicalPlan plan, List<BoundInput> inputs, Map<String, List<ScanFile>> files) {
    for (BoundInput input : inputs) {
      ExecutionSession.Lineage lineage =
          input.relation().requiresLineage()
              ? ExecutionSession.Lineage.SOURCE_FILE
              : ExecutionSession.Lineage.NONE;
      List<ScanFile> scanned = files.get(input.name());
      if (scanned != null) {
        session.bind(input.name(), input.snapshot(), scanned, lineage);
      }
    }
    for (PhysicalPlan.Step step : plan.steps()) {
      if (step instanceof PhysicalPlan.Release release) {
        session.drop(release.relation());
      } else {
        clock.time(step.name(), () -> execute(step));
      }
    }
    return List.copyOf(audits);
  }

  private Set<String> execute(PhysicalPlan.Step step) {
    try {
      if (step instanceof PhysicalPlan.Materialize materialize) {
        session.materialize(materialize.relation(), engine.sql(materialize.fragment()));
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
      }
      return Set.of();
    } catch (ExecutionException e) {
      throw RunErrors.step(step.name(), e);
    }
  }

  private void audit(PhysicalPlan.Audit audit) {
    ExecutionSession.Sample sample = session.sample(engine.sql(audit.fragment()), SAMPLED_ROWS);
    if (sample.rowCount() > 0) {
      throw new DiagnosticException(
          RunErrors.auditFailed(pointerOf(audit.view()), audit.view(), sample));
    }
    audits.add(new RunResult.Audit(audit.view(), sample.rowCount()));
  }

  /** Where the spec wants the view to be empty. */
  private String pointerOf(String view) {
    List<RuleIntent> intents = spec.ruleIntents();
    for (int i = 0; i < intents.size(); i++) {
      if (view.equals(intents.get(i).params().get("view"))) {
        return "/rule_intents/" + i;
      }
    }
    return "/rule_intents";
  }
}
