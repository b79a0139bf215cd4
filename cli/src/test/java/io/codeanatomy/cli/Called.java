// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A call of the command in this process, and what came of it. */
record Called(int code, String out, String err) {

  static Called with(String... words) {
    return new Caller().call(words);
  }

  /** How the command is called. */
  static final class Caller {
    private boolean outIsTerminal;
    private boolean errIsTerminal;
    private Map<String, String> environment = Map.of();
    private Optional<Path> home = Optional.empty();
    private final Interruption interruption = new Interruption();

    Caller atTerminal() {
      outIsTerminal = true;
      errIsTerminal = true;
      return this;
    }

    Caller environment(String name, String value) {
      environment = Map.of(name, value);
      return this;
    }

    Caller home(Path folder) {
      home = Optional.of(folder);
      return this;
    }

    Caller interrupted() {
      interruption.interrupt();
      return this;
    }

    Called call(String... words) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      int code =
          Cli.run(
              List.of(words),
              new Terminal(
                  new PrintStream(out, true, StandardCharsets.UTF_8),
                  new PrintStream(err, true, StandardCharsets.UTF_8),
                  outIsTerminal,
                  errIsTerminal,
                  environment,
                  home,
                  interruption));
      return new Called(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }
}
