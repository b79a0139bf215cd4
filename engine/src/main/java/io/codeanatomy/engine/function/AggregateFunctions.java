// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import static io.codeanatomy.engine.function.FunctionDeclaration.aggregate;

import io.codeanatomy.engine.function.SignatureTypes.Nullability;
import java.util.List;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.util.Optionality;

/** The aggregate functions that standard SQL lacks, each a function of the multiset of its rows. */
public final class AggregateFunctions {

  /**
   * {@code arg_min(value, key)}: the value at the smallest key; rows with a NULL key are skipped,
   * ties give the smallest value.
   */
  public static final SqlAggFunction ARG_MIN =
      function(
          "arg_min",
          ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE),
          OperandTypes.ANY_ANY);

  /** {@code arg_max(value, key)}: as {@code arg_min}, at the largest key. */
  public static final SqlAggFunction ARG_MAX =
      function(
          "arg_max",
          ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE),
          OperandTypes.ANY_ANY);

  /** {@code string_agg(text)}: the texts with {@code ,} between them; NULLs are skipped. */
  public static final SqlAggFunction STRING_AGG =
      function(
          "string_agg",
          ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE),
          OperandTypes.CHARACTER);

  /** What a list is, where there is none the empty one; no part of the language. */
  public static final SqlFunction LIST_OR_EMPTY =
      LibraryFunction.create("list_or_empty(list list(T)) → list(T)", Nullability.NEVER);

  private static final String SKIPPED = "NULLs are skipped; NULL if there is nothing else.";
  private static final String TEXTS =
      "(name varchar, size bigint) values ('b', 1), ('a', 2), (null, 3), ('a', null)";
  private static final String TRUTHS = "(yes boolean) values (true), (false), (null)";

  private static final String NUMBERS = "(weight double) values (1e16), (0.3), (-1e16), (null)";

  static final List<FunctionDeclaration> ALL =
      List.of(
          aggregate("count([column T]) → bigint")
              .means("The number of rows, or, with a column, of the rows in which it is not NULL.")
              .nulls("Never NULL; 0 if there is nothing to count.")
              .example("function: count", TEXTS, "4")
              .example("function: count, column: name", TEXTS, "3")
              .is(),
          aggregate("count_distinct(column T) → bigint")
              .means("The number of different values.")
              .nulls("NULLs are not counted; never NULL.")
              .example("function: count_distinct, column: name", TEXTS, "2")
              .is(),
          aggregate("sum(column number) → number")
              .means(
                  """
                  The sum: BIGINT of integers, a decimal of 38 digits of decimals, DOUBLE of
                  floating-point numbers. An overflow of integers or decimals is an error.""")
              .nulls(SKIPPED)
              .dependsOnOrder()
              .example("function: sum, column: size", TEXTS, "6")
              .is(),
          aggregate("avg(column number) → double")
              .means("The mean.")
              .nulls(SKIPPED)
              .dependsOnOrder()
              .example("function: avg, column: size", TEXTS, "2.0")
              .is(),
          aggregate("min(column T) → T")
              .means("The first of the values in the order of <.")
              .nulls(SKIPPED)
              .example("function: min, column: name", TEXTS, "'a'")
              .is(),
          aggregate("max(column T) → T")
              .means("The last of the values in the order of <.")
              .nulls(SKIPPED)
              .example("function: max, column: name", TEXTS, "'b'")
              .is(),
          aggregate("bool_and(column boolean) → boolean")
              .means("Whether all values are true.")
              .nulls(SKIPPED)
              .example("function: bool_and, column: yes", TRUTHS, "false")
              .is(),
          aggregate("bool_or(column boolean) → boolean")
              .means("Whether one of the values is true.")
              .nulls(SKIPPED)
              .example("function: bool_or, column: yes", TRUTHS, "true")
              .is(),
          aggregate("array_agg(column T) → list(T)")
              .means(
                  "All values as a list, in the order of order_by, then of the values themselves.")
              .nulls("NULLs are elements.")
              .example(
                  "function: array_agg, column: name, order_by: [{column: size}]",
                  TEXTS,
                  "['b', 'a', NULL, 'a']")
              .is(),
          aggregate("string_agg(column varchar) → varchar")
              .means(
                  "All texts with a comma between them, in the order of order_by, then of the texts.")
              .nulls(SKIPPED)
              .example(
                  "function: string_agg, column: name, order_by: [{column: size}]",
                  TEXTS,
                  "'b,a,a'")
              .is(),
          aggregate("arg_min(column T) → T")
              .means(
                  """
                  The value in the row with the smallest key, which is the one column of order_by.
                  Of several such rows, the smallest value.""")
              .nulls("Rows with a NULL key are skipped; the value found may be NULL.")
              .example("function: arg_min, column: name, order_by: [{column: size}]", TEXTS, "'b'")
              .is(),
          aggregate("arg_max(column T) → T")
              .means(
                  """
                  The value in the row with the largest key, which is the one column of order_by.
                  Of several such rows, the smallest value.""")
              .nulls("Rows with a NULL key are skipped; the value found may be NULL.")
              .example("function: arg_max, column: name, order_by: [{column: size}]", TEXTS, "NULL")
              .is(),
          aggregate("any_value_det(column T) → T")
              .means("Any value of the group, but always the same one: arg_min by another name.")
              .nulls("Rows with a NULL key are skipped; the value found may be NULL.")
              .example(
                  "function: any_value_det, column: name, order_by: [{column: size}]", TEXTS, "'b'")
              .is(),
          aggregate("list_unique(column T) → list(T)")
              .means("The different values as a list, in the order of <.")
              .nulls("NULLs are dropped; never NULL, but [] if there is nothing else.")
              .example("function: list_unique, column: name", TEXTS, "['a', 'b']")
              .is(),
          aggregate("count_if(column boolean) → bigint")
              .means("The number of rows in which the column is true.")
              .nulls("NULL is not true; never NULL.")
              .example("function: count_if, column: yes", TRUTHS, "1")
              .is(),
          aggregate("exact_sum(column double) → double")
              .means(
                  """
                  The sum of floating-point numbers, exact but for one rounding at its end, and so the
                  same whatever the order of the rows. NaN, or infinities of both signs, give NaN; a sum too large
                  for DOUBLE is an infinity; zeros of any sign give 0.0. It costs several times as much as sum.""")
              .nulls(SKIPPED)
              .example("function: exact_sum, column: weight", NUMBERS, "0.3")
              .is());

  private AggregateFunctions() {}

  /** Whether an aggregate keeps every value of a group until the group is complete. */
  public static boolean growsWithRows(SqlAggFunction function) {
    return function.equals(SqlLibraryOperators.ARRAY_AGG) || function.equals(STRING_AGG);
  }

  static SqlAggFunction function(
      String name, SqlReturnTypeInference result, SqlOperandTypeChecker operands) {
    return new SqlAggFunction(
        name,
        null,
        SqlKind.OTHER_FUNCTION,
        result,
        null,
        operands,
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        false,
        false,
        Optionality.OPTIONAL) {};
  }
}
