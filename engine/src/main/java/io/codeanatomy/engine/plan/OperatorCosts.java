// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.engine.function.IdentityFunctions;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;

/**
 * What operators cost, in units of about a nanosecond of one core. The weights were measured on
 * DuckDB 1.5 with one thread over four million rows in memory; only their ratios matter.
 */
final class OperatorCosts {

  /** A byte of a compressed data file, decoded. */
  static final double FILE_BYTE = 5.5;

  /** A byte of a kept relation, written once. */
  static final double WRITTEN_BYTE = 2;

  /** A byte of a kept relation, read. */
  static final double READ_BYTE = 0.25;

  /** A byte that is written to the disk and read again, since the memory is full. */
  static final double SPILLED_BYTE = 5;

  /** A statement of its own, however little it does. */
  static final double STATEMENT = 200_000;

  /** An operator of a statement, parsed, planned and optimised. */
  static final double PLANNED_OPERATOR = 120_000;

  private static final double OPERATOR = 1;
  private static final double FUNCTION = 30;
  private static final double HASH = 500;
  private static final double BUILD_ROW = 60;
  private static final double PROBE_ROW = 60;
  private static final double JOINED_ROW = 15;
  private static final double GROUPED_ROW = 30;
  private static final double GROUP = 200;

  /** Times the logarithm of the number of rows. */
  private static final double SORTED_ROW = 16;

  private OperatorCosts() {}

  /**
   * The cost of one operator without its inputs.
   *
   * @param read the rows of all its inputs
   * @param smallest the rows of its smallest input
   * @param written the rows that it gives
   */
  static double of(RelNode operator, double read, double smallest, double written) {
    if (operator instanceof Filter filter) {
      return read * expression(filter.getCondition());
    }
    if (operator instanceof Project project) {
      return read * project.getProjects().stream().mapToDouble(e -> expression(e, read)).sum();
    }
    if (operator instanceof Join || operator instanceof SpanJoin) {
      return smallest * BUILD_ROW + (read - smallest) * PROBE_ROW + written * JOINED_ROW;
    }
    if (operator instanceof Aggregate || operator instanceof PartitionedAggregate) {
      return read * GROUPED_ROW + written * GROUP;
    }
    if (operator instanceof SpanIndexOperator) {
      return read * SORTED_ROW * Math.log(Math.max(2, read)) / Math.log(2);
    }
    return (read + written) * OPERATOR;
  }

  private static double expression(RexNode expression, double rows) {
    if (expression instanceof RexOver) {
      return SORTED_ROW * Math.log(Math.max(2, rows)) / Math.log(2);
    }
    return expression(expression);
  }

  /** The cost for one row. */
  private static double expression(RexNode expression) {
    if (!(expression instanceof RexCall call)) {
      return 0;
    }
    return weight(call.getOperator())
        + call.getOperands().stream().mapToDouble(OperatorCosts::expression).sum();
  }

  private static double weight(SqlOperator operator) {
    if (IdentityFunctions.isHash(operator)) {
      return HASH;
    }
    return operator instanceof SqlFunction ? FUNCTION : OPERATOR;
  }
}
