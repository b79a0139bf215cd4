// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import java.util.List;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * The operators and functions of standard SQL that are deterministic and mean the same everywhere.
 */
final class StandardOperators {

  static final List<SqlOperator> ALL =
      List.of(
          // Logic and comparison.
          SqlStdOperatorTable.AND,
          SqlStdOperatorTable.OR,
          SqlStdOperatorTable.NOT,
          SqlStdOperatorTable.EQUALS,
          SqlStdOperatorTable.NOT_EQUALS,
          SqlStdOperatorTable.LESS_THAN,
          SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
          SqlStdOperatorTable.GREATER_THAN,
          SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
          SqlStdOperatorTable.IS_DISTINCT_FROM,
          SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
          SqlStdOperatorTable.IS_NULL,
          SqlStdOperatorTable.IS_NOT_NULL,
          SqlStdOperatorTable.IS_TRUE,
          SqlStdOperatorTable.IS_NOT_TRUE,
          SqlStdOperatorTable.IS_FALSE,
          SqlStdOperatorTable.IS_NOT_FALSE,
          SqlStdOperatorTable.BETWEEN,
          SqlStdOperatorTable.NOT_BETWEEN,
          SqlStdOperatorTable.IN,
          SqlStdOperatorTable.NOT_IN,
          SqlStdOperatorTable.LIKE,
          SqlStdOperatorTable.NOT_LIKE,
          // Arithmetic.
          SqlStdOperatorTable.PLUS,
          SqlStdOperatorTable.MINUS,
          SqlStdOperatorTable.MULTIPLY,
          SqlStdOperatorTable.DIVIDE,
          SqlStdOperatorTable.PERCENT_REMAINDER,
          SqlStdOperatorTable.MOD,
          SqlStdOperatorTable.UNARY_MINUS,
          SqlStdOperatorTable.UNARY_PLUS,
          SqlStdOperatorTable.ABS,
          // Choice and conversion.
          SqlStdOperatorTable.CASE,
          SqlStdOperatorTable.COALESCE,
          SqlStdOperatorTable.NULLIF,
          SqlLibraryOperators.GREATEST,
          SqlLibraryOperators.LEAST,
          SqlStdOperatorTable.CAST,
          // Text.
          SqlStdOperatorTable.CONCAT,
          SqlStdOperatorTable.LOWER,
          SqlStdOperatorTable.UPPER,
          SqlStdOperatorTable.TRIM,
          SqlStdOperatorTable.SUBSTRING,
          SqlStdOperatorTable.REPLACE,
          SqlStdOperatorTable.POSITION,
          SqlStdOperatorTable.CHAR_LENGTH,
          SqlLibraryOperators.LENGTH,
          SqlLibraryOperators.STARTS_WITH,
          SqlLibraryOperators.ENDS_WITH,
          // Date and time.
          SqlStdOperatorTable.EXTRACT);

  private StandardOperators() {}
}
