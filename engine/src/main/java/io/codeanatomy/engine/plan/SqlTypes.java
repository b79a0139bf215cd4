// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/** SQL types as people write and read them. */
final class SqlTypes {

  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\s*\\(\\s*(\\d{1,2})\\s*(?:,\\s*(\\d{1,2})\\s*)?\\)");

  private SqlTypes() {}

  /** The type that a spec names; empty if there is none of this name. Nullable. */
  static Optional<RelDataType> parse(RelDataTypeFactory types, String text) {
    String name = text.trim().toLowerCase(Locale.ROOT);
    Matcher decimal = DECIMAL.matcher(name);
    if (decimal.matches()) {
      int precision = Integer.parseInt(decimal.group(1));
      int scale = decimal.group(2) == null ? 0 : Integer.parseInt(decimal.group(2));
      if (precision < 1 || precision > PlanTypeSystem.MAX_DECIMAL_DIGITS || scale > precision) {
        return Optional.empty();
      }
      return nullable(types, types.createSqlType(SqlTypeName.DECIMAL, precision, scale));
    }
    return switch (name) {
      case "boolean" -> nullable(types, types.createSqlType(SqlTypeName.BOOLEAN));
      case "tinyint" -> nullable(types, types.createSqlType(SqlTypeName.TINYINT));
      case "smallint" -> nullable(types, types.createSqlType(SqlTypeName.SMALLINT));
      case "integer", "int" -> nullable(types, types.createSqlType(SqlTypeName.INTEGER));
      case "bigint" -> nullable(types, types.createSqlType(SqlTypeName.BIGINT));
      case "real" -> nullable(types, types.createSqlType(SqlTypeName.REAL));
      case "double" -> nullable(types, types.createSqlType(SqlTypeName.DOUBLE));
      case "varchar", "string" -> nullable(types, types.createSqlType(SqlTypeName.VARCHAR));
      case "varbinary", "binary" -> nullable(types, types.createSqlType(SqlTypeName.VARBINARY));
      case "date" -> nullable(types, types.createSqlType(SqlTypeName.DATE));
      case "timestamp" ->
          nullable(types, types.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6));
      case "timestamp_ntz" -> nullable(types, types.createSqlType(SqlTypeName.TIMESTAMP, 6));
      default -> Optional.empty();
    };
  }

  private static Optional<RelDataType> nullable(RelDataTypeFactory types, RelDataType type) {
    return Optional.of(types.createTypeWithNullability(type, true));
  }

  /** The name of a type in messages: what {@link #parse} takes. */
  static String spell(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case CHAR, VARCHAR -> "varchar";
      case BINARY, VARBINARY -> "varbinary";
      case TIMESTAMP -> "timestamp_ntz";
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "timestamp";
      case DECIMAL -> "decimal(" + type.getPrecision() + "," + type.getScale() + ")";
      default -> type.getSqlTypeName().getName().toLowerCase(Locale.ROOT);
    };
  }
}
