// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.engine.ReferenceType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/** The operations of the expression language on values that are not NULL, the plain way. */
final class ReferenceOperations {

  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private ReferenceOperations() {}

  /** Sum, difference or product in a type that {@link ReferenceType#ofArithmetic} gives. */
  static Object arithmetic(char operator, Object left, Object right, ReferenceType type) {
    switch (type.kind()) {
      case REAL -> {
        float l = real(left);
        float r = real(right);
        return operator == '+' ? l + r : operator == '-' ? l - r : l * r;
      }
      case DOUBLE -> {
        double l = number(left);
        double r = number(right);
        return operator == '+' ? l + r : operator == '-' ? l - r : l * r;
      }
      default -> {
        BigDecimal l = exact(left);
        BigDecimal r = exact(right);
        return fit(
            operator == '+' ? l.add(r) : operator == '-' ? l.subtract(r) : l.multiply(r), type);
      }
    }
  }

  static Object quotient(
      Object left, ReferenceType leftType, Object right, ReferenceType rightType) {
    ReferenceType type = ReferenceType.ofQuotient(leftType, rightType);
    if (leftType.isExact() && rightType.isExact() && exact(right).signum() == 0) {
      throw ReferenceOutcome.guarded();
    }
    return switch (type.kind()) {
      case REAL -> real(left) / real(right);
      case DOUBLE -> number(left) / number(right);
      default -> fit(exact(left).divide(exact(right), 0, RoundingMode.DOWN), type);
    };
  }

  static Object remainder(Object left, Object right, ReferenceType type) {
    if (exact(right).signum() == 0) {
      throw ReferenceOutcome.guarded();
    }
    return fit(exact(left).remainder(exact(right)), type);
  }

  static Object negative(Object value, ReferenceType type) {
    return switch (type.kind()) {
      case REAL -> -(Float) value;
      case DOUBLE -> -(Double) value;
      default -> fit(exact(value).negate(), type);
    };
  }

  static Object absolute(Object value, ReferenceType type) {
    return switch (type.kind()) {
      case REAL -> Math.abs((Float) value);
      case DOUBLE -> Math.abs((Double) value);
      default -> fit(exact(value).abs(), type);
    };
  }

  /** The order of the language: NaN last, zeros alike, texts by code points. */
  static int compare(Object left, Object right) {
    if (left instanceof String l && right instanceof String r) {
      return Arrays.compare(l.codePoints().toArray(), r.codePoints().toArray());
    }
    if (left instanceof Boolean l) {
      return l.compareTo((Boolean) right);
    }
    if (left instanceof LocalDate l) {
      return l.compareTo((LocalDate) right);
    }
    if (left instanceof Instant l) {
      return l.compareTo((Instant) right);
    }
    if (isExact(left) && isExact(right)) {
      return exact(left).compareTo(exact(right));
    }
    // Adding 0.0 makes one zero of the two.
    return Double.compare(number(left) + 0.0, number(right) + 0.0);
  }

  /** A conversion; between the types of a choice as well. */
  static Object cast(Object value, ReferenceType to) {
    if (value instanceof String text) {
      return fromText(text, to);
    }
    return switch (to.kind()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT ->
          fit(isExact(value) ? exact(value) : plain(value), to);
      case DECIMAL -> fit(isExact(value) ? exact(value) : shortest(value), to);
      case REAL -> {
        float real = real(value);
        if (Float.isInfinite(real) && !Double.isInfinite(number(value))) {
          throw ReferenceOutcome.overflow();
        }
        yield real;
      }
      case DOUBLE -> number(value);
      case VARCHAR -> toText(value);
      case BOOLEAN -> value;
      case DATE ->
          value instanceof Instant instant ? instant.atZone(ZoneOffset.UTC).toLocalDate() : value;
      case TIMESTAMP ->
          value instanceof LocalDate date ? date.atStartOfDay(ZoneOffset.UTC).toInstant() : value;
    };
  }

  private static Object toText(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return value instanceof Instant instant ? INSTANT.format(instant) : value.toString();
  }

  private static Object fromText(String text, ReferenceType to) {
    try {
      switch (to.kind()) {
        case TINYINT, SMALLINT, INTEGER, BIGINT -> {
          if (text.matches("[+-]?[0-9]+")) {
            return fit(new BigDecimal(text), to);
          }
        }
        case DECIMAL -> {
          if (text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)")) {
            return fit(new BigDecimal(text), to);
          }
        }
        case DOUBLE -> {
          if (text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?")
              || text.matches("NaN|-?Infinity")) {
            return Double.parseDouble(text);
          }
        }
        case BOOLEAN -> {
          if (text.matches("(?i)true|false")) {
            return Boolean.parseBoolean(text);
          }
        }
        case DATE -> {
          return LocalDate.parse(text);
        }
        case VARCHAR -> {
          return text;
        }
        default -> throw new IllegalArgumentException(to.toString());
      }
    } catch (ReferenceOutcome.Fault | DateTimeException e) {
      throw ReferenceOutcome.guarded();
    }
    throw ReferenceOutcome.guarded();
  }

  private static Object fit(BigDecimal value, ReferenceType type) {
    BigDecimal rounded = value.setScale(type.scale(), RoundingMode.HALF_UP);
    if (type.kind() == Kind.DECIMAL) {
      if (rounded.unscaledValue().abs().compareTo(BigInteger.TEN.pow(type.precision())) >= 0) {
        throw ReferenceOutcome.overflow();
      }
      return rounded;
    }
    int bits =
        switch (type.kind()) {
          case TINYINT -> 7;
          case SMALLINT -> 15;
          case INTEGER -> 31;
          default -> 63;
        };
    if (rounded.unscaledValue().bitLength() > bits) {
      throw ReferenceOutcome.overflow();
    }
    return rounded.longValueExact();
  }

  private static boolean isExact(Object value) {
    return value instanceof Long || value instanceof BigDecimal;
  }

  private static BigDecimal exact(Object value) {
    return value instanceof Long integer ? BigDecimal.valueOf(integer) : (BigDecimal) value;
  }

  private static BigDecimal plain(Object value) {
    double number = ((Number) value).doubleValue();
    if (!Double.isFinite(number)) {
      throw ReferenceOutcome.overflow();
    }
    return new BigDecimal(number);
  }

  /** The decimal with the fewest digits that is read as the number. */
  private static BigDecimal shortest(Object value) {
    BigDecimal plain = plain(value);
    for (int digits = 1; digits < 17; digits++) {
      BigDecimal rounded = plain.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      boolean same =
          value instanceof Float single
              ? rounded.floatValue() == single
              : rounded.doubleValue() == (Double) value;
      if (same) {
        return rounded;
      }
    }
    return plain.round(new MathContext(17, RoundingMode.HALF_EVEN));
  }

  private static double number(Object value) {
    return value instanceof BigDecimal decimal
        ? Double.parseDouble(decimal.toString())
        : ((Number) value).doubleValue();
  }

  private static float real(Object value) {
    return value instanceof BigDecimal decimal
        ? Float.parseFloat(decimal.toString())
        : ((Number) value).floatValue();
  }
}
