// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Does work on a thread with a large stack. Parsers, planners and DuckDB, which plans a statement
 * on the thread that asks for it, go through expressions and plans by recursion; the stack that
 * Java gives a thread is a megabyte, and native code that overruns it ends the process.
 */
final class DeepStack {

  /** Of addresses; memory is taken as it is used. */
  private static final long STACK_BYTES = 512L << 20;

  private DeepStack() {}

  private static final class DeepThread extends Thread {
    DeepThread(Runnable work) {
      super(null, work, Thread.currentThread().getName() + " (deep)", STACK_BYTES);
      setDaemon(Thread.currentThread().isDaemon());
    }
  }

  /**
   * Does the work and waits for it: throws what it throws, and hands interrupts on to it. On a
   * thread with a large stack already, it is done right there.
   */
  static <T> T call(Supplier<T> work) {
    if (Thread.currentThread() instanceof DeepThread) {
      return work.get();
    }
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new DeepThread(task);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
          thread.interrupt();
        } catch (ExecutionException e) {
          throw thrownBy(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException thrownBy(ExecutionException task) {
    Throwable thrown = task.getCause();
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException failure ? failure : new IllegalStateException(task);
  }
}
