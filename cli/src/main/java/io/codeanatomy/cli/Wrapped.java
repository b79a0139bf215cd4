// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

/** Text in lines that fit a terminal. */
final class Wrapped {

  private static final int WIDTH = 100;

  private Wrapped() {}

  /** The words of a text, every line with its indentation and its line break. */
  static String of(String text, String indentation) {
    return of(text, indentation, indentation);
  }

  /**
   * The words of a text, every line with its line break.
   *
   * @param first the indentation of the first line
   * @param rest that of the others
   */
  static String of(String text, String first, String rest) {
    StringBuilder lines = new StringBuilder();
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : text.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        lines.append(line).append('\n');
        line = new StringBuilder(rest);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    return lines.append(line).append('\n').toString();
  }
}
