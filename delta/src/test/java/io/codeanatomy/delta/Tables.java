// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes Parquet files and Delta tables for tests, the files by DuckDB. */
final class Tables {

  static final DeltaStore STORE = DeltaStore.local();

  private Tables() {}

  /** Writes the rows of a query into a new Parquet file of a table's folder. */
  static Path parquet(Path folder, String query) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path file = folder.resolve("part-" + UUID.randomUUID() + ".parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone='UTC'");
      statement.execute(
          "COPY (" + query + ") TO '" + file.toString().replace("'", "''") + "' (FORMAT parquet)");
      return file;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /** A commit that creates a table. */
  static Commit create(Path location, Schema schema, DataFile... files) {
    return commit(location, Optional.empty(), schema, Commit.Mode.APPEND, files);
  }

  static Commit append(Snapshot snapshot, DataFile... files) {
    return commit(
        snapshot.location(), Optional.of(snapshot), snapshot.schema(), Commit.Mode.APPEND, files);
  }

  static Commit overwrite(Snapshot snapshot, DataFile... files) {
    return commit(
        snapshot.location(),
        Optional.of(snapshot),
        snapshot.schema(),
        Commit.Mode.OVERWRITE,
        files);
  }

  static Commit commit(
      Path location,
      Optional<Snapshot> expected,
      Schema schema,
      Commit.Mode mode,
      DataFile... files) {
    return new Commit(
        location,
        expected,
        schema,
        List.of(),
        mode,
        List.of(files),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** Creates a table of the rows of a query. */
  static Snapshot table(Path location, Schema schema, String query) {
    DataFile file = STORE.inspect(parquet(location, query), schema);
    STORE.commit(create(location, schema, file));
    return STORE.latest(location);
  }
}
