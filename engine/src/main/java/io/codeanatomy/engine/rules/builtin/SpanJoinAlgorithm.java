// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.plan.PlanningFacts;
import io.codeanatomy.engine.rules.PhysicalRule;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.Map;
import java.util.Optional;

/**
 * Orders the algorithm of span joins. There is one so far, a hash join on the equality keys with
 * the spans as a residual condition, so the order can only be to use that one.
 *
 * @param view the view whose join is meant; empty for all
 */
record SpanJoinAlgorithm(Optional<String> view, String algorithm) implements PhysicalRule {

  /** The algorithm that there is. */
  static final String HASH = "hash";

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
    return view.map(name -> Map.of("view", name, "algorithm", algorithm))
        .orElseGet(() -> Map.of("algorithm", algorithm));
  }

  @Override
  public PlanningFacts choose(PlanningFacts facts) {
    return facts;
  }
}
