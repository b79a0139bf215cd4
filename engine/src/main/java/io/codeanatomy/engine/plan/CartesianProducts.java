// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;

/** Joins in which no column of one side must be equal to one of the other. */
public final class CartesianProducts {

  private CartesianProducts() {}

  /** Whether a tree has such a join of two sides that may both have more than one row. */
  public static boolean in(RelNode tree) {
    if (tree instanceof Join join
        && join.analyzeCondition().leftKeys.isEmpty()
        && !isOneRow(join.getLeft())
        && !isOneRow(join.getRight())) {
      return true;
    }
    return tree.getInputs().stream().anyMatch(CartesianProducts::in);
  }

  private static boolean isOneRow(RelNode node) {
    if (node instanceof Project || node instanceof Filter) {
      return isOneRow(node.getInput(0));
    }
    return node instanceof Aggregate aggregate && aggregate.getGroupCount() == 0;
  }
}
