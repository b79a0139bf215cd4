// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.plan.PlanningFacts;
import io.codeanatomy.engine.plan.SpanAlgorithm;
import io.codeanatomy.engine.rules.PhysicalRule;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.Map;
import java.util.Optional;

/**
 * Orders the algorithm of span joins. Where the algorithm cannot compute a join, it is a hash join,
 * and the explanation says so.
 *
 * @param view the view whose joins are meant; empty for all
 */
record SpanJoinAlgorithm(Optional<String> view, SpanAlgorithm algorithm) implements PhysicalRule {

  @Override
  public String name() {
    return "span_join_algorithm";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.CostShape;
  }

  @Override
  public String description() {
    return "joins spans by " + algorithm + view.map(name -> " in " + name).orElse("");
  }

  @Override
  public Map<String, String> parameters() {
    return view.map(name -> Map.of("view", name, "algorithm", algorithm.name()))
        .orElseGet(() -> Map.of("algorithm", algorithm.name()));
  }

  @Override
  public PlanningFacts choose(PlanningFacts facts) {
    return facts.withSpanJoins(facts.spanJoins().ordering(view, algorithm));
  }
}
