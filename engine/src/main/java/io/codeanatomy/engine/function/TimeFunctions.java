// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import static io.codeanatomy.engine.function.FunctionDeclaration.function;
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
              .is(SqlStdOperatorTable.EXTRACT),
          function(TIME, "year(value moment) → bigint")
              .means("The year.")
              .example("year(date '2026-03-05')", "2026")
              .ours(),
          function(TIME, "quarter(value moment) → bigint")
              .means("The quarter, 1 to 4.")
              .example("quarter(date '2026-03-05')", "1")
              .ours(),
          function(TIME, "month(value moment) → bigint")
              .means("The month, 1 to 12.")
              .example("month(date '2026-03-05')", "3")
              .ours(),
          function(TIME, "week(value moment) → bigint")
              .means("The week of ISO 8601, 1 to 53.")
              .example("week(date '2026-03-05')", "10")
              .ours(),
          function(TIME, "day(value moment) → bigint")
              .means("The day of the month, 1 to 31.")
              .example("day(date '2026-03-05')", "5")
              .ours(),
          function(TIME, "dayofyear(value moment) → bigint")
              .means("The day of the year, 1 to 366.")
              .example("dayofyear(date '2026-03-05')", "64")
              .ours(),
          function(TIME, "isodow(value moment) → bigint")
              .means("The day of the week, from Monday, 1, to Sunday, 7.")
              .example("isodow(date '2026-03-05')", "4")
              .ours(),
          function(TIME, "hour(value timestamp) → bigint")
              .means("The hour in UTC, 0 to 23.")
              .example("hour(timestamp '2026-03-05 13:14:15')", "13")
              .ours(),
          function(TIME, "minute(value timestamp) → bigint")
              .means("The minute, 0 to 59.")
              .example("minute(timestamp '2026-03-05 13:14:15')", "14")
              .ours(),
          function(TIME, "second(value timestamp) → bigint")
              .means("The second without its fraction, 0 to 59.")
              .example("second(timestamp '2026-03-05 13:14:15')", "15")
              .ours(),
          function(
                  TIME,
                  "date_trunc(unit 'year'|'quarter'|'month'|'week'|'day'|'hour'|'minute'|'second',"
                      + " value moment) → moment")
              .means(
                  """
                  The beginning of the year, quarter and so on that the date or timestamp is in; weeks
                  begin on Monday, days in UTC. The type stays.""")
              .example("date_trunc('month', date '2026-03-05')", "2026-03-01")
              .example("date_trunc('week', date '2026-03-05')", "2026-03-02")
              .ours(),
          function(TIME, "add_days(value date, days integer) → date")
              .means("The date that many days later, or earlier if days is negative.")
              .example("add_days(date '2026-02-28', 1)", "2026-03-01")
              .ours(),
          function(TIME, "add_months(value date, months integer) → date")
              .means(
                  """
                  The date that many months later, or earlier if months is negative: on the same day of the
                  month, or on its last one where it is shorter.""")
              .example("add_months(date '2026-01-31', 1)", "2026-02-28")
              .ours(),
          function(TIME, "days_between(start date, end date) → bigint")
              .means("The days from start to end; negative if end is before start.")
              .example("days_between(date '2026-02-28', date '2026-03-01')", "1")
              .ours(),
          function(TIME, "make_date(year integer, month integer, day integer) → date")
              .means("The date. A day that is not in the calendar is an error.")
              .example("make_date(2024, 2, 29)", "2024-02-29")
              .ours(),
          function(TIME, "last_day(value date) → date")
              .means("The last day of the month that the date is in.")
              .example("last_day(date '2024-02-01')", "2024-02-29")
              .ours(),
          function(TIME, "unix_seconds(value timestamp) → bigint")
              .means("The whole seconds since 1970 in UTC, rounded down.")
              .example("unix_seconds(timestamp '1970-01-01 00:00:01.5')", "1")
              .ours(),
          function(TIME, "unix_micros(value timestamp) → bigint")
              .means("The microseconds since 1970 in UTC.")
              .example("unix_micros(timestamp '1970-01-01 00:00:01.5')", "1500000")
              .ours(),
          function(TIME, "timestamp_seconds(seconds integer) → timestamp")
              .means("The timestamp that many seconds after the beginning of 1970 in UTC.")
              .example("timestamp_seconds(-1)", "1969-12-31T23:59:59Z")
              .ours(),
          function(TIME, "timestamp_micros(micros integer) → timestamp")
              .means("The timestamp that many microseconds after the beginning of 1970 in UTC.")
              .example("timestamp_micros(1500000)", "1970-01-01T00:00:01.500Z")
              .ours());

  private TimeFunctions() {}
}
