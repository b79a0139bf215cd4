// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.engine.plan.LogicalPlan;
import java.util.Set;

/**
 * A rule that rewrites the plan. Rules of policy come before optimisations; within a purpose the
 * order is that of the rule set.
 *
 * <p>Outputs keep their row types, and every view its name; a view may lose columns that nobody
 * reads, or go if nobody reads it. Trees are never shared between views, and read other relations
 * by name alone.
 */
public interface LogicalRule extends Rule {

  /**
   * The plan that the rule makes of another; the same trees where it changes nothing.
   *
   * @param audited the views whose rows are looked at besides those of the outputs
   */
  LogicalPlan rewrite(LogicalPlan plan, Set<String> audited);

  /** How often it is applied. */
  default Repetition repetition() {
    return Repetition.UNTIL_STABLE;
  }

  /** How often rules are applied. */
  enum Repetition {
    /** Once, at its place in the order. */
    ONCE,
    /** In turns with the rules of this kind that stand beside it, until none changes anything. */
    UNTIL_STABLE
  }
}
