// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import static io.codeanatomy.engine.function.FunctionDeclaration.operator;
import static io.codeanatomy.engine.function.FunctionGroup.LOGIC;

import java.util.List;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Logic with three values, and comparison. */
final class LogicOperators {

  private static final String NEVER_NULL = "Never NULL.";

  static final List<FunctionDeclaration> ALL =
      List.of(
          operator(LOGIC, "and", "a and b → boolean")
              .means("True if both are true, false if one is false, else NULL.")
              .nulls("NULL stands for unknown: false and NULL is false, true and NULL is NULL.")
              .example("true and false", "false")
              .example("false and cast(null as boolean)", "false")
              .is(SqlStdOperatorTable.AND),
          operator(LOGIC, "or", "a or b → boolean")
              .means("True if one is true, false if both are false, else NULL.")
              .nulls("NULL stands for unknown: true or NULL is true, false or NULL is NULL.")
              .example("true or cast(null as boolean)", "true")
              .is(SqlStdOperatorTable.OR),
          operator(LOGIC, "not", "not a → boolean")
              .means("The opposite.")
              .example("not true", "false")
              .is(SqlStdOperatorTable.NOT),
          operator(LOGIC, "=", "a = b → boolean")
              .means(
                  """
                  Whether the two are equal. Both must be of one kind: text is never compared with
                  a number. Text is equal if its bytes are. NaN equals NaN, and 0.0 equals -0.0.""")
              .example("1 = 1.0", "true")
              .example("'a' = 'A'", "false")
              .is(SqlStdOperatorTable.EQUALS),
          operator(LOGIC, "<>", "a <> b → boolean")
              .means("Whether the two differ: the opposite of =.")
              .example("1 <> 2", "true")
              .is(SqlStdOperatorTable.NOT_EQUALS),
          operator(LOGIC, "<", "a < b → boolean")
              .means(
                  """
                  Whether a comes before b. Text is ordered by its bytes in UTF-8, which is the
                  order of code points; false comes before true; NaN comes after every number.""")
              .example("'Z' < 'a'", "true")
              .is(SqlStdOperatorTable.LESS_THAN),
          operator(LOGIC, "<=", "a <= b → boolean")
              .means("Whether a comes before b or equals it, in the order of <.")
              .example("2 <= 2", "true")
              .is(SqlStdOperatorTable.LESS_THAN_OR_EQUAL),
          operator(LOGIC, ">", "a > b → boolean")
              .means("Whether a comes after b, in the order of <.")
              .example("2 > 1", "true")
              .is(SqlStdOperatorTable.GREATER_THAN),
          operator(LOGIC, ">=", "a >= b → boolean")
              .means("Whether a comes after b or equals it, in the order of <.")
              .example("2 >= 3", "false")
              .is(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL),
          operator(LOGIC, "is distinct from", "a is distinct from b → boolean")
              .means("Whether the two differ, where NULL is a value like another.")
              .nulls(NEVER_NULL)
              .example("cast(null as integer) is distinct from 1", "true")
              .is(SqlStdOperatorTable.IS_DISTINCT_FROM),
          operator(LOGIC, "is not distinct from", "a is not distinct from b → boolean")
              .means("Whether the two are equal, where NULL equals NULL.")
              .nulls(NEVER_NULL)
              .example("cast(null as integer) is not distinct from cast(null as integer)", "true")
              .is(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM),
          operator(LOGIC, "is null", "a is null → boolean", "a is not null → boolean")
              .means("Whether there is no value.")
              .nulls(NEVER_NULL)
              .example("cast(null as varchar) is null", "true")
              .example("'' is not null", "true")
              .is(SqlStdOperatorTable.IS_NULL, SqlStdOperatorTable.IS_NOT_NULL),
          operator(LOGIC, "is true", "a is true → boolean", "a is not true → boolean")
              .means("Whether the value is true; false and NULL are not.")
              .nulls(NEVER_NULL)
              .example("cast(null as boolean) is not true", "true")
              .is(SqlStdOperatorTable.IS_TRUE, SqlStdOperatorTable.IS_NOT_TRUE),
          operator(LOGIC, "is false", "a is false → boolean", "a is not false → boolean")
              .means("Whether the value is false; true and NULL are not.")
              .nulls(NEVER_NULL)
              .example("cast(null as boolean) is false", "false")
              .is(SqlStdOperatorTable.IS_FALSE, SqlStdOperatorTable.IS_NOT_FALSE),
          operator(
                  LOGIC,
                  "between",
                  "a between b and c → boolean",
                  "a not between b and c → boolean")
              .means("Whether b <= a and a <= c.")
              .nulls("As the two comparisons joined by and.")
              .example("2 between 1 and 2", "true")
              .is(SqlStdOperatorTable.BETWEEN, SqlStdOperatorTable.NOT_BETWEEN),
          operator(LOGIC, "in", "a in (b, …) → boolean", "a not in (b, …) → boolean")
              .means("Whether a equals one of the listed values.")
              .nulls("NULL if a is NULL, or equals none of the others while one is NULL.")
              .example("2 in (1, 2, 3)", "true")
              .example("'x' not in ('a', 'b')", "true")
              .is(SqlStdOperatorTable.IN, SqlStdOperatorTable.NOT_IN),
          operator(
                  LOGIC,
                  "like",
                  "text like pattern [escape character] → boolean",
                  "text not like pattern [escape character] → boolean")
              .means(
                  """
                  Whether the whole text matches the pattern, in which % stands for any text and _
                  for any one character (code point). The character after the escape character, if
                  one is given, stands for itself. Upper and lower case differ.""")
              .example("'main.java' like '%.java'", "true")
              .example("'50%' like '50!%' escape '!'", "true")
              .is(SqlStdOperatorTable.LIKE, SqlStdOperatorTable.NOT_LIKE));

  private LogicOperators() {}
}
