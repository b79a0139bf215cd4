// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.ingest;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What a file that is loaded is made of. */
public enum FileFormat {
  PARQUET(".*\\.parquet"),
  /** Fields separated by comma, semicolon, tab or bar; UTF-8. */
  CSV(".*\\.(csv|tsv)(\\.gz)?"),
  /** An array of objects, or one object after the other. */
  JSON(".*\\.(json|jsonl|ndjson)(\\.gz)?");

  private final String fileName;

  FileFormat(String fileName) {
    this.fileName = fileName;
  }

  /** The format that a file's name tells. */
  public static Optional<FileFormat> of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    for (FileFormat format : values()) {
      if (name.matches(format.fileName)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
