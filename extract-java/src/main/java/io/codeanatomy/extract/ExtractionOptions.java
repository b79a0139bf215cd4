// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.nio.file.Path;
import java.util.List;

/**
 * How to extract. The number of threads changes no row.
 *
 * @param threads files under way at once, at least 1
 * @param maximumFileBytes larger files are not read, they get a row of {@code diagnostics}
 * @param attributed whether names are looked up; without, {@code symbols} and {@code
 *     symbol_relations} have no rows
 * @param classPath folders of class files and jars that the sources need, besides the JDK
 */
public record ExtractionOptions(
    int threads, int maximumFileBytes, boolean attributed, List<Path> classPath) {

  private static final int DEFAULT_MAXIMUM_FILE_BYTES = 8 << 20;
  private static final int LARGEST_MAXIMUM_FILE_BYTES = 1 << 29;

  public ExtractionOptions {
    classPath = List.copyOf(classPath);
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

  /** A thread for each processor, files up to 8 MiB, attribution without a class path. */
  public static ExtractionOptions defaults() {
    return new ExtractionOptions(
        Runtime.getRuntime().availableProcessors(), DEFAULT_MAXIMUM_FILE_BYTES, true, List.of());
  }

  public ExtractionOptions withThreads(int newThreads) {
    return new ExtractionOptions(newThreads, maximumFileBytes, attributed, classPath);
  }

  public ExtractionOptions withMaximumFileBytes(int newMaximum) {
    return new ExtractionOptions(threads, newMaximum, attributed, classPath);
  }

  /** Names are not looked up. */
  public ExtractionOptions withoutAttribution() {
    return new ExtractionOptions(threads, maximumFileBytes, false, classPath);
  }

  /** Names are looked up in these folders and jars, too. */
  public ExtractionOptions withClassPath(List<Path> newClassPath) {
    return new ExtractionOptions(threads, maximumFileBytes, attributed, newClassPath);
  }
}
