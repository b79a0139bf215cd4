// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.publish;

import io.codeanatomy.delta.Commit;
import io.codeanatomy.delta.DataFile;
import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.RunFolder;
import io.codeanatomy.engine.execute.StagedFile;
import io.codeanatomy.engine.schema.RowTypeMerge;
import io.codeanatomy.engine.schema.SchemaEvolution;
import io.codeanatomy.spec.Diagnostic;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of a run on their way. Closing it removes everything that was not committed, the
 * folders that were made included.
 */
public final class Publication implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

  private final DeltaStore store;
  private final RunIdentity run;
  private final List<TableTarget> targets;
  private final Map<String, Snapshot> snapshots;
  private final List<Diagnostic> notices;
  private final Map<String, RunFolder> folders = new LinkedHashMap<>();
  private final Map<String, List<StagedFile>> staged = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> descriptions = new LinkedHashMap<>();
  private final List<Path> moved = new ArrayList<>();

  Publication(
      DeltaStore store,
      RunIdentity run,
      List<TableTarget> targets,
      Map<String, Snapshot> snapshots,
      List<Diagnostic> notices) {
    this.store = store;
    this.run = run;
    this.targets = List.copyOf(targets);
    this.snapshots = snapshots;
    this.notices = List.copyOf(notices);
  }

  /** What will happen to the tables, and is worth knowing: warnings. */
  public List<Diagnostic> notices() {
    return notices;
  }

  /** The table's snapshot that the commit will build on; nothing if the table is new. */
  public Optional<Snapshot> expected(String table) {
    return Optional.ofNullable(snapshots.get(target(table).name()));
  }

  /**
   * The folder to stage a table's files in; it is made when it is first asked for. It lies hidden
   * in the table's own, and so on the same file system, where a file gets to its place by renaming
   * it.
   */
  public Path folder(String table) {
    TableTarget target = target(table);
    try {
      RunFolder folder = folders.get(table);
      if (folder == null) {
        folder = RunFolder.create(target.location(), "staging", run.runId());
        folders.put(table, folder);
      }
      return folder.path();
    } catch (IOException e) {
      throw PublishErrors.io(target, e);
    }
  }

  /** Adds files to a table; they keep the order in which they are added. */
  public void stage(String table, List<StagedFile> files) {
    staged.computeIfAbsent(target(table).name(), name -> new ArrayList<>()).addAll(files);
  }

  /** Adds to what the commit of a table says of itself, such as what its rows are known by. */
  public void describe(String table, Map<String, String> metadata) {
    descriptions.computeIfAbsent(target(table).name(), name -> new TreeMap<>()).putAll(metadata);
  }

  /**
   * Checks all staged files, whoever wrote them, against the row types of their tables, flushes
   * them to the disk and moves them to their places, where no reader sees them yet.
   *
   * @throws io.codeanatomy.spec.DiagnosticException if a file does not fit
   */
  public PreparedPublication prepare() {
    Map<String, List<DataFile>> checked = new LinkedHashMap<>();
    for (TableTarget target : targets) {
      List<DataFile> files = new ArrayList<>();
      for (StagedFile file : staged.getOrDefault(target.name(), List.of())) {
        files.add(check(target, file));
      }
      checked.put(target.name(), files);
    }
    List<PreparedPublication.TableCommit> commits = new ArrayList<>();
    for (TableTarget target : targets) {
      Commit commit = commit(target, move(target, checked.getOrDefault(target.name(), List.of())));
      commits.add(new PreparedPublication.TableCommit(target, commit));
    }
    return new PreparedPublication(store, commits, moved);
  }

  private DataFile check(TableTarget target, StagedFile file) {
    List<Field> columns = fileSchema(target).fields();
    List<String> partitions = target.partitionColumns();
    try {
      DataFile checked =
          store.inspect(
              file.path(),
              new Schema(columns.stream().filter(c -> !partitions.contains(c.name())).toList()));
      if (checked.rowCount() != file.rows()) {
        throw PublishErrors.lostRows(target, file.path(), file.rows(), checked.rowCount());
      }
      for (Field column : columns) {
        if (partitions.contains(column.name())
            && !column.nullable()
            && file.partitionValues().getOrDefault(column.name(), Optional.empty()).isEmpty()) {
          throw PublishErrors.nullPartition(target, column.name());
        }
      }
      return checked.inPartition(file.partitionValues());
    } catch (DeltaException e) {
      throw PublishErrors.unfitFile(target, e);
    }
  }

  private List<DataFile> move(TableTarget target, List<DataFile> files) {
    List<DataFile> places = new ArrayList<>();
    try {
      for (DataFile file : files) {
        flush(file.path());
        // The number first: a table's files are listed by name, and so in the order of their rows.
        String name = "part-%05d-%s.parquet".formatted(places.size(), UUID.randomUUID());
        Path place = target.location().resolve(name);
        Files.move(file.path(), place, StandardCopyOption.ATOMIC_MOVE);
        moved.add(place);
        places.add(
            new DataFile(
                place,
                file.sizeBytes(),
                file.modificationTimeMillis(),
                file.rowCount(),
                file.statistics(),
                file.partitionValues()));
      }
    } catch (IOException e) {
      throw PublishErrors.io(target, e);
    }
    return places;
  }

  private static void flush(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private Commit commit(TableTarget target, List<DataFile> files) {
    return new Commit(
        target.location(),
        Optional.ofNullable(snapshots.get(target.name())),
        tableSchema(target),
        target.partitionColumns(),
        target.mode(),
        files,
        provenance(target),
        Optional.empty(),
        Optional.of(new Commit.TransactionId(run.application(), 0)),
        target.evolution() == SchemaEvolution.ADDITIVE
            ? Commit.Evolution.ADD_COLUMNS
            : Commit.Evolution.NONE);
  }

  /** What the files are held to: what the table requires, and what the output promises. */
  private Schema fileSchema(TableTarget target) {
    Snapshot expected = snapshots.get(target.name());
    return expected == null
        ? target.schema()
        : RowTypeMerge.ofFiles(expected.schema(), target.schema());
  }

  private Schema tableSchema(TableTarget target) {
    Snapshot expected = snapshots.get(target.name());
    return expected == null
        ? target.schema()
        : RowTypeMerge.ofTable(expected.schema(), target.schema());
  }

  private Map<String, String> provenance(TableTarget target) {
    Map<String, String> provenance = new LinkedHashMap<>(run.provenance());
    descriptions.getOrDefault(target.name(), Map.of()).forEach(provenance::putIfAbsent);
    target.metadata().forEach(provenance::putIfAbsent);
    return provenance;
  }

  private TableTarget target(String table) {
    return targets.stream()
        .filter(target -> target.name().equals(table))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No table is called " + table));
  }

  /** Removes what was staged and not committed. */
  @Override
  public void close() {
    for (Path file : moved) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("The file {} was not committed and could not be removed", file, e);
      }
    }
    moved.clear();
    List<RunFolder> open = new ArrayList<>(folders.values());
    folders.clear();
    // Backwards: a folder that the first one made is empty only when all others are gone.
    for (int i = open.size() - 1; i >= 0; i--) {
      try {
        open.get(i).close();
      } catch (IOException e) {
        // Hidden, unlocked, and so swept away by the next run.
        LOG.warn("The folder {} could not be removed", open.get(i).path(), e);
      }
    }
  }
}
