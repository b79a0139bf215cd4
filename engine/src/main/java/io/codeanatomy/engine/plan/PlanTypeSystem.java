// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The numeric semantics of the engine: decimals of up to 38 digits, timestamps in microseconds,
 * sums of integers are BIGINT, averages are DOUBLE, texts never padded.
 */
public final class PlanTypeSystem extends RelDataTypeSystemImpl {

  static final int MAX_DECIMAL_DIGITS = 38;
  private static final int TIMESTAMP_DIGITS = 6;

  @Override
  public int getMaxPrecision(SqlTypeName typeName) {
    return switch (typeName) {
      case DECIMAL -> MAX_DECIMAL_DIGITS;
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TIMESTAMP_DIGITS;
      default -> super.getMaxPrecision(typeName);
    };
  }

  @Override
  public int getMaxScale(SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL ? MAX_DECIMAL_DIGITS : super.getMaxScale(typeName);
  }

  @Override
  public int getDefaultPrecision(SqlTypeName typeName) {
    return switch (typeName) {
      case DECIMAL -> MAX_DECIMAL_DIGITS;
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TIMESTAMP_DIGITS;
      default -> super.getDefaultPrecision(typeName);
    };
  }

  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }

  /** A quotient of which one side is a decimal: exact digits would have no natural end. */
  @Override
  public @Nullable RelDataType deriveDecimalDivideType(
      RelDataTypeFactory types, RelDataType dividend, RelDataType divisor) {
    boolean exact = SqlTypeUtil.isExactNumeric(dividend) && SqlTypeUtil.isExactNumeric(divisor);
    if (!exact || (SqlTypeUtil.isIntType(dividend) && SqlTypeUtil.isIntType(divisor))) {
      return null;
    }
    return types.createTypeWithNullability(
        types.createSqlType(SqlTypeName.DOUBLE), dividend.isNullable() || divisor.isNullable());
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory types, RelDataType argument) {
    RelDataType sum;
    if (SqlTypeUtil.isIntType(argument)) {
      sum = types.createSqlType(SqlTypeName.BIGINT);
    } else if (SqlTypeUtil.isDecimal(argument)) {
      sum = types.createSqlType(SqlTypeName.DECIMAL, MAX_DECIMAL_DIGITS, argument.getScale());
    } else {
      sum = types.createSqlType(SqlTypeName.DOUBLE);
    }
    return types.createTypeWithNullability(sum, argument.isNullable());
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory types, RelDataType argument) {
    return types.createTypeWithNullability(
        types.createSqlType(SqlTypeName.DOUBLE), argument.isNullable());
  }
}
