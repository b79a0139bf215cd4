// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionException.Reason;

/** What structures of ours may take of Java's memory, beside the memory pool. */
final class JavaHeap {

  private JavaHeap() {}

  /** The bytes that all structures of a step may take together. */
  static long share() {
    return Runtime.getRuntime().maxMemory() / 2;
  }

  /**
   * The failure of a step that would take more.
   *
   * @param what the structure, as the subject of a sentence
   * @param remedy what helps besides a larger heap, or nothing
   */
  static ExecutionException tooSmall(String what, long bytes, String remedy) {
    return new ExecutionException(
        Reason.OUT_OF_MEMORY,
        "%s needs %d MB of Java's memory, and may take %d MB: give the JVM a larger heap (-Xmx)%s"
            .formatted(what, bytes >> 20, share() >> 20, remedy),
        new OutOfMemoryError());
  }
}
