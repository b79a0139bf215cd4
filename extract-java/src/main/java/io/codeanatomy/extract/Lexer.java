// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

/**
 * Cuts a text into tokens and comments, which the compiler's public API does not give: it has no
 * place for the names of declarations, and none for comments.
 *
 * <p>Takes any text: what is no Java token becomes symbols, what is not closed ends with its line
 * (strings, characters) or with the text (comments, text blocks).
 */
final class Lexer {

  private static final String TEXT_BLOCK = "\"\"\"";

  private final UnicodeEscapes text;
  private final Tokens tokens;
  private int at;

  private Lexer(UnicodeEscapes text) {
    this.text = text;
    this.tokens = new Tokens(text);
  }

  static Tokens tokens(char[] text) {
    return new Lexer(UnicodeEscapes.translate(text)).run();
  }

  private Tokens run() {
    while (at < text.length()) {
      char c = text.at(at);
      if (c <= ' ') {
        at++;
      } else if (c == '/' && text.at(at + 1) == '/') {
        lineComment();
      } else if (c == '/' && text.at(at + 1) == '*') {
        blockComment();
      } else if (c == '"') {
        string();
      } else if (c == '\'') {
        int start = at;
        skipQuoted('\'');
        tokens.add(Tokens.Kind.LITERAL, start, at);
      } else if (isDigit(c) || (c == '.' && isDigit(text.at(at + 1)))) {
        number();
      } else {
        wordOrSymbol();
      }
    }
    return tokens;
  }

  private void lineComment() {
    int start = at;
    while (at < text.length() && !isLineEnd(text.at(at))) {
      at++;
    }
    tokens.addComment(Comment.Kind.LINE, start, at);
  }

  private void blockComment() {
    int start = at;
    at += 2;
    boolean javadoc = text.at(at) == '*' && text.at(at + 1) != '/';
    while (at < text.length() && !(text.at(at) == '*' && text.at(at + 1) == '/')) {
      at++;
    }
    at = Math.min(at + 2, text.length());
    tokens.addComment(javadoc ? Comment.Kind.JAVADOC : Comment.Kind.BLOCK, start, at);
  }

  private void string() {
    int start = at;
    if (startsTextBlock()) {
      at += TEXT_BLOCK.length();
      while (at < text.length() && !isQuotes(at)) {
        at += text.at(at) == '\\' ? 2 : 1;
      }
      at = Math.min(at + TEXT_BLOCK.length(), text.length());
    } else {
      skipQuoted('"');
    }
    tokens.add(Tokens.Kind.LITERAL, start, at);
  }

  /** Three quotes, then nothing but white space up to the end of the line (JLS 3.10.6). */
  private boolean startsTextBlock() {
    if (!isQuotes(at)) {
      return false;
    }
    int next = at + TEXT_BLOCK.length();
    while (text.at(next) == ' ' || text.at(next) == '\t' || text.at(next) == '\f') {
      next++;
    }
    return next < text.length() && isLineEnd(text.at(next));
  }

  private boolean isQuotes(int index) {
    return text.at(index) == '"' && text.at(index + 1) == '"' && text.at(index + 2) == '"';
  }

  private void skipQuoted(char quote) {
    at++;
    while (at < text.length() && !isLineEnd(text.at(at))) {
      char c = text.at(at++);
      if (c == quote) {
        return;
      }
      if (c == '\\' && at < text.length() && !isLineEnd(text.at(at))) {
        at++;
      }
    }
  }

  private void number() {
    int start = at;
    boolean hexadecimal = text.at(at) == '0' && (text.at(at + 1) | 0x20) == 'x';
    char exponent = hexadecimal ? 'p' : 'e';
    while (at < text.length()) {
      char c = text.at(at);
      boolean signOfExponent =
          (c == '+' || c == '-') && at > start && (text.at(at - 1) | 0x20) == exponent;
      if (!signOfExponent && c != '.' && c != '_' && !isAsciiLetterOrDigit(c)) {
        break;
      }
      at++;
    }
    tokens.add(Tokens.Kind.LITERAL, start, at);
  }

  private void wordOrSymbol() {
    int start = at;
    int codePoint = text.codePointAt(at);
    at += Character.charCount(codePoint);
    if (!Character.isJavaIdentifierStart(codePoint)) {
      tokens.add(Tokens.Kind.SYMBOL, start, at);
      return;
    }
    while (at < text.length()) {
      codePoint = text.codePointAt(at);
      if (!Character.isJavaIdentifierPart(codePoint)) {
        break;
      }
      at += Character.charCount(codePoint);
    }
    tokens.add(Tokens.Kind.WORD, start, at);
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAsciiLetterOrDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
