// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes of DuckDB's error texts, which are all that it gives, a reason and a message. */
final class DuckDbErrors {

  private static final String WRAPPER =
      "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query result\n"
          + "Error: ";

  private static final Pattern KIND = Pattern.compile("^([A-Za-z ]+?) Error: ");

  /** An operation whose result is outside its type: which, and of what. */
  private static final Pattern OVERFLOW =
      Pattern.compile(
          "^Out of Range Error: Overflow (?:in|on) (.+?)(?: of (?:INT\\d+|DECIMAL\\(\\d+\\)|numeric value))?"
              + "(?: (\\(.*\\)))?[!;.]?(?:\\s|$)");

  /** Of decimals in 64 bits, which the plan never has where they could overflow. */
  private static final Pattern NARROW_OVERFLOW =
      Pattern.compile("^Out of Range Error: Overflow in \\w+ of DECIMAL\\(18\\)");

  /** Only sums are computed in 128 bits. */
  private static final String SUM_OVERFLOW = "Out of Range Error: Overflow in HUGEINT ";

  /** A value that its type cannot hold. */
  private static final Pattern OUTSIDE =
      Pattern.compile(
          "^Conversion Error: (?:Type \\S+ with value|Casting value|Could not cast value) \"?([^\"\\s]+)\"? ");

  /** The statement is generated, so the place in it helps nobody who looks for bad data. */
  private static final Pattern PLACE = Pattern.compile("\n\nLINE \\d+:.*\\z", Pattern.DOTALL);

  private static final List<String> DISK_FULL =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "File too large",
          "max_temp_directory_size");

  private static final List<String> DAMAGED_FILE =
      List.of(
          "No magic bytes",
          "too small to be a Parquet file",
          "TProtocolException",
          "Corrupt",
          "corrupt",
          "failed to read from file",
          "Failed to read");

  private DuckDbErrors() {}

  /** What went wrong, told once. */
  static ExecutionException of(Throwable failure) {
    String text = message(failure.getMessage());
    if (text.contains(DuckDbFaults.UNFIT)) {
      return new ExecutionException(Reason.UNFIT, DuckDbFaults.UNFIT, failure);
    }
    int ours = text.indexOf(DuckDbFaults.MARK);
    if (ours >= 0) {
      return new ExecutionException(
          Reason.DATA, text.substring(ours + DuckDbFaults.MARK.length()), failure);
    }
    if (text.startsWith(SUM_OVERFLOW)) {
      return new ExecutionException(Reason.DATA, "an overflow in a sum", failure);
    }
    Matcher overflow = OVERFLOW.matcher(text);
    if (overflow.find()) {
      String values = overflow.group(2) == null ? "" : " " + overflow.group(2);
      Reason reason = NARROW_OVERFLOW.matcher(text).find() ? Reason.UNFIT : Reason.DATA;
      return new ExecutionException(
          reason, "an overflow in " + overflow.group(1) + values, failure);
    }
    Matcher outside = OUTSIDE.matcher(text);
    if (outside.find()) {
      return new ExecutionException(
          Reason.DATA, "the value " + outside.group(1) + " does not fit its type", failure);
    }
    Reason reason = reason(text);
    return new ExecutionException(
        reason, reason == Reason.INTERNAL ? text : PLACE.matcher(text).replaceFirst(""), failure);
  }

  /** A file or folder of ours could not be written. */
  static ExecutionException ofFile(IOException failure) {
    String text = failure.toString();
    return new ExecutionException(
        DISK_FULL.stream().anyMatch(text::contains) ? Reason.OUT_OF_DISK : Reason.IO,
        text,
        failure);
  }

  /** The text without the driver's wrappers. */
  static String message(@Nullable String text) {
    String message = text == null ? "DuckDB failed without a message" : text;
    while (message.startsWith(WRAPPER)) {
      message = message.substring(WRAPPER.length());
    }
    return message.strip();
  }

  private static Reason reason(String message) {
    if (DISK_FULL.stream().anyMatch(message::contains)) {
      return Reason.OUT_OF_DISK;
    }
    if (DAMAGED_FILE.stream().anyMatch(message::contains)) {
      return Reason.IO;
    }
    Matcher kind = KIND.matcher(message);
    if (!kind.find()) {
      return Reason.INTERNAL;
    }
    return switch (kind.group(1)) {
      case "INTERRUPT" -> Reason.CANCELLED;
      case "Out of Memory" -> Reason.OUT_OF_MEMORY;
      case "Conversion",
          "Out of Range",
          "Invalid Input",
          "Constraint",
          "Mismatch Type",
          "Divide by Zero" ->
          Reason.DATA;
      case "IO", "Permission" -> Reason.IO;
      default -> Reason.INTERNAL;
    };
  }
}
