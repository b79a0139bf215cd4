// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A token of an expression's text; blanks and comments are between tokens.
 *
 * @param start where it starts in the text, from 0
 * @param end where it ends, exclusive
 */
record ExpressionToken(Kind kind, String text, int start, int end) {

  /** What a token is. */
  enum Kind {
    WORD,
    QUOTED_NAME,
    LITERAL,
    PLACEHOLDER,
    SYMBOL,
    /** Behind the last token of the text. */
    END
  }

  boolean isWord() {
    return kind == Kind.WORD;
  }

  /** The text in upper case, as keywords are written; empty if it is no word. */
  String keyword() {
    return isWord() ? text.toUpperCase(Locale.ROOT) : "";
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** The tokens of a text, and one more that ends it. */
  static List<ExpressionToken> of(String source) {
    return new Scanner(source).scan();
  }

  private static final class Scanner {

    private final String source;
    private final List<ExpressionToken> tokens = new ArrayList<>();
    private int position;

    Scanner(String source) {
      this.source = source;
    }

    List<ExpressionToken> scan() {
      while (position < source.length()) {
        char c = source.charAt(position);
        if (Character.isWhitespace(c)) {
          position++;
        } else if (source.startsWith("--", position)) {
          position = endOf("\n");
        } else if (source.startsWith("/*", position)) {
          position = endOf("*/");
        } else if (c == '\'') {
          add(Kind.LITERAL, closing(c));
        } else if (c == '"') {
          add(Kind.QUOTED_NAME, closing(c));
        } else if (c == '?') {
          add(Kind.PLACEHOLDER, position + 1);
        } else if (c == ':' && isWordStart(position + 1)) {
          add(Kind.PLACEHOLDER, endOfWord(position + 1));
        } else if (isWordStart(position)) {
          add(Kind.WORD, endOfWord(position));
        } else if (isDigit(position) || (c == '.' && isDigit(position + 1) && !afterName())) {
          add(Kind.LITERAL, endOfNumber());
        } else {
          add(Kind.SYMBOL, position + (source.startsWith("::", position) ? 2 : 1));
        }
      }
      tokens.add(new ExpressionToken(Kind.END, "", position, position));
      return List.copyOf(tokens);
    }

    private void add(Kind kind, int end) {
      tokens.add(new ExpressionToken(kind, source.substring(position, end), position, end));
      position = end;
    }

    /** The end of a quoted text; a doubled quote belongs to it. */
    private int closing(char quote) {
      int end = source.indexOf(quote, position + 1);
      while (end >= 0 && end + 1 < source.length() && source.charAt(end + 1) == quote) {
        end = source.indexOf(quote, end + 2);
      }
      return end < 0 ? source.length() : end + 1;
    }

    private int endOf(String mark) {
      int end = source.indexOf(mark, position + 2);
      return end < 0 ? source.length() : end + mark.length();
    }

    private boolean isWordStart(int index) {
      return index < source.length()
          && (Character.isUnicodeIdentifierStart(source.codePointAt(index))
              || source.charAt(index) == '_');
    }

    private int endOfWord(int start) {
      int end = start;
      while (end < source.length()
          && (Character.isUnicodeIdentifierPart(source.codePointAt(end))
              || source.charAt(end) == '$')) {
        end += Character.charCount(source.codePointAt(end));
      }
      return end;
    }

    private boolean isDigit(int index) {
      return index < source.length() && source.charAt(index) >= '0' && source.charAt(index) <= '9';
    }

    private boolean afterName() {
      return !tokens.isEmpty()
          && tokens.get(tokens.size() - 1).end() == position
          && tokens.get(tokens.size() - 1).kind() != Kind.SYMBOL;
    }

    /** Digits, point, exponent and whatever is glued to them: the parser says what is wrong. */
    private int endOfNumber() {
      int end = position;
      while (end < source.length()
          && (Character.isUnicodeIdentifierPart(source.charAt(end))
              || source.charAt(end) == '.'
              || ((source.charAt(end) == '-' || source.charAt(end) == '+')
                  && "eE".indexOf(source.charAt(end - 1)) >= 0
                  && isDigit(end + 1)
                  && end > position))) {
        end++;
      }
      return end;
    }
  }
}
