// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.ChangeFile.Change;
import io.delta.kernel.engine.Engine;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the files of changed rows between two versions of a table (Delta protocol, "Add CDC File"
 * and "Change Data Files").
 */
final class ChangesReader {

  private static final String FEED_PROPERTY = "delta.enablechangedatafeed";
  private static final String FEED_FEATURE = "changeDataFeed";
  private static final int FIRST_WRITER_WITH_FEED = 4;
  private static final int FIRST_WRITER_WITH_FEATURES = 7;

  private final LocalDeltaStore store;
  private final KernelSnapshot bound;
  private final Path table;
  private final List<ChangeFile> files = new ArrayList<>();
  private final Map<Long, Instant> timestamps = new TreeMap<>();

  /** A reader of changes with the row type of a snapshot. */
  ChangesReader(Engine engine, KernelSnapshot bound) {
    this.store = new LocalDeltaStore(engine);
    this.bound = bound;
    this.table = bound.location();
  }

  TableChanges read(long from, long to) {
    if (from < 0 || from > to || to > bound.version()) {
      throw new IllegalArgumentException("changes %d to %d of %s".formatted(from, to, bound));
    }
    KernelSnapshot first = at(from);
    KernelSnapshot last = at(to);
    boolean feed = recordsChanges(first) || recordsChanges(last);
    try {
      if (feed) {
        feed(first, to);
      } else {
        difference(from, last);
      }
    } catch (IOException | RuntimeException e) {
      throw KernelFailures.reading(table, e);
    }
    requireFiles(from, to);
    files.sort(
        Comparator.comparingLong(ChangeFile::commitVersion)
            .thenComparing(file -> file.file().path().toString())
            .thenComparing(ChangeFile::change));
    return new TableChanges(
        from,
        to,
        feed ? TableChanges.Form.CHANGE_DATA_FEED : TableChanges.Form.FILE_DIFFERENCE,
        files,
        timestamps);
  }

  // ---- the change data feed

  private void feed(KernelSnapshot first, long to) throws IOException {
    long from = first.version();
    Map<Long, Path> commits = LocalDeltaStore.log(table).commits();
    if (!recordsChanges(first)) {
      throw DeltaErrors.changesNotRecorded(table, from, from, to, firstRecorded(commits, from, to));
    }
    requireFit(first);
    for (long version = from; version <= to; version++) {
      LogEntry entry = entry(commits, version);
      if (entry.changesMetadata() && version > from) {
        KernelSnapshot snapshot = at(version);
        if (!recordsChanges(snapshot)) {
          throw DeltaErrors.changesNotRecorded(table, version, from, to, Optional.empty());
        }
        requireFit(snapshot);
      }
      timestamps.put(version, entry.timestamp());
      if (entry.changeData().isEmpty()) {
        pair(entry.removed(), entry.added(), version, entry.timestamp());
      } else {
        for (LoggedFile file : entry.changeData()) {
          addWhole(Change.IN_FILE, file, version, entry.timestamp());
        }
      }
    }
  }

  private LogEntry entry(Map<Long, Path> commits, long version) {
    Path file = commits.get(version);
    if (file == null) {
      throw DeltaErrors.versionNotFound(table, version, LocalDeltaStore.log(table));
    }
    return LogEntry.read(table, version, file);
  }

