// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.Schema;
import io.delta.kernel.SnapshotBuilder;
import io.delta.kernel.TableManager;
import io.delta.kernel.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/** Delta tables on the local file system, by way of Delta Kernel. */
final class LocalDeltaStore implements DeltaStore {

  static final LocalDeltaStore INSTANCE = new LocalDeltaStore(new LocalEngine());

  private static final int LISTINGS = 3;

  private final Engine engine;

  LocalDeltaStore(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Snapshot latest(Path location) {
    return load(absolute(location), OptionalLong.empty());
  }

  @Override
  public Snapshot at(Path location, long version) {
    Path table = absolute(location);
    LogFolder before = log(table);
    if (before.latest().isPresent() && version > before.latest().getAsLong()) {
      // The Kernel looks for a checkpoint below it, a thousand versions at a time: for minutes.
      throw DeltaErrors.versionNotFound(table, version, before);
    }
    try {
      return load(table, OptionalLong.of(version));
    } catch (DeltaException e) {
      // The Kernel tells a version that is not there from a damaged log by its text only.
      LogFolder log = log(table);
      if (e.reason() != DeltaException.Reason.UNSUPPORTED
          && !log.isEmpty()
          && (version < log.earliest().orElse(0) || version > log.latest().orElse(-1))) {
        throw DeltaErrors.versionNotFound(table, version, log);
      }
      throw e;
    }
  }

  @Override
  public Optional<Snapshot> find(Path location) {
    Path table = absolute(location);
    return holdsNothing(table) ? Optional.empty() : Optional.of(latest(table));
  }

  @Override
  public DataFile inspect(Path file, Schema schema) {
    return new ParquetInspection(absolute(file), schema).inspect();
  }

  @Override
  public CommitResult commit(Commit commit) {
    return new TableCommit(engine, this, commit).run();
  }

  @Override
  public RowGroupFigures rowGroups(
      Snapshot snapshot, List<ScanFile> files, ScanPredicate predicate) {
    Map<String, ScanColumn> columns = ScanColumn.of(snapshot);
    long total = 0;
    long matching = 0;
    for (ScanFile file : files) {
      for (BlockMetaData rowGroup : ParquetInspection.footer(file.path()).getBlocks()) {
        total++;
        if (PredicateRanges.mayHold(predicate, new FooterRanges(columns, file, rowGroup))) {
          matching++;
        }
      }
    }
    return new RowGroupFigures(total, matching);
  }

  @Override
  public List<CommitEntry> history(Path location) {
    Path table = absolute(location);
    LogFolder log = log(table);
    if (log.isEmpty()) {
      throw DeltaErrors.noTable(table);
    }
    return CommitHistory.of(table, log);
  }

  /**
   * A folder that is listed while others write to it may show a new entry and not the one before:
   * what looks damaged may be whole the next moment.
   */
  private KernelSnapshot load(Path table, OptionalLong version) {
    for (int attempt = 1; ; attempt++) {
      try {
        return loadOnce(table, version);
      } catch (DeltaException e) {
        if (e.reason() != DeltaException.Reason.DAMAGED || attempt == LISTINGS) {
          throw e;
        }
      }
    }
  }

  private KernelSnapshot loadOnce(Path table, OptionalLong version) {
    try {
      SnapshotBuilder builder =
          TableManager.loadSnapshot(LocalFileIO.location(table))
              .withCommitter(DescribingCommitter.INSTANCE);
      if (version.isPresent()) {
        builder = builder.atVersion(version.getAsLong());
      }
      return new KernelSnapshot(engine, table, builder.build(engine));
    } catch (RuntimeException e) {
      throw KernelFailures.reading(table, e);
    }
  }

  private static boolean holdsNothing(Path table) {
    try {
      if (!Files.exists(table)) {
        return true;
      }
      if (!Files.isDirectory(table)) {
        return false;
      }
      if (Files.isDirectory(table.resolve(LogFolder.NAME))) {
        return LogFolder.of(table).isEmpty();
      }
      try (Stream<Path> entries = Files.list(table)) {
        return entries.allMatch(LocalDeltaStore::isHidden);
      }
    } catch (IOException e) {
      throw DeltaErrors.io(table, "cannot be read", e);
    }
  }

  private static boolean isHidden(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(".") || name.startsWith("_");
  }

  static LogFolder log(Path table) {
    try {
      return LogFolder.of(table);
    } catch (IOException e) {
      throw DeltaErrors.io(table, "cannot be read", e);
    }
  }

  static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
