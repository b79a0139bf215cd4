// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.schema.DataType;
import java.util.Locale;

/**
 * A type of the expression language as {@link ExpressionGenerator} knows it, with the rules by
 * which operations find theirs.
 *
 * <p>Values: Long for all integers, BigDecimal, Float (real), Double, Boolean, String, LocalDate,
 * Instant.
 */
record ReferenceType(Kind kind, int precision, int scale) {

  enum Kind {
    TINYINT,
    SMALLINT,
    INTEGER,
    BIGINT,
    DECIMAL,
    REAL,
    DOUBLE,
    BOOLEAN,
    VARCHAR,
    DATE,
    TIMESTAMP
  }

  static final ReferenceType TINYINT = new ReferenceType(Kind.TINYINT, 3, 0);
  static final ReferenceType SMALLINT = new ReferenceType(Kind.SMALLINT, 5, 0);
  static final ReferenceType INTEGER = new ReferenceType(Kind.INTEGER, 10, 0);
  static final ReferenceType BIGINT = new ReferenceType(Kind.BIGINT, 19, 0);
  static final ReferenceType REAL = new ReferenceType(Kind.REAL, 0, 0);
  static final ReferenceType DOUBLE = new ReferenceType(Kind.DOUBLE, 0, 0);
  static final ReferenceType BOOLEAN = new ReferenceType(Kind.BOOLEAN, 0, 0);
  static final ReferenceType VARCHAR = new ReferenceType(Kind.VARCHAR, 0, 0);
  static final ReferenceType DATE = new ReferenceType(Kind.DATE, 0, 0);
  static final ReferenceType TIMESTAMP = new ReferenceType(Kind.TIMESTAMP, 0, 0);

  static ReferenceType decimal(int precision, int scale) {
    return new ReferenceType(Kind.DECIMAL, precision, scale);
  }

  boolean isInteger() {
    return kind.compareTo(Kind.BIGINT) <= 0;
  }

  boolean isExact() {
    return kind.compareTo(Kind.DECIMAL) <= 0;
  }

  boolean isNumber() {
    return kind.compareTo(Kind.DOUBLE) <= 0;
  }

  int whole() {
    return precision - scale;
  }

  /** Of a sum, a difference, or a product. */
  static ReferenceType ofArithmetic(char operator, ReferenceType left, ReferenceType right) {
    boolean decimals =
        left.isExact() && right.isExact() && !(left.isInteger() && right.isInteger());
    if (!decimals) {
      return common(left, right);
    }
    int scale = Math.max(left.scale, right.scale);
    return operator == '*'
        ? decimal(Math.min(38, left.precision + right.precision), left.scale + right.scale)
        : decimal(Math.min(38, Math.max(left.whole(), right.whole()) + scale + 1), scale);
  }

  static ReferenceType ofQuotient(ReferenceType left, ReferenceType right) {
    boolean decimals =
        left.isExact() && right.isExact() && !(left.isInteger() && right.isInteger());
    return decimals ? DOUBLE : common(left, right);
  }

  /** Of a remainder of exact numbers. */
  static ReferenceType ofRemainder(ReferenceType left, ReferenceType right) {
    int scale = Math.max(left.scale, right.scale);
    return scale == 0
        ? right
        : decimal(Math.min(38, Math.min(left.whole(), right.whole()) + scale), scale);
  }

  /** Of a choice of one of two values. */
  static ReferenceType common(ReferenceType left, ReferenceType right) {
    if (left.equals(right)) {
      return left;
    }
    if (left.isExact() && right.isExact()) {
      if (left.isInteger() && right.isInteger()) {
        return left.precision > right.precision ? left : right;
      }
      int scale = Math.max(left.scale, right.scale);
      return decimal(Math.max(left.whole(), right.whole()) + scale, scale);
    }
    boolean single =
        left.kind != Kind.DOUBLE
            && right.kind != Kind.DOUBLE
            && left.kind != Kind.DECIMAL
            && right.kind != Kind.DECIMAL;
    return single ? REAL : DOUBLE;
  }

  /** Whether a decimal holds all values of both. */
  static boolean haveCommon(ReferenceType left, ReferenceType right) {
    return !left.isExact()
        || !right.isExact()
        || Math.max(left.whole(), right.whole()) + Math.max(left.scale, right.scale) <= 38;
  }

  String sql() {
    return kind == Kind.DECIMAL
        ? "decimal(" + precision + "," + scale + ")"
        : kind.name().toLowerCase(Locale.ROOT);
  }

  DataType delta() {
    return switch (kind) {
      case TINYINT -> DataType.Primitive.BYTE;
      case SMALLINT -> DataType.Primitive.SHORT;
      case INTEGER -> DataType.Primitive.INTEGER;
      case BIGINT -> DataType.Primitive.LONG;
      case DECIMAL -> new DataType.Decimal(precision, scale);
      case REAL -> DataType.Primitive.FLOAT;
      case DOUBLE -> DataType.Primitive.DOUBLE;
      case BOOLEAN -> DataType.Primitive.BOOLEAN;
      case VARCHAR -> DataType.Primitive.STRING;
      case DATE -> DataType.Primitive.DATE;
      case TIMESTAMP -> DataType.Primitive.TIMESTAMP;
    };
  }
}
