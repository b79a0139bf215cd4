// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static io.codeanatomy.engine.execute.duckdb.Rendering.sql;

import io.codeanatomy.engine.function.ExactSum;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The steps of an exact sum: numbers are taken apart and added natively, one call of Java for each
 * group puts the total together.
 */
final class DuckDbExactSum {

  private static final String TOTAL = "codeanatomy_exact_sum_total";

  /** The bits of a DOUBLE as a BIGINT: DuckDB's BIT keeps them in their order. */
  private static final String BITS = "CAST(CAST(CAST($1 AS DOUBLE) AS BIT) AS BIGINT)";

  private static final String EXPONENT = "((" + BITS + " >> 52) & 2047)";

  /** Subnormal numbers have the exponent of the smallest normal ones, without its leading bit. */
  private static final String SLOT =
      """
      CASE WHEN %1$s < 2047 THEN CAST(greatest(%1$s, 1) // %2$d AS INTEGER)
      WHEN isnan($1) THEN %5$d WHEN ($1) > 0 THEN %3$d ELSE %4$d END"""
          .formatted(
              EXPONENT,
              ExactSum.SLOT_BITS,
              ExactSum.POSITIVE_INFINITY,
              ExactSum.NEGATIVE_INFINITY,
              ExactSum.NOT_A_NUMBER);

  private static final String PART =
      """
      CASE WHEN %1$s = 2047 THEN CAST(1 AS HUGEINT) ELSE
      CAST(((%2$s & 4503599627370495) + CASE WHEN %1$s = 0 THEN 0 ELSE 4503599627370496 END)
      * CASE WHEN %2$s < 0 THEN -1 ELSE 1 END AS HUGEINT)
      * (CAST(1 AS BIGINT) << (greatest(%1$s, 1) %% %3$d)) END"""
          .formatted(EXPONENT, BITS, ExactSum.SLOT_BITS);

  static final Map<String, Rendering> ALL =
      Map.of(
          "exact_sum_slot", sql(SLOT),
          "exact_sum_part", sql(PART));

  /** The aggregate that puts the sums of all slots together; their order does not matter. */
  static final Rendering TOTAL_OF_GROUP =
      sql(TOTAL + "(string_agg(($1) || ':' || CAST($2 AS HUGEINT), ','))");

  private DuckDbExactSum() {}

  /** Of no slots there is no sum; the driver's own treatment of NULL misses a lone row. */
  private static @Nullable Double total(@Nullable String slots) {
    return slots == null ? null : ExactSum.of(slots);
  }

  static void register(Connection connection) {
    try (DuckDBScalarFunctionBuilder function = DuckDBFunctions.scalarFunction()) {
      function
          .withName(TOTAL)
          .withParameters(String.class)
          .withReturnType(Double.class)
          .withNullInNullOut()
          .withFunction(DuckDbExactSum::total)
          .register(connection);
    } catch (SQLException e) {
      throw DuckDbErrors.of(e);
    }
  }
}
