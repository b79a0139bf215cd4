// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A hidden folder that belongs to one run and goes with it. A locked file in it says that the run
 * is alive; what a dead run left is removed by the next one that makes a folder at the same place.
 */
public final class RunFolder implements AutoCloseable {

  private static final String LOCK = ".lock";

  private final Path folder;
  private final List<Path> created;
  private final FileChannel lock;

  private RunFolder(Path folder, List<Path> created, FileChannel lock) {
    this.folder = folder;
    this.created = created;
    this.lock = lock;
  }

  /**
   * Makes the folder {@code .<purpose>-<run id>} in another one, which is made where it is missing.
   *
   * @param purpose of letters only; folders of the same purpose are swept
   */
  public static RunFolder create(Path parent, String purpose, String runId) throws IOException {
    String prefix = "." + purpose + "-";
    removeAbandoned(parent, prefix);
    Path folder = parent.toAbsolutePath().normalize().resolve(prefix + runId);
    List<Path> created = new ArrayList<>(Folders.create(folder));
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw new IOException("The folder " + folder + " is in use by another run");
      }
      return new RunFolder(folder, created, channel);
    } catch (IOException | RuntimeException e) {
      if (created.contains(folder)) {
        Folders.removeAfter(e, folder);
      }
      Folders.removeEmpty(created);
      throw e;
    }
  }

  /** The folder, absolute. */
  public Path path() {
    return folder;
  }

  /** Removes what is still in the folder, and the folders that were made for it and are empty. */
  @Override
  public void close() throws IOException {
    lock.close();
    Folders.remove(folder);
    Folders.removeEmpty(created);
  }

  /** Removes the folders of runs that do not live any more. */
  private static void removeAbandoned(Path parent, String prefix) throws IOException {
    if (!Files.isDirectory(parent)) {
      return;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, prefix + "*")) {
      for (Path folder : folders) {
        if (isAbandoned(folder.resolve(LOCK))) {
          Folders.remove(folder);
        }
      }
    }
  }

  private static boolean isAbandoned(Path lock) throws IOException {
    if (!Files.exists(lock)) {
      // Either so young that its lock is still to come, or nothing was ever put into it.
      return false;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      return held != null;
    } catch (OverlappingFileLockException e) {
      // A run in this very process.
      return false;
    }
  }
}
