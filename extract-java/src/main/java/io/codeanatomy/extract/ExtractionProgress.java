// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

/** Is told how far an extraction is, from the thread that called it, after each file. */
@FunctionalInterface
public interface ExtractionProgress {

  /** Tells nobody. */
  ExtractionProgress NONE = (filesDone, filesTotal, bytesDone, bytesTotal) -> {};

  /** Files and bytes whose rows are appended, and all of them; bytes as the sources list them. */
  void advanced(long filesDone, long filesTotal, long bytesDone, long bytesTotal);

  /** Files whose names are looked up, and all of them; after all files have advanced. */
  default void attributed(long filesDone, long filesTotal) {}
}
