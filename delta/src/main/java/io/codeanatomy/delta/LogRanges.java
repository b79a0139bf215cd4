// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of the columns in a file as the log tells them: by partition values, and by statistics
 * (protocol, section "Per-file Statistics").
 *
 * <p>A deletion vector may leave bounds that are wider than needed, never narrower. No bounds are
 * taken of float and double columns: writers disagree whether NaN, which is above all numbers,
 * counts, and whether a zero has a sign.
 */
final class LogRanges implements Function<String, ColumnRange> {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** Bounds of timestamps are cut to milliseconds, before 1970 by some writers upwards. */
  private static final Duration CUT = Duration.ofMillis(1);

  /** Some writers count decimals in double precision, which is good for so many digits. */
  private static final int SAFE_DIGITS = 15;

  private static final BigDecimal DOUBLE_ERROR = new BigDecimal("1e-15");

  private final Map<String, ScanColumn> columns;
  private final LoggedFile file;
  private @Nullable JsonNode statistics;

  /**
   * Of a file.
   *
   * @param columns the columns of the table by logical name
   */
  LogRanges(Map<String, ScanColumn> columns, LoggedFile file) {
    this.columns = columns;
    this.file = file;
  }

  @Override
  public ColumnRange apply(String name) {
    ScanColumn column = columns.get(name);
    if (column == null) {
      return ColumnRange.UNKNOWN;
    }
    if (column.place() == ScanColumn.Place.PARTITION) {
      // The protocol reads the empty text as NULL, for columns of every type.
      return PartitionRange.of(
          column.type(),
          Optional.ofNullable(file.partitionValues().get(column.physicalName()))
              .filter(text -> !text.isEmpty()));
    }
    JsonNode nulls = statistics().path("nullCount").path(column.physicalName());
    JsonNode rows = statistics().path("numRecords");
    boolean counted = nulls.isIntegralNumber();
    return new ColumnRange(
        !counted || nulls.longValue() > 0,
        !counted || !rows.isIntegralNumber() || nulls.longValue() < rows.longValue(),
        bound("minValues", column, Side.MINIMUM),
        bound("maxValues", column, Side.MAXIMUM));
  }

  private Optional<Object> bound(String kind, ScanColumn column, Side side) {
    JsonNode value = statistics().path(kind).path(column.physicalName());
    if (column.type() instanceof DataType.Decimal) {
      return number(value).map(number -> widened(number, side));
    }
    if (!(column.type() instanceof Primitive primitive)) {
      return Optional.empty();
    }
    try {
      return switch (primitive) {
        case BYTE, SHORT, INTEGER, LONG -> number(value).map(number -> number);
        case STRING -> value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
        case DATE ->
            value.isTextual() ? Optional.of(LocalDate.parse(value.textValue())) : Optional.empty();
        case TIMESTAMP ->
            value.isTextual()
                ? Optional.of(
                    OffsetDateTime.parse(value.textValue().replace(' ', 'T'))
                        .toInstant()
                        .plus(side == Side.MAXIMUM ? CUT : CUT.negated()))
                : Optional.empty();
        case TIMESTAMP_NTZ ->
            value.isTextual()
                ? Optional.of(
                    LocalDateTime.parse(value.textValue().replace(' ', 'T'))
                        .plus(side == Side.MAXIMUM ? CUT : CUT.negated()))
                : Optional.empty();
        case FLOAT, DOUBLE, BOOLEAN, BINARY -> Optional.empty();
      };
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> number(JsonNode value) {
    return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
  }

  private static BigDecimal widened(BigDecimal bound, Side side) {
    if (bound.precision() < SAFE_DIGITS) {
      return bound;
    }
    BigDecimal error = bound.abs().multiply(DOUBLE_ERROR, MathContext.DECIMAL128);
    return side == Side.MAXIMUM ? bound.add(error) : bound.subtract(error);
  }

  private JsonNode statistics() {
    JsonNode parsed = statistics;
    if (parsed == null) {
      parsed = parse(file.statistics().orElse("{}"));
      statistics = parsed;
    }
    return parsed;
  }

  /** Statistics that are none say nothing; the rows are there all the same. */
  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  private enum Side {
    MINIMUM,
    MAXIMUM
  }
}
