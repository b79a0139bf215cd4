// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Short bounds of long texts, in the order of their UTF-8 bytes, which is that of their code
 * points. Writers may have cut the bounds themselves, and within a character.
 */
final class TextBounds {

  /** As many characters as Delta keeps. */
  static final int LENGTH = 32;

  private TextBounds() {}

  /** A text that is not above any that is not below the given one. */
  static Optional<String> lower(byte[] utf8) {
    String text = validPrefix(utf8);
    return Optional.of(prefix(text));
  }

  /** A short text that is not below the given one; nothing if there is none. */
  static Optional<String> upper(byte[] utf8) {
    String text = validPrefix(utf8);
    String prefix = prefix(text);
    boolean whole =
        prefix.length() == text.length()
            && text.getBytes(StandardCharsets.UTF_8).length == utf8.length;
    return whole ? Optional.of(prefix) : successor(prefix);
  }

  private static String prefix(String text) {
    return text.codePointCount(0, text.length()) <= LENGTH
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LENGTH));
  }

  private static String validPrefix(byte[] utf8) {
    ByteBuffer bytes = ByteBuffer.wrap(utf8);
    CharBuffer characters = CharBuffer.allocate(utf8.length);
    // The decoder stops before the first byte that is not part of a whole character.
    StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(bytes, characters, true);
    return characters.flip().toString();
  }

  /** The least text above all that start with the given one. */
  private static Optional<String> successor(String text) {
    int end = text.length();
    while (end > 0) {
      int last = text.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        // Surrogates are no characters of their own.
        int next = last == Character.MIN_SURROGATE - 1 ? Character.MAX_SURROGATE + 1 : last + 1;
        return Optional.of(text.substring(0, end) + Character.toString(next));
      }
    }
    return Optional.empty();
  }
}
