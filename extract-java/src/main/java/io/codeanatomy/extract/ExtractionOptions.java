// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

/**
 * How to extract; no choice here changes a row, but for files above the maximum.
 *
 * @param threads files under way at once, at least 1
 * @param maximumFileBytes larger files are not read, they get a row of {@code diagnostics}
 */
public record ExtractionOptions(int threads, int maximumFileBytes) {

  private static final int DEFAULT_MAXIMUM_FILE_BYTES = 8 << 20;
  private static final int LARGEST_MAXIMUM_FILE_BYTES = 1 << 29;

  public ExtractionOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads + " is less than 1");
    }
    if (maximumFileBytes < 1 || maximumFileBytes > LARGEST_MAXIMUM_FILE_BYTES) {
      throw new IllegalArgumentException(
          "maximumFileBytes: "
              + maximumFileBytes
              + " is not between 1 and "
              + LARGEST_MAXIMUM_FILE_BYTES);
    }
  }

  /** A thread for each processor, files up to 8 MiB. */
  public static ExtractionOptions defaults() {
    return new ExtractionOptions(
        Runtime.getRuntime().availableProcessors(), DEFAULT_MAXIMUM_FILE_BYTES);
  }

  public ExtractionOptions withThreads(int newThreads) {
    return new ExtractionOptions(newThreads, maximumFileBytes);
  }

  public ExtractionOptions withMaximumFileBytes(int newMaximum) {
    return new ExtractionOptions(threads, newMaximum);
  }
}
