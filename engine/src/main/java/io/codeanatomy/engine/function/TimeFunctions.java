// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import static io.codeanatomy.engine.function.FunctionDeclaration.operator;
import static io.codeanatomy.engine.function.FunctionGroup.TIME;

import java.util.List;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Dates and timestamps, in the calendar of ISO 8601 and in UTC. */
public final class TimeFunctions {

  static final List<FunctionDeclaration> ALL =
      List.of(
          operator(TIME, "extract", "extract(field from value) → bigint")
              .means(
                  "A field of a date or timestamp: year, quarter, month, week, day, hour, minute.")
              .example("extract(year from date '2026-03-01')", "2026")
              .is(SqlStdOperatorTable.EXTRACT));

  private TimeFunctions() {}
}
