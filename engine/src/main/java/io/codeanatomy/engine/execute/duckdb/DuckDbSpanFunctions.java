// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static io.codeanatomy.engine.execute.duckdb.Rendering.sql;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Functions of byte spans, and of the places in a text that become bytes. */
final class DuckDbSpanFunctions {

  /** A character that is a pair of units in UTF-16, as RE2 takes it. */
  private static final String PAIR = "[\\x{10000}-\\x{10FFFF}]";

  /** The line last: the driver garbles what follows a character beyond the basic plane. */
  private static final String INSIDE =
      "error('col_to_byte: the column ' || ($2) || ' is inside a character of the line ' || left($1, 80))";

  /** What is the same in all units: a line has no more units than bytes. */
  private static final String CLAMPED =
      """
      CASE WHEN ($1) IS NULL OR ($2) IS NULL THEN NULL
      WHEN ($2) <= 0 THEN 0
      WHEN ($2) >= strlen($1) THEN strlen($1)
      """;

  /** A byte inside a character is a continuation byte, whose hex begins with 8, 9, A or B. */
  private static final String BYTE =
      CLAMPED
          + """
          WHEN strlen($1) = length($1) THEN CAST($2 AS BIGINT)
          WHEN substring(hex($1), CAST(2 * CAST($2 AS BIGINT) + 1 AS BIGINT), 1) BETWEEN '8' AND 'B' THEN %s
          ELSE CAST($2 AS BIGINT) END"""
              .formatted(INSIDE);

  private static final String UTF32 = CLAMPED + "ELSE strlen(left($1, $2)) END";

  /** The first units of the line, where every pair is written as its character and an a. */
  private static final String UNITS =
      "left(regexp_replace($1, '(%1$s)', '\\1a', 'g'), $2)".formatted(PAIR);

  private static final String UTF16 =
      CLAMPED
          + """
          WHEN NOT regexp_matches($1, '%1$s') THEN strlen(left($1, $2))
          WHEN regexp_matches(%2$s, '%1$s\\z') THEN %3$s
          ELSE strlen(regexp_replace(%2$s, '(%1$s)a', '\\1', 'g')) END"""
              .formatted(PAIR, UNITS, INSIDE);

  static final Map<String, Rendering> ALL =
      Map.ofEntries(
          Map.entry("span_make", DuckDbSpanFunctions::span),
          Map.entry("byte_span_contains", sql("(($1) <= ($3) AND ($4) <= ($2))")),
          Map.entry("span_len", sql("(($1).bend - ($1).bstart)")),
          Map.entry(
              "span_contains", sql("(($1).bstart <= ($2).bstart AND ($2).bend <= ($1).bend)")),
          Map.entry("span_overlaps", sql("(($1).bstart < ($2).bend AND ($2).bstart < ($1).bend)")),
          Map.entry("col_to_byte", DuckDbSpanFunctions::columnToByte),
          Map.entry("canonicalize_byte_span", DuckDbSpanFunctions::canonicalSpan),
          Map.entry("interval_align_score", sql("(CAST($3 AS BIGINT) - CAST($4 AS BIGINT))")));

  /** Of {@code SpanBinFunctions}: a bin of a level is a number without its last bits. */
  static final Map<String, Rendering> BINS =
      Map.of(
          "span_bin_level",
          sql(
              """
              CASE WHEN ($1) < 0 OR ($2) < ($1) THEN error('%s') WHEN ($1) = ($2) THEN 0
              ELSE (CAST(floor(log2(($2) - ($1))) AS BIGINT) + 3) // 3 END"""
                  .formatted(DuckDbFaults.UNFIT)),
          "span_bin_levels",
          sql("range($1, ($2) + 1)"),
          "span_bins",
          sql(
              """
              CASE WHEN (($1) >> (3 * ($3))) = (($2) >> (3 * ($3))) THEN [($1) >> (3 * ($3))]
              ELSE [($1) >> (3 * ($3)), ($2) >> (3 * ($3))] END"""),
          "span_bin",
          sql("(($1) >> (3 * ($2)))"));

  private DuckDbSpanFunctions() {}

  private static String span(List<String> arguments) {
    return sql("CASE WHEN ($1) <= ($2) THEN {'bstart': CAST($1 AS BIGINT), 'bend': CAST($2 AS BIGINT)} END")
        .of(arguments);
  }

  private static String canonicalSpan(List<String> a) {
    return span(
        List.of(
            sql("(($1) + $2)")
                .of(List.of(a.get(0), columnToByte(List.of(a.get(1), a.get(2), a.get(6))))),
            sql("(($1) + $2)")
                .of(List.of(a.get(3), columnToByte(List.of(a.get(4), a.get(5), a.get(6)))))));
  }

  /** A unit that is a literal, as most are, chooses its form here; any other does row by row. */
  private static String columnToByte(List<String> arguments) {
    String unit = Rendering.literal(arguments.get(2)).replace("-", "").toLowerCase(Locale.ROOT);
    return switch (unit) {
      case "byte", "utf8" -> sql(BYTE).of(arguments);
      case "utf16" -> sql(UTF16).of(arguments);
      case "utf32" -> sql(UTF32).of(arguments);
      default ->
          sql("""
                  CASE WHEN ($3) IS NULL THEN NULL
                  WHEN lower(replace($3, '-', '')) IN ('byte', 'utf8') THEN %s
                  WHEN lower(replace($3, '-', '')) = 'utf16' THEN %s
                  WHEN lower(replace($3, '-', '')) = 'utf32' THEN %s
                  ELSE error('col_to_byte: the units are byte, utf8, utf16 and utf32, not ' || ($3)) END"""
                  .formatted(BYTE, UTF16, UTF32))
              .of(arguments);
    };
  }
}
