// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.OptionalInt;

/**
 * Finds where in a document a character of a text stands, by walking along the text as it is
 * written and as it is read.
 *
 * <p>This knows just enough of JSON and YAML to step over escapes, line breaks and indentation, and
 * compares every character on the way: where the two do not match, there is no answer rather than a
 * wrong one.
 */
final class TextScan {

  private final String document;
  private final String value;
  private final char quote;
  private int at;
  private boolean folded;

  private TextScan(String document, Node.Text text) {
    this.document = document;
    this.value = text.value();
    char first = text.offset() < document.length() ? document.charAt(text.offset()) : '\0';
    this.quote = first == '"' || first == '\'' ? first : '\0';
    this.at = text.offset();
    if (quote != '\0') {
      at++;
    } else if (first == '>') {
      skipHeader();
    }
  }

  /** The offset in the document of the character at an index of a text's value. */
  static OptionalInt offsetOf(String document, Node.Text text, int index) {
    if (index < 0 || index > text.value().length()) {
      return OptionalInt.empty();
    }
    return document.startsWith("|", text.offset())
        ? inLiteralBlock(document, text, index)
        : new TextScan(document, text).scan(index);
  }

  /** A literal block shows its lines as they are, all moved to the right by its indentation. */
  private static OptionalInt inLiteralBlock(String document, Node.Text text, int index) {
    String before = text.value().substring(0, index);
    int linesBefore = (int) before.chars().filter(c -> c == '\n').count();
    int firstLine = afterLine(document, text.offset());
    int content = firstLine;
    while (content < document.length() && Character.isWhitespace(document.charAt(content))) {
      content++;
    }
    int indentation = content - 1 - document.lastIndexOf('\n', content - 1);
    int line = firstLine;
    for (int i = 0; i < linesBefore; i++) {
      line = afterLine(document, line);
    }
    int at = line + indentation + index - (before.lastIndexOf('\n') + 1);
    boolean same =
        index < text.value().length()
            && at < document.length()
            && document.charAt(at) == text.value().charAt(index);
    return same ? OptionalInt.of(at) : OptionalInt.empty();
  }

  private static int afterLine(String document, int from) {
    int end = document.indexOf('\n', from);
    return end < 0 ? document.length() : end + 1;
  }

  private OptionalInt scan(int index) {
    for (int i = 0; i < index; i++) {
      if (!step(value.charAt(i))) {
        return OptionalInt.empty();
      }
    }
    if (index < value.length() && !isBlank(value.charAt(index))) {
      skipFold();
    }
    return at <= document.length() ? OptionalInt.of(at) : OptionalInt.empty();
  }

  private boolean step(char expected) {
    if (at >= document.length()) {
      return false;
    }
    // Blank lines between two folded lines are read as line breaks, one fewer than are written.
    if (isBlank(expected) && (atFold() || (expected == '\n' && folded))) {
      skipFold();
      folded = true;
      return true;
    }
    folded = false;
    if (!isBlank(expected)) {
      skipFold();
    }
    char found = at < document.length() ? document.charAt(at) : '\0';
    if (quote == '"' && found == '\\') {
      return stepEscape(expected);
    }
    if (quote == '\'' && found == '\'') {
      at += 2;
      return expected == '\'';
    }
    at++;
    return found == expected;
  }

  private boolean stepEscape(char expected) {
    char kind = at + 1 < document.length() ? document.charAt(at + 1) : '\0';
    int digits =
        switch (kind) {
          case 'x' -> 2;
          case 'u' -> 4;
          default -> 0;
        };
    if (digits == 0) {
      at += 2;
      return "\"\\/bfnrt ".indexOf(kind) >= 0;
    }
    int end = at + 2 + digits;
    if (end > document.length()) {
      return false;
    }
    boolean same;
    try {
      same = Integer.parseInt(document.substring(at + 2, end), 16) == expected;
    } catch (NumberFormatException e) {
      same = false;
    }
    at = end;
    return same;
  }

  /** Whether only blanks stand between here and the end of the line. */
  private boolean atFold() {
    int next = at;
    while (next < document.length()
        && (document.charAt(next) == ' ' || document.charAt(next) == '\t')) {
      next++;
    }
    return next < document.length() && LineIndex.isLineBreak(document.charAt(next));
  }

  private void skipFold() {
    if (!atFold()) {
      return;
    }
    while (at < document.length()
        && (isBlank(document.charAt(at)) || document.charAt(at) == '\r')) {
      at++;
    }
  }

  private void skipHeader() {
    while (at < document.length() && !LineIndex.isLineBreak(document.charAt(at))) {
      at++;
    }
    skipFold();
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\t' || character == '\n';
  }
}
