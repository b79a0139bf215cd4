// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.plan.FilterPushDown;
import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.rules.LogicalRule;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.Set;

/**
 * Moves filters towards the inputs, out of views and into those that they alone read; {@link
 * FilterPushDown} draws the plan before and after.
 */
final class PushDownFilters implements LogicalRule {

  @Override
  public String name() {
    return "push_down_filters";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.CostShape;
  }

  @Override
  public String description() {
    return "moves filters towards the inputs";
  }

  @Override
  public Purpose purpose() {
    return Purpose.OPTIMIZATION;
  }

  @Override
  public Repetition repetition() {
    return Repetition.ONCE;
  }

  @Override
  public LogicalPlan rewrite(LogicalPlan plan, Set<String> audited) {
    return FilterPushDown.push(plan, audited);
  }
}
