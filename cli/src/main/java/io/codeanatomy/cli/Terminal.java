// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command talks to.
 *
 * @param out for data
 * @param err for everything else
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}
 * @param environment the environment variables
 * @param home the checkout that the command runs from, if it is one
 * @param interruption is told when a person wants the command to stop
 */
public record Terminal(
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Map<String, String> environment,
    Optional<Path> home,
    Interruption interruption) {

  /** The convention of no-color.org: set to anything but the empty text. */
  boolean forbidsColor() {
    return !environment.getOrDefault("NO_COLOR", "").isEmpty()
        || environment.getOrDefault("TERM", "").equals("dumb");
  }
}
