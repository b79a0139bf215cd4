// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static io.codeanatomy.engine.execute.duckdb.Rendering.call;
import static io.codeanatomy.engine.execute.duckdb.Rendering.nullSafe;
import static io.codeanatomy.engine.execute.duckdb.Rendering.sql;
import static io.codeanatomy.engine.execute.duckdb.Rendering.withDefaults;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Functions of texts. */
final class DuckDbTextFunctions {

  /** White space of ASCII, as RE2 takes it. */
  private static final String BLANKS = "[\\t-\\r ]";

  private static final String UNICODE_BLANK =
      "[\\t-\\r \\x{85}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}]*";

  /** An empty fill, at which DuckDB fails, fills nothing. */
  private static final String PAD =
      """
      CASE WHEN ($1) IS NULL OR ($2) IS NULL OR ($3) IS NULL THEN NULL
      WHEN ($3) = '' OR ($2) <= 0 THEN left($1, greatest($2, 0))
      ELSE %s($1, CAST($2 AS INTEGER), $3) END""";

  private static final String SPLIT_PART =
      """
      CASE WHEN ($3) = 0 THEN error('split_part: parts are counted from 1, or from the last as -1')
      WHEN ($2) = '' THEN CASE WHEN ($3) IN (1, -1) THEN ($1) ELSE left($1, 0) END
      ELSE split_part($1, $2, $3) END""";

  private static final Rendering NORMALIZE =
      withDefaults(DuckDbTextFunctions::normalize, "", "'NFKC'", "TRUE", "TRUE");

  static final Map<String, Rendering> ALL =
      Map.ofEntries(
          Map.entry("utf8_normalize", NORMALIZE),
          Map.entry(
              "utf8_null_if_blank",
              sql(
                  "nullif(regexp_replace($1, '^%1$s|%1$s$', '', 'g'), '')"
                      .formatted(UNICODE_BLANK))),
          Map.entry("qname_normalize", DuckDbTextFunctions::qualified),
          Map.entry("contains", call("contains")),
          Map.entry("strpos", call("strpos")),
          Map.entry("left", nullSafe("left($1, greatest($2, 0))")),
          Map.entry("right", nullSafe("right($1, greatest($2, 0))")),
          Map.entry("lpad", withDefaults(sql(PAD.formatted("lpad")), "", "", "' '")),
          Map.entry("rpad", withDefaults(sql(PAD.formatted("rpad")), "", "", "' '")),
          Map.entry("ltrim", withDefaults(call("ltrim"), "", "' '")),
          Map.entry("rtrim", withDefaults(call("rtrim"), "", "' '")),
          Map.entry("btrim", withDefaults(call("trim"), "", "' '")),
          // DuckDB's reverse keeps a letter and its combining marks together.
          Map.entry("reverse", sql("array_to_string(list_reverse(string_split($1, '')), '')")),
          Map.entry("repeat", sql("repeat($1, $2)")),
          Map.entry("split_part", sql(SPLIT_PART)),
          Map.entry(
              "concat",
              a ->
                  a.stream()
                      .map(text -> "(" + text + ")")
                      .collect(Collectors.joining(" || ", "(", ")"))),
          Map.entry("concat_ws", call("concat_ws")),
          Map.entry("ascii", call("ascii")),
          Map.entry("chr", sql("chr(CAST($1 AS INTEGER))")),
          Map.entry("octet_length", call("strlen")),
          Map.entry("md5", call("md5")),
          Map.entry("sha256", call("sha256")));

  private DuckDbTextFunctions() {}

  /** The text from a place on; places before the first hold nothing, as in standard SQL. */
  static String substring(List<String> arguments) {
    String text = arguments.get(0);
    String start = arguments.get(1);
    boolean plain = isPositive(start);
    if (arguments.size() == 2) {
      return plain
          ? "substring(" + text + ", " + start + ")"
          : nullSafe("substring($1, greatest($2, 1))").of(arguments);
    }
    return plain && isPositive(arguments.get(2))
        ? "substring(" + String.join(", ", arguments) + ")"
        : nullSafe(
                "CASE WHEN ($2) >= 1 THEN substring($1, $2, greatest($3, 0))"
                    + " ELSE substring($1, 1, CAST(greatest(CAST($2 AS HUGEINT) + ($3) - 1, 0) AS BIGINT)) END")
            .of(arguments);
  }

  private static boolean isPositive(String argument) {
    return argument.matches("[1-9][0-9]{0,8}");
  }

  /** Natively where the text is ASCII, which most is; by our own function where it is not. */
  private static String normalize(List<String> arguments) {
    String form = Rendering.literal(arguments.get(1)).toUpperCase(java.util.Locale.ROOT);
    boolean casefold = arguments.get(2).equalsIgnoreCase("TRUE");
    boolean collapse = arguments.get(3).equalsIgnoreCase("TRUE");
    String folded = casefold ? "lower($1)" : "$1";
    String ascii =
        collapse
            ? "trim(regexp_replace(%s, '%s+', ' ', 'g'), ' ')".formatted(folded, BLANKS)
            : "regexp_replace(%s, '^%2$s+|%2$s+$', '', 'g')".formatted(folded, BLANKS);
    return sql("CASE WHEN strlen($1) = length($1) THEN nullif(%s, '') ELSE %s($1, '%s') END"
            .formatted(
                ascii, TextFunction.NORMALIZE, TextFunction.options(form, casefold, collapse)))
        .of(arguments);
  }

  private static String qualified(List<String> arguments) {
    return sql("CASE WHEN contains($1, '.') THEN $1 ELSE coalesce($2 || '.', '') || $1 END")
        .of(
            List.of(
                "(" + NORMALIZE.of(List.of(arguments.get(0))) + ")",
                "(" + NORMALIZE.of(List.of(arguments.get(1))) + ")"));
  }
}
