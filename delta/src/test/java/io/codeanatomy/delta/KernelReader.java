// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.SnapshotBuilder;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;

/**
 * Reads Delta tables row by row with Delta Kernel's own Parquet reader and expression evaluator, so
 * that a test of what was written does not depend on what wrote it.
 *
 * <p>Values: Boolean, Byte, Short, Integer, Long, Float, Double, String, BigDecimal, a {@code
 * byte[]} as upper-case hex after {@code 0x}, LocalDate, Instant (timestamp), LocalDateTime
 * (timestamp_ntz), List for arrays and for structs (their fields in order), LinkedHashMap for maps;
 * null for NULL.
 */
public final class KernelReader {

  private KernelReader() {}

  /** The rows of the latest version, in the order of the files' paths and of the rows in them. */
  public static List<List<Object>> rows(Path table) {
    return rows(table, OptionalLong.empty());
  }

  /** The rows of a version. */
  public static List<List<Object>> rows(Path table, long version) {
    return rows(table, OptionalLong.of(version));
  }

  /** The names of the columns of the latest version. */
  public static List<String> columns(Path table) {
    return snapshot(engine(), table, OptionalLong.empty()).getSchema().fieldNames();
  }

  private static Engine engine() {
    return DefaultEngine.create(new LocalFileIO());
  }

  private static Snapshot snapshot(Engine engine, Path table, OptionalLong version) {
    SnapshotBuilder builder =
        TableManager.loadSnapshot("file:" + table.toAbsolutePath().normalize());
    if (version.isPresent()) {
      builder = builder.atVersion(version.getAsLong());
    }
    return builder.build(engine);
  }

  private static List<List<Object>> rows(Path table, OptionalLong version) {
    Engine engine = engine();
    Scan scan = snapshot(engine, table, version).getScanBuilder().build();
    Row state = scan.getScanState(engine);
    List<List<Object>> rows = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine)) {
      List<Row> files = new ArrayList<>();
      while (batches.hasNext()) {
        try (CloseableIterator<Row> file = batches.next().getRows()) {
          file.forEachRemaining(files::add);
        }
      }
      files.sort(
          (a, b) ->
              InternalScanFileUtils.getFilePath(a).compareTo(InternalScanFileUtils.getFilePath(b)));
      for (Row file : files) {
        readFile(engine, state, file, rows);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static void readFile(Engine engine, Row state, Row file, List<List<Object>> rows)
      throws IOException {
    FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
    StructType physical = ScanStateRow.getPhysicalDataReadSchema(state);
    try (CloseableIterator<ColumnarBatch> data =
            engine
                .getParquetHandler()
                .readParquetFiles(one(status), physical, Optional.empty())
                .map(result -> result.getData());
        CloseableIterator<FilteredColumnarBatch> logical =
            Scan.transformPhysicalData(engine, state, file, data)) {
      while (logical.hasNext()) {
        try (CloseableIterator<Row> batch = logical.next().getRows()) {
          while (batch.hasNext()) {
            rows.add(fields(batch.next()));
          }
        }
      }
    }
  }

  private static <T> CloseableIterator<T> one(T item) {
    return LocalFileIO.closeable(List.of(item).iterator());
  }

  private static List<Object> fields(Row row) {
    List<Object> values = new ArrayList<>();
    List<StructField> fields = row.getSchema().fields();
    for (int i = 0; i < fields.size(); i++) {
      values.add(row.isNullAt(i) ? null : value(row, i, fields.get(i).getDataType()));
    }
    return values;
  }

  private static Object value(Row row, int i, DataType type) {
    if (type instanceof BooleanType) {
      return row.getBoolean(i);
    } else if (type instanceof ByteType) {
      return row.getByte(i);
    } else if (type instanceof ShortType) {
      return row.getShort(i);
    } else if (type instanceof IntegerType) {
      return row.getInt(i);
    } else if (type instanceof LongType) {
      return row.getLong(i);
    } else if (type instanceof FloatType) {
      return row.getFloat(i);
    } else if (type instanceof DoubleType) {
      return row.getDouble(i);
    } else if (type instanceof StringType) {
      return row.getString(i);
    } else if (type instanceof BinaryType) {
      return hex(row.getBinary(i));
    } else if (type instanceof DecimalType) {
      return row.getDecimal(i);
    } else if (type instanceof DateType) {
      return LocalDate.ofEpochDay(row.getInt(i));
    } else if (type instanceof TimestampType) {
      return instant(row.getLong(i));
    } else if (type instanceof TimestampNTZType) {
      return LocalDateTime.ofInstant(instant(row.getLong(i)), ZoneOffset.UTC);
    } else if (type instanceof StructType) {
      return fields(row.getStruct(i));
    } else if (type instanceof ArrayType) {
      return list(row.getArray(i));
    } else if (type instanceof MapType) {
      return map(row.getMap(i));
    }
    throw new IllegalArgumentException(type.toString());
  }

  private static Object value(ColumnVector vector, int i) {
    DataType type = vector.getDataType();
    if (vector.isNullAt(i)) {
      return null;
    } else if (type instanceof BooleanType) {
      return vector.getBoolean(i);
    } else if (type instanceof ByteType) {
      return vector.getByte(i);
    } else if (type instanceof ShortType) {
      return vector.getShort(i);
    } else if (type instanceof IntegerType) {
      return vector.getInt(i);
    } else if (type instanceof LongType) {
      return vector.getLong(i);
    } else if (type instanceof FloatType) {
      return vector.getFloat(i);
    } else if (type instanceof DoubleType) {
      return vector.getDouble(i);
    } else if (type instanceof StringType) {
      return vector.getString(i);
    } else if (type instanceof BinaryType) {
      return hex(vector.getBinary(i));
    } else if (type instanceof DecimalType) {
      return vector.getDecimal(i);
    } else if (type instanceof DateType) {
      return LocalDate.ofEpochDay(vector.getInt(i));
    } else if (type instanceof TimestampType) {
      return instant(vector.getLong(i));
    } else if (type instanceof TimestampNTZType) {
      return LocalDateTime.ofInstant(instant(vector.getLong(i)), ZoneOffset.UTC);
    } else if (type instanceof StructType struct) {
      List<Object> values = new ArrayList<>();
      for (int child = 0; child < struct.length(); child++) {
        values.add(value(vector.getChild(child), i));
      }
      return values;
    } else if (type instanceof ArrayType) {
      return list(vector.getArray(i));
    } else if (type instanceof MapType) {
      return map(vector.getMap(i));
    }
    throw new IllegalArgumentException(type.toString());
  }

  private static List<Object> list(ArrayValue array) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < array.getSize(); i++) {
      values.add(value(array.getElements(), i));
    }
    return values;
  }

  private static Map<Object, Object> map(MapValue map) {
    Map<Object, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < map.getSize(); i++) {
      values.put(value(map.getKeys(), i), value(map.getValues(), i));
    }
    return values;
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static String hex(byte[] bytes) {
    StringJoiner hex = new StringJoiner("", "0x", "");
    for (byte value : bytes) {
      hex.add(String.format("%02X", value));
    }
    return hex.toString();
  }
}
