// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import static io.codeanatomy.engine.function.FunctionDeclaration.function;
import static io.codeanatomy.engine.function.FunctionDeclaration.operator;
import static io.codeanatomy.engine.function.FunctionGroup.NUMBERS;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Arithmetic, and the functions of numbers that every execution engine computes to the last bit.
 */
public final class NumberFunctions {

  private static final String NEVER_NULL = "Never NULL.";

  static final List<FunctionDeclaration> ALL =
      List.of(
          operator(NUMBERS, "+", "a + b → number", "+ a → number")
              .means("The sum. An overflow of integers or decimals is an error.")
              .example("1 + 2", "3")
              .is(SqlStdOperatorTable.PLUS, SqlStdOperatorTable.UNARY_PLUS),
          operator(NUMBERS, "-", "a - b → number", "- a → number")
              .means("The difference. An overflow of integers or decimals is an error.")
              .example("1 - 2", "-1")
              .is(SqlStdOperatorTable.MINUS, SqlStdOperatorTable.UNARY_MINUS),
          operator(NUMBERS, "*", "a * b → number")
              .means("The product. An overflow of integers or decimals is an error.")
              .example("2 * 3", "6")
              .is(SqlStdOperatorTable.MULTIPLY),
          operator(NUMBERS, "/", "a / b → number")
              .means("The quotient. Integers divide to an integer, towards zero.")
              .example("-7 / 2", "-3")
              .is(SqlStdOperatorTable.DIVIDE),
          operator(NUMBERS, "%", "a % b → number")
              .means("The remainder of the division towards zero; it has the sign of a.")
              .example("-7 % 4", "-3")
              .is(SqlStdOperatorTable.PERCENT_REMAINDER),
          function(NUMBERS, "mod(a number, b number) → number")
              .means("The same as a % b.")
              .example("mod(-7, 4)", "-3")
              .is(SqlStdOperatorTable.MOD),
          function(NUMBERS, "abs(a number) → number")
              .means("The value without its sign. The smallest integer of a type is an error.")
              .example("abs(-9)", "9")
              .is(SqlStdOperatorTable.ABS),
          function(NUMBERS, "sign(a number) → integer")
              .means("-1, 0 or 1: whether the number is below, at or above 0. NaN is above.")
              .example("sign(-2.5)", "-1")
              .ours(),
          function(NUMBERS, "floor(a number) → number")
              .means("The largest whole number that is not above.")
              .example("floor(-2.5)", "-3")
              .is(SqlStdOperatorTable.FLOOR),
          function(NUMBERS, "ceil(a number) → number", "ceiling(a number) → number")
              .means("The smallest whole number that is not below.")
              .example("ceil(2.1)", "3")
              .is(SqlStdOperatorTable.CEIL),
          function(NUMBERS, "trunc(a number) → number")
              .means("The number without what is behind its point.")
              .example("trunc(-2.9)", "-2")
              .returning(ReturnTypes.ARG0_OR_EXACT_NO_SCALE),
          function(NUMBERS, "round(a number, [digits integer literal = 0]) → number")
              .means(
                  """
                  The nearest number with that many digits behind its point, 0 to 38; halves away from zero.
                  Digits are for decimals: what is nearest to a floating-point number depends
                  on how it is computed, so CAST it to a decimal before.""")
              .example("round(2.345, 2)", "2.35")
              .example("round(-2.5)", "-3")
              .returning(NumberFunctions::rounded),
          function(NUMBERS, "sqrt(a double) → double")
              .means(
                  """
                  The square root, correctly rounded. Of a negative number it is an error. (Functions whose
                  last digit differs between machines, such as exp, ln and sin, are not in the library.)""")
              .example("sqrt(2)", "1.4142135623730951")
              .ours(),
          function(NUMBERS, "pi() → double")
              .means("The DOUBLE that is nearest to π.")
              .nulls(NEVER_NULL)
              .example("pi()", "3.141592653589793")
              .ours(),
          function(NUMBERS, "bitand(a integer, b integer) → bigint")
              .means("The bits that are set in both, of 64 in two's complement.")
              .example("bitand(12, 10)", "8")
              .ours(),
          function(NUMBERS, "bitor(a integer, b integer) → bigint")
              .means("The bits that are set in one or both, of 64 in two's complement.")
              .example("bitor(12, 10)", "14")
              .ours(),
          function(NUMBERS, "bitxor(a integer, b integer) → bigint")
              .means("The bits that are set in just one of the two, of 64 in two's complement.")
              .example("bitxor(12, 10)", "6")
              .ours(),
          function(NUMBERS, "bitnot(a integer) → bigint")
              .means("The bits that are not set, of 64 in two's complement: -a - 1.")
              .example("bitnot(0)", "-1")
              .ours(),
          function(NUMBERS, "bit_count(a integer) → integer")
              .means("The number of bits that are set, of 64 in two's complement.")
              .example("bit_count(-1)", "64")
              .ours(),
          function(NUMBERS, "shiftleft(a integer, bits integer) → bigint")
              .means("a times two to the power of bits, 0 to 63. An overflow is an error.")
              .example("shiftleft(3, 4)", "48")
              .ours(),
          function(NUMBERS, "shiftright(a integer, bits integer) → bigint")
              .means("a over two to the power of bits, 0 to 63, rounded down.")
              .example("shiftright(-5, 1)", "-3")
              .ours());

  private NumberFunctions() {}

  /** A decimal keeps its digits before the point; nothing else has digits behind it. */
  private static RelDataType rounded(SqlOperatorBinding binding) {
    RelDataType type = binding.getOperandType(0);
    int digits = binding.getOperandCount() < 2 ? 0 : digits(binding);
    if (!SqlTypeUtil.isDecimal(type)) {
      if (digits != 0) {
        throw new ArgumentMismatch(
            "the argument 'digits' of round does not fit: it is for decimals, not for a <type>",
            List.of(type),
            "round(a number, [digits integer literal = 0]) → number");
      }
      return type;
    }
    RelDataType result =
        binding
            .getTypeFactory()
            .createSqlType(
                SqlTypeName.DECIMAL, type.getPrecision(), Math.min(digits, type.getScale()));
    return binding.getTypeFactory().createTypeWithNullability(result, type.isNullable());
  }

  private static int digits(SqlOperatorBinding binding) {
    Integer digits = binding.getOperandLiteralValue(1, Integer.class);
    if (digits == null || digits < 0 || digits > 38) {
      throw new ArgumentMismatch(
          "the argument 'digits' of round does not fit: it must be from 0 to 38",
          List.of(),
          "round(a number, [digits integer literal = 0]) → number");
    }
    return digits;
  }
}
