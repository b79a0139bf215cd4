// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.environment;

/** How large a run is, and what it may use for that; capped by the machine. */
public enum EnvironmentProfile {
  small(4, 4_096, 512L << 20),
  medium(8, 8_192, 2L << 30),
  large(16, 16_384, 8L << 30);

  private static final long SMALL_BYTES = 64L << 20;
  private static final long MEDIUM_BYTES = 8L << 30;
  private static final long SMALL_ROWS = 1_000_000;
  private static final long MEDIUM_ROWS = 200_000_000;

  private final int targetPartitions;
  private final int batchSize;
  private final long memoryBytes;

  EnvironmentProfile(int targetPartitions, int batchSize, long memoryBytes) {
    this.targetPartitions = targetPartitions;
    this.batchSize = batchSize;
    this.memoryBytes = memoryBytes;
  }

  /** The partitions that a distributed execution engine aims at. */
  public int targetPartitions() {
    return targetPartitions;
  }

  /** The rows that are worked on at once, where an execution engine lets one choose. */
  public int batchSize() {
    return batchSize;
  }

  /** The memory pool in bytes on a machine that has enough. */
  public long memoryBytes() {
    return memoryBytes;
  }

  /**
   * The profile for inputs of a size: small up to 64 MB of data files and a million rows, medium up
   * to 8 GB and 200 million rows. Rows count because data files are compressed, and what is worked
   * on is not.
   */
  public static EnvironmentProfile forInputs(long bytes, long rows) {
    if (bytes <= SMALL_BYTES && rows <= SMALL_ROWS) {
      return small;
    }
    return bytes <= MEDIUM_BYTES && rows <= MEDIUM_ROWS ? medium : large;
  }
}
