// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.SpecSource;
import java.util.List;
import java.util.Optional;

/** Turns what stopped a command into an exit code, and tells people or programs about it. */
final class Failures {

  private final Screen screen;
  private final Terminal terminal;

  Failures(Screen screen, Terminal terminal) {
    this.screen = screen;
    this.terminal = terminal;
  }

  /**
   * Shows a failure.
   *
   * @param source the document that the command is about, for diagnostics that name its lines
   */
  ExitCode show(Throwable failure, Optional<SpecSource> source) {
    if (failure instanceof OutOfMemoryError) {
      return show(CliErrors.outOfMemory(), source);
    }
    if (terminal.interruption().happened()) {
      return interrupted(failure);
    }
    return failure instanceof DiagnosticException known
        ? diagnosed(known, known.source().or(() -> source))
        : internal(failure);
  }

  private ExitCode diagnosed(DiagnosticException failure, Optional<SpecSource> source) {
    List<Diagnostic> diagnostics = failure.diagnostics();
    ExitCode code = ExitCode.of(diagnostics);
    String summary =
        diagnostics.stream().filter(Diagnostic::isError).findFirst().orElseThrow().message();
    if (screen.isJson()) {
      document(code, summary, diagnostics);
      screen.error(summary);
    } else {
      screen.diagnostics(diagnostics, source);
    }
    trace(failure);
    return code;
  }

  private ExitCode interrupted(Throwable failure) {
    String message = "Interrupted. Nothing was published.";
    if (screen.isJson()) {
      document(ExitCode.INTERRUPTED, message, List.of());
    }
    screen.error(message);
    trace(failure);
    return ExitCode.INTERRUPTED;
  }

  private ExitCode internal(Throwable failure) {
    String message = "internal error: " + failure;
    if (screen.isJson()) {
      document(ExitCode.INTERNAL, message, List.of());
    }
    screen.error(message);
    StringBuilder text = new StringBuilder();
    text.append("This is a fault of CodeAnatomy, not of what you gave it. Please report it with\n");
    text.append("what you ran, this message, and: ").append(Versions.line()).append('\n');
    if (!screen.isDebugging()) {
      text.append("Run it again with --debug for the stack trace.\n");
    }
    terminal.err().print(text);
    trace(failure);
    return ExitCode.INTERNAL;
  }

  private void trace(Throwable failure) {
    if (screen.isDebugging()) {
      screen.stackTrace(failure);
    }
    terminal.err().flush();
  }

  private void document(ExitCode code, String message, List<Diagnostic> diagnostics) {
    screen.data(json(code, message, diagnostics));
  }

  /** What standard output holds instead of the result. */
  static String json(ExitCode code, String message, List<Diagnostic> diagnostics) {
    return Json.object(
        json ->
            json.object(
                    "error",
                    error ->
                        error
                            .field("kind", code.word())
                            .field("exit_code", code.number())
                            .field("message", message))
                .diagnostics("diagnostics", diagnostics));
  }
}
