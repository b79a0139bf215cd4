// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.Diagnostic.ExpressionPosition;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Where an expression stands, and the places inside it.
 *
 * @param source its text as the spec has it
 * @param pointer the JSON pointer of it
 */
record ExpressionPlace(String source, String pointer) {

  /** The expression as a whole. */
  ExpressionPosition whole() {
    String[] lines = source.split("\n", -1);
    return at(1, 1, lines.length, lines[lines.length - 1].length());
  }

  /** The place from one character to another, both counted from 0, the second exclusive. */
  ExpressionPosition between(int start, int end) {
    return at(line(start), column(start), line(end - 1), column(end - 1));
  }

  private int line(int offset) {
    return 1 + (int) source.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  private int column(int offset) {
    return offset - source.lastIndexOf('\n', offset - 1);
  }

  /** The place that the parser names. */
  ExpressionPosition at(SqlParserPos place) {
    return at(
        place.getLineNum(), place.getColumnNum(), place.getEndLineNum(), place.getEndColumnNum());
  }

  /** A place; what is unknown is 0 and becomes the beginning. */
  ExpressionPosition at(int line, int column, int endLine, int endColumn) {
    return new ExpressionPosition(
        source,
        Math.max(1, line),
        Math.max(1, column),
        Math.max(1, endLine),
        Math.max(1, endColumn));
  }
}
