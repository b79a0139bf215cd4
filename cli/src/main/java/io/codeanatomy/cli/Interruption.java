// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

/** The wish of a person, or of the operating system, that the command stops. */
public final class Interruption {

  private Runnable action = () -> {};
  private boolean happened;

  /** What to do when it happens; at once if it has. Replaces what was to be done before. */
  synchronized void whenItHappens(Runnable newAction) {
    action = newAction;
    if (happened) {
      action.run();
    }
  }

  /** Stops the command. */
  public synchronized void interrupt() {
    happened = true;
    action.run();
  }

  synchronized boolean happened() {
    return happened;
  }
}
