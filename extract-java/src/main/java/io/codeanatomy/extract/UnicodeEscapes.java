// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text with its {@code \}{@code uXXXX} escapes translated, as the first step of lexing does (JLS
 * 3.3), and the way back to the characters as written.
 */
final class UnicodeEscapes {

  private final char[] characters;
  private final int length;

  /** Where each translated character and the end is written; null if nothing was translated. */
  private final int @Nullable [] written;

  private UnicodeEscapes(char[] characters, int length, int @Nullable [] written) {
    this.characters = characters;
    this.length = length;
    this.written = written;
  }

  static UnicodeEscapes translate(char[] text) {
    if (!mayHoldEscape(text)) {
      return new UnicodeEscapes(text, text.length, null);
    }
    char[] characters = new char[text.length];
    int[] written = new int[text.length + 1];
    int length = 0;
    int at = 0;
    while (at < text.length) {
      written[length] = at;
      int end = escapeEnd(text, at);
      if (end > 0) {
        characters[length++] = (char) Integer.parseInt(new String(text, end - 4, 4), 16);
        at = end;
      } else {
        characters[length++] = text[at];
        if (text[at] == '\\' && at + 1 < text.length && text[at + 1] == '\\') {
          // The second of two backslashes begins no escape.
          written[length] = at + 1;
          characters[length++] = '\\';
          at++;
        }
        at++;
      }
    }
    written[length] = text.length;
    return new UnicodeEscapes(characters, length, Arrays.copyOf(written, length + 1));
  }

  int length() {
    return length;
  }

  /** The translated character at an index; NUL at and behind the end. */
  char at(int index) {
    return index < length ? characters[index] : '\0';
  }

  int codePointAt(int index) {
    return Character.codePointAt(characters, index, length);
  }

  String text(int start, int end) {
    return new String(characters, start, end - start);
  }

  /**
   * Whether a stretch reads like this. Ignorable characters, such as a soft hyphen, may be written
   * in an identifier but are not of its name (JLS 3.8).
   */
  boolean matches(int start, int end, String expected) {
    int matched = 0;
    for (int i = start; i < end; i++) {
      if (matched < expected.length() && characters[i] == expected.charAt(matched)) {
        matched++;
      } else if (!Character.isIdentifierIgnorable(characters[i])) {
        return false;
      }
    }
    return matched == expected.length();
  }

  /** Where the translated character of an index is written; the length gives the text's end. */
  int written(int index) {
    return written == null ? index : written[index];
  }

  private static boolean mayHoldEscape(char[] text) {
    for (int i = 0; i + 1 < text.length; i++) {
      if (text[i] == '\\' && text[i + 1] == 'u') {
        return true;
      }
    }
    return false;
  }

  /** The end of the escape that begins here, or -1. */
  private static int escapeEnd(char[] text, int start) {
    int at = start;
    if (text[at++] != '\\' || at >= text.length || text[at] != 'u') {
      return -1;
    }
    while (at < text.length && text[at] == 'u') {
      at++;
    }
    if (at + 4 > text.length) {
      return -1;
    }
    for (int i = at; i < at + 4; i++) {
      // Only ASCII digits: Character.digit would take full-width ones as well.
      if (text[i] >= 0x80 || Character.digit(text[i], 16) < 0) {
        return -1;
      }
    }
    return at + 4;
  }
}
