// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A standard stream of the process. A reader that has seen enough and closed its end ({@code |
 * head}) is none of our business; any other failure is remembered, since what was to be shown is
 * lost.
 */
final class StandardStream extends OutputStream {

  private final OutputStream target;
  private @Nullable String failure;
  private boolean closedByReader;

  StandardStream(OutputStream target) {
    this.target = target;
  }

  /** Prints in UTF-8 whatever the locale; flushed at every line. */
  PrintStream printer() {
    return new PrintStream(new BufferedOutputStream(this), true, StandardCharsets.UTF_8);
  }

  /** Why something that was printed did not arrive. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (closedByReader || failure != null) {
      return;
    }
    try {
      target.write(bytes, offset, length);
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage());
      String lower = message.toLowerCase(Locale.ROOT);
      if (lower.contains("broken pipe") || lower.contains("pipe is being closed")) {
        closedByReader = true;
      } else {
        failure = message;
      }
    }
  }
}
