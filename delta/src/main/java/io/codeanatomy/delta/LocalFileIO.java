// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Delta Kernel's file access, straight on {@code java.nio}. The Kernel's own goes through Hadoop's
 * local file system, whose rename overwrites: two writers then lose commits of each other.
 *
 * <p>A location is {@code file:} and the raw absolute path, never percent-encoded: the Kernel
 * encodes what it writes into the log.
 */
final class LocalFileIO implements FileIO {

  private static final String SCHEME = "file:";

  static String location(Path path) {
    return SCHEME + path.toAbsolutePath().normalize();
  }

  /** The path of a location as the Kernel passes it, with or without the scheme. */
  static Path path(String location) throws IOException {
    String raw = location;
    if (raw.startsWith(SCHEME)) {
      raw = raw.substring(SCHEME.length());
      int start = 0;
      while (start + 1 < raw.length() && raw.charAt(start + 1) == '/') {
        start++;
      }
      raw = raw.substring(start);
    }
    if (!raw.startsWith("/")) {
      throw new IOException("Only files of the local file system are supported: " + location);
    }
    return Path.of(raw);
  }

  @Override
  public CloseableIterator<FileStatus> listFrom(String filePath) throws IOException {
    Path from = path(filePath);
    String firstName = name(from);
    List<FileStatus> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent(from))) {
      for (Path entry : entries) {
        if (name(entry).compareTo(firstName) >= 0) {
          status(entry).ifPresent(found::add);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw notFound(e);
    }
    found.sort(Comparator.comparing(FileStatus::getPath));
    return closeable(found.iterator());
  }

  @Override
  public FileStatus getFileStatus(String location) throws IOException {
    Path path = path(location);
    return status(path).orElseThrow(() -> new FileNotFoundException(path.toString()));
  }

  @Override
  public String resolvePath(String location) throws IOException {
    return location(path(location));
  }

  @Override
  public boolean mkdirs(String location) throws IOException {
    Durable.createFolders(path(location));
    return true;
  }

  @Override
  public InputFile newInputFile(String location, long fileSize) {
    return new LocalInput(location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return new LocalOutput(location);
  }

  @Override
  public boolean delete(String location) throws IOException {
    Path path = path(location);
    if (Files.isDirectory(path)) {
      throw new IOException("Is a folder: " + path);
    }
    return Files.deleteIfExists(path);
  }

  @Override
  public Optional<String> getConf(String key) {
    return Optional.empty();
  }

  @Override
  public void copyFileAtomically(String from, String to, boolean overwrite) throws IOException {
    try (AtomicFile copy = AtomicFile.open(path(to), AtomicFile.Existing.of(overwrite))) {
      Files.copy(path(from), copy.stream());
      copy.publish();
    } catch (NoSuchFileException e) {
      throw notFound(e);
    }
  }

  /** The Kernel tells a missing file by the old exception. */
  static FileNotFoundException notFound(IOException cause) {
    FileNotFoundException notFound = new FileNotFoundException(cause.getMessage());
    notFound.initCause(cause);
    return notFound;
  }

  private static Optional<FileStatus> status(Path path) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return Optional.of(
          FileStatus.of(
              location(path), attributes.size(), attributes.lastModifiedTime().toMillis()));
    } catch (NoSuchFileException e) {
      // Somebody removed it while we looked.
      return Optional.empty();
    }
  }

  private static Path parent(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IOException("No folder: " + path);
    }
    return parent;
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  static <T> CloseableIterator<T> closeable(Iterator<T> iterator) {
    return new CloseableIterator<>() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public T next() {
        return iterator.next();
      }

      @Override
      public void close() {}
    };
  }
}
