// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An argument of the form {@code NAME=VALUE}; the value may hold further equals signs. */
record NamedValue(String name, String value) {

  /** By name, in the order of the command line. */
  static Map<String, String> byName(List<NamedValue> values) {
    Map<String, String> map = new LinkedHashMap<>();
    values.forEach(value -> map.put(value.name, value.value));
    return map;
  }

  /** A name that is given more than once, if there is one. */
  static Optional<String> repeated(List<NamedValue> values) {
    Map<String, String> seen = new LinkedHashMap<>();
    for (NamedValue value : values) {
      if (seen.put(value.name, value.value) != null) {
        return Optional.of(value.name);
      }
    }
    return Optional.empty();
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
