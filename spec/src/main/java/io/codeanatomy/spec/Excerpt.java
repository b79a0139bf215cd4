// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A part of a line with carets under some of it, ready for a terminal: tabs stay, other control
 * characters are made visible (a document must not steer the terminal), long lines are cut.
 *
 * @param text what to show of the line
 * @param indentation what stands before the carets on the line below
 * @param carets at least one
 */
record Excerpt(String text, String indentation, String carets) {

  private static final int WIDTH = 100;
  private static final int BEFORE = 40;
  private static final String CUT = "…";

  /**
   * The columns from {@code start} to {@code end}, both inclusive and counted from 1 in characters.
   */
  static Excerpt of(String line, int start, int end) {
    int[] characters = line.codePoints().toArray();
    int first = Math.max(0, Math.min(start - 1, characters.length));
    int last = Math.max(first, Math.min(end - 1, characters.length - 1));
    int from = characters.length <= WIDTH ? 0 : Math.max(0, first - BEFORE);
    int to = Math.min(characters.length, from + WIDTH);
    String text =
        (from > 0 ? CUT : "") + shown(characters, from, to) + (to < characters.length ? CUT : "");
    StringBuilder indentation = new StringBuilder(from > 0 ? " " : "");
    for (int i = from; i < first; i++) {
      indentation.append(characters[i] == '\t' ? "\t" : " ".repeat(width(characters[i])));
    }
    int carets = 0;
    for (int i = first; i <= last && i < to; i++) {
      carets += Math.max(1, width(characters[i]));
    }
    return new Excerpt(text, indentation.toString(), "^".repeat(Math.max(1, carets)));
  }

  /** A text in which control characters are replaced by what one would write in JSON. */
  static String visible(String text) {
    int[] characters = text.codePoints().toArray();
    return shown(characters, 0, characters.length);
  }

  private static String shown(int[] characters, int from, int to) {
    return Arrays.stream(characters, from, to)
        .mapToObj(Excerpt::shown)
        .collect(Collectors.joining());
  }

  private static String shown(int character) {
    return isHidden(character)
        ? String.format(Locale.ROOT, "\\u%04x", character)
        : Character.toString(character);
  }

  private static boolean isHidden(int character) {
    int type = Character.getType(character);
    return character != '\t'
        && (Character.isISOControl(character)
            || type == Character.SURROGATE
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR
            || isDirection(character));
  }

  /** Characters that turn the direction of writing can make a text look like another one. */
  private static boolean isDirection(int character) {
    return (character >= 0x202a && character <= 0x202e)
        || (character >= 0x2066 && character <= 0x2069);
  }

  private static int width(int character) {
    if (isHidden(character)) {
      return 6;
    }
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        (character >= 0x1100 && character <= 0x115f)
            || (character >= 0x2e80 && character <= 0xa4cf)
            || (character >= 0xac00 && character <= 0xd7a3)
            || (character >= 0xf900 && character <= 0xfaff)
            || (character >= 0xfe30 && character <= 0xfe6f)
            || (character >= 0xff00 && character <= 0xff60)
            || (character >= 0x1f300 && character <= 0x1faff)
            || (character >= 0x20000 && character <= 0x3fffd);
    return wide ? 2 : 1;
  }
}
