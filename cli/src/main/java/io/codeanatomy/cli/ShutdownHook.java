// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * On Ctrl-C, or when the process is asked to end: stops the command and lets it clean up behind
 * itself.
 */
final class ShutdownHook {

  /** Longer than any command needs to stop; then the process ends as it is. */
  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile int code;

  private ShutdownHook() {}

  static ShutdownHook install(Interruption interruption, Terminal terminal) {
    ShutdownHook hook = new ShutdownHook();
    Thread thread = new Thread(() -> hook.run(interruption, terminal), "interruption");
    Runtime.getRuntime().addShutdownHook(thread);
    return hook;
  }

  /** The command is over, with this exit code. */
  void finished(int exitCode) {
    code = exitCode;
    done.countDown();
  }

  private void run(Interruption interruption, Terminal terminal) {
    if (done.getCount() == 0) {
      return;
    }
    interruption.interrupt();
    try {
      if (done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        if (code == ExitCode.DONE.number()) {
          // The wish came too late: all is published, and the caller must not take it for undone.
          Runtime.getRuntime().halt(code);
        }
        // Java ends with 128 and the number of the signal, after it removed its temporary files.
        return;
      }
      terminal.err().println("error: the command did not stop in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    terminal.err().flush();
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
  }
}
