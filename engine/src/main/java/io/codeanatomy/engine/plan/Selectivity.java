// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.Sarg;

/**
 * The share of rows that a predicate lets through: the factors of System R (Selinger et al., Access
 * Path Selection in a Relational Database Management System, SIGMOD 1979, table 1), which assume
 * that values are spread evenly and that conjuncts do not depend on each other. NULL tests, which
 * the paper has no factor for, take that of an equality.
 */
final class Selectivity {

  static final double EQUALITY = 0.1;
  static final double RANGE = 1.0 / 3;
  private static final double BETWEEN = 0.25;
  private static final double MOST_OF_A_LIST = 0.5;
  private static final double UNKNOWN = 1.0 / 3;

  private final RelationProfile rows;

  Selectivity(RelationProfile rows) {
    this.rows = rows;
  }

  /** The share of the rows, from 0 to 1. */
  double of(RexNode predicate) {
    if (predicate.isAlwaysTrue()) {
      return 1;
    }
    if (predicate.isAlwaysFalse() || RexUtil.isNullLiteral(predicate, true)) {
      return 0;
    }
    if (predicate instanceof RexInputRef) {
      return 0.5;
    }
    return predicate instanceof RexCall call ? ofCall(call) : UNKNOWN;
  }

  private double ofCall(RexCall call) {
    List<RexNode> operands = call.getOperands();
    return switch (call.getKind()) {
      case AND -> operands.stream().mapToDouble(this::of).reduce(1, (a, b) -> a * b);
      case OR -> operands.stream().mapToDouble(this::of).reduce(0, (a, b) -> a + b - a * b);
      case NOT, IS_FALSE, IS_NOT_TRUE -> 1 - of(operands.get(0));
      case IS_TRUE, IS_NOT_FALSE -> of(operands.get(0));
      case EQUALS, IS_NOT_DISTINCT_FROM -> equality(operands.get(0), operands.get(1));
      case NOT_EQUALS, IS_DISTINCT_FROM -> 1 - equality(operands.get(0), operands.get(1));
      case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> RANGE;
      case BETWEEN, LIKE, SIMILAR -> BETWEEN;
      case IS_NULL -> operands.get(0).getType().isNullable() ? EQUALITY : 0;
      case IS_NOT_NULL -> operands.get(0).getType().isNullable() ? 1 - EQUALITY : 1;
      case SEARCH -> search(operands.get(0), operands.get(1));
      default -> UNKNOWN;
    };
  }

  private double equality(RexNode left, RexNode right) {
    double distinct = Math.max(distinct(left), distinct(right));
    return distinct > 0 ? 1 / distinct : EQUALITY;
  }

  /**
   * The different values of a column; 0 for what is no column. Only of keys are they known: where
   * they are a guess, the paper's factor is the better one, since what people compare with a
   * constant is more often a kind than an identity.
   */
  private double distinct(RexNode operand) {
    RexNode column = operand;
    while (column.isA(SqlKind.CAST)) {
      column = ((RexCall) column).getOperands().get(0);
    }
    if (!(column instanceof RexInputRef ref)) {
      return 0;
    }
    double distinct = rows.distinct().get(ref.getIndex());
    boolean key = rows.isKey(ImmutableBitSet.of(ref.getIndex()));
    return key ? distinct : Math.min(distinct, 1 / EQUALITY);
  }

  /** A list of values, or ranges. */
  private double search(RexNode operand, RexNode list) {
    Sarg<?> sarg = list instanceof RexLiteral literal ? literal.getValueAs(Sarg.class) : null;
    if (sarg == null) {
      return UNKNOWN;
    }
    double one = distinct(operand) > 0 ? 1 / distinct(operand) : EQUALITY;
    if (sarg.isPoints()) {
      return Math.min(MOST_OF_A_LIST, sarg.pointCount * one);
    }
    if (sarg.isComplementedPoints()) {
      return 1 - Math.min(MOST_OF_A_LIST, sarg.negate().pointCount * one);
    }
    return BETWEEN;
  }
}
