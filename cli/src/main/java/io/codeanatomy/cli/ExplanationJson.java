// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.Explanation;
import io.codeanatomy.engine.plan.CacheDecision;
import io.codeanatomy.engine.plan.RowEstimate;
import io.codeanatomy.engine.plan.SpanJoinDecision;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * An {@link Explanation} as JSON: snake_case, hashes in lower-case hex, trees as lists of lines.
 */
final class ExplanationJson {

  private ExplanationJson() {}

  /** The whole document. */
  static String document(Explanation explanation) {
    return Json.object(
        json ->
            json.field("spec_hash", explanation.hashes().spec())
                .field("plan_hash", explanation.hashes().plan())
                .field("rulepack_fingerprint", explanation.hashes().rulepackFingerprint())
                .field("envelope_hash", explanation.hashes().envelope())
                .field("view", explanation.view().orElse(null))
                .object("setting", setting -> setting(setting, explanation.setting()))
                .list("inputs", explanation.inputs(), ExplanationJson::input)
                .list("rules", explanation.rules(), ExplanationJson::rule)
                .list("written", explanation.written(), ExplanationJson::view)
                .list("applications", explanation.applications(), ExplanationJson::application)
                .list("fragments", explanation.fragments(), ExplanationJson::fragment)
                .list("steps", explanation.steps(), ExplanationJson::step)
                .list("cache_decisions", explanation.cacheDecisions(), ExplanationJson::decision)
                .list("span_joins", explanation.spanJoins(), ExplanationJson::spanJoin)
                .list("execution_plans", explanation.executionPlans(), ExplanationJson::plan)
                .diagnostics("missing", explanation.missing())
                .diagnostics("warnings", explanation.warnings()));
  }

  private static void spanJoin(Json json, SpanJoinDecision decision) throws IOException {
    json.field("view", decision.view())
        .field("algorithm", decision.algorithm().name())
        .field("left_rows", Math.round(decision.leftRows().rows()))
        .field("right_rows", Math.round(decision.rightRows().rows()))
        .field("reason", decision.reason());
  }

  private static void setting(Json json, Explanation.Setting setting) throws IOException {
    json.field("profile", setting.profile().name())
        .field("execution_engine", setting.executionEngine())
        .field("environment", setting.environment().name());
    texts(json, "configuration", setting.configuration());
    texts(json, "parameters", setting.parameters());
    texts(json, "versions", setting.versions());
  }

  private static void texts(Json json, String name, Map<String, String> texts) throws IOException {
    json.object(
        name,
        fields -> {
          for (Map.Entry<String, String> text : texts.entrySet()) {
            fields.field(text.getKey(), text.getValue());
          }
        });
  }

  private static void input(Json json, Explanation.Input input) throws IOException {
    json.field("logical_name", input.logicalName())
        .field("delta_location", input.deltaLocation())
        .field("delta_version", input.deltaVersion())
        .field("schema_hash", input.schemaHash())
        .flag("read", input.isRead())
        .texts("columns", input.columns());
    if (input.rows().isPresent()) {
      json.field("rows", input.rows().getAsLong());
    } else {
      json.none("rows");
    }
    Explanation.Pruning pruning = input.pruning();
    json.field("files_considered", pruning.filesConsidered())
        .field("files_read", pruning.filesRead())
        .field("bytes_considered", pruning.bytesConsidered())
        .field("bytes_read", pruning.bytesRead())
        .field("predicate", pruning.predicate().orElse(null))
        .texts("predicates_not_used", pruning.notUsed());
    number(json, "row_groups_considered", pruning.rowGroupsConsidered());
    number(json, "row_groups_matching", pruning.rowGroupsMatching());
  }

  private static void number(Json json, String name, OptionalInt value) throws IOException {
    if (value.isPresent()) {
      json.field(name, value.getAsInt());
    } else {
      json.none(name);
    }
  }

  private static void rule(Json json, Explanation.Rule rule) throws IOException {
    json.field("name", rule.name())
        .field("class", rule.ruleClass())
        .field("purpose", rule.purpose().name())
        .field("description", rule.description());
    texts(json, "parameters", rule.parameters());
  }

  private static void view(Json json, Explanation.View view) throws IOException {
    json.field("name", view.name())
        .texts("columns", view.columns())
        .texts("reads", view.reads())
        .flag("needed", view.isNeeded())
        .texts("tree", view.tree());
  }

  private static void application(Json json, Explanation.Application applied) throws IOException {
    json.field("rule", applied.rule())
        .field("views_considered", applied.considered())
        .field("views_changed", applied.changes().size())
        .list(
            "changes",
            applied.changes(),
            (change, it) ->
                change
                    .field("view", it.view())
                    .texts("before", it.before())
                    .texts("after", it.after()))
        .texts("dropped", applied.dropped())
        .texts("added", applied.added());
  }

  private static void fragment(Json json, Explanation.Fragment fragment) throws IOException {
    json.field("step", fragment.step())
        .field("hash", fragment.hash())
        .texts("reads", fragment.reads())
        .texts("inlined", fragment.inlined())
        .list(
            "tables",
            fragment.tables(),
            (table, it) -> table.field("name", it.name()).texts("tree", it.tree()));
  }

  private static void step(Json json, Explanation.Step step) throws IOException {
    json.field("kind", step.kind().name()).field("name", step.name());
    switch (step.kind()) {
      case materialize, close, index, aggregate, write -> estimate(json, step.estimate());
      case audit, release -> json.none("estimated_rows").none("certainty");
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
        .field("reason", decision.reason());
  }

  private static void estimate(Json json, RowEstimate estimate) throws IOException {
    json.field("estimated_rows", Math.round(estimate.rows()))
        .field("certainty", estimate.certainty().name());
  }

  private static void plan(Json json, Explanation.ExecutionPlan plan) throws IOException {
    json.field("step", plan.step())
        .object(
            "assumed_rows",
            rows -> {
              for (Map.Entry<String, Long> kept : plan.standIns().entrySet()) {
                rows.field(kept.getKey(), kept.getValue());
              }
            })
        .texts("plan", plan.plan())
        .field("unknown", plan.unknown().orElse(null));
  }
}
