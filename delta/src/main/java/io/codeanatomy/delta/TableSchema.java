// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The row type of a table as the Kernel has it, in our types: by logical and by physical names. */
record TableSchema(Schema logical, Schema physical, ColumnMapping mapping) {

  private static final String PHYSICAL_NAME = "delta.columnMapping.physicalName";
  private static final String FIELD_ID = "delta.columnMapping.id";
  private static final Map<Class<?>, DataType> PRIMITIVES =
      Map.ofEntries(
          Map.entry(BooleanType.class, DataType.Primitive.BOOLEAN),
          Map.entry(ByteType.class, DataType.Primitive.BYTE),
          Map.entry(ShortType.class, DataType.Primitive.SHORT),
          Map.entry(IntegerType.class, DataType.Primitive.INTEGER),
          Map.entry(LongType.class, DataType.Primitive.LONG),
          Map.entry(FloatType.class, DataType.Primitive.FLOAT),
          Map.entry(DoubleType.class, DataType.Primitive.DOUBLE),
          Map.entry(StringType.class, DataType.Primitive.STRING),
          Map.entry(BinaryType.class, DataType.Primitive.BINARY),
          Map.entry(DateType.class, DataType.Primitive.DATE),
          Map.entry(TimestampType.class, DataType.Primitive.TIMESTAMP),
          Map.entry(TimestampNTZType.class, DataType.Primitive.TIMESTAMP_NTZ));

  /**
   * Translates the row type of a table.
   *
   * @throws DeltaException naming the column, if we cannot read its type
   */
  static TableSchema of(Path location, StructType schema, ColumnMapping.Mode mode) {
    Translation logical = new Translation(location, ColumnMapping.Mode.NONE);
    Schema logicalSchema = new Schema(logical.fields(schema, List.of()));
    if (mode == ColumnMapping.Mode.NONE) {
      return new TableSchema(logicalSchema, logicalSchema, ColumnMapping.NONE);
    }
    Translation physical = new Translation(location, mode);
    Schema physicalSchema = new Schema(physical.fields(schema, List.of()));
    return new TableSchema(
        logicalSchema, physicalSchema, new ColumnMapping(mode, physical.fieldIds));
  }

  /** The physical name of a column by its logical one. */
  Optional<String> physicalName(String logicalName) {
    for (int i = 0; i < logical.fields().size(); i++) {
      if (logical.fields().get(i).name().equals(logicalName)) {
        return Optional.of(physical.fields().get(i).name());
      }
    }
    return Optional.empty();
  }

  /** One walk over the row type, by the names of one mode. */
  private static final class Translation {

    private final Path location;
    private final ColumnMapping.Mode mode;
    private final Map<List<String>, Integer> fieldIds = new LinkedHashMap<>();

    Translation(Path location, ColumnMapping.Mode mode) {
      this.location = location;
      this.mode = mode;
    }

    List<Field> fields(StructType struct, List<String> parent) {
      List<Field> fields = new ArrayList<>();
      for (StructField field : struct.fields()) {
        String name = name(field);
        List<String> path = append(parent, name);
        if (mode != ColumnMapping.Mode.NONE && field.getMetadata().contains(FIELD_ID)) {
          fieldIds.put(path, Math.toIntExact(field.getMetadata().getLong(FIELD_ID)));
        }
        fields.add(new Field(name, type(field.getDataType(), path), field.isNullable()));
      }
      return fields;
    }

    private String name(StructField field) {
      return mode != ColumnMapping.Mode.NONE && field.getMetadata().contains(PHYSICAL_NAME)
          ? field.getMetadata().getString(PHYSICAL_NAME)
          : field.getName();
    }

    private DataType type(io.delta.kernel.types.DataType type, List<String> path) {
      DataType primitive = PRIMITIVES.get(type.getClass());
      if (primitive != null) {
        return primitive;
      }
      if (type instanceof DecimalType decimal) {
        return new DataType.Decimal(decimal.getPrecision(), decimal.getScale());
      }
      if (type instanceof ArrayType array) {
        return new DataType.Array(
            type(array.getElementType(), append(path, "element")), array.containsNull());
      }
      if (type instanceof MapType map) {
        return new DataType.Map(
            type(map.getKeyType(), append(path, "key")),
            type(map.getValueType(), append(path, "value")),
            map.isValueContainsNull());
      }
      if (type instanceof StructType struct) {
        return new DataType.Struct(fields(struct, path));
      }
      throw DeltaErrors.unsupportedType(location, String.join(".", path), type.toString());
    }

    private static List<String> append(List<String> path, String name) {
      List<String> longer = new ArrayList<>(path);
      longer.add(name);
      return List.copyOf(longer);
    }
  }
}
