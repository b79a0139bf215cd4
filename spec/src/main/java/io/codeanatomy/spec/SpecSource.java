// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The text of a document, as it was read.
 *
 * @param path its file, if it has one
 * @param text the whole text, without a byte order mark
 */
public record SpecSource(Optional<Path> path, String text) {

  /** A text as it came, of which a byte order mark is left out. */
  static SpecSource of(Optional<Path> path, String text) {
    return new SpecSource(path, text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  /** A line of the text, counted from 1, without its line break; empty if there is none. */
  public Optional<String> line(int number) {
    return new LineIndex(text).line(number);
  }
}
