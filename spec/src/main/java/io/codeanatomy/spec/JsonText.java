// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.Optional;
import java.util.OptionalInt;

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

  /** The fields of one object, in the order in which they are given; what is absent is null. */
  static final class Fields {

    private final StringBuilder out = new StringBuilder();

    Fields text(String name, Optional<String> value) {
      return raw(
          name,
          value.map(
              text -> {
                StringBuilder quoted = new StringBuilder();
                append(quoted, text);
                return quoted.toString();
              }));
    }

    Fields number(String name, OptionalInt value) {
      return raw(
          name,
          value.isPresent() ? Optional.of(String.valueOf(value.getAsInt())) : Optional.empty());
    }

    Fields raw(String name, Optional<String> json) {
      out.append(out.isEmpty() ? "" : ", ");
      append(out, name);
      out.append(": ").append(json.orElse("null"));
      return this;
    }

    @Override
    public String toString() {
      return "{" + out + "}";
    }
  }
}
