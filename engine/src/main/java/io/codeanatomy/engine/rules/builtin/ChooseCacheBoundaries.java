// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.plan.PlanningFacts;
import io.codeanatomy.engine.rules.PhysicalRule;
import io.codeanatomy.spec.RuleIntent.IntentClass;

/** Keeps the rows of a view for all that read it where that costs less than computing it again. */
final class ChooseCacheBoundaries implements PhysicalRule {

  @Override
  public String name() {
    return "choose_cache_boundaries";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.CostShape;
  }

  @Override
  public String description() {
    return "keeps the rows of a view where that costs less";
  }

  @Override
  public Purpose purpose() {
    return Purpose.OPTIMIZATION;
  }

  @Override
  public PlanningFacts choose(PlanningFacts facts) {
    return facts.withBoundaries(PlanningFacts.Boundaries.BY_COST);
  }
}
