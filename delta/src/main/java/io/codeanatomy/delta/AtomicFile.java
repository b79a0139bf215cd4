// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that appears under its name only when it is whole. It is written beside its place under a
 * hidden name that Delta readers ignore, flushed, and then given its name in one step.
 */
final class AtomicFile implements AutoCloseable {

  private final Path target;
  private final Path temporary;
  private final Existing existing;
  private final FileChannel channel;
  private final OutputStream stream;

  private AtomicFile(Path target, Path folder, Existing existing) throws IOException {
    this.target = target;
    this.temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    this.existing = existing;
    this.channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.stream = Channels.newOutputStream(channel);
  }

  static AtomicFile open(Path target, Existing existing) throws IOException {
    return new AtomicFile(target, folder(target), existing);
  }

  /** Takes the content; not buffered. */
  OutputStream stream() {
    return stream;
  }

  /**
   * Gives the file its name.
   *
   * @throws FileAlreadyExistsException if there is one of that name and it is to stay
   */
  void publish() throws IOException {
    channel.force(true);
    channel.close();
    if (existing == Existing.REPLACE) {
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } else {
      link();
    }
    Durable.flushFolder(folder(target));
  }

  /**
   * A hard link is the one call that fails, atomically and on every process, if the name exists.
   */
  private void link() throws IOException {
    try {
      Files.createLink(target, temporary);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      throw new IOException(
          "The file system cannot make the hard link that an atomic commit needs: " + target, e);
    }
  }

  /** Removes the hidden name; without {@link #publish} nothing stays. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(temporary);
  }

  private static Path folder(Path target) throws IOException {
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException("No folder: " + target);
    }
    return folder;
  }

  /** What happens to a file of the same name. */
  enum Existing {
    KEEP,
    REPLACE;

    static Existing of(boolean overwrite) {
      return overwrite ? REPLACE : KEEP;
    }
  }
}
