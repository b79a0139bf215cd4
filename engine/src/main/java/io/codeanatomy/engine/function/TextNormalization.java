// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The definition of the text functions, in Java. Execution engines use it where they have no native
 * form of their own, and are tested against it where they have.
 *
 * <p>White space is Unicode's property {@code White_Space}.
 */
public final class TextNormalization {

  private TextNormalization() {}

  /** What becomes of letters. */
  public enum Letters {
    LOWER_CASE,
    AS_THEY_ARE
  }

  /** What becomes of runs of white space inside of a text. */
  public enum Blanks {
    COLLAPSED,
    AS_THEY_ARE
  }

  /** Trimmed, NFKC, lower case, runs of white space as one blank; null if nothing is left. */
  public static @Nullable String normalize(String text) {
    return normalize(text, Normalizer.Form.NFKC, Letters.LOWER_CASE, Blanks.COLLAPSED);
  }

  /** Trimmed, in a form, letters and blanks as told; null if nothing is left. */
  public static @Nullable String normalize(
      String text, Normalizer.Form form, Letters letters, Blanks blanks) {
    String formed = Normalizer.normalize(text, form);
    String folded = letters == Letters.LOWER_CASE ? formed.toLowerCase(Locale.ROOT) : formed;
    return blanks == Blanks.COLLAPSED ? collapsed(folded) : nullIfBlank(folded);
  }

  private static @Nullable String collapsed(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean blankPending = false;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      if (isWhiteSpace(character)) {
        blankPending = true;
        continue;
      }
      if (blankPending && result.length() > 0) {
        result.append(' ');
      }
      blankPending = false;
      result.appendCodePoint(character);
    }
    return result.length() == 0 ? null : result.toString();
  }

  /** Without the white space at both ends; null if nothing is left. */
  public static @Nullable String nullIfBlank(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isWhiteSpace(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (end > start && isWhiteSpace(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return start == end ? null : text.substring(start, end);
  }

  private static boolean isWhiteSpace(int character) {
    return switch (character) {
      case '\t',
          '\n',
          0x0B,
          '\f',
          '\r',
          ' ',
          0x85,
          0xA0,
          0x1680,
          0x2028,
          0x2029,
          0x202F,
          0x205F,
          0x3000 ->
          true;
      default -> character >= 0x2000 && character <= 0x200A;
    };
  }
}
