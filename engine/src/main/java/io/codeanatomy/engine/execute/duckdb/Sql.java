// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** The spelling of names, texts and paths in DuckDB's SQL. */
final class Sql {

  private Sql() {}

  /** A quoted identifier; any text is one. */
  static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A string literal. Backslashes mean nothing in it. */
  static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  /** The literal of a path that DuckDB takes as it is, such as the target of a COPY. */
  static String path(Path path) {
    return literal(path.toString());
  }

  /**
   * The literal of a path that DuckDB takes for a pattern, as everywhere where it reads. A
   * character class of one character stands for a character that would be special.
   */
  static String pattern(Path path) {
    String text = path.toString();
    StringBuilder pattern = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '*', '?', '[' -> pattern.append('[').append(c).append(']');
        default -> pattern.append(c);
      }
    }
    return literal(pattern.toString());
  }

  /** A list literal of patterns. */
  static String patterns(Collection<Path> paths) {
    return paths.stream().map(Sql::pattern).collect(Collectors.joining(", ", "[", "]"));
  }
}
