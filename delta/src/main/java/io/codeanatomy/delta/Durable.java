// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What has to be on the disk, not in a cache, before others may rely on it. */
final class Durable {

  private Durable() {}

  /** Flushes the content of a file to the disk. */
  static void flushFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Flushes the names in a folder to the disk. */
  static void flushFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Makes a folder and the missing ones above it. */
  static void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent == null) {
      throw new IOException("No such folder: " + folder);
    }
    createFolders(parent);
    Files.createDirectories(folder);
    flushFolder(parent);
  }
}
