// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.examples.rules;

import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.rules.LogicalRule;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/**
 * Publishes columns whose names match a pattern as NULL.
 *
 * <pre>
 *   output: Project(id, name) over customers
 *   →
 *   output: Project(id, NULL as name)
 *             Project(id, name) over customers
 * </pre>
 *
 * @param pattern a regular expression
 */
record MaskColumns(String pattern) implements LogicalRule {

  @Override
  public String name() {
    return "mask_columns";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.Safety;
  }

  @Override
  public String description() {
    return "publishes columns that match " + pattern + " as NULL";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of("pattern", pattern);
  }

  /** It would find the columns that it has masked again, and put a projection over them. */
  @Override
  public Repetition repetition() {
    return Repetition.ONCE;
  }

  @Override
  public LogicalPlan rewrite(LogicalPlan plan, Set<String> audited) {
    return plan.withOutputs(plan.outputs().stream().map(this::masked).toList());
  }

  private LogicalPlan.Output masked(LogicalPlan.Output output) {
    RelNode tree = output.algebra();
    RexBuilder rex = tree.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    boolean changed = false;
    for (RelDataTypeField field : tree.getRowType().getFieldList()) {
      boolean matches = Pattern.matches(pattern, field.getName());
      columns.add(
          matches
              ? rex.makeNullLiteral(field.getType())
              : rex.makeInputRef(tree, field.getIndex()));
      changed |= matches;
    }
    return changed
        ? output.withTree(
            LogicalProject.create(
                tree, List.of(), columns, tree.getRowType().getFieldNames(), Set.of()))
        : output;
  }
}
