// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.RunPlan;
import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.plan.CacheDecision;
import io.codeanatomy.engine.plan.InputStatistics;
import io.codeanatomy.engine.plan.RowEstimate;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** A {@link RunPlan} as JSON: snake_case, hashes in lower-case hex, costs in units. */
final class RunPlanJson {

  private RunPlanJson() {}

  /** The whole document. */
  static String document(RunPlan plan) {
    return Json.object(
        json ->
            json.field("spec_hash", plan.specHash())
                .field("plan_hash", plan.planHash())
                .field("rulepack_fingerprint", plan.rulepackFingerprint())
                .field("execution_engine", plan.executionEngine())
                .field("environment", plan.environment().name())
                .field("memory_bytes", plan.memoryBytes())
                .flag("has_changes", plan.hasChanges())
                .list("inputs", plan.inputs(), RunPlanJson::input)
                .list("steps", plan.steps(), RunPlanJson::step)
                .list("cache_decisions", plan.cacheDecisions(), RunPlanJson::decision)
                .list("outputs", plan.outputs(), RunPlanJson::output)
                .diagnostics("missing", plan.missing())
                .diagnostics("warnings", plan.warnings()));
  }

  private static void input(Json json, RunPlan.Input input) throws IOException {
    json.field("logical_name", input.logicalName())
        .field("delta_location", input.deltaLocation())
        .field("delta_version", input.deltaVersion())
        .field("schema_hash", input.schemaHash())
        .flag("read", input.statistics().isPresent());
    if (input.statistics().isPresent()) {
      InputStatistics statistics = input.statistics().get();
      number(json, "rows", statistics.rows());
      json.field("bytes", statistics.bytes()).field("files", statistics.files());
    } else {
      json.none("rows").none("bytes").none("files");
    }
    if (input.reading().isPresent()) {
      RunPlan.Reading reading = input.reading().get();
      json.field("files_read", reading.files())
          .field("bytes_read", reading.bytes())
          .field("predicate", reading.predicate())
          .texts("predicates_not_used", reading.notUsed());
    } else {
      json.none("files_read")
          .none("bytes_read")
          .none("predicate")
          .texts("predicates_not_used", List.of());
    }
  }

  private static void step(Json json, RunPlan.Step step) throws IOException {
    json.field("kind", step.kind().name())
        .field("name", step.name())
        .texts("reads", step.reads())
        .texts("inlined", step.inlined());
    if (step.kind() == PhysicalPlan.Kind.audit) {
      // There must be no rows, whatever statistics would make one expect.
      json.none("estimated_rows").none("estimated_bytes").none("certainty");
    } else {
      estimate(json, step.estimate());
    }
  }

  private static void decision(Json json, CacheDecision decision) throws IOException {
    json.field("view", decision.view())
        .field("choice", decision.choice().name().toLowerCase(Locale.ROOT))
        .field("consumers", decision.consumers())
        .field("statements", decision.statements());
    estimate(json, decision.estimate());
    json.field("inline_cost", Math.round(decision.inlineCost()))
        .field("materialize_cost", Math.round(decision.materializeCost()))
        .field("inlined_nodes", decision.inlinedNodes())
        .field("reason", decision.reason());
  }

  private static void output(Json json, RunPlan.Output output) throws IOException {
    json.field("table_name", output.tableName()).field("source_view", output.sourceView());
    if (output.deltaLocation().isPresent()) {
      json.field("delta_location", output.deltaLocation().get());
    } else {
      json.none("delta_location");
    }
    json.field("materialization_mode", output.mode().name())
        .field("effect", output.effect().name());
    number(json, "current_version", output.currentVersion());
    estimate(json, output.estimate());
  }

  private static void estimate(Json json, RowEstimate estimate) throws IOException {
    json.field("estimated_rows", Math.round(estimate.rows()))
        .field("estimated_bytes", Math.round(estimate.bytes()))
        .field("certainty", estimate.certainty().name());
  }

  private static void number(Json json, String name, OptionalLong value) throws IOException {
    if (value.isPresent()) {
      json.field(name, value.getAsLong());
    } else {
      json.none(name);
    }
  }
}
