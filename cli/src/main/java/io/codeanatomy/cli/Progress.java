// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.RunObserver;
import java.io.PrintStream;
import java.util.Locale;

/**
 * A line for each stage of the work: rewritten in place where a person watches, written once it is
 * done elsewhere, none if the command is to be quiet.
 */
final class Progress implements RunObserver {

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Screen screen;
  private final PrintStream err;
  private final boolean live;
  private boolean open;

  Progress(Screen screen, Terminal terminal) {
    this.screen = screen;
    this.err = terminal.err();
    this.live = terminal.errIsTerminal() && !"dumb".equals(terminal.environment().get("TERM"));
  }

  @Override
  public void started(String stage) {
    update(stage + " …");
  }

  @Override
  public void finished(String stage, double seconds) {
    if (live) {
      end();
    } else if (!screen.isQuiet()) {
      err.println(String.format(Locale.ROOT, "  %-40s %10s", stage, Figures.seconds(seconds)));
    }
  }

  /** Says how far a stage is, where a person watches. */
  void update(String text) {
    if (live && !screen.isQuiet()) {
      err.print(CLEAR_LINE + "  " + text);
      err.flush();
      open = true;
    }
  }

  /** Takes the line back that is being rewritten; whatever is shown next begins a line. */
  void end() {
    if (open) {
      err.print(CLEAR_LINE);
      err.flush();
      open = false;
    }
  }
}
