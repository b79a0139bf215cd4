// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.RunObserver;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticFormatter;
import io.codeanatomy.spec.SpecSource;
import java.util.List;
import java.util.Optional;

/** What a command shows, and where: data to standard output, everything else to standard error. */
final class Screen {

  private final Terminal terminal;
  private final OutputOptions options;
  private final Progress progress;

  Screen(Terminal terminal, OutputOptions options) {
    this.terminal = terminal;
    this.options = options;
    this.progress = new Progress(this, terminal);
  }

  boolean isJson() {
    return options.format == Format.json;
  }

  boolean isQuiet() {
    return options.quiet;
  }

  boolean isVerbose() {
    return options.verbose;
  }

  boolean isDebugging() {
    return options.debug;
  }

  /** Whether standard output is shown in colours. */
  Ansi outStyle() {
    return terminal.outIsTerminal() && allowsColor() && !isJson() ? Ansi.ON : Ansi.OFF;
  }

  /** Whether standard error is shown in colours. */
  Ansi errStyle() {
    return terminal.errIsTerminal() && allowsColor() ? Ansi.ON : Ansi.OFF;
  }

  private boolean allowsColor() {
    return !options.noColor && !terminal.forbidsColor();
  }

  /** The lines that tell how the command gets on. */
  Progress progress() {
    return progress;
  }

  /** What a run tells its stages to. */
  RunObserver observer() {
    return new UnusedHeap(progress());
  }

  /** Shows what was asked for; the text ends with a line break. */
  void data(String text) {
    progress.end();
    terminal.out().print(text);
    terminal.out().flush();
  }

  /** Tells something by the way. */
  void note(String line) {
    if (!isQuiet()) {
      progress.end();
      terminal.err().println(line);
    }
  }

  /** Shows what is worth knowing, but stops nothing. */
  void warnings(List<Diagnostic> warnings, Optional<SpecSource> source) {
    if (!isQuiet()) {
      diagnostics(warnings, source);
    }
  }

  /** Shows diagnostics with the lines they are about. */
  void diagnostics(List<Diagnostic> diagnostics, Optional<SpecSource> source) {
    progress.end();
    DiagnosticFormatter.Color color =
        errStyle() == Ansi.ON ? DiagnosticFormatter.Color.ANSI : DiagnosticFormatter.Color.NEVER;
    terminal.err().print(DiagnosticFormatter.text(diagnostics, source, color));
    terminal.err().flush();
  }

  /** Shows an error that no place in a spec goes with. */
  void error(String message) {
    progress.end();
    terminal.err().println(errStyle().red("error: ") + message);
  }

  void stackTrace(Throwable failure) {
    failure.printStackTrace(terminal.err());
  }
}
