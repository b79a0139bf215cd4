// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * SQL types as people write and read them, the same everywhere: in a CAST, in an {@code
 * output_schema}, for a parameter, and in messages.
 *
 * <pre>
 *   boolean tinyint smallint integer bigint real double decimal(p,s) varchar varbinary
 *   date timestamp timestamp_ntz list(type) map(type, type) struct(name type, …)
 * </pre>
 */
public final class SqlTypes {

  /** The types in a sentence, for hints. */
  static final String KNOWN =
      "boolean, tinyint, smallint, integer, bigint, real, double, decimal(p,s), varchar, varbinary,"
          + " date, timestamp, timestamp_ntz, list(type), map(type, type), struct(name type, ...)";

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private SqlTypes() {}

  /**
   * The type that a text names, nullable like everything inside it; empty if there is none of this
   * name.
   */
  static Optional<RelDataType> parse(RelDataTypeFactory types, String text) {
    return new SqlTypeParser(types, text).parse();
  }

  /** The name of a type in messages: what {@link #parse} takes, if it is a type of columns. */
  public static String spell(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case CHAR, VARCHAR -> "varchar";
      case BINARY, VARBINARY -> "varbinary";
      case FLOAT -> "double";
      case TIMESTAMP -> "timestamp_ntz";
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "timestamp";
      case DECIMAL -> "decimal(" + type.getPrecision() + "," + type.getScale() + ")";
      case ARRAY, MULTISET ->
          "list(" + spell(Objects.requireNonNull(type.getComponentType())) + ")";
      case MAP ->
          "map("
              + spell(Objects.requireNonNull(type.getKeyType()))
              + ", "
              + spell(Objects.requireNonNull(type.getValueType()))
              + ")";
      case ROW ->
          type.getFieldList().stream()
              .map(SqlTypes::spell)
              .collect(Collectors.joining(", ", "struct(", ")"));
      default ->
          SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName())
              ? "interval"
              : type.getSqlTypeName().getName().toLowerCase(Locale.ROOT);
    };
  }

  /** A spelled type in a sentence: {@code an integer}. */
  static String withArticle(String spelled) {
    return (spelled.startsWith("i") ? "an " : "a ") + spelled;
  }

  private static String spell(RelDataTypeField field) {
    String name = field.getName();
    return (PLAIN_NAME.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"')
        + " "
        + spell(field.getType());
  }
}
