// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * The columns that are NULL in every row, or in every row out of one source of a union: what a plan
 * proves of NULLs without looking at data. Filters, joins and aggregations may drop such rows, so
 * nothing is proved above them.
 */
final class CertainNulls {

  private final Map<String, Set<Integer>> views = new TreeMap<>();

  /** Takes note of a compiled view, so that its readers know. */
  void add(String view, RelNode tree) {
    views.put(view, of(tree));
  }

  /** The indexes of the columns that certainly hold NULL, if there is any row of that origin. */
  Set<Integer> of(RelNode node) {
    if (node instanceof TableScan scan) {
      List<String> name = scan.getTable().getQualifiedName();
      return views.getOrDefault(name.get(name.size() - 1), Set.of());
    }
    Set<Integer> columns = new TreeSet<>();
    if (node instanceof Union union) {
      union.getInputs().forEach(input -> columns.addAll(of(input)));
    } else if (node instanceof Aggregate distinct && distinct.getAggCallList().isEmpty()) {
      Set<Integer> below = of(distinct.getInput());
      List<Integer> keys = distinct.getGroupSet().asList();
      for (int i = 0; i < keys.size(); i++) {
        if (below.contains(keys.get(i))) {
          columns.add(i);
        }
      }
    } else if (node instanceof Project project) {
      Set<Integer> below = of(project.getInput());
      for (int i = 0; i < project.getProjects().size(); i++) {
        if (isNull(project.getProjects().get(i), below)) {
          columns.add(i);
        }
      }
    }
    return columns;
  }

  private static boolean isNull(RexNode expression, Set<Integer> below) {
    if (expression instanceof RexInputRef reference) {
      return below.contains(reference.getIndex());
    }
    if (expression instanceof RexCall call && call.getKind() == SqlKind.CAST) {
      return isNull(call.getOperands().get(0), below);
    }
    return expression instanceof RexLiteral literal && literal.isNull();
  }
}
