// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

/**
 * Where lines start and end, in bytes. A line ends before its {@code \n}, {@code \r\n} or {@code
 * \r}; what is behind the last terminator, if only the empty text, is a line as well, so that every
 * offset of the file, its end included, lies on one line.
 */
final class LineIndex {

  private LineIndex() {}

  /** Takes the lines one by one. */
  interface Consumer {
    void line(long number, long start, long end);
  }

  /**
   * Hands over each line from number 0.
   *
   * @return the lines as one counts them: what is behind the last terminator counts if it is not
   *     empty
   */
  static long scan(byte[] bytes, Consumer consumer) {
    long number = 0;
    int start = 0;
    int at = 0;
    while (at < bytes.length) {
      byte b = bytes[at];
      if (b != '\n' && b != '\r') {
        at++;
        continue;
      }
      consumer.line(number++, start, at);
      at += b == '\r' && at + 1 < bytes.length && bytes[at + 1] == '\n' ? 2 : 1;
      start = at;
    }
    consumer.line(number, start, bytes.length);
    return start < bytes.length ? number + 1 : number;
  }
}
