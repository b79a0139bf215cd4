// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that appears under its name only when it is whole and on the disk, and never in place of
 * another one. Opening it shows whether its folder can be written.
 */
final class NewFile implements AutoCloseable {

  private final Path target;
  private final Path folder;
  private final Path temporary;
  private final FileChannel channel;

  private NewFile(Path target, Path folder) throws IOException {
    this.target = target;
    this.folder = folder;
    this.temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    this.channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  static NewFile open(Path target) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null) {
      throw new IOException("No folder: " + target);
    }
    return new NewFile(absolute, folder);
  }

  /** Writes a whole file at once; folders that are missing are made. */
  static void write(Path target, String text) throws IOException {
    Files.createDirectories(target.toAbsolutePath().normalize().getParent());
    try (NewFile file = open(target)) {
      file.publish(text);
    }
  }

  /**
   * Writes the content and gives the file its name.
   *
   * @throws FileAlreadyExistsException if there is a file of that name
   */
  void publish(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
    channel.close();
    try {
      // Unlike a move, this fails in one step if the name is taken.
      Files.createLink(target, temporary);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      // The file system has no hard links.
      Files.move(temporary, target);
    }
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /** Removes the temporary name; without {@link #publish} nothing stays. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(temporary);
  }
}
