// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.execute.ExecutionException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the footers of Parquet files say of their columns. */
final class FooterColumns {

  /** Columns that DuckDB's scans have besides those of the files. */
  private static final Set<String> OF_THE_SCAN =
      Set.of("filename", "file_row_number", "file_index");

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
    return database.query(
        """
        SELECT name, count(*), count(DISTINCT concat_ws('|', type, duckdb_type, logical_type)),
        count(num_children)
        FROM parquet_schema(%s) WHERE column_id > 0 GROUP BY name ORDER BY name"""
            .formatted(files),
        rows -> {
          Set<String> names = new LinkedHashSet<>();
          Set<String> seen = new LinkedHashSet<>(OF_THE_SCAN);
          while (rows.next()) {
            String name = rows.getString(1);
            if (rows.getLong(2) != count
                || rows.getLong(3) != 1
                || rows.getLong(4) != 0
                || !seen.add(name.toLowerCase(Locale.ROOT))) {
              return Optional.<Set<String>>empty();
            }
            names.add(name);
          }
          return Optional.of(names);
        });
  }
}
