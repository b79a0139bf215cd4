// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

/** A stretch of a text, half-open, in UTF-16 units from 0. */
record Span(int start, int end) {

  Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("span [" + start + "," + end + ")");
    }
  }

  int length() {
    return end - start;
  }
}
