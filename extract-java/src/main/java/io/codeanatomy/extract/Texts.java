// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

/** Text as text columns keep it. */
final class Texts {

  private Texts() {}

  /** The beginning of a text, if it is longer than a text column keeps; never half a character. */
  static String bounded(String text) {
    int maximum = ExtractionTables.MAXIMUM_TEXT_LENGTH;
    if (text.length() <= maximum) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(maximum - 1));
    return text.substring(0, splitsPair ? maximum - 1 : maximum);
  }

  /** A text with each run of white space as one blank, and none at the ends. */
  static String collapsed(String text) {
    StringBuilder collapsed = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ') {
        collapsed.append(c);
      } else if (collapsed.length() > 0 && collapsed.charAt(collapsed.length() - 1) != ' ') {
        collapsed.append(' ');
      }
    }
    return collapsed.toString().strip();
  }
}
