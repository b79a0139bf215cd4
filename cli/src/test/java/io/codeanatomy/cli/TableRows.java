// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.delta.KernelReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a Delta table by column name, read by Delta Kernel's own reader. */
final class TableRows {

  private TableRows() {}

  /** A row; rows are equal if their values are. */
  record Row(Map<String, String> values) {

    /** The value of a column as text; NULL is {@code null}. */
    String text(String column) {
      String value = values.get(column);
      if (value == null) {
        throw new IllegalArgumentException("no column " + column + " in " + values);
      }
      return value;
    }

    long number(String column) {
      return Long.parseLong(text(column));
    }
  }

  static List<Row> of(Path table) {
    List<String> columns = KernelReader.columns(table);
    return KernelReader.rows(table).stream().map(values -> row(columns, values)).toList();
  }

  private static Row row(List<String> columns, List<Object> values) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), String.valueOf(values.get(i)));
    }
    return new Row(row);
  }
}
