// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the rows of an older row type of a table can be read with a newer one: columns may have
 * come, and types may have become wider; nothing else.
 */
final class ReadCompatibility {

  private static final List<DataType> INTEGERS =
      List.of(Primitive.BYTE, Primitive.SHORT, Primitive.INTEGER, Primitive.LONG);
  private static final List<DataType> FLOATS = List.of(Primitive.FLOAT, Primitive.DOUBLE);

  private ReadCompatibility() {}

  /** What stands in the way, if anything does. Columns are the same by their physical names. */
  static Optional<String> breakingChange(TableSchema older, TableSchema newer) {
    Map<String, Field> left = new LinkedHashMap<>();
    for (int i = 0; i < newer.logical().fields().size(); i++) {
      left.put(newer.physical().fields().get(i).name(), newer.logical().fields().get(i));
    }
    for (int i = 0; i < older.logical().fields().size(); i++) {
      Field then = older.logical().fields().get(i);
      Field now = left.remove(older.physical().fields().get(i).name());
      if (now == null) {
        return Optional.of("the column " + then.name() + " is gone");
      }
      if (!now.name().equals(then.name())) {
        return Optional.of("the column " + then.name() + " is now called " + now.name());
      }
      Optional<String> change = breakingChange("the column " + then.name(), then, now);
      if (change.isPresent()) {
        return change;
      }
    }
    return left.values().stream()
        .filter(now -> !now.nullable())
        .findFirst()
        .map(now -> "the column " + now.name() + " came and must not be NULL");
  }

  private static Optional<String> breakingChange(String what, Field then, Field now) {
    if (then.nullable() && !now.nullable()) {
      return Optional.of(what + " must not be NULL any more");
    }
    return breakingChange(what, then.type(), now.type());
  }

  private static Optional<String> breakingChange(String what, DataType then, DataType now) {
    if (then.equals(now)
        || isWider(INTEGERS, then, now)
        || isWider(FLOATS, then, now)
        || isWiderDecimal(then, now)) {
      return Optional.empty();
    }
    if (then instanceof DataType.Array before && now instanceof DataType.Array after) {
      return breakingChange(what, before.element(), after.element());
    }
    if (then instanceof DataType.Map before && now instanceof DataType.Map after) {
      return breakingChange(what, before.key(), after.key())
          .or(() -> breakingChange(what, before.value(), after.value()));
    }
    if (then instanceof DataType.Struct before && now instanceof DataType.Struct after) {
      return breakingChange(what, before, after);
    }
    return Optional.of(what + " was of type " + then + " and is of type " + now);
  }

  private static Optional<String> breakingChange(
      String what, DataType.Struct then, DataType.Struct now) {
    Map<String, Field> left = new LinkedHashMap<>();
    now.fields().forEach(field -> left.put(field.name(), field));
    for (Field field : then.fields()) {
      Field found = left.remove(field.name());
      if (found == null) {
        return Optional.of("the field " + field.name() + " of " + what + " is gone");
      }
      Optional<String> change =
          breakingChange("the field " + field.name() + " of " + what, field, found);
      if (change.isPresent()) {
        return change;
      }
    }
    return Optional.empty();
  }

  private static boolean isWider(List<DataType> order, DataType then, DataType now) {
    return order.contains(then) && order.indexOf(now) > order.indexOf(then);
  }

  private static boolean isWiderDecimal(DataType then, DataType now) {
    return then instanceof DataType.Decimal before
        && now instanceof DataType.Decimal after
        && after.scale() >= before.scale()
        && after.precision() - after.scale() >= before.precision() - before.scale();
  }
}
