// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.plan.ColumnPruning;
import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.rules.LogicalRule;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.Set;

/**
 * Leaves out what nobody reads, columns and whole views.
 *
 * <pre>
 *   a: Project(id, name, note)     output: Project(id) over a
 *   →
 *   a: Project(id)                 output: Project(id) over a
 * </pre>
 */
final class PruneColumns implements LogicalRule {

  @Override
  public String name() {
    return "prune_columns";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.CostShape;
  }

  @Override
  public String description() {
    return "leaves out columns and views that nobody reads";
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
    return ColumnPruning.prune(plan, audited);
  }
}
