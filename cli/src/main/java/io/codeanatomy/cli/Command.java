// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.spec.SpecSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands have in common: their output, and what happens when they fail. */
abstract class Command implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final OutputOptions outputOptions = new OutputOptions();

  @Spec private CommandSpec commandSpec = CommandSpec.create();

  Command(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Does the work and shows what came of it.
   *
   * @return done, or what else a command may end with that is no failure of its own
   * @throws io.codeanatomy.spec.DiagnosticException if it cannot be done
   */
  abstract ExitCode execute(Screen screen);

  /** The document that the command is about, as soon as it is known. */
  Optional<SpecSource> source() {
    return Optional.empty();
  }

  @Override
  public final Integer call() {
    Screen screen = new Screen(terminal, outputOptions);
    try {
      return execute(screen).number();
    } catch (CommandLine.ParameterException e) {
      throw e;
    } catch (Throwable e) {
      return new Failures(screen, terminal).show(e, source()).number();
    }
  }

  Terminal terminal() {
    return terminal;
  }

  /** The command line is wrong in a way that only the command can tell. */
  CommandLine.ParameterException usage(String message) {
    return new CommandLine.ParameterException(commandSpec.commandLine(), message);
  }
}
