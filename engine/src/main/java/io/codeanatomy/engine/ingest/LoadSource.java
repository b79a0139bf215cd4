// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.ingest;

import java.util.List;
import java.util.Optional;

/**
 * Files that become one table.
 *
 * @param name the table's name, {@code [a-z][a-z0-9_]*}
 * @param files each a file, a glob, or a folder whose files of a known format are meant
 * @param format the format; nothing to tell it by the files' names
 */
public record LoadSource(String name, List<String> files, Optional<FileFormat> format) {

  public LoadSource {
    files = List.copyOf(files);
  }

  /** Files whose format is told by their names. */
  public static LoadSource of(String name, String... files) {
    return new LoadSource(name, List.of(files), Optional.empty());
  }
}
