// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Schema;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.statistics.DataFileStatistics;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Our statistics of a data file as the Kernel writes them into the log. */
final class KernelStatistics {

  private static final long MICROS_PER_MILLI = 1000;

  private KernelStatistics() {}

  static DataFileStatistics of(DataFile file, Schema fileSchema) {
    Map<Column, Literal> minimums = new HashMap<>();
    Map<Column, Literal> maximums = new HashMap<>();
    Map<Column, Long> nullCounts = new HashMap<>();
    for (ColumnPath path : ColumnPath.indexed(fileSchema)) {
      ColumnStatistics statistics = file.statistics().get(path.dotted());
      if (statistics != null) {
        Column column = new Column(path.names().toArray(String[]::new));
        nullCounts.put(column, statistics.nullCount());
        statistics.minimum().ifPresent(value -> minimums.put(column, literal(path.type(), value)));
        statistics
            .maximum()
            .ifPresent(value -> maximums.put(column, literal(path.type(), roundedUp(path, value))));
      }
    }
    return new DataFileStatistics(
        file.rowCount(), minimums, maximums, nullCounts, Optional.empty());
  }

  /** The log keeps milliseconds and cuts the rest: a maximum must not become smaller. */
  private static Object roundedUp(ColumnPath path, Object value) {
    if (path.type() == DataType.Primitive.TIMESTAMP
        || path.type() == DataType.Primitive.TIMESTAMP_NTZ) {
      return -Math.floorDiv(-(Long) value, MICROS_PER_MILLI) * MICROS_PER_MILLI;
    }
    return value;
  }

  private static Literal literal(DataType type, Object value) {
    if (type instanceof DataType.Decimal decimal) {
      return Literal.ofDecimal((BigDecimal) value, decimal.precision(), decimal.scale());
    }
    return switch ((DataType.Primitive) type) {
      case BOOLEAN -> Literal.ofBoolean((Boolean) value);
      case BYTE -> Literal.ofByte(((Integer) value).byteValue());
      case SHORT -> Literal.ofShort(((Integer) value).shortValue());
      case INTEGER -> Literal.ofInt((Integer) value);
      case LONG -> Literal.ofLong((Long) value);
      case FLOAT -> Literal.ofFloat((Float) value);
      case DOUBLE -> Literal.ofDouble((Double) value);
      case STRING -> Literal.ofString((String) value);
      case DATE -> Literal.ofDate((Integer) value);
      case TIMESTAMP -> Literal.ofTimestamp((Long) value);
      case TIMESTAMP_NTZ -> Literal.ofTimestampNtz((Long) value);
      case BINARY -> throw new IllegalArgumentException("Binary columns have no bounds");
    };
  }
}
