// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/** Row types of Delta tables as row types of the algebra, and back. */
final class PlanTypes {

  private PlanTypes() {}

  /** A type factory with our type system, whose texts are Unicode. */
  static RelDataTypeFactory factory() {
    return new JavaTypeFactoryImpl(new PlanTypeSystem()) {
      @Override
      public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
      }
    };
  }

  static RelDataType toAlgebra(RelDataTypeFactory types, Schema schema) {
    return struct(types, schema.fields());
  }

  static RelDataType toAlgebra(RelDataTypeFactory types, DataType type, boolean nullable) {
    return types.createTypeWithNullability(plain(types, type), nullable);
  }

  private static RelDataType struct(RelDataTypeFactory types, List<Field> fields) {
    RelDataTypeFactory.Builder builder = types.builder();
    for (Field field : fields) {
      builder.add(field.name(), toAlgebra(types, field.type(), field.nullable()));
    }
    return builder.build();
  }

  private static RelDataType plain(RelDataTypeFactory types, DataType type) {
    if (type instanceof DataType.Primitive primitive) {
      return switch (primitive) {
        case BOOLEAN -> types.createSqlType(SqlTypeName.BOOLEAN);
        case BYTE -> types.createSqlType(SqlTypeName.TINYINT);
        case SHORT -> types.createSqlType(SqlTypeName.SMALLINT);
        case INTEGER -> types.createSqlType(SqlTypeName.INTEGER);
        case LONG -> types.createSqlType(SqlTypeName.BIGINT);
        case FLOAT -> types.createSqlType(SqlTypeName.REAL);
        case DOUBLE -> types.createSqlType(SqlTypeName.DOUBLE);
        case STRING -> types.createSqlType(SqlTypeName.VARCHAR);
        case BINARY -> types.createSqlType(SqlTypeName.VARBINARY);
        case DATE -> types.createSqlType(SqlTypeName.DATE);
        case TIMESTAMP -> types.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6);
        case TIMESTAMP_NTZ -> types.createSqlType(SqlTypeName.TIMESTAMP, 6);
      };
    }
    if (type instanceof DataType.Decimal decimal) {
      return types.createSqlType(SqlTypeName.DECIMAL, decimal.precision(), decimal.scale());
    }
    if (type instanceof DataType.Array array) {
      return types.createArrayType(toAlgebra(types, array.element(), array.containsNull()), -1);
    }
    if (type instanceof DataType.Map map) {
      return types.createMapType(
          toAlgebra(types, map.key(), false),
          toAlgebra(types, map.value(), map.valueContainsNull()));
    }
    return struct(types, ((DataType.Struct) type).fields());
  }

  /** The row type as Delta's; empty at the first column that Delta has no type for. */
  static Optional<Schema> toSchema(RelDataType rowType) {
    return fields(rowType).map(Schema::new);
  }

  private static Optional<List<Field>> fields(RelDataType rowType) {
    List<Field> fields = new ArrayList<>();
    for (RelDataTypeField field : rowType.getFieldList()) {
      Optional<DataType> type = toDelta(field.getType());
      if (type.isEmpty()) {
        return Optional.empty();
      }
      fields.add(new Field(field.getName(), type.get(), field.getType().isNullable()));
    }
    return Optional.of(fields);
  }

  /** The type as Delta's; empty if Delta has none for it, such as for an interval. */
  static Optional<DataType> toDelta(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> Optional.of(DataType.Primitive.BOOLEAN);
      case TINYINT -> Optional.of(DataType.Primitive.BYTE);
      case SMALLINT -> Optional.of(DataType.Primitive.SHORT);
      case INTEGER -> Optional.of(DataType.Primitive.INTEGER);
      case BIGINT -> Optional.of(DataType.Primitive.LONG);
      case REAL -> Optional.of(DataType.Primitive.FLOAT);
      case FLOAT, DOUBLE -> Optional.of(DataType.Primitive.DOUBLE);
      case DECIMAL -> Optional.of(new DataType.Decimal(type.getPrecision(), type.getScale()));
      case CHAR, VARCHAR -> Optional.of(DataType.Primitive.STRING);
      case BINARY, VARBINARY -> Optional.of(DataType.Primitive.BINARY);
      case DATE -> Optional.of(DataType.Primitive.DATE);
      case TIMESTAMP -> Optional.of(DataType.Primitive.TIMESTAMP_NTZ);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Optional.of(DataType.Primitive.TIMESTAMP);
      case ARRAY -> {
        RelDataType element = Objects.requireNonNull(type.getComponentType());
        yield toDelta(element).map(e -> new DataType.Array(e, element.isNullable()));
      }
      case MAP -> {
        RelDataType key = Objects.requireNonNull(type.getKeyType());
        RelDataType value = Objects.requireNonNull(type.getValueType());
        yield toDelta(key)
            .flatMap(k -> toDelta(value).map(v -> new DataType.Map(k, v, value.isNullable())));
      }
      case ROW -> fields(type).map(DataType.Struct::new);
      default -> Optional.empty();
    };
  }
}
