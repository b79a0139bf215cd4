// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.schema;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import java.util.List;

/**
 * Whether every value of a type is, unchanged, a value of another: a cast that neither loses
 * anything nor fails.
 *
 * <table>
 * <caption>what a type may become</caption>
 * <tr><td>tinyint</td><td>smallint, integer, bigint, real, double, decimal with 3 digits before the point</td></tr>
 * <tr><td>smallint</td><td>integer, bigint, real, double, decimal with 5 digits before the point</td></tr>
 * <tr><td>integer</td><td>bigint, double, decimal with 10 digits before the point</td></tr>
 * <tr><td>bigint</td><td>decimal with 19 digits before the point</td></tr>
 * <tr><td>decimal</td><td>decimal with no fewer digits on either side of the point</td></tr>
 * <tr><td>real</td><td>double</td></tr>
 * <tr><td>date</td><td>timestamp_ntz, midnight of the day</td></tr>
 * <tr><td>struct, list, map</td><td>the same with fields, elements, keys and values that may become
 * those of the other; fields keep their names and their order</td></tr>
 * </table>
 *
 * <p>What may not be NULL may become what may; never the other way round. A date after the year
 * 294246 has no timestamp in microseconds: it fails at run time, it does not turn into another day.
 */
public final class SafeCast {

  private SafeCast() {}

  /** What it takes to get from one type to another. */
  public enum Need {
    /**
     * Nothing: the types are the same, or differ in that the other may hold NULL where one may not.
     */
    NOTHING,
    /** A cast that keeps every value. */
    SAFE_CAST,
    /** A decision that only the author can make. */
    DECISION
  }

  /** What it takes to make values of the one type values of the other. */
  public static Need between(DataType from, DataType to) {
    if (from.equals(to)) {
      return Need.NOTHING;
    }
    if (from instanceof DataType.Struct one && to instanceof DataType.Struct other) {
      return fields(one.fields(), other.fields());
    }
    if (from instanceof DataType.Array one && to instanceof DataType.Array other) {
      return one.containsNull() && !other.containsNull()
          ? Need.DECISION
          : between(one.element(), other.element());
    }
    if (from instanceof DataType.Map one && to instanceof DataType.Map other) {
      return one.valueContainsNull() && !other.valueContainsNull()
          ? Need.DECISION
          : worse(between(one.key(), other.key()), between(one.value(), other.value()));
    }
    return keepsEveryValue(from, to) ? Need.SAFE_CAST : Need.DECISION;
  }

  private static Need fields(List<Field> from, List<Field> to) {
    if (from.size() != to.size()) {
      return Need.DECISION;
    }
    Need need = Need.NOTHING;
    for (int i = 0; i < from.size(); i++) {
      Field one = from.get(i);
      Field other = to.get(i);
      if (!one.name().equals(other.name()) || (one.nullable() && !other.nullable())) {
        return Need.DECISION;
      }
      need = worse(need, between(one.type(), other.type()));
    }
    return need;
  }

  private static Need worse(Need one, Need other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static boolean keepsEveryValue(DataType from, DataType to) {
    if (to instanceof DataType.Decimal decimal) {
      int before = decimal.precision() - decimal.scale();
      if (from instanceof DataType.Decimal narrow) {
        return decimal.scale() >= narrow.scale() && before >= narrow.precision() - narrow.scale();
      }
      return from instanceof Primitive integer && digits(integer) > 0 && before >= digits(integer);
    }
    if (!(from instanceof Primitive one) || !(to instanceof Primitive other)) {
      return false;
    }
    return switch (one) {
      case BYTE ->
          List.of(Primitive.SHORT, Primitive.INTEGER, Primitive.LONG).contains(other)
              || isFloating(other);
      case SHORT -> List.of(Primitive.INTEGER, Primitive.LONG).contains(other) || isFloating(other);
      case INTEGER -> other == Primitive.LONG || other == Primitive.DOUBLE;
      case FLOAT -> other == Primitive.DOUBLE;
      case DATE -> other == Primitive.TIMESTAMP_NTZ;
      case BOOLEAN, LONG, DOUBLE, STRING, BINARY, TIMESTAMP, TIMESTAMP_NTZ -> false;
    };
  }

  private static boolean isFloating(Primitive type) {
    return type == Primitive.FLOAT || type == Primitive.DOUBLE;
  }

  /** The decimal digits of the largest value of an integer type; 0 for others. */
  private static int digits(Primitive type) {
    return switch (type) {
      case BYTE -> 3;
      case SHORT -> 5;
      case INTEGER -> 10;
      case LONG -> 19;
      default -> 0;
    };
  }
}
