// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

/** The check of a class path, of which the compiler says nothing if an entry is missing. */
final class ClassPath {

  private ClassPath() {}

  static void check(List<Path> entries) {
    for (Path entry : entries) {
      if (!Files.exists(entry)) {
        throw ExtractErrors.classPathEntryMissing(entry);
      }
      if (!Files.isDirectory(entry) && !isArchive(entry)) {
        throw ExtractErrors.notAClassPathEntry(entry);
      }
    }
  }

  private static boolean isArchive(Path entry) {
    try (ZipFile archive = new ZipFile(entry.toFile())) {
      return archive.size() >= 0;
    } catch (IOException damaged) {
      return false;
    }
  }
}
