// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import static io.codeanatomy.engine.rules.IntentParameter.optional;
import static io.codeanatomy.engine.rules.IntentParameter.required;

import io.codeanatomy.engine.plan.CacheDecision;
import io.codeanatomy.engine.plan.SpanAlgorithm;
import io.codeanatomy.engine.rules.Intent;
import io.codeanatomy.engine.rules.IntentDeclaration;
import io.codeanatomy.engine.rules.IntentDeclaration.Occurrence;
import io.codeanatomy.engine.rules.IntentParameter.Kind;
import io.codeanatomy.engine.rules.Rule;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The intents that say what a run costs. None of them changes a result. */
final class CostIntents {

  private static final String[] SPAN_ALGORITHMS =
      Arrays.stream(SpanAlgorithm.values()).map(SpanAlgorithm::name).toArray(String[]::new);

  static final List<IntentDeclaration> ALL =
      List.of(
          new IntentDeclaration(
              "cache_override",
              IntentClass.CostShape,
              Occurrence.ONE_PER_SUBJECT,
              List.of(
                  required("view", Kind.VIEW, "The view that is meant."),
                  required("choice", Kind.WORD, "Whether its rows are kept.")
                      .oneOf("keep", "inline")),
              "The rows of the view are kept for all that read it, or computed in every statement"
                  + " that reads it, whatever that costs. A statement that would get too large is"
                  + " cut nevertheless.",
              Map.of("view", "large_order", "choice", "keep"),
              (intent, context) ->
                  List.of(
                      new CacheOverride(
                          intent.text("view"),
                          intent.text("choice").equals("keep")
                              ? CacheDecision.Choice.MATERIALIZE
                              : CacheDecision.Choice.INLINE))),
          new IntentDeclaration(
              "memory_budget",
              IntentClass.CostShape,
              Occurrence.ONE,
              List.of(required("bytes", Kind.BYTES, "The memory pool.")),
              "The memory that the run may use for its work, at least 64MB and at most half of what"
                  + " the machine has; what does not fit spills to disk.",
              Map.of("bytes", "512MB"),
              (intent, context) -> memoryBudget(intent)),
          new IntentDeclaration(
              "parallelism",
              IntentClass.CostShape,
              Occurrence.ONE,
              List.of(required("threads", Kind.COUNT, "How many threads work at once.")),
              "The threads of the run, whatever the machine has.",
              Map.of("threads", 2L),
              (intent, context) -> parallelism(intent)),
          new IntentDeclaration(
              "span_join_algorithm",
              IntentClass.CostShape,
              Occurrence.ONE_PER_SUBJECT,
              List.of(
                  optional("view", Kind.VIEW, "The view whose join is meant; all without it."),
                  required("algorithm", Kind.WORD, "The algorithm.").oneOf(SPAN_ALGORITHMS)),
              "How span joins are computed. Whatever would be chosen: `hash` looks at all pairs of a"
                  + " key; `bins` joins spans by the bins of a hierarchy; `ie_join` sorts both sides"
                  + " by their bounds; `index` keeps and indexes the containing side. The rows are"
                  + " the same. A join that the algorithm cannot compute is a hash join, which"
                  + " `explain` tells.",
              Map.of("algorithm", "bins"),
              (intent, context) ->
                  List.of(
                      new SpanJoinAlgorithm(
                          intent.optionalText("view"),
                          SpanAlgorithm.valueOf(intent.text("algorithm"))))));

  private CostIntents() {}

  private static List<Rule> memoryBudget(Intent intent) {
    long bytes = intent.bytes("bytes");
    if (bytes < MemoryBudget.LEAST_BYTES) {
      throw new DiagnosticException(
          BuiltInErrors.tooLittleMemory(intent.at("bytes"), MemoryBudget.LEAST_BYTES));
    }
    return List.of(new MemoryBudget(bytes));
  }

  private static List<Rule> parallelism(Intent intent) {
    long threads = intent.count("threads");
    if (threads > Parallelism.MOST_THREADS) {
      throw new DiagnosticException(
          BuiltInErrors.tooManyThreads(intent.at("threads"), Parallelism.MOST_THREADS));
    }
    return List.of(new Parallelism((int) threads));
  }
}
