// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.ingest.TableDefinition;
import java.util.ArrayList;
import java.util.List;

/** An extraction table: its row type, and what the rows and columns mean, in Markdown. */
public record ExtractionTable(String name, String description, List<Column> columns) {

  /** A column and what it holds. */
  public record Column(Field field, String description) {}

  public ExtractionTable {
    columns = List.copyOf(columns);
  }

  /** Name and row type, for writing. */
  public TableDefinition definition() {
    return new TableDefinition(name, new Schema(columns.stream().map(Column::field).toList()));
  }

  /** A table under construction, with the columns that all tables have. */
  static Builder of(String name, String description) {
    return new Builder(name, description)
        .required("file_id", Primitive.LONG, "the file: `stable_hash64(path)`")
        .required("path", Primitive.STRING, "the file's path, with `/`");
  }

  static final class Builder {
    private final String name;
    private final String description;
    private final List<Column> columns = new ArrayList<>();

    private Builder(String name, String description) {
      this.name = name;
      this.description = description;
    }

    Builder span(String what) {
      return required("bstart", Primitive.LONG, "start of " + what)
          .required("bend", Primitive.LONG, "end of " + what);
    }

    Builder nullableSpan(String prefix, String what) {
      return nullable(prefix + "bstart", Primitive.LONG, "start of " + what)
          .nullable(prefix + "bend", Primitive.LONG, "end of " + what);
    }

    Builder required(String column, Primitive type, String what) {
      columns.add(new Column(Field.required(column, type), what));
      return this;
    }

    Builder nullable(String column, Primitive type, String what) {
      columns.add(new Column(Field.nullable(column, type), what));
      return this;
    }

    ExtractionTable build() {
      return new ExtractionTable(name, description, columns);
    }
  }
}
