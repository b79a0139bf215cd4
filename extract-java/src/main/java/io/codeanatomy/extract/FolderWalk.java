// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.StringJoiner;

/**
 * Finds the Java files of a folder. Hidden folders and files are passed over; symbolic links are
 * not followed, so that no file comes twice and no loop is walked, but are told of.
 */
final class FolderWalk extends SimpleFileVisitor<Path> {

  private final Path root;
  private final Path source;
  private final String prefix;
  private final List<SourceFile> files;
  private final List<SkippedEntry> skipped;

  private FolderWalk(
      Path root, Path source, String prefix, List<SourceFile> files, List<SkippedEntry> skipped) {
    this.root = root;
    this.source = source;
    this.prefix = prefix;
    this.files = files;
    this.skipped = skipped;
  }

  static void list(
      Path root, Path source, String prefix, List<SourceFile> files, List<SkippedEntry> skipped) {
    try {
      Files.walkFileTree(root, new FolderWalk(root, source, prefix, files, skipped));
    } catch (IOException failure) {
      throw ExtractErrors.unreadableFolder(source, failure);
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    return !folder.equals(root) && isHidden(folder)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (isHidden(file)) {
      return FileVisitResult.CONTINUE;
    }
    if (attributes.isSymbolicLink()) {
      if (file.toString().endsWith(".java") || Files.isDirectory(file)) {
        skip(file, "symbolic links are not followed");
      }
    } else if (file.toString().endsWith(".java")) {
      if (attributes.isRegularFile()) {
        files.add(
            SourceFile.of(
                prefix + relative(file), attributes.size(), maximum -> read(file, maximum)));
      } else {
        skip(file, "it is not a regular file");
      }
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    if (file.equals(root)) {
      throw failure;
    }
    if (!isHidden(file)) {
      skip(file, "it cannot be read: " + failure.getMessage());
    }
    return FileVisitResult.CONTINUE;
  }

  private void skip(Path file, String reason) {
    skipped.add(new SkippedEntry(source.toString(), relative(file), reason));
  }

  private String relative(Path file) {
    StringJoiner path = new StringJoiner("/");
    for (Path name : root.relativize(file)) {
      path.add(name.toString());
    }
    return path.toString();
  }

  private static boolean isHidden(Path file) {
    Path name = file.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  private static byte[] read(Path file, int maximum) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(maximum);
    }
  }
}
