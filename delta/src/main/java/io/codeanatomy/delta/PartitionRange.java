// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The value of a partition column as a range: the text form of Delta's protocol (section "Partition
 * Value Serialization"), read strictly. A text in any other form may be something to who reads the
 * rows, so nothing is concluded from it.
 */
final class PartitionRange {

  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?");
  private static final Pattern INSTANT = Pattern.compile(TIME.pattern() + "Z");
  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,19}");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,38}(\\.\\d{1,38})?");

  private PartitionRange() {}

  /** Of a value; none is NULL. */
  static ColumnRange of(DataType type, Optional<String> text) {
    if (text.isEmpty()) {
      return ColumnRange.NULLS;
    }
    return value(type, text.get()).map(ColumnRange::constant).orElse(ColumnRange.VALUES);
  }

  private static Optional<Object> value(DataType type, String text) {
    if (type instanceof DataType.Decimal decimal) {
      return decimal(decimal, text);
    }
    if (!(type instanceof Primitive primitive)) {
      return Optional.empty();
    }
    try {
      return switch (primitive) {
        case BOOLEAN -> truth(text);
        case BYTE, SHORT, INTEGER, LONG ->
            INTEGER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
        case STRING -> Optional.of(text);
        case DATE ->
            DAY.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        case TIMESTAMP -> instant(text);
        case TIMESTAMP_NTZ -> time(text).map(time -> time);
        case FLOAT, DOUBLE, BINARY -> Optional.empty();
      };
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> truth(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** A value with more digits than the type would be rounded by who reads it. */
  private static Optional<Object> decimal(DataType.Decimal type, String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(text);
    return value.scale() <= type.scale() ? Optional.of(value) : Optional.empty();
  }

  /** Without a zone it is UTC, as everywhere here. */
  private static Optional<Object> instant(String text) {
    if (INSTANT.matcher(text).matches()) {
      Instant instant = OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
      return Optional.of(instant);
    }
    return time(text).map(time -> time.toInstant(ZoneOffset.UTC));
  }

  private static Optional<LocalDateTime> time(String text) {
    return TIME.matcher(text).matches()
        ? Optional.of(LocalDateTime.parse(text.replace(' ', 'T')))
        : Optional.empty();
  }
}
