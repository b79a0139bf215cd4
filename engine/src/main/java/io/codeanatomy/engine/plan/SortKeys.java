// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.OrderKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
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

  /**
   * What tells 0.0 from -0.0, which compare as equal but are not the same: the text of a floating
   * point number that is zero, or of the whole of a value that may hold one.
   */
  static Optional<RexNode> signOfZero(RelBuilder builder, RexNode field) {
    RelDataType type = field.getType();
    if (!mayHoldZeros(type)) {
      return Optional.empty();
    }
    RelDataTypeFactory types = builder.getTypeFactory();
    RelDataType text =
        types.createTypeWithNullability(types.createSqlType(SqlTypeName.VARCHAR), true);
    RexNode asText = builder.getRexBuilder().makeAbstractCast(text, field, false);
    return Optional.of(
        SqlTypeUtil.isApproximateNumeric(type)
            ? builder.call(
                SqlStdOperatorTable.CASE,
                builder.equals(field, builder.cast(builder.literal(0), type.getSqlTypeName())),
                asText,
                builder.getRexBuilder().makeNullLiteral(text))
            : asText);
  }

  /** Whether equal values of a type may still differ, as 0.0 and -0.0 do. */
  static boolean mayHoldZeros(RelDataType type) {
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