  private Optional<Long> firstRecorded(Map<Long, Path> commits, long from, long to) {
    for (long version = from + 1; version <= to; version++) {
      if (entry(commits, version).changesMetadata() && recordsChanges(at(version))) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  private static boolean recordsChanges(KernelSnapshot snapshot) {
    boolean wanted =
        snapshot.properties().entrySet().stream()
            .anyMatch(
                property ->
                    property.getKey().toLowerCase(Locale.ROOT).equals(FEED_PROPERTY)
                        && property.getValue().equalsIgnoreCase("true"));
    TableProtocol protocol = snapshot.protocol();
    return wanted
        && (protocol.minWriterVersion() >= FIRST_WRITER_WITH_FEATURES
            ? protocol.writerFeatures().contains(FEED_FEATURE)
            : protocol.minWriterVersion() >= FIRST_WRITER_WITH_FEED);
  }

  // ---- the difference of two versions

  private void difference(long from, KernelSnapshot last) throws IOException {
    List<LoggedFile> before = List.of();
    if (from > 0) {
      KernelSnapshot previous = before(from);
      requireFit(previous);
      before = previous.liveFiles();
    }
    requireFit(last);
    timestamps.put(last.version(), last.timestamp());
    pair(before, last.liveFiles(), last.version(), last.timestamp());
  }

  private KernelSnapshot before(long from) {
    try {
      return at(from - 1);
    } catch (DeltaException e) {
      if (e.reason() == DeltaException.Reason.VERSION_NOT_FOUND) {
        throw DeltaErrors.noStateBefore(table, from, LocalDeltaStore.log(table));
      }
      throw e;
    }
  }

  // ---- both

  private KernelSnapshot at(long version) {
    return version == bound.version() ? bound : (KernelSnapshot) store.at(table, version);
  }

  private void requireFit(KernelSnapshot then) {
    if (!then.partitionColumns().equals(bound.partitionColumns())) {
      throw DeltaErrors.changesDoNotFit(
          table,
          then.version(),
          bound.version(),
          "the table was partitioned by %s, and is by %s"
              .formatted(then.partitionColumns(), bound.partitionColumns()));
    }
    ReadCompatibility.breakingChange(then.tableSchema(), bound.tableSchema())
        .ifPresent(
            what -> {
              throw DeltaErrors.changesDoNotFit(table, then.version(), bound.version(), what);
            });
  }

  /**
   * Files that went and files that came. The same file on both sides has other deleted rows: of
   * those, the rows on one side only are the change.
   */
  private void pair(
      List<LoggedFile> removed, List<LoggedFile> added, long version, Instant timestamp)
      throws IOException {
    Map<String, LoggedFile> gone = new LinkedHashMap<>();
    removed.forEach(file -> gone.put(file.location(), file));
    for (LoggedFile came : added) {
      LoggedFile went = gone.remove(came.location());
      if (went == null) {
        addWhole(Change.INSERT, came, version, timestamp);
      } else if (!went.deletionVector().equals(came.deletionVector())) {
        List<Long> before = deletedRows(went);
        List<Long> after = deletedRows(came);
        addRows(Change.DELETE, came, without(after, before), version, timestamp);
        addRows(Change.INSERT, came, without(before, after), version, timestamp);
      }
    }
    for (LoggedFile went : gone.values()) {
      addWhole(Change.DELETE, went, version, timestamp);
    }
  }

  private static List<Long> without(List<Long> rows, List<Long> others) {
    Set<Long> left = new LinkedHashSet<>(rows);
    left.removeAll(new LinkedHashSet<>(others));
    return List.copyOf(left);
  }

  private void addRows(
      Change change, LoggedFile file, List<Long> rows, long version, Instant timestamp)
      throws IOException {
    if (!rows.isEmpty()) {
      files.add(
          new ChangeFile(
              change,
              bound.scanFile(file, DeletedRows.NONE),
              Optional.of(rows),
              version,
              timestamp));
    }
  }

  private void addWhole(Change change, LoggedFile file, long version, Instant timestamp)
      throws IOException {
    if (file.partitionValues().isEmpty() && !bound.partitionColumns().isEmpty()) {
      throw DeltaErrors.noPartitionValues(table, version, file.path());
    }
    List<Long> deleted = deletedRows(file);
    files.add(
        new ChangeFile(
            change,
            bound.scanFile(file, deleted.isEmpty() ? DeletedRows.NONE : new DeletedRows(deleted)),
            Optional.empty(),
            version,
            timestamp));
  }

  private List<Long> deletedRows(LoggedFile file) {
    try {
      return bound.deletedRows(file);
    } catch (RuntimeException e) {
      Throwable root = DeltaErrors.root(e);
      if (root instanceof NoSuchFileException || root instanceof FileNotFoundException) {
        throw DeltaErrors.changesVacuumed(
            table, "the deletion vector of " + file.path() + " is not there any more");
      }
      throw e;
    }
  }

  /** A vacuum keeps the log, and takes the files of old versions. */
  private void requireFiles(long from, long to) {
    List<ChangeFile> missing =
        files.stream().filter(file -> !Files.exists(file.file().path())).toList();
    if (!missing.isEmpty()) {
      throw DeltaErrors.changesVacuumed(
          table,
          "%d of %d files of the changes from version %d to %d are not there any more, such as %s"
              .formatted(missing.size(), files.size(), from, to, missing.get(0).file().path()));
    }
  }
}
