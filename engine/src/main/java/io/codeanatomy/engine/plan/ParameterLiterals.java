// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;

/** The values of parameters, which come as text, as typed literals. */
final class ParameterLiterals {

  private ParameterLiterals() {}

  /** Whether parameters may be of the type: all types of one value but binary. */
  static boolean takes(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          DECIMAL,
          REAL,
          DOUBLE,
          DATE,
          TIMESTAMP,
          TIMESTAMP_WITH_LOCAL_TIME_ZONE,
          VARCHAR ->
          true;
      default -> false;
    };
  }

  /** Whether a text spells a value of the type. */
  static boolean isOfType(String value, RelDataType type, RexBuilder rex) {
    try {
      of(value, type, rex);
      return true;
    } catch (IllegalArgumentException | ArithmeticException | DateTimeParseException e) {
      return false;
    }
  }

  /**
   * The value that a text spells.
   *
   * @throws RuntimeException of several kinds if it spells none; {@link #isOfType} tells
   */
  static RexNode of(String value, RelDataType type, RexBuilder rex) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> rex.makeLiteral(truth(value));
      case TINYINT -> exact(Byte.parseByte(value), type, rex);
      case SMALLINT -> exact(Short.parseShort(value), type, rex);
      case INTEGER -> exact(Integer.parseInt(value), type, rex);
      case BIGINT -> exact(Long.parseLong(value), type, rex);
      case DECIMAL -> rex.makeExactLiteral(decimal(value, type), type);
      case REAL, DOUBLE -> rex.makeCast(type, rex.makeApproxLiteral(new BigDecimal(value)));
      case DATE -> rex.makeDateLiteral(new DateString(LocalDate.parse(value).toString()));
      case TIMESTAMP ->
          rex.makeTimestampLiteral(timestamp(LocalDateTime.parse(value.replace(' ', 'T'))), 6);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          rex.makeTimestampWithLocalTimeZoneLiteral(
              timestamp(
                  OffsetDateTime.parse(value)
                      .withOffsetSameInstant(ZoneOffset.UTC)
                      .toLocalDateTime()),
              6);
      case VARCHAR -> rex.makeCast(type, rex.makeLiteral(value));
      default -> throw new IllegalArgumentException("no parameters of type " + type);
    };
  }

  /** How a value of the type is written, in a sentence. */
  static String spelling(RelDataType type) {
    String form =
        switch (type.getSqlTypeName()) {
          case BOOLEAN -> "true or false";
          case TINYINT -> integer(Byte.MIN_VALUE, Byte.MAX_VALUE);
          case SMALLINT -> integer(Short.MIN_VALUE, Short.MAX_VALUE);
          case INTEGER -> integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
          case BIGINT -> integer(Long.MIN_VALUE, Long.MAX_VALUE);
          case DECIMAL ->
              "in decimal digits, at most "
                  + (type.getPrecision() - type.getScale())
                  + " before the point and "
                  + type.getScale()
                  + " behind it";
          case REAL, DOUBLE -> "3.14 or 6.02e23";
          case DATE -> "2026-01-31";
          case TIMESTAMP -> "2026-01-31T23:59:59";
          case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "2026-01-31T23:59:59Z";
          default -> "as text";
        };
    String spelled = SqlTypes.withArticle(SqlTypes.spell(type));
    return Character.toUpperCase(spelled.charAt(0)) + spelled.substring(1) + " is written " + form;
  }

  private static String integer(long least, long greatest) {
    return "in digits, from " + least + " to " + greatest;
  }

  private static RexNode exact(long value, RelDataType type, RexBuilder rex) {
    return rex.makeExactLiteral(BigDecimal.valueOf(value), type);
  }

  private static boolean truth(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(value);
    };
  }

  private static BigDecimal decimal(String value, RelDataType type) {
    BigDecimal decimal = new BigDecimal(value).setScale(type.getScale());
    if (decimal.precision() > type.getPrecision()) {
      throw new ArithmeticException(value);
    }
    return decimal;
  }

  private static TimestampString timestamp(LocalDateTime time) {
    return new TimestampString(
            time.getYear(),
            time.getMonthValue(),
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond())
        .withNanos(time.getNano() / 1000 * 1000);
  }
}
