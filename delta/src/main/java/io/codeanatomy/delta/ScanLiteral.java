// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * A value that columns are compared with in a {@link ScanPredicate}; never NULL. {@code toString}
 * gives it as expressions of specs spell it.
 *
 * @param type boolean, an integer type, decimal, string, date, timestamp or timestamp_ntz; not
 *     float or double, whose statistics are no reason to leave a file out
 * @param value Boolean, Long (all integer types), BigDecimal, String, LocalDate, Instant
 *     (timestamp) or LocalDateTime (timestamp_ntz)
 */
public record ScanLiteral(DataType type, Object value) {

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  public ScanLiteral {
    if (!valueClass(type).isInstance(value)) {
      throw new IllegalArgumentException(
          value + " of " + value.getClass().getSimpleName() + " is no value of type " + type);
    }
  }

  /** A number. */
  public static ScanLiteral of(long value) {
    return new ScanLiteral(Primitive.LONG, value);
  }

  /** An exact number, of any scale. */
  public static ScanLiteral of(BigDecimal value) {
    BigDecimal number = value.scale() < 0 ? value.setScale(0) : value;
    return new ScanLiteral(
        new DataType.Decimal(Math.max(number.precision(), number.scale()), number.scale()), number);
  }

  /** A text. */
  public static ScanLiteral of(String value) {
    return new ScanLiteral(Primitive.STRING, value);
  }

  /** A truth value. */
  public static ScanLiteral of(Boolean value) {
    return new ScanLiteral(Primitive.BOOLEAN, value);
  }

  /** A date. */
  public static ScanLiteral of(LocalDate value) {
    return new ScanLiteral(Primitive.DATE, value);
  }

  /** An instant. */
  public static ScanLiteral of(Instant value) {
    return new ScanLiteral(Primitive.TIMESTAMP, value);
  }

  /** A date and time without a zone. */
  public static ScanLiteral of(LocalDateTime value) {
    return new ScanLiteral(Primitive.TIMESTAMP_NTZ, value);
  }

  private static Class<?> valueClass(DataType type) {
    if (type instanceof DataType.Decimal) {
      return BigDecimal.class;
    }
    if (!(type instanceof Primitive primitive)) {
      throw new IllegalArgumentException("no literals of type " + type);
    }
    return switch (primitive) {
      case BOOLEAN -> Boolean.class;
      case BYTE, SHORT, INTEGER, LONG -> Long.class;
      case STRING -> String.class;
      case DATE -> LocalDate.class;
      case TIMESTAMP -> Instant.class;
      case TIMESTAMP_NTZ -> LocalDateTime.class;
      case FLOAT, DOUBLE, BINARY ->
          throw new IllegalArgumentException("no literals of type " + type);
    };
  }

  @Override
  public String toString() {
    if (value instanceof String text) {
      return "'" + text.replace("'", "''") + "'";
    }
    if (value instanceof LocalDate date) {
      return "DATE '" + date + "'";
    }
    if (value instanceof Instant instant) {
      return "TIMESTAMP '" + TIME.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "'";
    }
    if (value instanceof LocalDateTime time) {
      return "CAST('" + TIME.format(time) + "' AS timestamp_ntz)";
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value.toString().toUpperCase(Locale.ROOT);
  }
}
