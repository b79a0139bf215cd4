// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tokens and comments of a text in order; made by {@link Lexer}. */
final class Tokens {

  enum Kind {
    /** An identifier or a keyword. */
    WORD,
    /** A number, a character, a string or a text block. */
    LITERAL,
    /** One character of an operator or a separator; {@code >>=} is three of them. */
    SYMBOL
  }

  private final UnicodeEscapes text;
  private final List<Comment> comments = new ArrayList<>();

  // In translated characters; see UnicodeEscapes.
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private Kind[] kinds = new Kind[256];
  private int size;

  Tokens(UnicodeEscapes text) {
    this.text = text;
  }

  void add(Kind kind, int start, int end) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
      kinds = Arrays.copyOf(kinds, size * 2);
    }
    starts[size] = start;
    ends[size] = end;
    kinds[size] = kind;
    size++;
  }

  void addComment(Comment.Kind kind, int start, int end) {
    comments.add(new Comment(kind, new Span(text.written(start), text.written(end)), size));
  }

  int size() {
    return size;
  }

  List<Comment> comments() {
    return comments;
  }

  Kind kind(int index) {
    return kinds[index];
  }

  /** Where the token starts as written. */
  int start(int index) {
    return text.written(starts[index]);
  }

  /** Where the token ends as written. */
  int end(int index) {
    return text.written(ends[index]);
  }

  Span span(int index) {
    return new Span(start(index), end(index));
  }

  /** The token with its Unicode escapes translated. */
  String text(int index) {
    return text.text(starts[index], ends[index]);
  }

  /** Whether there is a token of this index and it reads like this. */
  boolean is(int index, String expected) {
    return index >= 0 && index < size && text.matches(starts[index], ends[index], expected);
  }

  boolean isSymbol(int index, char symbol) {
    return index >= 0
        && index < size
        && kinds[index] == Kind.SYMBOL
        && text.at(starts[index]) == symbol;
  }

  boolean isWord(int index) {
    return index >= 0 && index < size && kinds[index] == Kind.WORD;
  }

  /** The first token that starts at a place or behind it; the number of tokens if none does. */
  int firstFrom(int writtenStart) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (start(middle) < writtenStart) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
