// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.plan.InexactSums;
import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.rules.LogicalRule;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.Set;

/**
 * Makes sums and means of floating-point numbers exact, so that they do not depend on the order of
 * the rows; {@link InexactSums} draws the plan before and after.
 */
final class ExactSums implements LogicalRule {

  @Override
  public String name() {
    return "exact_sums";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.Safety;
  }

  @Override
  public String description() {
    return "sums floating-point numbers exactly";
  }

  @Override
  public Repetition repetition() {
    return Repetition.ONCE;
  }

  @Override
  public LogicalPlan rewrite(LogicalPlan plan, Set<String> audited) {
    return plan.mapTrees(InexactSums::exact);
  }
}
