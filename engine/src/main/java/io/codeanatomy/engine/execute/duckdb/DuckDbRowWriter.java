// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Decimal;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.StagedFile;
import io.codeanatomy.engine.execute.duckdb.DuckDbDatabase.InsertionOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * Collects rows in a table of the database and writes them as a Parquet file whenever there are
 * many. Values are of type {@code long}, {@code integer}, {@code boolean}, {@code string}, {@code
 * date} or {@code decimal}.
 *
 * <p>Measured with rows of 9 columns on one core of two: about a million rows a second go into the
 * table, two and a half million a second out of it.
 */
public final class DuckDbRowWriter {

  /** Eight full row groups of DuckDB's size, so that files are not cut through a row group. */
  private static final long MOST_ROWS = 8 * 122_880;

  private static final long MOST_TEXT = 128L << 20;

  private final DuckDbDatabase database;
  private final String table;
  private final Schema schema;
  private final DataType[] types;
  private final Path folder;
  private final List<StagedFile> files = new ArrayList<>();
  private @Nullable DuckDBAppender appender;
  private int column;
  private long rows;
  private long text;

  DuckDbRowWriter(DuckDbDatabase database, String table, Schema schema, Path folder) {
    this.database = database;
    this.table = table;
    this.schema = schema;
    this.folder = folder;
    this.types = schema.fields().stream().map(DuckDbRowWriter::type).toArray(DataType[]::new);
    database.execute(
        schema.fields().stream()
            .map(f -> Sql.identifier(f.name()) + " " + DuckDbTypes.text(f.type()))
            .collect(Collectors.joining(", ", "CREATE TABLE " + table + " (", ")")));
  }

  private static DataType type(Field field) {
    if (field.type() instanceof Decimal decimal) {
      return decimal;
    }
    if (field.type() instanceof Primitive type) {
      switch (type) {
        case LONG, INTEGER, BOOLEAN, STRING, DATE -> {
          return type;
        }
        default -> {}
      }
    }
    throw new IllegalArgumentException(
        "Rows cannot be written one by one into a column of type " + field.type() + ": " + field);
  }

  /** A value for a {@code long} column. */
  public void append(long value) {
    DuckDBAppender target = next(Primitive.LONG);
    try {
      target.append(value);
    } catch (SQLException e) {
      throw database.failed(e);
    }
  }

  /** A value for an {@code integer} column. */
  public void append(int value) {
    DuckDBAppender target = next(Primitive.INTEGER);
    try {
      target.append(value);
    } catch (SQLException e) {
      throw database.failed(e);
    }
  }

  /** A value for a {@code boolean} column. */
  public void append(boolean value) {
    DuckDBAppender target = next(Primitive.BOOLEAN);
    try {
      target.append(value);
    } catch (SQLException e) {
      throw database.failed(e);
    }
  }

  /** A value for a {@code string} column; null is NULL. */
  public void append(@Nullable String value) {
    if (value == null) {
      appendNull();
      return;
    }
    DuckDBAppender target = next(Primitive.STRING);
    text += value.length();
    try {
      target.append(value);
    } catch (SQLException e) {
      throw database.failed(e);
    }
  }

  /** A value for a {@code date} column. */
  public void append(LocalDate value) {
    DuckDBAppender target = next(Primitive.DATE);
    try {
      target.append(value);
    } catch (SQLException e) {
      throw database.failed(e);
    }
  }

  /**
   * A value for a {@code decimal} column.
   *
   * @throws IllegalArgumentException if it has more digits, before or behind the point, than the
   *     column holds
   */
  public void append(BigDecimal value) {
    if (column < types.length && types[column] instanceof Decimal decimal) {
      BigDecimal fitting = fitting(value, decimal);
      DuckDBAppender target = next(decimal);
      try {
        target.append(fitting);
      } catch (SQLException e) {
        throw database.failed(e);
      }
    } else {
      throw mismatch("decimal");
    }
  }

  /** The value with the scale of the column; nothing is rounded. */
  private static BigDecimal fitting(BigDecimal value, Decimal type) {
    BigDecimal plain = value.scale() == type.scale() ? value : value.stripTrailingZeros();
    int whole = plain.signum() == 0 ? 0 : plain.precision() - plain.scale();
    if (plain.scale() > type.scale() || whole > type.precision() - type.scale()) {
      throw new IllegalArgumentException(
          "The number %s does not fit into %s".formatted(value, type));
    }
    return plain.setScale(type.scale(), RoundingMode.UNNECESSARY);
  }

  /** NULL for a column of any type. */
  public void appendNull() {
    DuckDBAppender target = next(null);
    try {
      target.appendNull();
    } catch (SQLException e) {
      throw database.failed(e);
    }
  }

  /**
   * Ends the row.
   *
   * @throws IllegalStateException if it has too few values
   */
  public void endRow() {
    if (column != types.length || appender == null) {
      throw new IllegalStateException(
          "The row has %d values, the row type %s has %d columns"
              .formatted(column, schema, types.length));
    }
    try {
      appender.endRow();
    } catch (SQLException e) {
      throw database.failed(e);
    }
    column = 0;
    rows++;
    if (rows >= MOST_ROWS || text >= MOST_TEXT) {
      write();
    }
  }

  /**
   * Writes the rows that are left.
   *
   * @return all files, in the order of their rows
   * @throws IllegalStateException in the middle of a row
   */
  public List<StagedFile> finish() {
    if (column != 0) {
      throw new IllegalStateException("The last row was not ended, after " + column + " values");
    }
    write();
    return List.copyOf(files);
  }

  void close() {
    closeAppender();
    database.close();
  }

  /** The appender, ready for a value of a type, or for NULL. */
  private DuckDBAppender next(@Nullable DataType type) {
    if (column == types.length || (type != null && !types[column].equals(type))) {
      throw mismatch(String.valueOf(type));
    }
    try {
      DuckDBAppender target = appender;
      if (target == null) {
        target = database.appender("main", table);
        // Our callers may hand a writer from thread to thread, as long as one uses it at a time.
        target.unsafeBreakThreadConfinement();
        appender = target;
      }
      if (column++ == 0) {
        target.beginRow();
      }
      return target;
    } catch (SQLException e) {
      throw database.failed(e);
    }
  }

  private IllegalStateException mismatch(String type) {
    return new IllegalStateException(
        column == types.length
            ? "The row has more values than the row type %s has columns".formatted(schema)
            : "A value of type %s for the column %s".formatted(type, schema.fields().get(column)));
  }

  private void write() {
    closeAppender();
    if (rows > 0) {
      files.addAll(
          new ParquetStage(database, schema, List.of(), InsertionOrder.KEPT)
              .write("SELECT * FROM " + table, folder));
      database.execute("TRUNCATE " + table);
    }
    rows = 0;
    text = 0;
  }

  private void closeAppender() {
    DuckDBAppender open = appender;
    appender = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        throw database.failed(e);
      }
    }
  }
}
