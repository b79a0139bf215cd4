// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;

/** The bytes that values take in memory, by their types; for texts and lists a guess. */
final class TypeWidths {

  /** A handle of 16 bytes, and about as much behind it. */
  private static final double TEXT = 32;

  private static final double LIST_ITEMS = 4;
  private static final double LIST_HANDLE = 16;

  private TypeWidths() {}

  /** The bytes of a row; at least one. */
  static double of(Schema schema) {
    return Math.max(1, schema.fields().stream().mapToDouble(TypeWidths::of).sum());
  }

  private static double of(Field field) {
    return of(field.type());
  }

  private static double of(DataType type) {
    if (type instanceof DataType.Primitive primitive) {
      return switch (primitive) {
        case BOOLEAN, BYTE -> 1;
        case SHORT -> 2;
        case INTEGER, FLOAT, DATE -> 4;
        case LONG, DOUBLE, TIMESTAMP, TIMESTAMP_NTZ -> 8;
        case STRING, BINARY -> TEXT;
      };
    }
    if (type instanceof DataType.Decimal decimal) {
      return decimal.precision() > 18 ? 16 : 8;
    }
    if (type instanceof DataType.Array array) {
      return LIST_HANDLE + LIST_ITEMS * of(array.element());
    }
    if (type instanceof DataType.Map map) {
      return LIST_HANDLE + LIST_ITEMS * (of(map.key()) + of(map.value()));
    }
    return ((DataType.Struct) type).fields().stream().mapToDouble(TypeWidths::of).sum();
  }
}
