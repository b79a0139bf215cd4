// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.Schema;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Makes given rows readable as a table. */
final class RowsBinding {

  private final DuckDbDatabase database;
  private final Schema schema;

  RowsBinding(DuckDbDatabase database, Schema schema) {
    this.database = database;
    this.schema = schema;
  }

  void create(String relation, List<List<@Nullable Object>> rows) {
    database.execute(
        schema.fields().stream()
            .map(field -> Sql.identifier(field.name()) + " " + DuckDbTypes.text(field.type()))
            .collect(
                Collectors.joining(", ", "CREATE TABLE " + Sql.identifier(relation) + " (", ")")));
    try (DuckDBAppender appender = database.appender("main", relation)) {
      for (List<@Nullable Object> row : rows) {
        appender.beginRow();
        for (Object value : row) {
          append(appender, value);
        }
        appender.endRow();
      }
    } catch (SQLException e) {
      throw database.failed(e);
    }
  }

  private static void append(DuckDBAppender appender, @Nullable Object value) throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else if (value instanceof Integer number) {
      appender.append(number.intValue());
    } else if (value instanceof Long number) {
      appender.append(number.longValue());
    } else if (value instanceof String text) {
      appender.append(text);
    } else if (value instanceof Instant instant) {
      appender.append(instant.atOffset(ZoneOffset.UTC));
    } else if (value instanceof Collection<?> items) {
      appender.append(items);
    } else if (value instanceof Map<?, ?> entries) {
      appender.append(entries);
    } else {
      throw new IllegalArgumentException("a relation cannot hold a " + value.getClass().getName());
    }
  }
}
