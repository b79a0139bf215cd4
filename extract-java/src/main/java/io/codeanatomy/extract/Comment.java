// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

/**
 * A comment.
 *
 * @param nextToken the index of the token behind it; the number of tokens if there is none
 */
record Comment(Kind kind, Span span, int nextToken) {

  enum Kind {
    LINE("line"),
    BLOCK("block"),
    JAVADOC("javadoc");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }
}
