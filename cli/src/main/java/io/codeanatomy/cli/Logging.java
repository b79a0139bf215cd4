// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import java.util.List;

/**
 * Sets the levels of the log, which goes to standard error; {@code simplelogger.properties} holds
 * those of an ordinary call. The binding reads them once, when the first logger is made.
 */
final class Logging {

  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private Logging() {}

  static void configure(List<String> arguments) {
    if (arguments.contains("--debug")) {
      set("defaultLogLevel", "info");
      set("log.io.codeanatomy", "debug");
      for (String library :
          List.of("io.delta", "org.apache.hadoop", "org.apache.parquet", "org.apache.calcite")) {
        set("log." + library, "info");
      }
    }
  }

  private static void set(String name, String value) {
    System.setProperty(PREFIX + name, value);
  }
}
