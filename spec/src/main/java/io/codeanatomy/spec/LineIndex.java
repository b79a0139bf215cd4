// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.Arrays;
import java.util.Optional;

/**
 * Turns offsets of a text into lines and columns. Lines end with LF, CR LF or CR, as editors count
 * them, whatever the parser of the document thinks.
 */
final class LineIndex {

  private final String text;
  private final int[] lineStarts;

  LineIndex(String text) {
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  /** The place of a character, given by its offset in UTF-16 units. */
  Position position(int offset) {
    int clamped = Math.max(0, Math.min(offset, text.length()));
    int found = Arrays.binarySearch(lineStarts, clamped);
    int line = found >= 0 ? found : -found - 2;
    return new Position(line + 1, text.codePointCount(lineStarts[line], clamped) + 1);
  }

  /** A line counted from 1, without its line break. */
  Optional<String> line(int number) {
    if (number < 1 || number > lineStarts.length) {
      return Optional.empty();
    }
    int start = lineStarts[number - 1];
    int end = number < lineStarts.length ? lineStarts[number] : text.length();
    while (end > start && isLineBreak(text.charAt(end - 1))) {
      end--;
    }
    return Optional.of(text.substring(start, end));
  }

  static boolean isLineBreak(char character) {
    return character == '\n' || character == '\r';
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean endsLine =
          character == '\n'
              || (character == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
      if (endsLine) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }
}
