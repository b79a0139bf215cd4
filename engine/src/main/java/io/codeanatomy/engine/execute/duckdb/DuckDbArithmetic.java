// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Arithmetic and comparison of numbers, computed in the types that the plan says: an overflow of
 * that type is an error, and so is a division of exact numbers by zero, which DuckDB answers with
 * NULL.
 */
final class DuckDbArithmetic {

  /** The digits of a decimal that 64 bits hold. */
  static final int NARROW = 18;

  private final RexBuilder rex;

  DuckDbArithmetic(RexBuilder rex) {
    this.rex = rex;
  }

  /** Whether the call is arithmetic of two numbers. */
  static boolean isArithmetic(RexCall call) {
    return switch (call.getKind()) {
      case PLUS, MINUS, TIMES, DIVIDE, MOD ->
          call.getOperands().size() == 2
              && call.getOperands().stream().allMatch(o -> SqlTypeUtil.isNumeric(o.getType()));
      default -> false;
    };
  }

  RexNode arithmetic(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    RelDataType type = call.getType();
    boolean exact = isExact(left) && isExact(right);
    if (call.getKind() == SqlKind.MOD) {
      RelDataType common = common(left.getType(), right.getType());
      return to(type, remainder(as(common, left), as(common, right), common));
    }
    if (call.getKind() == SqlKind.DIVIDE && exact) {
      return SqlTypeUtil.isIntType(left.getType()) && SqlTypeUtil.isIntType(right.getType())
          ? quotient("//", as(type, left), as(type, right), type)
          : quotient("/", left, right, type);
    }
    if (exact && SqlTypeUtil.isDecimal(type)) {
      return to(
          type, rex.makeCall(type, call.getOperator(), List.of(wide(left, right, type), right)));
    }
    // A literal takes the type of the other side; two of them would take the smallest that holds
    // them.
    boolean bothLiterals = left instanceof RexLiteral && right instanceof RexLiteral;
    return rex.makeCall(
        type,
        call.getOperator(),
        List.of(
            operand(type, left, right, bothLiterals), operand(type, right, left, bothLiterals)));
  }

  /**
   * DuckDB computes with two decimals of at most 18 digits in 64 bits, even where the result has
   * more digits: one of them must be wider.
   */
  private RexNode wide(RexNode left, RexNode right, RelDataType result) {
    boolean narrow = digits(left.getType()) <= NARROW && digits(right.getType()) <= NARROW;
    return narrow && result.getPrecision() > NARROW
        ? to(
            rex.getTypeFactory()
                .createSqlType(SqlTypeName.DECIMAL, NARROW + 1, scale(left.getType())),
            left)
        : left;
  }

  private RexNode operand(RelDataType type, RexNode operand, RexNode other, boolean bothLiterals) {
    boolean follows =
        operand instanceof RexLiteral
            && !bothLiterals
            && SqlTypeUtil.isIntType(type)
            && sameName(other.getType(), type);
    return follows ? operand : as(type, operand);
  }

  private static boolean isExact(RexNode operand) {
    return SqlTypeUtil.isExactNumeric(operand.getType());
  }

  private static boolean isZero(RexNode node) {
    return node instanceof RexLiteral literal
        && literal.getValue() instanceof BigDecimal value
        && value.signum() == 0;
  }

  private RexNode quotient(String sign, RexNode left, RexNode right, RelDataType type) {
    boolean integers = sign.equals("//");
    String name = "divide " + sign + " " + left.getType() + " " + right.getType();
    if (right instanceof RexLiteral && !isZero(right)) {
      return DuckDbForm.call(
          rex,
          type,
          name + " by a number",
          List.of(left, right),
          a -> "(" + quotient(sign, integers, a, left.getType(), right.getType()) + ")");
    }
    return DuckDbForm.call(
        rex,
        type,
        name,
        List.of(left, right),
        a ->
            "CASE WHEN %2$s = 0 AND %1$s IS NOT NULL THEN %3$s ELSE %4$s END"
                .formatted(
                    a.get(0),
                    a.get(1),
                    DuckDbFaults.raise("division by zero"),
                    quotient(sign, integers, a, left.getType(), right.getType())));
  }

  private static String quotient(
      String sign, boolean integers, List<String> a, RelDataType left, RelDataType right) {
    return integers
        ? a.get(0) + " " + sign + " " + a.get(1)
        : DuckDbCasts.asDouble(a.get(0), left) + " / " + DuckDbCasts.asDouble(a.get(1), right);
  }

