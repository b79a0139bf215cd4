// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a call is written in DuckDB's SQL: a function of the arguments' texts. */
@FunctionalInterface
interface Rendering {

  Pattern PLACE = Pattern.compile("\\$(\\d)");

  /** The text of the call. */
  String of(List<String> arguments);

  /** SQL in which {@code $1} stands for the first argument, wherever it is needed. */
  static Rendering sql(String template) {
    return arguments ->
        PLACE
            .matcher(template)
            .replaceAll(
                place ->
                    Matcher.quoteReplacement(arguments.get(Integer.parseInt(place.group(1)) - 1)));
  }

  /**
   * As {@link #sql}, and NULL if an argument is: for templates with functions that skip NULLs, such
   * as DuckDB's {@code greatest}.
   */
  static Rendering nullSafe(String template) {
    return arguments ->
        "CASE WHEN "
            + arguments.stream().map(a -> "(" + a + ") IS NULL").collect(Collectors.joining(" OR "))
            + " THEN NULL ELSE "
            + sql(template).of(arguments)
            + " END";
  }

  /** A call of DuckDB's own function with the arguments as they are. */
  static Rendering call(String function) {
    return arguments -> function + "(" + String.join(", ", arguments) + ")";
  }

  /** As {@link #sql}, with literals for the last arguments where a call leaves them out. */
  static Rendering withDefaults(Rendering rendering, String... defaults) {
    return arguments ->
        rendering.of(
            IntStream.range(0, Math.max(arguments.size(), defaults.length))
                .mapToObj(i -> i < arguments.size() ? arguments.get(i) : defaults[i])
                .toList());
  }

  /** The value of a literal text; empty for anything else. */
  static String literal(String argument) {
    return argument.length() > 1 && argument.startsWith("'") && argument.endsWith("'")
        ? argument.substring(1, argument.length() - 1).replace("''", "'")
        : "";
  }
}
