// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of the columns in one row group, as the file's footer tells them; of partition
 * columns, as the log does. A column whose type in the file is not the plain counterpart of the
 * table's has no bounds.
 */
final class FooterRanges implements Function<String, ColumnRange> {

  private final Map<String, ScanColumn> columns;
  private final ScanFile file;
  private final BlockMetaData rowGroup;

  FooterRanges(Map<String, ScanColumn> columns, ScanFile file, BlockMetaData rowGroup) {
    this.columns = columns;
    this.file = file;
    this.rowGroup = rowGroup;
  }

  @Override
  public ColumnRange apply(String name) {
    ScanColumn column = columns.get(name);
    if (column == null) {
      return ColumnRange.UNKNOWN;
    }
    if (column.place() == ScanColumn.Place.PARTITION) {
      return PartitionRange.of(
          column.type(), file.partitionValues().getOrDefault(name, Optional.empty()));
    }
    return chunk(column).map(chunk -> range(chunk, column.type())).orElse(ColumnRange.UNKNOWN);
  }

  private Optional<ColumnChunkMetaData> chunk(ScanColumn column) {
    return rowGroup.getColumns().stream()
        .filter(chunk -> chunk.getPath().size() == 1 && isOf(chunk, column))
        .findFirst();
  }

  private static boolean isOf(ColumnChunkMetaData chunk, ScanColumn column) {
    OptionalLong id = column.fieldId();
    if (id.isEmpty()) {
      return chunk.getPath().toArray()[0].equals(column.physicalName());
    }
    return chunk.getPrimitiveType().getId() != null
        && chunk.getPrimitiveType().getId().intValue() == id.getAsLong();
  }

  private static ColumnRange range(ColumnChunkMetaData chunk, DataType type) {
    Statistics<?> statistics = chunk.getStatistics();
    if (statistics == null) {
      return ColumnRange.UNKNOWN;
    }
    boolean counted = statistics.isNumNullsSet();
    boolean bounded = statistics.hasNonNullValue();
    LogicalTypeAnnotation logical = chunk.getPrimitiveType().getLogicalTypeAnnotation();
    return new ColumnRange(
        !counted || statistics.getNumNulls() > 0,
        !counted || statistics.getNumNulls() < chunk.getValueCount(),
        bounded ? bound(type, logical, statistics.genericGetMin(), true) : Optional.empty(),
        bounded ? bound(type, logical, statistics.genericGetMax(), false) : Optional.empty());
  }

  private static Optional<Object> bound(
      DataType type, @Nullable LogicalTypeAnnotation logical, Object value, boolean lower) {
    if (type instanceof DataType.Decimal) {
      return logical instanceof DecimalLogicalTypeAnnotation decimal
          ? Optional.of(new BigDecimal(unscaled(value), decimal.getScale()))
          : Optional.empty();
    }
    if (!(type instanceof Primitive primitive)) {
      return Optional.empty();
    }
    return switch (primitive) {
      case BOOLEAN -> Optional.of(value).filter(Boolean.class::isInstance);
      case BYTE, SHORT, INTEGER, LONG -> integer(logical, value);
      case STRING -> text(logical, value, lower);
      case DATE ->
          logical instanceof DateLogicalTypeAnnotation && value instanceof Integer day
              ? Optional.of(LocalDate.ofEpochDay(day))
              : Optional.empty();
      case TIMESTAMP -> instant(logical, value, true).map(instant -> instant);
      case TIMESTAMP_NTZ ->
          instant(logical, value, false)
              .map(instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
      case FLOAT, DOUBLE, BINARY -> Optional.empty();
    };
  }

  private static Optional<Object> integer(@Nullable LogicalTypeAnnotation logical, Object value) {
    boolean signed =
        logical == null || (logical instanceof IntLogicalTypeAnnotation i && i.isSigned());
    return signed && (value instanceof Integer || value instanceof Long)
        ? Optional.of(BigDecimal.valueOf(((Number) value).longValue()))
        : Optional.empty();
  }

  private static Optional<Object> text(
      @Nullable LogicalTypeAnnotation logical, Object value, boolean lower) {
    if (!(logical instanceof StringLogicalTypeAnnotation) || !(value instanceof Binary binary)) {
      return Optional.empty();
    }
    byte[] utf8 = binary.getBytes();
    return (lower ? TextBounds.lower(utf8) : TextBounds.upper(utf8)).map(text -> text);
  }

  private static Optional<Instant> instant(
      @Nullable LogicalTypeAnnotation logical, Object value, boolean adjusted) {
    if (!(logical instanceof TimestampLogicalTypeAnnotation timestamp)
        || timestamp.isAdjustedToUTC() != adjusted
        || !(value instanceof Long number)) {
      return Optional.empty();
    }
    TemporalUnit unit =
        switch (timestamp.getUnit()) {
          case MILLIS -> ChronoUnit.MILLIS;
          case MICROS -> ChronoUnit.MICROS;
          case NANOS -> ChronoUnit.NANOS;
        };
    return Optional.of(Instant.EPOCH.plus(number, unit));
  }

  private static BigInteger unscaled(Object value) {
    return value instanceof Binary binary
        ? new BigInteger(binary.getBytes())
        : BigInteger.valueOf(((Number) value).longValue());
  }
}
