// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.engine.ingest.PublishedTable;
import io.codeanatomy.engine.ingest.RowAppender;
import io.codeanatomy.engine.ingest.TableDefinition;
import io.codeanatomy.engine.ingest.TableIngest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps rows as lists of values, and checks each value against the row type. */
final class InMemoryIngest implements TableIngest {

  private final Map<String, Appender> appenders = new LinkedHashMap<>();
  private boolean published;

  InMemoryIngest(List<TableDefinition> tables) {
    for (TableDefinition table : tables) {
      appenders.put(table.name(), new Appender(table));
    }
  }

  /** Extracts and gives what was written. */
  static InMemoryIngest extract(ExtractionOptions options, Path... sources) {
    AtomicReference<InMemoryIngest> ingest = new AtomicReference<>();
    new JavaExtractor(options, ExtractionProgress.NONE)
        .extract(
            List.of(sources),
            tables -> {
              ingest.set(new InMemoryIngest(tables));
              return ingest.get();
            });
    return ingest.get();
  }

  List<Row> rows(ExtractionTable table) {
    return appenders.get(table.name()).rows;
  }

  boolean isPublished() {
    return published;
  }

  @Override
  public RowAppender appender(String table) {
    return appenders.get(table);
  }

  @Override
  public List<PublishedTable> publish() {
    published = true;
    return List.of();
  }

  @Override
  public void close() {}

  /** A row; equal rows have equal values. */
  record Row(List<Field> fields, List<Object> values) {

    Object value(String column) {
      for (int i = 0; i < fields.size(); i++) {
        if (fields.get(i).name().equals(column)) {
          return values.get(i);
        }
      }
      throw new IllegalArgumentException("no column " + column);
    }

    String text(String column) {
      return (String) value(column);
    }

    long number(String column) {
      return ((Number) value(column)).longValue();
    }

    boolean isNull(String column) {
      return value(column) == null;
    }

    @Override
    public String toString() {
      return values.toString();
    }
  }

  private static final class Appender implements RowAppender {

    private final TableDefinition table;
    private final List<Row> rows = new ArrayList<>();
    private List<Object> values = new ArrayList<>();

    Appender(TableDefinition table) {
      this.table = table;
    }

    @Override
    public RowAppender append(long value) {
      return add(Primitive.LONG, value);
    }

    @Override
    public RowAppender append(int value) {
      return add(Primitive.INTEGER, value);
    }

    @Override
    public RowAppender append(boolean value) {
      return add(Primitive.BOOLEAN, value);
    }

    @Override
    public RowAppender append(String value) {
      return value == null ? appendNull() : add(Primitive.STRING, value);
    }

    @Override
    public RowAppender append(LocalDate value) {
      return add(Primitive.DATE, value);
    }

    @Override
    public RowAppender append(BigDecimal value) {
      throw new UnsupportedOperationException("no extraction table has decimals");
    }

    @Override
    public RowAppender appendNull() {
      Field field = field();
      if (!field.nullable()) {
        throw new IllegalStateException("NULL in " + table.name() + "." + field);
      }
      values.add(null);
      return this;
    }

    @Override
    public void endRow() {
      if (values.size() != table.schema().fields().size()) {
        throw new IllegalStateException("row of " + values.size() + " values in " + table);
      }
      rows.add(new Row(table.schema().fields(), values));
      values = new ArrayList<>();
    }

    private RowAppender add(Primitive type, Object value) {
      Field field = field();
      if (field.type() != type) {
        throw new IllegalStateException(value + " in " + table.name() + "." + field);
      }
      values.add(value);
      return this;
    }

    private Field field() {
      return table.schema().fields().get(values.size());
    }
  }
}
