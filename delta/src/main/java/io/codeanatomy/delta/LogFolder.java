// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What lies in a {@code _delta_log} by its file names.
 *
 * @param commits the log entries by version
 * @param checkpoints the versions that have a checkpoint
 */
record LogFolder(TreeMap<Long, Path> commits, TreeSet<Long> checkpoints) {

  static final String NAME = "_delta_log";

  private static final Pattern FILE = Pattern.compile("(\\d{20})\\.(json|checkpoint\\..+)");

  /** The log of a table; empty where there is none. */
  static LogFolder of(Path table) throws IOException {
    LogFolder log = new LogFolder(new TreeMap<>(), new TreeSet<>());
    Path folder = table.resolve(NAME);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files.forEach(log::add);
      }
    }
    return log;
  }

  private void add(Path file) {
    Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
    if (name.matches()) {
      long version = Long.parseLong(name.group(1));
      if (name.group(2).equals("json")) {
        commits.put(version, file);
      } else {
        checkpoints.add(version);
      }
    }
  }

  /** The log holds no table. */
  boolean isEmpty() {
    return commits.isEmpty() && checkpoints.isEmpty();
  }

  /** The newest version. */
  OptionalLong latest() {
    long commit = commits.isEmpty() ? -1 : commits.lastKey();
    long checkpoint = checkpoints.isEmpty() ? -1 : checkpoints.last();
    long latest = Math.max(commit, checkpoint);
    return latest < 0 ? OptionalLong.empty() : OptionalLong.of(latest);
  }

  /** The oldest version that can still be put together: the Kernel wants a checkpoint's commit. */
  OptionalLong earliest() {
    if (commits.containsKey(0L)) {
      return OptionalLong.of(0);
    }
    return checkpoints.stream().filter(commits::containsKey).mapToLong(v -> v).findFirst();
  }
}
