// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The files of all sources in the order of their paths. Holds archives open until it is closed.
 *
 * <p>A path is relative to its source. With several sources it begins with the source's file name,
 * and for a second source of that name with {@code name~2}.
 */
final class SourceListing implements AutoCloseable {

  private static final String SUFFIX = ".java";

  private final List<SourceFile> files = new ArrayList<>();
  private final List<SkippedEntry> skipped = new ArrayList<>();
  private final List<ZipFile> archives = new ArrayList<>();

  private SourceListing() {}

  static SourceListing of(List<Path> sources) {
    SourceListing listing = new SourceListing();
    try {
      Map<Path, String> prefixes = prefixes(sources);
      for (Path source : sources) {
        listing.add(source, prefixes.getOrDefault(source, ""));
      }
      if (listing.files.isEmpty()) {
        throw ExtractErrors.nothingToExtract(sources);
      }
      listing.files.sort(Comparator.comparing(SourceFile::path));
      checkIds(listing.files);
      return listing;
    } catch (RuntimeException | Error failure) {
      listing.close();
      throw failure;
    }
  }

  List<SourceFile> files() {
    return files;
  }

  List<SkippedEntry> skipped() {
    return skipped;
  }

  @Override
  public void close() {
    for (ZipFile archive : archives) {
      try {
        archive.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private static Map<Path, String> prefixes(List<Path> sources) {
    if (sources.isEmpty()) {
      throw ExtractErrors.noSource();
    }
    Set<Path> real = new HashSet<>();
    Set<String> taken = new HashSet<>();
    Map<Path, String> prefixes = new HashMap<>();
    for (Path source : sources) {
      if (!Files.exists(source)) {
        throw ExtractErrors.sourceMissing(source);
      }
      if (!real.add(realPath(source))) {
        throw ExtractErrors.sameSource(source);
      }
      String name = String.valueOf(source.toAbsolutePath().normalize().getFileName());
      String unique = name;
      for (int i = 2; !taken.add(unique); i++) {
        unique = name + "~" + i;
      }
      prefixes.put(source, sources.size() == 1 ? "" : unique + "/");
    }
    return prefixes;
  }

  private static Path realPath(Path source) {
    try {
      return source.toRealPath();
    } catch (IOException failure) {
      throw ExtractErrors.unreadableFolder(source, failure);
    }
  }

  private static void checkIds(List<SourceFile> files) {
    Map<Long, String> paths = new HashMap<>();
    for (SourceFile file : files) {
      String other = paths.put(file.id(), file.path());
      if (other != null) {
        throw ExtractErrors.sameId(file.path(), other);
      }
    }
  }

  private void add(Path source, String prefix) {
    String name = source.toString().toLowerCase(Locale.ROOT);
    if (Files.isDirectory(source)) {
      FolderWalk.list(realPath(source), source, prefix, files, skipped);
    } else if (Files.isRegularFile(source) && (name.endsWith(".jar") || name.endsWith(".zip"))) {
      addArchive(source, prefix);
    } else {
      throw ExtractErrors.notASource(source);
    }
  }

  private void addArchive(Path source, String prefix) {
    ZipFile archive;
    try {
      archive = new ZipFile(source.toFile());
    } catch (IOException failure) {
      throw ExtractErrors.damagedArchive(source, failure);
    }
    archives.add(archive);
    Set<String> seen = new LinkedHashSet<>();
    archive.stream()
        .filter(entry -> !entry.isDirectory())
        .forEach(entry -> addEntry(source, prefix, archive, entry, seen));
  }

  private void addEntry(
      Path source, String prefix, ZipFile archive, ZipEntry entry, Set<String> seen) {
    String name = entry.getName().replace('\\', '/');
    List<String> segments = List.of(name.split("/", -1));
    if (!name.endsWith(SUFFIX)) {
      return;
    }
    if (segments.contains("..") || segments.contains("") || segments.contains(".")) {
      skipped.add(
          new SkippedEntry(source.toString(), name, "its name is not a plain relative path"));
    } else if (segments.stream().anyMatch(segment -> segment.startsWith("."))) {
      return;
    } else if (!seen.add(name)) {
      skipped.add(new SkippedEntry(source.toString(), name, "another entry has the same name"));
    } else {
      files.add(
          SourceFile.of(prefix + name, Math.max(0, entry.getSize()), m -> read(archive, entry, m)));
    }
  }

  private static byte[] read(ZipFile archive, ZipEntry entry, int maximum) throws IOException {
    try (InputStream in = archive.getInputStream(entry)) {
      if (in == null) {
        throw new IOException("the entry is gone");
      }
      return in.readNBytes(maximum);
    }
  }
}
