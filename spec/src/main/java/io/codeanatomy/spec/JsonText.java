// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

/** Writes texts as JSON. */
final class JsonText {

  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  /** Appends a text in quotes; only what JSON requires is escaped. */
  static void append(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      switch (character) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (character < ' ') {
            out.append("\\u00")
                .append(HEX.charAt(character >> 4))
                .append(HEX.charAt(character & 15));
          } else {
            out.append(character);
          }
        }
      }
    }
    out.append('"');
  }
}
