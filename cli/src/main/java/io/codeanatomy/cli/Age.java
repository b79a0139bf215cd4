// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An argument that is a length of time in whole hours, days or weeks: {@code 36h}. */
record Age(Duration duration) {

  /** A hundred years: no date gets out of range. */
  static final int MOST_DAYS = 36_525;

  private static final Pattern FORM = Pattern.compile("(\\d{1,6})([hdw])");

  /** Reads the argument. */
  static final class Converter implements ITypeConverter<Age> {
    @Override
    public Age convert(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException(
            "expected hours, days or weeks such as 36h, 30d or 8w, but it is '" + text + "'");
      }
      int number = Integer.parseInt(form.group(1));
      Duration duration =
          switch (form.group(2)) {
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7L * number);
          };
      if (duration.toDays() > MOST_DAYS) {
        throw new TypeConversionException("'" + text + "' is more than a hundred years");
      }
      return new Age(duration);
    }
  }
}
