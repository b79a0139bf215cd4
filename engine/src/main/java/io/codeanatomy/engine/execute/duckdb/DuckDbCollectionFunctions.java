// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static io.codeanatomy.engine.execute.duckdb.Rendering.call;
import static io.codeanatomy.engine.execute.duckdb.Rendering.nullSafe;
import static io.codeanatomy.engine.execute.duckdb.Rendering.sql;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Functions of lists, maps and structs.
 *
 * <p>The parameter of a lambda hides columns of its name, so no argument stands inside a lambda;
 * where an intermediate result is needed twice, it is the only element of a list over which a
 * lambda runs.
 */
final class DuckDbCollectionFunctions {

  /**
   * Sorted, then without what equals its neighbour: DuckDB's {@code list_distinct} takes NaN for
   * different from NaN, which comparison does not.
   */
  private static final String UNIQUE_SORTED =
      """
      CASE WHEN ($1) IS NULL THEN NULL ELSE
      list_transform([list_sort(list_filter($1, lambda e: e IS NOT NULL))], lambda s:
      list_filter(s, lambda e, i: i = 1 OR e IS DISTINCT FROM s[i - 1]))[1] END""";

  /** Sorted by key and place; of equal keys, the last place stays. */
  private static final String NORMALIZED =
      """
      CASE WHEN ($1) IS NULL THEN NULL ELSE
      map_from_entries(list_transform(list_transform([list_sort(list_transform(map_entries($1), lambda e, i:
      {'k': %s, 'i': i, 'v': CAST(e.value AS VARCHAR)}))], lambda s:
      list_filter(s, lambda e, i: i = len(s) OR e.k <> s[i + 1].k))[1],
      lambda e: {'key': e.k, 'value': e.v})) END""";

  static final Map<String, Rendering> ALL =
      Map.ofEntries(
          Map.entry("list_length", call("len")),
          Map.entry("list_contains", nullSafe("list_contains($1, $2)")),
          Map.entry("list_position", nullSafe("coalesce(list_position($1, $2), 0)")),
          Map.entry("list_concat", nullSafe("list_concat($1, $2)")),
          Map.entry("list_slice", nullSafe("list_slice($1, greatest($2, 1), greatest($3, 0))")),
          Map.entry("list_sort", sql("list_sort($1, 'ASC', 'NULLS LAST')")),
          Map.entry("list_reverse", call("list_reverse")),
          Map.entry("list_compact", sql("list_filter($1, lambda e: e IS NOT NULL)")),
          Map.entry("list_unique_sorted", sql(UNIQUE_SORTED)),
          Map.entry("list_min", call("list_min")),
          Map.entry("list_max", call("list_max")),
          Map.entry("map_size", sql("CAST(cardinality($1) AS BIGINT)")),
          Map.entry("map_keys", call("map_keys")),
          Map.entry("map_values", call("map_values")),
          Map.entry("map_contains_key", nullSafe("list_contains(map_keys($1), $2)")),
          Map.entry(
              "map_get_default",
              sql(
                  "CASE WHEN ($1) IS NULL OR ($2) IS NULL THEN NULL"
                      + " WHEN list_contains(map_keys($1), $2) THEN ($1)[$2] ELSE $3 END")),
          Map.entry(
              "map_compact",
              sql(
                  "CASE WHEN ($1) IS NULL THEN NULL ELSE map_from_entries(list_filter("
                      + "map_entries($1), lambda e: e.value IS NOT NULL)) END")),
          Map.entry("map_normalize", DuckDbCollectionFunctions::normalized),
          Map.entry("struct_pick", DuckDbCollectionFunctions::picked));

  private DuckDbCollectionFunctions() {}

  private static String normalized(List<String> arguments) {
    String letters = arguments.size() < 2 ? "lower" : Rendering.literal(arguments.get(1));
    String key = "CAST(e.key AS VARCHAR)";
    String formed =
        switch (letters.toLowerCase(java.util.Locale.ROOT)) {
          case "lower" -> "lower(" + key + ")";
          case "upper" -> "upper(" + key + ")";
          default -> key;
        };
    return sql(NORMALIZED.formatted(formed)).of(arguments);
  }

  private static String picked(List<String> arguments) {
    String struct = arguments.get(0);
    String fields =
        arguments.stream()
            .skip(1)
            .map(name -> name + ": struct_extract(" + struct + ", " + name + ")")
            .collect(Collectors.joining(", ", "{", "}"));
    return "CASE WHEN (" + struct + ") IS NULL THEN NULL ELSE " + fields + " END";
  }
}
