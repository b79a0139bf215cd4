// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.ingest;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a source: all of one format, none empty, none twice. */
record SourceFiles(FileFormat format, List<Path> paths) {

  private static final Pattern GLOB = Pattern.compile("[*?\\[{]");

  static SourceFiles of(LoadSource source) {
    List<Path> paths = new ArrayList<>();
    Set<Path> seen = new TreeSet<>();
    for (String text : source.files()) {
      for (Path path : expand(source, text)) {
        if (seen.add(path)) {
          paths.add(path);
        }
      }
    }
    if (paths.isEmpty()) {
      throw IngestErrors.noFiles(source.name());
    }
    FileFormat format = source.format().orElseGet(() -> format(source, paths));
    for (Path path : paths) {
      checkContent(source, path);
    }
    return new SourceFiles(format, paths);
  }

  private static FileFormat format(LoadSource source, List<Path> paths) {
    Path first = paths.get(0);
    FileFormat format =
        FileFormat.of(first).orElseThrow(() -> IngestErrors.unknownFormat(source.name(), first));
    for (Path path : paths) {
      if (!FileFormat.of(path).filter(format::equals).isPresent()) {
        throw IngestErrors.mixedFormats(source.name(), first, path);
      }
    }
    return format;
  }

  private static void checkContent(LoadSource source, Path path) {
    try {
      if (Files.size(path) == 0) {
        throw IngestErrors.emptyFile(source.name(), path);
      }
    } catch (IOException e) {
      throw IngestErrors.unreadableFile(source.name(), path, e);
    }
    if (!Files.isReadable(path)) {
      throw IngestErrors.unreadableFile(source.name(), path, new IOException("permission denied"));
    }
  }

  /** A path that exists is itself, whatever characters are in its name. */
  private static List<Path> expand(LoadSource source, String text) {
    Path path = Path.of(text).toAbsolutePath().normalize();
    try {
      if (Files.isRegularFile(path)) {
        return List.of(path);
      }
      if (Files.isDirectory(path)) {
        return files(path, file -> FileFormat.of(file).isPresent() || source.format().isPresent());
      }
      if (GLOB.matcher(text).find()) {
        return matches(path);
      }
    } catch (IOException e) {
      throw IngestErrors.unreadableFile(source.name(), path, e);
    }
    throw IngestErrors.fileNotFound(source.name(), path);
  }

  private static List<Path> matches(Path pattern) throws IOException {
    Path base = pattern;
    while (base != null && GLOB.matcher(base.toString()).find()) {
      base = base.getParent();
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    return base == null || !Files.isDirectory(base) ? List.of() : files(base, matcher::matches);
  }

  /** In the order of their paths; hidden files and folders, and those of Delta, are passed by. */
  private static List<Path> files(Path folder, java.util.function.Predicate<Path> wanted)
      throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> isVisible(folder.relativize(file)))
          .filter(wanted)
          .sorted()
          .toList();
    }
  }

  private static boolean isVisible(Path path) {
    for (Path part : path) {
      if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
        return false;
      }
    }
    return true;
  }
}
