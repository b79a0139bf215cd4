// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import static io.codeanatomy.engine.rules.IntentParameter.optional;
import static io.codeanatomy.engine.rules.IntentParameter.required;

import io.codeanatomy.engine.rules.IntentDeclaration;
import io.codeanatomy.engine.rules.IntentDeclaration.Occurrence;
import io.codeanatomy.engine.rules.IntentParameter.Kind;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The intents that say what a run may not do. */
final class SafetyIntents {

  private static final String REFUSE = "refuse";

  static final List<IntentDeclaration> ALL =
      List.of(
          new IntentDeclaration(
              "deny_functions",
              IntentClass.Safety,
              Occurrence.ANY,
              List.of(
                  required(
                      "functions", Kind.FUNCTIONS, "Functions, operators or aggregates by name.")),
              "A view that calls one of the functions is refused: in an expression, as an"
                  + " aggregate, or by what its transform does (a Normalize calls `stable_id`).",
              Map.of("functions", List.of("avg")),
              (intent, context) ->
                  List.of(new DenyFunctions(new TreeSet<>(intent.texts("functions"))))),
          new IntentDeclaration(
              "deterministic_only",
              IntentClass.Safety,
              Occurrence.ONE,
              List.of(
                  optional(
                          "floating_sums",
                          Kind.WORD,
                          "What becomes of sums and means of floating-point numbers: `exact`, the"
                              + " default, computes them exactly; `refuse` refuses them.")
                      .oneOf("exact", REFUSE)),
              "What makes a result depend on more than the rows is refused. The profiles Replay and"
                  + " Strict have this rule anyway; Default and LowLatency warn.",
              Map.of("floating_sums", "exact"),
              (intent, context) -> {
                DeterministicOnly refuse = new DeterministicOnly(DeterministicOnly.Answer.REFUSE);
                return intent.optionalText("floating_sums").filter(REFUSE::equals).isPresent()
                    ? List.of(refuse)
                    : List.of(new ExactSums(), refuse);
              }),
          new IntentDeclaration(
              "no_cartesian_product",
              IntentClass.Safety,
              Occurrence.ANY,
              List.of(),
              "A join in which no column of one side must be equal to one of the other is refused,"
                  + " unless a side is a single row; so is a span join with `global: true`.",
              Map.of(),
              (intent, context) -> List.of(new NoCartesianProduct())),
          new IntentDeclaration(
              "row_limit",
              IntentClass.Safety,
              Occurrence.ONE_PER_SUBJECT,
              List.of(
                  required("output", Kind.OUTPUT, "The table that is meant."),
                  required("rows", Kind.COUNT, "The most rows that a run may write to it.")),
              "If a run computes more rows for the output, it fails and publishes nothing.",
              Map.of("output", "large_order", "rows", 1_000_000L),
              (intent, context) ->
                  List.of(
                      new RowLimit(
                          intent.text("output"), intent.count("rows"), intent.pointer()))));

  private SafetyIntents() {}
}
