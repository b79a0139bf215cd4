// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Stops a run from another thread: the run then ends with a diagnostic, and nothing is published.
 * Once the commits have begun it is too late, and the run finishes.
 */
public final class Cancellation {

  private final List<Runnable> listeners = new ArrayList<>();
  private boolean cancelled;

  /** Cancels; calling it again does nothing. */
  public synchronized void cancel() {
    if (!cancelled) {
      cancelled = true;
      listeners.forEach(Runnable::run);
    }
  }

  /** Whether somebody cancelled. */
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Calls the listener on cancellation, at once if that has happened. */
  synchronized void onCancel(Runnable listener) {
    if (cancelled) {
      listener.run();
    } else {
      listeners.add(listener);
    }
  }
}
