// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.examples.tpch;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Decimal;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.ingest.RowAppender;
import io.codeanatomy.engine.ingest.TableDefinition;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one TPC-H table, with the types that the benchmark asks for: keys are {@code bigint},
 * other integers {@code integer}, quantities, money and percentages {@code decimal(12,2)}. No
 * column is ever NULL.
 */
final class TpchRows<E extends TpchEntity> {

  private static final int SCALE = 2;
  private static final Decimal DECIMAL = new Decimal(12, SCALE);

  private final TpchTable<E> table;
  private final List<ColumnWriter<E>> columns = new ArrayList<>();

  TpchRows(TpchTable<E> table) {
    this.table = table;
    table.getColumns().forEach(column -> columns.add(writer(column)));
  }

  /** Hears of every row before it is made. */
  interface RowListener {

    /** Stops the table by throwing something. */
    void next();
  }

  private interface ColumnWriter<E extends TpchEntity> {
    void write(E row, RowAppender target);
  }

  /** A table of the benchmark's name and columns. */
  TableDefinition definition() {
    return new TableDefinition(
        table.getTableName(),
        new Schema(
            table.getColumns().stream()
                .map(column -> Field.required(column.getColumnName(), type(column)))
                .toList()));
  }

  /** Appends all rows, in the order of their keys. */
  void appendTo(RowAppender target, double scaleFactor, RowListener listener) {
    for (E row : table.createGenerator(scaleFactor, 1, 1)) {
      listener.next();
      for (ColumnWriter<E> column : columns) {
        column.write(row, target);
      }
      target.endRow();
    }
  }

  private static DataType type(TpchColumn<?> column) {
    return switch (column.getType().getBase()) {
      case IDENTIFIER -> Primitive.LONG;
      case INTEGER -> Primitive.INTEGER;
      case DATE -> Primitive.DATE;
      case DOUBLE -> DECIMAL;
      case VARCHAR -> Primitive.STRING;
    };
  }

  private static <E extends TpchEntity> ColumnWriter<E> writer(TpchColumn<E> column) {
    return switch (column.getType().getBase()) {
      case IDENTIFIER -> (row, target) -> target.append(column.getIdentifier(row));
      case INTEGER -> (row, target) -> target.append(column.getInteger(row));
      case DATE -> (row, target) -> target.append(LocalDate.ofEpochDay(column.getDate(row)));
      case DOUBLE -> (row, target) -> target.append(hundredths(column.getDouble(row)));
      case VARCHAR -> (row, target) -> target.append(column.getString(row));
    };
  }

  /** The generator counts in hundredths and divides at the end, so nothing is lost by this. */
  private static BigDecimal hundredths(double value) {
    return BigDecimal.valueOf(Math.round(value * 100), SCALE);
  }
}
