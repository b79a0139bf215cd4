// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.schema;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import java.util.List;

/**
 * The changes of a column's type that Delta calls type widening (Delta protocol, section "Type
 * Widening"): data files of the old type can be read as the new one.
 *
 * <p>It differs from {@link SafeCast} in decimals: byte, short and integer all need 10 digits
 * before the point, long needs 20; and in real, which no integer widens to.
 */
final class TypeWidening {

  private static final int DIGITS_OF_INTEGER = 10;
  private static final int DIGITS_OF_LONG = 20;

  private TypeWidening() {}

  /** Whether the one primitive type widens to the other; no type widens to itself. */
  static boolean widens(DataType from, DataType to) {
    if (from.equals(to)) {
      return false;
    }
    if (to instanceof DataType.Decimal wide) {
      int before = wide.precision() - wide.scale();
      if (from instanceof DataType.Decimal narrow) {
        return wide.scale() >= narrow.scale() && before >= narrow.precision() - narrow.scale();
      }
      return (isUpToInteger(from) && before >= DIGITS_OF_INTEGER)
          || (from == Primitive.LONG && before >= DIGITS_OF_LONG);
    }
    if (to == Primitive.DOUBLE) {
      return isUpToInteger(from) || from == Primitive.FLOAT;
    }
    if (to == Primitive.TIMESTAMP_NTZ) {
      return from == Primitive.DATE;
    }
    List<DataType> integers =
        List.of(Primitive.BYTE, Primitive.SHORT, Primitive.INTEGER, Primitive.LONG);
    return integers.contains(from) && integers.indexOf(to) > integers.indexOf(from);
  }

  private static boolean isUpToInteger(DataType type) {
    return type == Primitive.BYTE || type == Primitive.SHORT || type == Primitive.INTEGER;
  }
}
