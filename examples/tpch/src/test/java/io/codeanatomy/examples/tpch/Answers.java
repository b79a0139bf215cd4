// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.examples.tpch;

import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What DuckDB itself answers, without the engine: it reads the Parquet files of Delta tables. A
 * value is null, a {@link BigDecimal} without trailing zeros for whatever is exact, a {@link
 * Double}, or a text, which for a date is ISO.
 */
final class Answers implements AutoCloseable {

  private final Connection connection;

  private Answers(Connection connection) {
    this.connection = connection;
  }

  /** A database in which the tables of a folder are views, their columns without the prefix. */
  static Answers over(Path tables, List<String> names) throws SQLException {
    Answers answers = new Answers(DriverManager.getConnection("jdbc:duckdb:"));
    for (String name : names) {
      answers.view(name, tables.resolve(name));
    }
    return answers;
  }

  private void view(String name, Path table) throws SQLException {
    Schema schema = DeltaStore.local().latest(table).schema();
    String columns =
        schema.names().stream()
            .map(column -> column + " AS " + column.substring(column.indexOf('_') + 1))
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE VIEW " + name + " AS SELECT " + columns + " FROM " + files(table));
    }
  }

  /** The rows of a query in its order. */
  List<List<@Nullable Object>> of(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<List<@Nullable Object>> result = new ArrayList<>();
      int width = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        @Nullable Object[] row = new Object[width];
        for (int i = 0; i < width; i++) {
          row[i] = normal(rows.getObject(i + 1));
        }
        result.add(Collections.unmodifiableList(Arrays.asList(row)));
      }
      return result;
    }
  }

  /** The rows of a Delta table. */
  List<List<@Nullable Object>> table(Path table) throws SQLException {
    String columns =
        DeltaStore.local().latest(table).schema().fields().stream()
            .map(Field::name)
            .map(name -> '"' + name + '"')
            .collect(Collectors.joining(", "));
    return of("SELECT " + columns + " FROM " + files(table));
  }

  private static String files(Path table) {
    return DeltaStore.local().latest(table).scanFiles().stream()
        .map(ScanFile::path)
        .map(path -> "'" + path.toString().replace("'", "''") + "'")
        .collect(Collectors.joining(", ", "read_parquet([", "])"));
  }

  private static @Nullable Object normal(@Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.stripTrailingZeros();
    }
    if (value instanceof BigInteger integer) {
      return new BigDecimal(integer).stripTrailingZeros();
    }
    if (value instanceof Long || value instanceof Integer) {
      return BigDecimal.valueOf(((Number) value).longValue()).stripTrailingZeros();
    }
    return value == null || value instanceof Double ? value : value.toString();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
