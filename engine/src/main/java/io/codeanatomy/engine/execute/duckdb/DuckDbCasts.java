// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Conversions as the language defines them: numbers round half away from zero, a value that the
 * type cannot hold is an error, texts are converted from one spelling only. DuckDB's own casts
 * round doubles to even, and take texts such as {@code ' 1_000 '} for numbers.
 */
final class DuckDbCasts {

  /** Up to here a decimal's digits are exact in a double, and so is the power of ten below them. */
  private static final int EXACT_DIGITS = 15;

  private static final String INTEGER_TEXT = "[+-]?[0-9]+";
  private static final String DECIMAL_TEXT = "[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)";
  private static final String DOUBLE_TEXT = DECIMAL_TEXT + "([eE][+-]?[0-9]+)?|[+-]?Infinity|NaN";
  private static final String DATE_TEXT = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
  private static final String TIMESTAMP_TEXT =
      DATE_TEXT + "([ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?)?";
  private static final String INSTANT_TEXT =
      DATE_TEXT + "([ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})?)?";

  /** What becomes of a value that the type cannot hold. */
  enum Failure {
    ERROR,
    NULL
  }

  private final Failure failure;

  private DuckDbCasts(Failure failure) {
    this.failure = failure;
  }

  /** The SQL of a value as another type. */
  static String cast(String value, RelDataType from, RelDataType to, Failure failure) {
    return new DuckDbCasts(failure).cast(value, from, to, 0);
  }

  /** The nearest double of a number. */
  static String asDouble(String value, RelDataType from) {
    return SqlTypeUtil.isDecimal(from) && from.getPrecision() > EXACT_DIGITS
        ? "CAST(CAST(" + value + " AS VARCHAR) AS DOUBLE)"
        : "CAST(" + value + " AS DOUBLE)";
  }

  private String cast(String value, RelDataType from, RelDataType to, int depth) {
    SqlTypeName target = to.getSqlTypeName();
    if (from.getSqlTypeName() == SqlTypeName.NULL || same(from, to)) {
      return plain(value, to);
    }
    if (SqlTypeUtil.inCharFamily(from)) {
      return fromText(value, to);
    }
    if (SqlTypeUtil.inCharFamily(to)) {
      return toText(value, from);
    }
    if (target == SqlTypeName.DOUBLE || target == SqlTypeName.FLOAT) {
      return asDouble(value, from);
    }
    if (target == SqlTypeName.REAL && SqlTypeUtil.isDecimal(from)) {
      return "CAST(CAST(" + value + " AS VARCHAR) AS FLOAT)";
    }
    if (SqlTypeUtil.isApproximateNumeric(from) && SqlTypeUtil.isIntType(to)) {
      return plain("round(" + value + ")", to);
    }
    if (SqlTypeUtil.isApproximateNumeric(from) && SqlTypeUtil.isDecimal(to)) {
      // By the shortest text, as a person reads the number: 2.675 is 2.68, not 2.67.
      // Far below the last digit, DuckDB misreads that text: 5e-324 is 0.01 to it.
      return plain(
          "CASE WHEN abs(%1$s) < 1e-%2$d THEN '0' ELSE CAST(%1$s AS VARCHAR) END"
              .formatted(value, to.getScale() + 1),
          to);
    }
    return switch (from.getSqlTypeName()) {
      case ARRAY -> list(value, from, to, depth);
      case MAP -> map(value, from, to, depth);
      case ROW -> struct(value, from, to, depth);
      default -> plain(value, to);
    };
  }

  private static boolean same(RelDataType from, RelDataType to) {
    return DuckDbDialect.typeText(from).equals(DuckDbDialect.typeText(to));
  }

  private String plain(String value, RelDataType to) {
    return (failure == Failure.ERROR ? "CAST(" : "TRY_CAST(")
        + value
        + " AS "
        + DuckDbDialect.typeText(to)
        + ")";
  }

  private String fromText(String value, RelDataType to) {
    return switch (to.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> spelled(value, INTEGER_TEXT, to);
      case DECIMAL -> spelled(value, DECIMAL_TEXT, to);
      case REAL, FLOAT, DOUBLE -> spelled(value, DOUBLE_TEXT, to);
      case DATE -> spelled(value, DATE_TEXT, to);
      case TIMESTAMP -> spelled(value, TIMESTAMP_TEXT, to);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> spelled(value, INSTANT_TEXT, to);
      case BOOLEAN ->
          "CASE lower(%1$s) WHEN 'true' THEN true WHEN 'false' THEN false ELSE %2$s END"
              .formatted(value, failed(value, to));
      default -> plain(value, to);
    };
  }

  private String spelled(String value, String pattern, RelDataType to) {
    return "CASE WHEN regexp_full_match(%1$s, '%2$s') THEN %3$s ELSE %4$s END"
        .formatted(value, pattern, plain(value, to), failed(value, to));
  }

  /** What a text gives that is no value of the type; NULL for NULL. */
  private String failed(String value, RelDataType to) {
    return failure == Failure.NULL
        ? "NULL"
        : "CASE WHEN "
            + value
            + " IS NOT NULL THEN "
            + DuckDbFaults.raise("the text '%s' is no " + SqlTypes.spell(to), value)
            + " END";
  }

  private static String toText(String value, RelDataType from) {
    return switch (from.getSqlTypeName()) {
      case TIMESTAMP -> "strftime(" + value + ", '%Y-%m-%dT%H:%M:%S.%f')";
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "strftime(" + value + ", '%Y-%m-%dT%H:%M:%S.%fZ')";
      case DECIMAL -> decimalText(value, from);
      default -> "CAST(" + value + " AS VARCHAR)";
    };
  }

  /** Of a decimal without digits before its point DuckDB writes none, not even a zero. */
  private static String decimalText(String value, RelDataType from) {
    String text = "CAST(" + value + " AS VARCHAR)";
    return from.getPrecision() == from.getScale()
        ? "regexp_replace(" + text + ", '^(-?)[.]', '\\10.')"
        : text;
  }

  private String list(String value, RelDataType from, RelDataType to, int depth) {
    String item = "x" + depth;
    return "list_transform(%s, lambda %s: %s)"
        .formatted(
            value,
            item,
            cast(
                item,
                Objects.requireNonNull(from.getComponentType()),
                Objects.requireNonNull(to.getComponentType()),
                depth + 1));
  }

  private String map(String value, RelDataType from, RelDataType to, int depth) {
    String item = "x" + depth;
    return "CASE WHEN %1$s IS NOT NULL THEN map_from_entries(list_transform(map_entries(%1$s), lambda %2$s: struct_pack(k := %3$s, v := %4$s))) END"
        .formatted(
            value,
            item,
            cast(
                item + ".key",
                Objects.requireNonNull(from.getKeyType()),
                Objects.requireNonNull(to.getKeyType()),
                depth + 1),
            cast(
                item + ".value",
                Objects.requireNonNull(from.getValueType()),
                Objects.requireNonNull(to.getValueType()),
                depth + 1));
  }

  /** Fields go by their place. */
  private String struct(String value, RelDataType from, RelDataType to, int depth) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < to.getFieldCount(); i++) {
      RelDataTypeField source = from.getFieldList().get(i);
      RelDataTypeField target = to.getFieldList().get(i);
      String field = "struct_extract(" + value + ", " + Sql.literal(source.getName()) + ")";
      fields.add(
          Sql.identifier(target.getName())
              + " := "
              + cast(field, source.getType(), target.getType(), depth));
    }
    return "CASE WHEN "
        + value
        + " IS NOT NULL THEN struct_pack("
        + String.join(", ", fields)
        + ") END";
  }
}
