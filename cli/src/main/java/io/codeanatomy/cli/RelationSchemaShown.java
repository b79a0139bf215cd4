// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.schema.RelationSchema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A relation's columns and what else is known of it, for people and for programs. */
final class RelationSchemaShown {

  private RelationSchemaShown() {}

  static String text(RelationSchema schema, Ansi ansi) {
    StringBuilder text = new StringBuilder(ansi.bold(schema.name())).append('\n');
    schema.table().flatMap(RelationSchema.StoredTable::description).ifPresent(d -> line(text, d));
    List<RelationSchema.Column> columns = schema.columns();
    boolean comments = columns.stream().anyMatch(column -> column.comment().isPresent());
    TextTable table =
        comments
            ? new TextTable(
                TextTable.left("Column"),
                TextTable.left("Type"),
                TextTable.left("NULL"),
                TextTable.left("Comment"))
            : new TextTable(
                TextTable.left("Column"), TextTable.left("Type"), TextTable.left("NULL"));
    for (RelationSchema.Column column : columns) {
      String name = "  ".repeat(column.depth()) + column.path();
      String nullable = column.nullable() ? "nullable" : "not null";
      if (comments) {
        table.row(name, column.type(), nullable, column.comment().orElse(""));
      } else {
        table.row(name, column.type(), nullable);
      }
    }
    text.append('\n').append(table.text(ansi)).append('\n');
    schema.table().ifPresent(stored -> stored(text, stored));
    line(text, "schema hash " + schema.hash());
    return text.toString();
  }

  private static void stored(StringBuilder text, RelationSchema.StoredTable table) {
    if (!table.partitionColumns().isEmpty()) {
      line(text, "partitioned by " + String.join(", ", table.partitionColumns()));
    }
    table.properties().forEach((name, value) -> line(text, name + " = " + value));
  }

  private static void line(StringBuilder text, String line) {
    text.append("  ").append(line).append('\n');
  }

  static void fields(Json json, RelationSchema schema) throws IOException {
    json.field("name", schema.name()).field("schema_hash", schema.hash());
    if (schema.table().isPresent()) {
      RelationSchema.StoredTable table = schema.table().get();
      json.field("delta_location", table.location())
          .field("delta_version", table.version())
          .field("table_name", table.tableName().orElse(null))
          .field("description", table.description().orElse(null))
          .texts("partition_columns", table.partitionColumns())
          .object(
              "properties",
              properties -> {
                for (String name : table.properties().keySet()) {
                  properties.field(name, table.properties().get(name));
                }
              });
    }
    json.list("columns", schema.columns(), RelationSchemaShown::column);
  }

  private static void column(Json json, RelationSchema.Column column) throws IOException {
    Optional<String> comment = column.comment();
    json.field("path", column.path())
        .field("depth", column.depth())
        .field("type", column.type())
        .flag("nullable", column.nullable())
        .flag("partition", column.partition())
        .field("comment", comment.orElse(null));
  }
}
