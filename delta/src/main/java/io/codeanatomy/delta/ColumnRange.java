// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What is known of the values of a column in some rows. Bounds are in the classes of {@link
 * ScanLiteral#value}, all numbers as BigDecimal.
 *
 * @param mayHoldNull whether one of the values may be NULL
 * @param mayHoldValue whether one of them may be another than NULL
 * @param minimum no value is below it, if there is one
 * @param maximum no value is above it, if there is one
 */
record ColumnRange(
    boolean mayHoldNull, boolean mayHoldValue, Optional<Object> minimum, Optional<Object> maximum) {

  /** Nothing is known. */
  static final ColumnRange UNKNOWN =
      new ColumnRange(true, true, Optional.empty(), Optional.empty());

  /** All values are NULL. */
  static final ColumnRange NULLS = new ColumnRange(true, false, Optional.empty(), Optional.empty());

  /** No value is NULL, of more nothing is known. */
  static final ColumnRange VALUES =
      new ColumnRange(false, true, Optional.empty(), Optional.empty());

  /** All values are this one. */
  static ColumnRange constant(Object value) {
    return new ColumnRange(false, true, Optional.of(value), Optional.of(value));
  }

  /** Whether a comparison with a literal may be true of a value. */
  boolean mayHold(ScanPredicate.Operator operator, ScanLiteral literal) {
    if (!mayHoldValue) {
      return false;
    }
    Object value = normalized(literal.value());
    Optional<Integer> fromMinimum = minimum.flatMap(bound -> compare(bound, value));
    Optional<Integer> fromMaximum = maximum.flatMap(bound -> compare(bound, value));
    return switch (operator) {
      case LESS, LESS_OR_EQUAL -> fromMinimum.map(operator::holds).orElse(true);
      case GREATER, GREATER_OR_EQUAL -> fromMaximum.map(operator::holds).orElse(true);
      case EQUAL -> fromMinimum.orElse(-1) <= 0 && fromMaximum.orElse(1) >= 0;
      case NOT_EQUAL -> fromMinimum.orElse(-1) != 0 || fromMaximum.orElse(1) != 0;
    };
  }

  /** A value in the class that bounds of its kind have. */
  static Object normalized(Object value) {
    return value instanceof Long number ? BigDecimal.valueOf(number) : value;
  }

  /** Compares as SQL does; nothing if the values are of different kinds. */
  @SuppressWarnings("unchecked")
  static Optional<Integer> compare(Object left, Object right) {
    if (left.getClass() != right.getClass()) {
      return Optional.empty();
    }
    if (left instanceof String text) {
      return Optional.of(compareCodePoints(text, (String) right));
    }
    return Optional.of(((Comparable<Object>) left).compareTo(right));
  }

  /** The order of the UTF-8 bytes; Java's own, of UTF-16, puts U+1F600 before U+FFFD. */
  private static int compareCodePoints(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; ) {
      int a = left.codePointAt(i);
      int b = right.codePointAt(i);
      if (a != b) {
        return Integer.compare(a, b);
      }
      i += Character.charCount(a);
    }
    return Integer.compare(left.length(), right.length());
  }
}
