// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

/** Is told how a run gets on. Called by the thread that runs; must not throw. */
public interface RunObserver {

  /** Tells nobody. */
  RunObserver NONE =
      new RunObserver() {
        @Override
        public void started(String stage) {}

        @Override
        public void finished(String stage, double seconds) {}
      };

  /** A stage starts; the name is that of {@link RunResult.Stage}. */
  void started(String stage);

  /** A stage is done. */
  void finished(String stage, double seconds);
}
