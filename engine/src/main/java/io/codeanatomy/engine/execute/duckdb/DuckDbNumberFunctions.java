// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static io.codeanatomy.engine.execute.duckdb.Rendering.call;
import static io.codeanatomy.engine.execute.duckdb.Rendering.sql;

import java.util.Map;

/** Functions of numbers. Bits are those of a BIGINT, whatever the integer type. */
final class DuckDbNumberFunctions {

  /** DuckDB's own shift refuses negative numbers; a product does not, and finds overflows. */
  private static final String SHIFT_LEFT =
      """
      CASE WHEN ($2) < 0 OR ($2) > 63 THEN error('shiftleft: the number of bits must be from 0 to 63')
      ELSE CAST(CAST($1 AS HUGEINT) * (CAST(1 AS HUGEINT) << CAST($2 AS HUGEINT)) AS BIGINT) END""";

  private static final String SHIFT_RIGHT =
      """
      CASE WHEN ($2) < 0 OR ($2) > 63 THEN error('shiftright: the number of bits must be from 0 to 63')
      ELSE CAST($1 AS BIGINT) >> CAST($2 AS BIGINT) END""";

  static final Map<String, Rendering> ALL =
      Map.ofEntries(
          Map.entry(
              "sign",
              sql("CASE WHEN ($1) > 0 THEN 1 WHEN ($1) < 0 THEN -1 WHEN ($1) = 0 THEN 0 END")),
          Map.entry("trunc", call("trunc")),
          Map.entry("round", call("round")),
          Map.entry("sqrt", sql("sqrt(CAST($1 AS DOUBLE))")),
          Map.entry("pi", call("pi")),
          Map.entry("bitand", sql("(CAST($1 AS BIGINT) & CAST($2 AS BIGINT))")),
          Map.entry("bitor", sql("(CAST($1 AS BIGINT) | CAST($2 AS BIGINT))")),
          Map.entry("bitxor", sql("xor(CAST($1 AS BIGINT), CAST($2 AS BIGINT))")),
          Map.entry("bitnot", sql("(-1 - CAST($1 AS BIGINT))")),
          Map.entry("bit_count", sql("CAST(bit_count(CAST($1 AS BIGINT)) AS INTEGER)")),
          Map.entry("shiftleft", sql(SHIFT_LEFT)),
          Map.entry("shiftright", sql(SHIFT_RIGHT)));

  private DuckDbNumberFunctions() {}
}
