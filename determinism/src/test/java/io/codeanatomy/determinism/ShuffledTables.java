// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.determinism;

import io.codeanatomy.engine.ingest.LoadSource;
import io.codeanatomy.engine.ingest.TableLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Copies of Delta tables with the same rows in another order and in other files. */
final class ShuffledTables {

  private ShuffledTables() {}

  /**
   * Copies all tables of a folder, which have one version each and no partitions.
   *
   * @param files how many files each copy has, as long as it has that many rows
   * @param seed of the order
   */
  static void copy(Path tables, Path target, int files, long seed)
      throws IOException, SQLException {
    List<LoadSource> sources = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        Stream<Path> folders = Files.list(tables)) {
      for (Path table : folders.filter(ShuffledTables::isTable).sorted().toList()) {
        String name = table.getFileName().toString();
        if (isEmpty(table)) {
          copyFolder(table, target.resolve(name));
          continue;
        }
        sources.add(LoadSource.of(name, shuffle(statement, table, target, files, seed)));
      }
    }
    TableLoader.load(sources, target);
  }

  private static boolean isTable(Path folder) {
    return Files.isDirectory(folder.resolve("_delta_log"));
  }

  /** A table without rows has no files to shuffle. */
  private static boolean isEmpty(Path table) throws IOException {
    try (Stream<Path> files = Files.list(table)) {
      return files.noneMatch(file -> file.toString().endsWith(".parquet"));
    }
  }

  private static void copyFolder(Path source, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.createDirectories(target.resolve(source.relativize(file).toString()).getParent());
        Files.copy(file, target.resolve(source.relativize(file).toString()));
      }
    }
  }

  private static String[] shuffle(
      Statement statement, Path table, Path target, int files, long seed)
      throws IOException, SQLException {
    Path parts = Files.createDirectories(target.resolve("parts").resolve(table.getFileName()));
    statement.execute(
        "CREATE OR REPLACE TEMP TABLE shuffled AS SELECT *, row_number() OVER () AS shuffled_place"
            + " FROM read_parquet('"
            + table
            + "/*.parquet', hive_partitioning = false)");
    List<String> written = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      Path part = parts.resolve("part-" + i + ".parquet");
      statement.execute(
          "COPY (SELECT * EXCLUDE shuffled_place FROM shuffled WHERE hash(shuffled_place + "
              + seed
              + ") % "
              + files
              + " = "
              + i
              + " ORDER BY md5((shuffled_place * 31 + "
              + seed
              + ")::VARCHAR)) TO '"
              + part
              + "' (FORMAT parquet)");
      written.add(part.toString());
    }
    return written.toArray(String[]::new);
  }
}
