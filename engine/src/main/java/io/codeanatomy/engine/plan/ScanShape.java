// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlBasicFunction;

/** Tells the trees that cost no more than a scan: filters and projections without hashing. */
final class ScanShape {

  private ScanShape() {}

  static boolean isScan(RelNode tree) {
    if (tree instanceof TableScan) {
      return true;
    }
    if (tree instanceof Filter filter) {
      return isCheap(filter.getCondition()) && isScan(filter.getInput());
    }
    if (tree instanceof Project project) {
      return project.getProjects().stream().allMatch(ScanShape::isCheap)
          && isScan(project.getInput());
    }
    return false;
  }

  /**
   * A call of a function of the library, such as a hash, is dear; the operators of SQL are cheap.
   */
  private static boolean isCheap(RexNode expression) {
    if (expression instanceof RexOver) {
      return false;
    }
    return !(expression instanceof RexCall call)
        || (!(call.getOperator() instanceof SqlBasicFunction)
            && call.getOperands().stream().allMatch(ScanShape::isCheap));
  }
}
