// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/** The columns of a result as they are collected: expressions with their names, each name once. */
final class Columns {

  private final List<RexNode> expressions = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  /**
   * Adds a column.
   *
   * @throws PlanFault if the name is taken
   */
  void add(String name, RexNode expression, String pointer, String hint) {
    if (has(name)) {
      throw new PlanFault(PlanErrors.columnTwice(pointer, name, hint));
    }
    names.add(name);
    expressions.add(expression);
  }

  boolean has(String name) {
    return names.contains(name);
  }

  /**
   * Projects what the builder holds to these columns, under these names even where nothing changes.
   */
  RelNode project(RelBuilder builder) {
    return builder.project(expressions, names, true).build();
  }
}
