// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The text of an expression as the SQL parser takes it. Placeholders {@code :name} become {@code
 * ?}, and the qualifiers {@code left.} and {@code right.}, which SQL reserves, become {@link #LEFT}
 * and {@link #RIGHT}. Every replacement is as long as what it replaces, so positions stay true.
 *
 * @param text the text for the parser
 * @param parameters the names of the placeholders in the order of their {@code ?}
 * @param strayPlaceholder where a bare {@code ?} stands, counted from 0, if there is one
 */
record ExpressionText(String text, List<String> parameters, OptionalInt strayPlaceholder) {

  static final String LEFT = "l__t";
  static final String RIGHT = "r___t";

  static ExpressionText of(String source) {
    return new Scanner(source).scan();
  }

  /** Puts {@code left} and {@code right} back into a message. */
  static String restoreQualifiers(String message) {
    return message.replace(LEFT, "left").replace(RIGHT, "right");
  }

  private static final class Scanner {

    private final String source;
    private final StringBuilder result;
    private final List<String> parameters = new ArrayList<>();
    private OptionalInt stray = OptionalInt.empty();
    private int position;

    Scanner(String source) {
      this.source = source;
      this.result = new StringBuilder(source.length());
    }

    ExpressionText scan() {
      while (position < source.length()) {
        char c = source.charAt(position);
        if (c == '\'' || c == '"') {
          copyTo(closing(c));
        } else if (source.startsWith("--", position)) {
          copyTo(endOf("\n"));
        } else if (source.startsWith("/*", position)) {
          copyTo(endOf("*/"));
        } else if (source.startsWith("::", position)) {
          copyTo(position + 2);
        } else if (c == ':' && isWordStart(position + 1)) {
          placeholder();
        } else if (isWordStart(position)) {
          word();
        } else {
          if (c == '?' && stray.isEmpty()) {
            stray = OptionalInt.of(position);
          }
          copyTo(position + 1);
        }
      }
      return new ExpressionText(result.toString(), List.copyOf(parameters), stray);
    }

    private void placeholder() {
      int end = endOfWord(position + 1);
      parameters.add(source.substring(position + 1, end));
      result.append('?').append(" ".repeat(end - position - 1));
      position = end;
    }

    private void word() {
      int end = endOfWord(position);
      String word = source.substring(position, end);
      boolean qualifies = end < source.length() && source.charAt(end) == '.';
      if (qualifies && word.equals("left")) {
        result.append(LEFT);
      } else if (qualifies && word.equals("right")) {
        result.append(RIGHT);
      } else {
        result.append(word);
      }
      position = end;
    }

    private void copyTo(int end) {
      result.append(source, position, end);
      position = end;
    }

    private int closing(char quote) {
      int end = source.indexOf(quote, position + 1);
      return end < 0 ? source.length() : end + 1;
    }

    private int endOf(String mark) {
      int end = source.indexOf(mark, position);
      return end < 0 ? source.length() : end + mark.length();
    }

    private boolean isWordStart(int index) {
      return index < source.length()
          && (Character.isUnicodeIdentifierStart(source.charAt(index))
              || source.charAt(index) == '_');
    }

    private int endOfWord(int start) {
      int end = start;
      while (end < source.length()
          && (Character.isUnicodeIdentifierPart(source.charAt(end)) || source.charAt(end) == '_')) {
        end++;
      }
      return end;
    }
  }
}
