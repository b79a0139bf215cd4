// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.history.Retention;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code short}, {@code long} or a number of days. */
final class RetentionConverter implements ITypeConverter<Retention> {

  @Override
  public Retention convert(String value) {
    if (value.equals("short")) {
      return Retention.SHORT;
    }
    if (value.equals("long")) {
      return Retention.LONG;
    }
    try {
      return new Retention(Integer.parseInt(value));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "'" + value + "' is no retention: it is short, long, or a number of days from 1");
    }
  }
}
