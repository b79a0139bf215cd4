// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.execute.ExecutionException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the footers of Parquet files say of their columns. */
final class FooterColumns {

  /** Columns that DuckDB's scans have besides those of the files. */
  private static final Set<String> OF_THE_SCAN =
      Set.of("filename", "file_row_number", "file_index");

  /** The columns of so many files are compared here: DuckDB takes a millisecond to start on it. */
  private static final int FEW = 100;

  private FooterColumns() {}

  /**
   * The names of the columns, if all files have the same ones, of the same types, none of them
   * nested, and no two names of which DuckDB takes one for the other. Nothing, too, if a footer
   * cannot be read: whoever reads the file will tell.
   *
   * @param files their paths, as the argument of a table function
   * @param count how many there are
   */
  static Optional<Set<String>> ofAll(DuckDbDatabase database, String files, int count) {
    try {
      return read(database, files, count);
    } catch (ExecutionException e) {
      if (e.reason() != ExecutionException.Reason.IO
          && e.reason() != ExecutionException.Reason.DATA) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static Optional<Set<String>> read(DuckDbDatabase database, String files, int count) {
    String columns = "name, type, duckdb_type, logical_type, num_children";
    return database.query(
        "SELECT %s, %s FROM parquet_schema(%s) WHERE column_id > 0 %s"
            .formatted(
                columns,
                count <= FEW ? "1" : "count(*)",
                files,
                count <= FEW ? "" : "GROUP BY " + columns),
        rows -> columns(rows, count));
  }

  private static Optional<Set<String>> columns(ResultSet rows, int count) throws SQLException {
    Map<String, String> types = new TreeMap<>();
    Map<String, Long> files = new TreeMap<>();
    while (rows.next()) {
      String name = rows.getString(1);
      String type = "%s|%s|%s".formatted(rows.getString(2), rows.getString(3), rows.getString(4));
      String known = types.putIfAbsent(name, type);
      boolean isNested = rows.getObject(5) != null;
      if (isNested || (known != null && !known.equals(type))) {
        return Optional.empty();
      }
      files.merge(name, rows.getLong(6), Long::sum);
    }
    Set<String> seen = new HashSet<>(OF_THE_SCAN);
    boolean allAlike =
        files.values().stream().allMatch(number -> number == count)
            && files.keySet().stream().allMatch(name -> seen.add(name.toLowerCase(Locale.ROOT)));
    return allAlike ? Optional.of(Set.copyOf(files.keySet())) : Optional.empty();
  }
}
