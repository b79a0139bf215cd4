// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import static io.codeanatomy.engine.function.FunctionDeclaration.function;
import static io.codeanatomy.engine.function.FunctionDeclaration.operator;
import static io.codeanatomy.engine.function.FunctionGroup.CHOICE;

import java.util.List;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** One value out of several, and a value as another type. */
final class ChoiceFunctions {

  static final List<FunctionDeclaration> ALL =
      List.of(
          operator(
                  CHOICE,
                  "case",
                  "case when condition then a … [else b] end → T",
                  "case value when other then a … [else b] end → T")
              .means(
                  """
                  The value behind the first condition that is true, or behind the first other
                  value that equals the value; else b, or NULL if there is no else.""")
              .nulls("A condition that is NULL is not true.")
              .example("case when 1 > 2 then 'a' else 'b' end", "'b'")
              .example("case 'x' when 'y' then 1 end", "NULL")
              .is(SqlStdOperatorTable.CASE),
          function(CHOICE, "coalesce(a T, b T, …) → T")
              .means("The first value that is not NULL.")
              .nulls("NULL if all are.")
              .example("coalesce(cast(null as integer), 2, 3)", "2")
              .is(Coalesce.FUNCTION),
          function(CHOICE, "nullif(a T, b T) → T")
              .means("NULL if the two are equal, else the first.")
              .nulls("NULL if the first is; a NULL second one equals nothing.")
              .example("nullif('', '')", "NULL")
              .example("nullif('a', '')", "'a'")
              .is(SqlStdOperatorTable.NULLIF),
          function(CHOICE, "greatest(a T, b T, …) → T")
              .means("The last of the values in the order of <.")
              .example("greatest(1, 3, 2)", "3")
              .is(SqlLibraryOperators.GREATEST),
          function(CHOICE, "least(a T, b T, …) → T")
              .means("The first of the values in the order of <.")
              .example("least('b', 'a')", "'a'")
              .is(SqlLibraryOperators.LEAST),
          operator(CHOICE, "cast", "cast(value as type) → type")
              .means("The value as another type. A value that the type cannot hold is an error.")
              .example("cast('17' as bigint)", "17")
              .example("cast(12.30 as varchar)", "'12.30'")
              .is(SqlStdOperatorTable.CAST),
          operator(CHOICE, "try_cast", "try_cast(value as type) → type")
              .means("As cast, but NULL for a value that the type cannot hold.")
              .example("try_cast('17x' as bigint)", "NULL")
              .example("try_cast('17' as bigint)", "17")
              .is(SqlLibraryOperators.TRY_CAST));

  private ChoiceFunctions() {}
}
