// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Folders that a run creates, and removes again. */
public final class Folders {

  private Folders() {}

  /**
   * Creates a folder and the parents that are missing.
   *
   * @return the folders that were created, the outermost first; empty if all were there
   */
  public static List<Path> create(Path folder) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path path = folder.toAbsolutePath().normalize();
        path != null && !Files.exists(path);
        path = path.getParent()) {
      missing.add(0, path);
    }
    List<Path> created = new ArrayList<>();
    try {
      for (Path path : missing) {
        if (!Files.exists(path)) {
          Files.createDirectory(path);
          created.add(path);
        }
      }
    } catch (IOException e) {
      removeEmpty(created);
      throw e;
    }
    if (!Files.isDirectory(folder)) {
      throw new java.nio.file.NotDirectoryException(folder.toString());
    }
    return created;
  }

  /** The path, absolute and without symbolic links, as far as it exists. */
  public static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    for (Path existing = absolute; existing != null; existing = existing.getParent()) {
      try {
        return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
      } catch (IOException e) {
        // Not there yet: its parent tells.
      }
    }
    return absolute;
  }

  /** Removes those of the folders that are empty, the last first; never fails. */
  public static void removeEmpty(List<Path> folders) {
    for (int i = folders.size() - 1; i >= 0; i--) {
      try {
        Files.deleteIfExists(folders.get(i));
      } catch (IOException e) {
        // Somebody else put something into it, so it stays, and its parents with it.
        return;
      }
    }
  }

  /** Removes a folder, or a file, with all that is in it; nothing happens if it is not there. */
  public static void remove(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The same on the way out of a failure: what cannot be removed is added to the failure. */
  public static void removeAfter(Throwable failure, Path folder) {
    try {
      remove(folder);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
