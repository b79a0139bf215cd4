// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.engine.plan.LogicalPlan;

/** Is told of every logical rule that was applied. */
public interface RuleTrace {

  /** Takes no notice. */
  RuleTrace NONE = (rule, before, after) -> {};

  /**
   * A rule was applied. A view whose tree is the same object in both plans was left alone.
   *
   * @param before the plan that the rule was given
   * @param after the plan that it made of it
   */
  void applied(LogicalRule rule, LogicalPlan before, LogicalPlan after);
}
