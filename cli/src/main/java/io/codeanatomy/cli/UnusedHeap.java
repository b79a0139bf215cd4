// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.RunObserver;

/**
 * Gives the memory back that a stage has left in Java's heap: an index on spans is made of arrays
 * several times its size, and what works next works outside of the heap. Tells another observer,
 * too.
 *
 * <p>Only a whole collection makes the heap smaller, and only with the options that {@code
 * bin/codeanatomy} gives ({@code MaxHeapFreeRatio}, {@code ShrinkHeapInSteps}).
 */
final class UnusedHeap implements RunObserver {

  /** A heap of this size is not worth a collection. */
  private static final long SMALL_BYTES = 192L << 20;

  private final RunObserver other;
  private long kept;

  UnusedHeap(RunObserver other) {
    this.other = other;
  }

  @Override
  public void started(String stage) {
    other.started(stage);
  }

  @Override
  public void finished(String stage, double seconds) {
    long heap = Runtime.getRuntime().totalMemory();
    if (heap > SMALL_BYTES && heap > kept + kept / 2) {
      System.gc();
      kept = Runtime.getRuntime().totalMemory();
    }
    other.finished(stage, seconds);
  }
}
