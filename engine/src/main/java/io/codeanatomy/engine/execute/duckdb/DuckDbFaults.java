// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

/** Errors that a statement of ours raises by itself, in our words. */
final class DuckDbFaults {

  /** Begins the text of such an error, so that it is known from DuckDB's own. */
  static final String MARK = "codeanatomy: ";

  /** The text of an error that says: not this statement for these data. */
  static final String UNFIT = "codeanatomy: spans that the statement is of no use for";

  private DuckDbFaults() {}

  /** An expression that raises an error, where it is evaluated. */
  static String raise(String problem) {
    return "error(" + Sql.literal(MARK + problem) + ")";
  }

  /** The same, with a value of text in the place of {@code %s}. */
  static String raise(String problem, String value) {
    int at = problem.indexOf("%s");
    return "error("
        + Sql.literal(MARK + problem.substring(0, at))
        + " || "
        + value
        + " || "
        + Sql.literal(problem.substring(at + 2))
        + ")";
  }
}
