// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** The expressions of {@link NarrowDecimals}, over columns some of which have become narrow. */
final class NarrowExpressions {

  /**
   * The most digits behind the point that are computed in 64 bits: twelve before it are left, which
   * few amounts need.
   */
  private static final int MOST_SCALE = 6;

  private final RexBuilder rex;
  private final List<RelDataType> planned;
  private final List<RelDataType> columns;
  private final RexShuttle widening = new Widening();

  /**
   * @param planned the types of the columns in the plan
   * @param columns those that they have now
   */
  NarrowExpressions(RexBuilder rex, List<RelDataType> planned, List<RelDataType> columns) {
    this.rex = rex;
    this.planned = planned;
    this.columns = columns;
  }

  /** The expression in a narrow type, if it is arithmetic of decimals that can be, or a column. */
  RexNode narrow(RexNode expression) {
    if (expression instanceof RexInputRef column) {
      return rex.makeInputRef(columns.get(column.getIndex()), column.getIndex());
    }
    if (!(expression instanceof RexCall call) || !isProductOrSum(call)) {
      return expression.accept(widening);
    }
    RexNode left = narrow(call.getOperands().get(0));
    RexNode right = narrow(call.getOperands().get(1));
    return fits(call, left) && fits(call, right)
        ? rex.makeCall(narrowType(call), call.getOperator(), List.of(certain(left), certain(right)))
        : call.clone(
            call.getType(),
            List.of(
                widened(left, call.getOperands().get(0)),
                widened(right, call.getOperands().get(1))));
  }

  /** The expression in the type of the plan; parts of it may be narrow. */
  RexNode wide(RexNode expression) {
    return expression.accept(widening);
  }

  private static boolean isProductOrSum(RexCall call) {
    return DuckDbArithmetic.isArithmetic(call)
        && (call.getKind() == SqlKind.TIMES
            || call.getKind() == SqlKind.PLUS
            || call.getKind() == SqlKind.MINUS)
        && SqlTypeUtil.isDecimal(call.getType())
        && call.getType().getPrecision() > DuckDbArithmetic.NARROW
        && call.getType().getScale() <= MOST_SCALE;
  }

  /** Sides of a sum get the scale of the result first, which must not fail. */
  private static boolean fits(RexCall call, RexNode operand) {
    RelDataType type = operand.getType();
    int digits = DuckDbArithmetic.digits(type);
    int added = call.getType().getScale() - DuckDbArithmetic.scale(type);
    return SqlTypeUtil.isExactNumeric(type)
        && (call.getKind() == SqlKind.TIMES ? digits : digits + added) <= DuckDbArithmetic.NARROW;
  }

  private RelDataType narrowType(RexCall call) {
    RelDataTypeFactory types = rex.getTypeFactory();
    return types.createTypeWithNullability(
        types.createSqlType(
            SqlTypeName.DECIMAL, DuckDbArithmetic.NARROW, call.getType().getScale()),
        call.getType().isNullable());
  }

  /** An operand that DuckDB, too, takes to be of its type: of another one, nothing would fail. */
  private RexNode certain(RexNode operand) {
    boolean isCast = operand instanceof RexCall call && DuckDbArithmetic.isArithmetic(call);
    return operand instanceof RexLiteral || isCast
        ? operand
        : rex.makeAbstractCast(operand.getType(), operand, false);
  }

  private RexNode widened(RexNode narrow, RexNode planned) {
    return narrow.getType().equals(planned.getType())
        ? narrow
        : rex.makeAbstractCast(planned.getType(), narrow, false);
  }

  /** Gives every part the type of the plan, unless it is computed on. */
  private final class Widening extends RexShuttle {

    @Override
    public RexNode visitInputRef(RexInputRef column) {
      return widened(
          narrow(column), rex.makeInputRef(planned.get(column.getIndex()), column.getIndex()));
    }

    @Override
    public RexNode visitCall(RexCall call) {
      return isProductOrSum(call) ? widened(narrow(call), call) : super.visitCall(call);
    }
  }
}
