// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** An argument of the form {@code NAME=VALUE}; the value may hold further equals signs. */
record NamedValue(String name, String value) {

  /**
   * Refuses a name that is given more than once.
   *
   * @param usage makes the exception
   */
  static void checkOnce(
      String option, List<NamedValue> values, Function<String, ParameterException> usage) {
    Set<String> seen = new HashSet<>();
    for (NamedValue value : values) {
      if (!seen.add(value.name)) {
        throw usage.apply(option + " " + value.name + " is given twice");
      }
    }
  }

  /** Reads the argument. */
  static final class Converter implements ITypeConverter<NamedValue> {
    @Override
    public NamedValue convert(String text) {
      int sign = text.indexOf('=');
      if (sign < 1) {
        throw new TypeConversionException("expected NAME=VALUE, but it is '" + text + "'");
      }
      return new NamedValue(text.substring(0, sign), text.substring(sign + 1));
    }
  }
}
