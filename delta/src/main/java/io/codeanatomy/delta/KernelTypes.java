// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
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
import java.util.List;

/** Our types as the Kernel's. */
final class KernelTypes {

  private KernelTypes() {}

  static StructType struct(List<Field> fields) {
    return new StructType(
        fields.stream()
            .map(field -> new StructField(field.name(), type(field.type()), field.nullable()))
            .toList());
  }

  static io.delta.kernel.types.DataType type(DataType type) {
    if (type instanceof DataType.Primitive primitive) {
      return primitive(primitive);
    }
    if (type instanceof DataType.Decimal decimal) {
      return new DecimalType(decimal.precision(), decimal.scale());
    }
    if (type instanceof DataType.Array array) {
      return new ArrayType(type(array.element()), array.containsNull());
    }
    if (type instanceof DataType.Map map) {
      return new MapType(type(map.key()), type(map.value()), map.valueContainsNull());
    }
    return struct(((DataType.Struct) type).fields());
  }

  private static io.delta.kernel.types.DataType primitive(DataType.Primitive primitive) {
    return switch (primitive) {
      case BOOLEAN -> BooleanType.BOOLEAN;
      case BYTE -> ByteType.BYTE;
      case SHORT -> ShortType.SHORT;
      case INTEGER -> IntegerType.INTEGER;
      case LONG -> LongType.LONG;
      case FLOAT -> FloatType.FLOAT;
      case DOUBLE -> DoubleType.DOUBLE;
      case STRING -> StringType.STRING;
      case BINARY -> BinaryType.BINARY;
      case DATE -> DateType.DATE;
      case TIMESTAMP -> TimestampType.TIMESTAMP;
      case TIMESTAMP_NTZ -> TimestampNTZType.TIMESTAMP_NTZ;
    };
  }
}
