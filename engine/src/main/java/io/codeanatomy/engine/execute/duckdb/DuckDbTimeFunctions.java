// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static io.codeanatomy.engine.execute.duckdb.Rendering.call;
import static io.codeanatomy.engine.execute.duckdb.Rendering.sql;

import java.util.Map;

/** Functions of dates and timestamps; the time zone of every session is UTC. */
final class DuckDbTimeFunctions {

  static final Map<String, Rendering> ALL =
      Map.ofEntries(
          Map.entry("year", call("year")),
          Map.entry("quarter", call("quarter")),
          Map.entry("month", call("month")),
          Map.entry("week", call("week")),
          Map.entry("day", call("day")),
          Map.entry("dayofyear", call("dayofyear")),
          Map.entry("isodow", call("isodow")),
          Map.entry("hour", call("hour")),
          Map.entry("minute", call("minute")),
          Map.entry("second", call("second")),
          Map.entry("date_trunc", call("date_trunc")),
          Map.entry("add_days", sql("(($1) + CAST($2 AS INTEGER))")),
          Map.entry("add_months", sql("CAST(($1) + to_months(CAST($2 AS INTEGER)) AS DATE)")),
          Map.entry("days_between", sql("(($2) - ($1))")),
          Map.entry("make_date", call("make_date")),
          Map.entry("last_day", call("last_day")),
          // Truncated before it is divided, since division is towards zero.
          Map.entry("unix_seconds", sql("(epoch_us(date_trunc('second', $1)) // 1000000)")),
          Map.entry("unix_micros", call("epoch_us")),
          Map.entry("timestamp_seconds", sql("make_timestamptz(CAST($1 AS BIGINT) * 1000000)")),
          Map.entry("timestamp_micros", sql("make_timestamptz(CAST($1 AS BIGINT))")));

  private DuckDbTimeFunctions() {}
}
