// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.examples.tpch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A query of the benchmark as its authors wrote it, from a jar of the Trino project that the build
 * fetches.
 *
 * @param number 1 to 22
 * @param sql the text with the order that it asks for, but without its limit
 * @param limit the most rows that it asks for
 * @param orderColumns the places, from 0, of the columns that the order is by; only needed with a
 *     limit
 * @param inexactColumns the places of the columns that are averages or quotients
 */
record TpchQuery(
    int number, String sql, int limit, List<Integer> orderColumns, List<Integer> inexactColumns) {

  static final int COUNT = 22;

  private static final Path TEXTS = Path.of("target", "query-texts", "sql", "presto", "tpch");
  private static final String TABLE_PREFIX = "\"${database}\".\"${schema}\".\"${prefix}";
  private static final Pattern LIMIT =
      Pattern.compile("LIMIT\\s+(\\d+)\\s*$", Pattern.CASE_INSENSITIVE);

  private static final Map<Integer, List<Integer>> ORDER =
      Map.of(
          2,
          List.of(0, 2, 1, 3),
          3,
          List.of(1, 2),
          10,
          List.of(2),
          18,
          List.of(4, 3),
          21,
          List.of(1, 0));
  private static final Map<Integer, List<Integer>> INEXACT =
      Map.of(1, List.of(6, 7, 8), 8, List.of(1), 14, List.of(0), 17, List.of(0));

  static Stream<TpchQuery> all(String scaleFactor) {
    return IntStream.rangeClosed(1, COUNT).mapToObj(number -> of(number, scaleFactor));
  }

  private static TpchQuery of(int number, String scaleFactor) {
    Path file = TEXTS.resolve(String.format(Locale.ROOT, "q%02d.sql", number));
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Maven's phase process-test-resources brings the texts", e);
    }
    text = text.replace(TABLE_PREFIX, "\"").replace("${scale}", scaleFactor).strip();
    text = text.substring(0, text.length() - 1).strip();
    // The text leaves out what the benchmark says beside it: the first hundred rows.
    int limit = number == 2 ? 100 : Integer.MAX_VALUE;
    Matcher matcher = LIMIT.matcher(text);
    if (matcher.find()) {
      limit = Integer.parseInt(matcher.group(1));
      text = text.substring(0, matcher.start());
    }
    return new TpchQuery(
        number,
        text,
        limit,
        ORDER.getOrDefault(number, List.of()),
        INEXACT.getOrDefault(number, List.of()));
  }

  /** The name of the view and of the table that answer the query. */
  String name() {
    return String.format(Locale.ROOT, "q%02d", number);
  }

  /** The same query with other words in the place of some, which must be there. */
  TpchQuery replacing(String old, String replacement) {
    if (!sql.contains(old)) {
      throw new IllegalArgumentException(old + " is not in " + sql);
    }
    return new TpchQuery(
        number, sql.replace(old, replacement), limit, orderColumns, inexactColumns);
  }

  @Override
  public String toString() {
    return name();
  }
}
