// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a tree, two blanks for each level, in at most 100 columns: what is too long goes on in
 * further lines, four blanks deeper. Levels below the twentieth are told by a number, since blanks
 * would leave no room for text.
 */
final class Tree {

  private static final int WIDTH = 100;
  private static final int CONTINUED = 4;
  private static final int DEEPEST = 20;

  private Tree() {}

  /**
   * The lines, each with its line break.
   *
   * @param tree an operator a line
   * @param margin what every line begins with
   */
  static String of(List<String> tree, String margin) {
    StringBuilder text = new StringBuilder();
    for (String line : tree) {
      String content = line.stripLeading();
      int level = (line.length() - content.length()) / 2;
      String indentation = margin + "  ".repeat(Math.min(level, DEEPEST));
      String numbered = level > DEEPEST ? "[" + level + "] " + content : content;
      folded(numbered, indentation).forEach(part -> text.append(part).append('\n'));
    }
    return text.toString();
  }

  /** A text that may be too long for one line, broken at blanks where there are any. */
  static List<String> folded(String text, String indentation) {
    List<String> lines = new ArrayList<>();
    String left = text;
    String margin = indentation;
    while (length(margin) + length(left) > WIDTH) {
      int room = left.offsetByCodePoints(0, WIDTH - length(margin));
      int blank = left.lastIndexOf(' ', room);
      int end = blank > 0 ? blank : room;
      lines.add(margin + left.substring(0, end).stripTrailing());
      left = left.substring(end).stripLeading();
      margin = indentation + " ".repeat(CONTINUED);
    }
    lines.add(margin + left);
    return lines;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
