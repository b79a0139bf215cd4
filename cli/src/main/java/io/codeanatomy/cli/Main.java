// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The process around {@link Cli}: its streams, its signals and its exit code. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    Logging.configure(words);
    StandardStream out = new StandardStream(new FileOutputStream(FileDescriptor.out));
    StandardStream err = new StandardStream(new FileOutputStream(FileDescriptor.err));
    Interruption interruption = new Interruption();
    Terminal terminal =
        new Terminal(
            out.printer(),
            err.printer(),
            Boolean.getBoolean("codeanatomy.stdout.terminal"),
            Boolean.getBoolean("codeanatomy.stderr.terminal"),
            System.getenv(),
            Optional.ofNullable(System.getProperty("codeanatomy.home")).map(Path::of),
            interruption);
    ShutdownHook hook = ShutdownHook.install(interruption, terminal);
    int code = Cli.run(words, terminal);
    terminal.out().flush();
    Optional<String> lost = out.failure();
    if (lost.isPresent()) {
      terminal.err().println("error: the output could not be written: " + lost.get());
      code = code == ExitCode.DONE.number() ? ExitCode.FAILED.number() : code;
    }
    terminal.err().flush();
    hook.finished(code);
    System.exit(code);
  }
}
