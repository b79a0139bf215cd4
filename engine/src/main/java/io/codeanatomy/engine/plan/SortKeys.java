// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.OrderKey;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.RelBuilder;

/** The keys of an order of rows: NULLs last, whatever the direction. */
final class SortKeys {

  private SortKeys() {}

  static RexNode ascending(RelBuilder builder, RexNode field) {
    return builder.nullsLast(field);
  }

  static RexNode of(RelBuilder builder, RexNode field, OrderKey.Direction direction) {
    return direction == OrderKey.Direction.desc
        ? builder.nullsLast(builder.desc(field))
        : ascending(builder, field);
  }

  /** Whether values of a type are of floating point, or may hold such. */
  static boolean holdsFloatingPoint(RelDataType type) {
    return holds(type, SqlTypeName.APPROX_TYPES);
  }

  /** Whether values of a type have an order: all but maps, and what holds one. */
  static boolean haveOrder(RelDataType type) {
    return !holds(type, List.of(SqlTypeName.MAP));
  }

  private static boolean holds(RelDataType type, List<SqlTypeName> wanted) {
    if (wanted.contains(type.getSqlTypeName())) {
      return true;
    }
    return switch (type.getSqlTypeName()) {
      case ARRAY -> holds(Objects.requireNonNull(type.getComponentType()), wanted);
      case MAP ->
          holds(Objects.requireNonNull(type.getKeyType()), wanted)
              || holds(Objects.requireNonNull(type.getValueType()), wanted);
      case ROW -> type.getFieldList().stream().anyMatch(field -> holds(field.getType(), wanted));
      default -> false;
    };
  }
}
