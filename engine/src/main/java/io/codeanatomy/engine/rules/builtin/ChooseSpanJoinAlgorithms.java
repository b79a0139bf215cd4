// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.plan.PlanningFacts;
import io.codeanatomy.engine.rules.PhysicalRule;
import io.codeanatomy.spec.RuleIntent.IntentClass;

/** Chooses how every span join is computed, by the rows of its sides and by what it asks. */
final class ChooseSpanJoinAlgorithms implements PhysicalRule {

  @Override
  public String name() {
    return "choose_span_join_algorithms";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.CostShape;
  }

  @Override
  public String description() {
    return "chooses how span joins are computed";
  }

  @Override
  public Purpose purpose() {
    return Purpose.OPTIMIZATION;
  }

  @Override
  public PlanningFacts choose(PlanningFacts facts) {
    return facts.withSpanJoins(facts.spanJoins().choosing());
  }
}
