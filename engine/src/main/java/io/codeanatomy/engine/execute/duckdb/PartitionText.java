// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionException.Reason;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Partition values in the text form of Delta's protocol (section "Partition Value Serialization"):
 * what DuckDB makes of a value, and what remains to be done with its text.
 */
final class PartitionText {

  /** Years with four digits; the protocol has no others. */
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}([ T].*)?");

  private PartitionText() {}

  /** The text of a value as an expression. */
  static String expression(String value, Field column) {
    if (!(column.type() instanceof DataType.Primitive)
        && !(column.type() instanceof DataType.Decimal)) {
      throw unsupported(column);
    }
    if (column.type() instanceof DataType.Primitive primitive) {
      switch (primitive) {
        case BINARY -> throw unsupported(column);
        case TIMESTAMP -> {
          // An instant with its zone; the session's zone is UTC, so the cast does not move it.
          return "strftime(CAST(" + value + " AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%fZ')";
        }
        case TIMESTAMP_NTZ -> {
          return "strftime(" + value + ", '%Y-%m-%d %H:%M:%S.%f')";
        }
        default -> {}
      }
    }
    return "CAST(" + value + " AS VARCHAR)";
  }

  /** The text of a value as Delta wants it; nothing is NULL. */
  static Optional<String> value(@Nullable String text, Field column) {
    if (text == null) {
      return Optional.empty();
    }
    if (text.isEmpty()) {
      throw new ExecutionException(
          Reason.DATA,
          "The partition column "
              + column.name()
              + " holds an empty text, which Delta cannot tell from NULL.",
          new IllegalArgumentException());
    }
    if (!(column.type() instanceof DataType.Primitive primitive)) {
      return Optional.of(text);
    }
    return Optional.of(
        switch (primitive) {
          case FLOAT, DOUBLE -> floating(text);
          case DATE, TIMESTAMP, TIMESTAMP_NTZ -> fourDigitYear(text, column);
          default -> text;
        });
  }

  private static String floating(String text) {
    return switch (text) {
      case "nan" -> "NaN";
      case "inf" -> "Infinity";
      case "-inf" -> "-Infinity";
      default -> text;
    };
  }

  private static String fourDigitYear(String text, Field column) {
    if (!DATE.matcher(text).matches()) {
      throw new ExecutionException(
          Reason.DATA,
          "The partition column %s holds %s; a partition's year must lie between 0001 and 9999."
              .formatted(column.name(), text),
          new IllegalArgumentException());
    }
    return text;
  }

  private static ExecutionException unsupported(Field column) {
    return new ExecutionException(
        Reason.INTERNAL,
        "The column %s of type %s cannot be a partition column."
            .formatted(column.name(), column.type()),
        new IllegalArgumentException());
  }
}
