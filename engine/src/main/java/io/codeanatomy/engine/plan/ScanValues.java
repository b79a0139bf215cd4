// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.ScanLiteral;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;

/** The operands of comparisons that scans understand: fields and values. */
final class ScanValues {

  private final RexBuilder rex;
  private final ParameterBinding parameters;

  ScanValues(RexBuilder rex, ParameterBinding parameters) {
    this.rex = rex;
    this.parameters = parameters;
  }

  /** Values of one kind can be compared with each other, exactly and without an error. */
  enum Kind {
    TRUTH,
    NUMBER,
    TEXT,
    DATE,
    INSTANT,
    TIME;

    /** Of a type; none of floating-point numbers, bytes and nested values. */
    static Optional<Kind> of(RelDataType type) {
      return switch (type.getSqlTypeName()) {
        case BOOLEAN -> Optional.of(TRUTH);
        case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> Optional.of(NUMBER);
        case CHAR, VARCHAR -> Optional.of(TEXT);
        case DATE -> Optional.of(DATE);
        case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Optional.of(INSTANT);
        case TIMESTAMP -> Optional.of(TIME);
        default -> Optional.empty();
      };
    }
  }

  /** The number of the field whose value an expression has, be it in a wider type. */
  static Optional<String> field(RexNode expression) {
    if (expression instanceof RexInputRef ref) {
      return Optional.of(Integer.toString(ref.getIndex()));
    }
    return expression.isA(SqlKind.CAST) && keepsValues((RexCall) expression)
        ? field(((RexCall) expression).getOperands().get(0))
        : Optional.empty();
  }

  /** The value of an expression that reads no field; nothing for NULL. */
  Optional<ScanLiteral> literal(RexNode expression) {
    if (expression instanceof RexDynamicParam parameter) {
      return parameters.value(parameter, rex).flatMap(this::literal);
    }
    if (expression instanceof RexLiteral literal) {
      return literal.isNull() ? Optional.empty() : value(literal);
    }
    if (expression.isA(SqlKind.MINUS_PREFIX)) {
      return literal(((RexCall) expression).getOperands().get(0)).flatMap(ScanValues::negated);
    }
    if (!expression.isA(SqlKind.CAST)) {
      return Optional.empty();
    }
    RexCall cast = (RexCall) expression;
    Optional<ScanLiteral> operand = literal(cast.getOperands().get(0));
    return keepsValues(cast) ? operand : operand.flatMap(value -> parsed(value, cast.getType()));
  }

  private static Optional<ScanLiteral> negated(ScanLiteral literal) {
    if (literal.value() instanceof Long number && number != Long.MIN_VALUE) {
      return Optional.of(ScanLiteral.of(-number));
    }
    return literal.value() instanceof BigDecimal number
        ? Optional.of(ScanLiteral.of(number.negate()))
        : Optional.empty();
  }

  /** A date or time in the one spelling that needs no rules, or an instant of a time in UTC. */
  private Optional<ScanLiteral> parsed(ScanLiteral literal, RelDataType type) {
    if (literal.value() instanceof LocalDateTime time
        && type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE) {
      return Optional.of(ScanLiteral.of(time.toInstant(ZoneOffset.UTC)));
    }
    boolean dated =
        type.getSqlTypeName() == SqlTypeName.DATE || type.getSqlTypeName() == SqlTypeName.TIMESTAMP;
    return dated
            && literal.value() instanceof String text
            && ParameterLiterals.isOfType(text, type, rex)
        ? literal(ParameterLiterals.of(text, type, rex))
        : Optional.empty();
  }

  private static Optional<ScanLiteral> value(RexLiteral literal) {
    Optional<Kind> kind = Kind.of(literal.getType());
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          switch (kind.get()) {
            case TRUTH -> ScanLiteral.of(literal.isAlwaysTrue());
            case NUMBER -> number(as(literal, BigDecimal.class));
            case TEXT -> ScanLiteral.of(as(literal, String.class));
            case DATE -> ScanLiteral.of(LocalDate.parse(as(literal, DateString.class).toString()));
            case INSTANT -> ScanLiteral.of(time(literal).toInstant(ZoneOffset.UTC));
            case TIME -> ScanLiteral.of(time(literal));
          });
    } catch (DateTimeException e) {
      // A year that java.time spells otherwise.
      return Optional.empty();
    }
  }

  private static ScanLiteral number(BigDecimal value) {
    return value.scale() <= 0 && value.precision() - value.scale() <= 18
        ? ScanLiteral.of(value.longValueExact())
        : ScanLiteral.of(value);
  }

  private static LocalDateTime time(RexLiteral literal) {
    return LocalDateTime.parse(as(literal, TimestampString.class).toString().replace(' ', 'T'));
  }

  private static <T> T as(RexLiteral literal, Class<T> type) {
    return Objects.requireNonNull(literal.getValueAs(type));
  }

  /** Whether a cast gives the value that it takes, whatever it is. */
  static boolean keepsValues(RexCall cast) {
    RelDataType from = cast.getOperands().get(0).getType();
    RelDataType to = cast.getType();
    Optional<Kind> kind = Kind.of(from);
    if (kind.isEmpty() || !kind.equals(Kind.of(to))) {
      return false;
    }
    if (kind.get() != Kind.NUMBER) {
      return true;
    }
    boolean toInteger = to.getSqlTypeName() != SqlTypeName.DECIMAL;
    return toInteger
        ? from.getSqlTypeName() != SqlTypeName.DECIMAL && wholeDigits(from) <= wholeDigits(to)
        : wholeDigits(from) <= wholeDigits(to) && scale(from) <= scale(to);
  }

  private static int wholeDigits(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case TINYINT -> 3;
      case SMALLINT -> 5;
      case INTEGER -> 10;
      case BIGINT -> 19;
      default -> type.getPrecision() - type.getScale();
    };
  }

  private static int scale(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DECIMAL ? type.getScale() : 0;
  }
}