  /** The smallest integer has a remainder by -1, but DuckDB divides, and that overflows. */
  private RexNode remainder(RexNode left, RexNode right, RelDataType type) {
    if (right instanceof RexLiteral literal
        && literal.getValue() instanceof BigDecimal value
        && value.signum() > 0) {
      return DuckDbForm.call(
          rex,
          type,
          "remainder by a number",
          List.of(left, right),
          a -> "(" + a.get(0) + " % " + a.get(1) + ")");
    }
    return DuckDbForm.call(
        rex,
        type,
        "remainder",
        List.of(left, right),
        a ->
            "CASE WHEN %2$s = 0 AND %1$s IS NOT NULL THEN %3$s ELSE %1$s %% CASE WHEN %2$s = -1 THEN 1 ELSE %2$s END END"
                .formatted(a.get(0), a.get(1), DuckDbFaults.raise("division by zero")));
  }

  /** Both sides of a comparison in one type. */
  List<RexNode> alike(List<RexNode> operands) {
    List<RelDataType> types =
        operands.stream()
            .map(RexNode::getType)
            .filter(type -> type.getSqlTypeName() != SqlTypeName.NULL)
            .toList();
    if (types.isEmpty() || !types.stream().allMatch(SqlTypeUtil::isNumeric)) {
      return operands;
    }
    RelDataType common = types.stream().reduce(this::common).orElseThrow();
    if (SqlTypeUtil.isIntType(common)) {
      return operands;
    }
    return operands.stream()
        .map(
            operand ->
                operand.getType().getSqlTypeName() == SqlTypeName.NULL
                    ? operand
                    : as(common, operand))
        .toList();
  }

  /** The values of a choice, in its type. */
  List<RexNode> chosen(List<RexNode> operands, RelDataType type) {
    if (!SqlTypeUtil.isNumeric(type)) {
      return operands;
    }
    return operands.stream()
        .map(
            operand ->
                operand.getType().getSqlTypeName() == SqlTypeName.NULL
                    ? operand
                    : as(type, operand))
        .toList();
  }

  /** A type in which both can be compared: exact numbers exactly, others as double. */
  private RelDataType common(RelDataType left, RelDataType right) {
    RelDataTypeFactory types = rex.getTypeFactory();
    RelDataType plain;
    if (sameName(left, right) && !SqlTypeUtil.isDecimal(left)) {
      plain = left;
    } else if (SqlTypeUtil.isApproximateNumeric(left) || SqlTypeUtil.isApproximateNumeric(right)) {
      plain = types.createSqlType(SqlTypeName.DOUBLE);
    } else if (SqlTypeUtil.isIntType(left) && SqlTypeUtil.isIntType(right)) {
      plain = digits(left) > digits(right) ? left : right;
    } else {
      int scale = Math.max(scale(left), scale(right));
      int whole = Math.max(digits(left) - scale(left), digits(right) - scale(right));
      plain = types.createSqlType(SqlTypeName.DECIMAL, Math.min(38, whole + scale), scale);
    }
    return types.createTypeWithNullability(plain, left.isNullable() || right.isNullable());
  }

  static int scale(RelDataType type) {
    return SqlTypeUtil.isDecimal(type) ? type.getScale() : 0;
  }

  /** The most digits that a number of an exact type has. */
  static int digits(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case TINYINT -> 3;
      case SMALLINT -> 5;
      case INTEGER -> 10;
      case BIGINT -> 19;
      default -> type.getPrecision();
    };
  }

  private static boolean sameName(RelDataType left, RelDataType right) {
    return left.getSqlTypeName() == right.getSqlTypeName();
  }

  /** The operand in a type that holds it, or an error. */
  private RexNode as(RelDataType type, RexNode operand) {
    boolean same =
        sameName(operand.getType(), type)
            && (!SqlTypeUtil.isDecimal(type)
                || (operand.getType().getPrecision() == type.getPrecision()
                    && operand.getType().getScale() == type.getScale()));
    return same && !isIntegerLiteral(operand) ? operand : to(type, operand);
  }

  private static boolean isIntegerLiteral(RexNode operand) {
    return operand instanceof RexLiteral && SqlTypeUtil.isIntType(operand.getType());
  }

  private RexNode to(RelDataType type, RexNode value) {
    RelDataType from = value.getType();
    return DuckDbForm.call(
        rex,
        rex.getTypeFactory().createTypeWithNullability(type, from.isNullable()),
        "as " + from.getFullTypeString() + " " + type.getFullTypeString(),
        List.of(value),
        a ->
            SqlTypeUtil.isApproximateNumeric(type)
                ? DuckDbCasts.cast(a.get(0), from, type, DuckDbCasts.Failure.ERROR)
                : "CAST(" + a.get(0) + " AS " + DuckDbDialect.typeText(type) + ")");
  }
}
