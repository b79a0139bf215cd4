// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import static io.codeanatomy.engine.function.FunctionDeclaration.function;
import static io.codeanatomy.engine.function.FunctionDeclaration.operator;
import static io.codeanatomy.engine.function.FunctionGroup.NUMBERS;

import java.util.List;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Arithmetic, and the functions of numbers that every execution engine computes to the last bit.
 */
public final class NumberFunctions {

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
              .is(SqlStdOperatorTable.ABS));

  private NumberFunctions() {}
}
