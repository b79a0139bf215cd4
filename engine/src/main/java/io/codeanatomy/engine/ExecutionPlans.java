// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.environment.Machine;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.plan.RowEstimate;
import io.codeanatomy.engine.plan.UnboundParameters;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks an execution engine how it would execute the steps of a plan. Inputs are bound as for a run;
 * what a run would keep is only declared. No statement of the plan is executed.
 */
final class ExecutionPlans {

  private final Preparation preparation;
  private final ExplainedPart part;
  private final Map<String, Long> declared = new LinkedHashMap<>();

  ExecutionPlans(Preparation preparation, ExplainedPart part) {
    this.preparation = preparation;
    this.part = part;
  }

  /** A plan for every statement of the part, in the order of the steps. */
  List<Explanation.ExecutionPlan> explain() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir", "."));
    try (Scratch scratch = Scratch.create(temporary, RunIds.next(Instant.now()));
        ExecutionSession session = preparation.executionEngine().open(config(scratch.path()))) {
      Optional<String> unbound = bind(session);
      List<Explanation.ExecutionPlan> plans = new ArrayList<>();
      for (PhysicalPlan.Step step : preparation.plan().steps()) {
        if (part.has(step)) {
          step.statement().ifPresent(fragment -> plans.add(plan(step, fragment, session, unbound)));
        }
        declare(step, session);
      }
      return plans;
    }
  }

  private ExecutionConfig config(Path scratch) {
    return new ExecutionConfig(
        preparation.session().environment().threads(Machine.processors()),
        preparation.session().environment().memoryBytes(Machine.physicalMemory()),
        scratch,
        Engine.readableFolders(preparation),
        List.of());
  }

  /** What speaks against it, if the inputs cannot be bound. */
  private Optional<String> bind(ExecutionSession session) {
    try {
      for (BoundInput input : preparation.inputs()) {
        List<ScanFile> files = preparation.files().toRead().get(input.name());
        if (files != null) {
          input.bind(files, session);
        }
      }
      preparation.sources().bindDerived(preparation.fragments().inputColumns().keySet(), session);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(reason(e));
    }
  }

  private Explanation.ExecutionPlan plan(
      PhysicalPlan.Step step,
      Fragment fragment,
      ExecutionSession session,
      Optional<String> unbound) {
    Map<String, Long> standIns = new LinkedHashMap<>(declared);
    standIns.keySet().retainAll(fragment.reads());
    Optional<String> unknown = missingValues(fragment).or(() -> unbound);
    List<String> plan = List.of();
    if (unknown.isEmpty()) {
      try {
        plan = session.explain(session.statements(fragment).findFirst().orElseThrow());
      } catch (ExecutionException e) {
        unknown = Optional.of(reason(e));
      }
    }
    return new Explanation.ExecutionPlan(step.name(), standIns, plan, unknown);
  }

  private Optional<String> missingValues(Fragment fragment) {
    Set<Integer> unbound = UnboundParameters.of(fragment);
    if (unbound.isEmpty()) {
      return Optional.empty();
    }
    List<String> names =
        unbound.stream().map(preparation.written().parameters()::get).map(":"::concat).toList();
    return Optional.of(
        "it depends on the values of parameters that are not given: " + String.join(", ", names));
  }

  private void declare(PhysicalPlan.Step step, ExecutionSession session) {
    if (step instanceof PhysicalPlan.Index index) {
      long rows = rows(index.relation());
      session.declareIndex(index.relation(), index.schema(), index.indexing(), rows);
      declared.put(index.relation(), rows);
    } else if (step instanceof PhysicalPlan.Keeping keeping) {
      declare(keeping.relation(), keeping.schema(), session);
    }
  }

  private void declare(String relation, Schema schema, ExecutionSession session) {
    long rows = rows(relation);
    session.declare(relation, schema, rows);
    declared.put(relation, rows);
  }

  private long rows(String relation) {
    RowEstimate estimate =
        preparation.fragments().estimates().getOrDefault(relation, RowEstimate.NOTHING);
    return Math.max(1, Math.round(estimate.rows()));
  }

  private static String reason(ExecutionException failure) {
    if (failure.reason() == ExecutionException.Reason.INTERNAL) {
      throw failure;
    }
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
