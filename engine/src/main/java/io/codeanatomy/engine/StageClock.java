// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Times the stages of a run, tells the observer, and ends the run between two stages if asked to.
 */
final class StageClock {

  private final RunObserver observer;
  private final Cancellation cancellation;
  private final List<RunResult.Stage> stages = new ArrayList<>();

  StageClock(RunObserver observer, Cancellation cancellation) {
    this.observer = observer;
    this.cancellation = cancellation;
  }

  /**
   * Runs a stage.
   *
   * @throws io.codeanatomy.spec.DiagnosticException if the run was cancelled before it
   */
  <T> T time(String stage, Supplier<T> work) {
    if (cancellation.isCancelled()) {
      throw RunErrors.cancelled();
    }
    observer.started(stage);
    long start = System.nanoTime();
    T result = work.get();
    double seconds = (System.nanoTime() - start) / 1e9;
    stages.add(new RunResult.Stage(stage, seconds));
    observer.finished(stage, seconds);
    return result;
  }

  /** The stages that are done, in order. */
  List<RunResult.Stage> stages() {
    return List.copyOf(stages);
  }
}
