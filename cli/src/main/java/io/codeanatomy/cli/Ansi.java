// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

/** Colours and weights of terminals, or none of them. */
enum Ansi {
  OFF,
  ON;

  String bold(String text) {
    return styled("1", text);
  }

  String dim(String text) {
    return styled("2", text);
  }

  String red(String text) {
    return styled("1;31", text);
  }

  String yellow(String text) {
    return styled("1;33", text);
  }

  String green(String text) {
    return styled("32", text);
  }

  String cyan(String text) {
    return styled("36", text);
  }

  private String styled(String sequence, String text) {
    return this == OFF || text.isEmpty() ? text : "\u001b[" + sequence + "m" + text + "\u001b[0m";
  }
}
