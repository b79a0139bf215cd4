// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A label, and words that go on in further lines under their first one.
 *
 * <pre>
 *   calls      StringUtils.isNotEmpty, equals, StringUtils.substring,
 *              isAnyEmpty
 * </pre>
 */
final class Paragraph {

  private static final int WIDTH = 100;
  private static final String INDENTATION = "  ";

  private Paragraph() {}

  /** The same with the words of a text, which has commas of its own. */
  static String prose(String label, int labelWidth, String text, Ansi ansi) {
    return lines(label, labelWidth, List.of(text.split(" ")), ansi);
  }

  /**
   * The lines, each with its line break.
   *
   * @param labelWidth the characters that the label is padded to
   */
  static String of(String label, int labelWidth, List<String> words, Ansi ansi) {
    List<String> separated = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      separated.add(words.get(i) + (i < words.size() - 1 ? "," : ""));
    }
    return lines(label, labelWidth, separated, ansi);
  }

  private static String lines(String label, int labelWidth, List<String> words, Ansi ansi) {
    int width = WIDTH - INDENTATION.length() - labelWidth;
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    String padding = " ".repeat(Math.max(0, labelWidth - label.length()));
    return INDENTATION
        + ansi.dim(label)
        + padding
        + String.join("\n" + INDENTATION + " ".repeat(labelWidth), lines)
        + "\n";
  }
}
