// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of text with a header and a thin line under it.
 *
 * <pre>
 *   Table      Version       Rows
 *   ─────────  ───────  ─────────
 *   cpg_nodes        0  1,234,567
 * </pre>
 */
final class TextTable {

  private static final String INDENTATION = "  ";
  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(Column... columns) {
    this.columns = List.of(columns);
  }

  /** A column whose cells begin at its left side. */
  static Column left(String title) {
    return new Column(title, Side.LEFT);
  }

  /** A column whose cells end at its right side, as numbers should. */
  static Column right(String title) {
    return new Column(title, Side.RIGHT);
  }

  /** Adds a row, one cell for each column. */
  TextTable row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + columns.size() + " columns: " + Arrays.toString(cells));
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The lines, each with its line break; none if there is no row. */
  String text(Ansi ansi) {
    if (rows.isEmpty()) {
      return "";
    }
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = length(columns.get(i).title);
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    text.append(ansi.bold(line(columns.stream().map(Column::title).toList(), widths))).append('\n');
    List<String> rule = Arrays.stream(widths).mapToObj("─"::repeat).toList();
    text.append(ansi.dim(line(rule, widths))).append('\n');
    rows.forEach(row -> text.append(line(row, widths)).append('\n'));
    return text.toString();
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder(INDENTATION);
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - length(cells.get(i)));
      line.append(i == 0 ? "" : GAP);
      if (columns.get(i).side == Side.RIGHT) {
        line.append(padding).append(cells.get(i));
      } else {
        line.append(cells.get(i)).append(padding);
      }
    }
    return line.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private enum Side {
    LEFT,
    RIGHT
  }

  /** A column: its title and the side that its cells keep to. */
  record Column(String title, Side side) {}
}
