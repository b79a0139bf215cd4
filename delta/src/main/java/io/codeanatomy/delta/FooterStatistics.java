// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Binary;

/** What a Parquet footer says of the values, over all row groups. */
final class FooterStatistics {

  /** The years that all readers of the log parse. */
  private static final long FIRST_DAY = java.time.LocalDate.of(1, 1, 1).toEpochDay();

  private static final long LAST_DAY = java.time.LocalDate.of(9999, 12, 30).toEpochDay();
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private final long rowCount;
  private final Map<List<String>, List<ColumnChunkMetaData>> chunks = new LinkedHashMap<>();

  FooterStatistics(ParquetMetadata footer) {
    long rows = 0;
    for (BlockMetaData block : footer.getBlocks()) {
      rows += block.getRowCount();
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        chunks
            .computeIfAbsent(Arrays.asList(chunk.getPath().toArray()), p -> new ArrayList<>())
            .add(chunk);
      }
    }
    this.rowCount = rows;
  }

  long rowCount() {
    return rowCount;
  }

  /** How often a leaf column is NULL, be it on its own or with a struct around it. */
  OptionalLong nullCount(List<String> leaf) {
    long nulls = 0;
    for (ColumnChunkMetaData chunk : chunks.getOrDefault(leaf, List.of())) {
      Statistics<?> statistics = chunk.getStatistics();
      if (statistics == null || !statistics.isNumNullsSet()) {
        return OptionalLong.empty();
      }
      nulls += statistics.getNumNulls();
    }
    return OptionalLong.of(nulls);
  }

  /** How many entries of a leaf column end at a definition level, if the writer counted them. */
  OptionalLong countAtLevel(List<String> leaf, int level) {
    long count = 0;
    for (ColumnChunkMetaData chunk : chunks.getOrDefault(leaf, List.of())) {
      SizeStatistics sizes = chunk.getSizeStatistics();
      if (sizes == null
          || !sizes.isValid()
          || level >= sizes.getDefinitionLevelHistogram().size()) {
        return OptionalLong.empty();
      }
      count += sizes.getDefinitionLevelHistogram().get(level);
    }
    return OptionalLong.of(count);
  }

  /** The statistics for the log, by dotted path. */
  Map<String, ColumnStatistics> columns(Schema schema) {
    Map<String, ColumnStatistics> columns = new LinkedHashMap<>();
    for (ColumnPath path : ColumnPath.indexed(schema)) {
      if (path.type() instanceof DataType.Array || path.type() instanceof DataType.Map) {
        continue;
      }
      OptionalLong nulls = nullCount(path.names());
      if (nulls.isPresent()) {
        Optional<Statistics<?>> merged = bounds(path);
        columns.put(
            path.dotted(),
            new ColumnStatistics(
                nulls.getAsLong(),
                merged.flatMap(s -> bound(path.type(), s.genericGetMin(), Side.MINIMUM)),
                merged.flatMap(s -> bound(path.type(), s.genericGetMax(), Side.MAXIMUM))));
      }
    }
    return Collections.unmodifiableMap(columns);
  }

  /** The bounds over all row groups that hold a value; nothing if one of them has none. */
  private Optional<Statistics<?>> bounds(ColumnPath path) {
    Statistics<?> merged = null;
    for (ColumnChunkMetaData chunk : chunks.getOrDefault(path.names(), List.of())) {
      Statistics<?> statistics = chunk.getStatistics();
      if (statistics.hasNonNullValue()) {
        if (merged == null) {
          merged = statistics.copy();
        } else {
          merged.mergeStatistics(statistics);
        }
      } else if (statistics.getNumNulls() < chunk.getValueCount()) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(merged);
  }

  private static Optional<Object> bound(DataType type, Object value, Side side) {
    if (type instanceof DataType.Decimal decimal) {
      return Optional.of(new BigDecimal(unscaled(value), decimal.scale()));
    }
    return switch ((DataType.Primitive) type) {
      case BYTE, SHORT, INTEGER, LONG -> Optional.of(value);
      case STRING ->
          (side == Side.MINIMUM
                  ? TextBounds.lower(((Binary) value).getBytes())
                  : TextBounds.upper(((Binary) value).getBytes()))
              .map(text -> text);
      case DATE -> Optional.of(value).filter(v -> isCommonDay((Integer) v));
      case TIMESTAMP, TIMESTAMP_NTZ ->
          Optional.of(value).filter(v -> isCommonDay(Math.floorDiv((Long) v, MICROS_PER_DAY)));
      // A footer does not tell whether there is a NaN, which Delta orders above all numbers.
      // Bounds of booleans and bytes are none that Delta knows.
      case FLOAT, DOUBLE, BOOLEAN, BINARY -> Optional.empty();
    };
  }

  private static boolean isCommonDay(long day) {
    return FIRST_DAY <= day && day <= LAST_DAY;
  }

  private static BigInteger unscaled(Object value) {
    return value instanceof Binary binary
        ? new BigInteger(binary.getBytes())
        : BigInteger.valueOf(((Number) value).longValue());
  }

  private enum Side {
    MINIMUM,
    MAXIMUM
  }
}
