// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
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

  private AggregateFunctions() {}

  private static SqlAggFunction function(
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
