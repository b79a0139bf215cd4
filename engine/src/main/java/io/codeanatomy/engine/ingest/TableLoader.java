// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.ingest;

import io.codeanatomy.delta.Commit;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.RunFolder;
import io.codeanatomy.engine.execute.duckdb.DuckDbFileScan;
import io.codeanatomy.engine.execute.duckdb.FileContentException;
import io.codeanatomy.engine.execute.duckdb.FileRelation;
import io.codeanatomy.engine.publish.Publication;
import io.codeanatomy.engine.publish.PublishedOutput;
import io.codeanatomy.engine.publish.Publisher;
import io.codeanatomy.engine.publish.RunIdentity;
import io.codeanatomy.engine.publish.TableTarget;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Loads Parquet, CSV and JSON files into Delta tables: all of them, or none. A table that is there
 * already gets a new version if its row type is the same.
 *
 * <pre>{@code
 * TableLoader.load(List.of(LoadSource.of("orders", "orders-*.csv")), Path.of("tables"));
 * }</pre>
 */
public final class TableLoader {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final long MEMORY_BYTES = 2L << 30;

  private final List<LoadSource> sources;
  private final Path root;
  private final RunIdentity run =
      new RunIdentity(UUID.randomUUID().toString(), Map.of("source", "load"));

  private TableLoader(List<LoadSource> sources, Path root) {
    this.sources = sources;
    this.root = root;
  }

  /**
   * Loads files into tables, which are folders of their names under the output root.
   *
   * @return the tables in the order of the sources
   * @throws DiagnosticException with everything that is wrong with the sources, or with the first
   *     thing that is wrong with their rows; nothing was written then
   */
  public static List<LoadedTable> load(List<LoadSource> sources, Path outputRoot) {
    return new TableLoader(List.copyOf(sources), outputRoot.toAbsolutePath().normalize()).load();
  }

  private List<LoadedTable> load() {
    Map<String, SourceFiles> files = files();
    RunFolder scratch;
    try {
      scratch = RunFolder.create(root, "scratch", run.runId());
    } catch (IOException e) {
      throw IngestErrors.io(root, e);
    }
    try (DuckDbFileScan scan = DuckDbFileScan.open(config(scratch.path(), files))) {
      return load(scan, files);
    } catch (ExecutionException e) {
      throw IngestErrors.execution("the tables", e);
    } finally {
      RowIngest.close(scratch);
    }
  }

  /** The files of all sources by name; all that is wrong with the sources is told at once. */
  private Map<String, SourceFiles> files() {
    List<Diagnostic> diagnostics = new ArrayList<>();
    Map<String, SourceFiles> files = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    for (LoadSource source : sources) {
      try {
        if (!NAME.matcher(source.name()).matches()) {
          throw IngestErrors.badName(source.name());
        }
        if (!names.add(source.name())) {
          throw IngestErrors.duplicateName(source.name());
        }
        files.put(source.name(), SourceFiles.of(source));
      } catch (DiagnosticException e) {
        diagnostics.addAll(e.diagnostics());
      }
    }
    if (!diagnostics.isEmpty()) {
      throw new DiagnosticException(diagnostics);
    }
    return files;
  }

  private ExecutionConfig config(Path scratch, Map<String, SourceFiles> files) {
    Set<Path> folders = new LinkedHashSet<>();
    for (SourceFiles source : files.values()) {
      source.paths().forEach(path -> folders.add(path.getParent()));
    }
    return new ExecutionConfig(
        Runtime.getRuntime().availableProcessors(),
        MEMORY_BYTES,
        scratch,
        List.copyOf(folders),
        List.of(root));
  }

  private List<LoadedTable> load(DuckDbFileScan scan, Map<String, SourceFiles> files) {
    Map<String, FileRelation> relations = new LinkedHashMap<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    files.forEach(
        (name, source) -> {
          try {
            relations.put(name, relation(scan, source));
          } catch (FileContentException e) {
            diagnostics.addAll(IngestErrors.content(name, e).diagnostics());
          }
        });
    if (!diagnostics.isEmpty()) {
      throw new DiagnosticException(diagnostics);
    }
    List<TableTarget> targets = new ArrayList<>();
    relations.forEach((name, relation) -> targets.add(target(name, relation)));
    List<LoadedTable> tables = new ArrayList<>();
    try (Publication publication = new Publisher(DeltaStore.local()).open(run, targets)) {
      relations.forEach(
          (name, relation) -> {
            try {
              publication.stage(name, scan.stage(relation, publication.folder(name)));
            } catch (FileContentException e) {
              throw IngestErrors.content(name, e);
            } catch (ExecutionException e) {
              throw IngestErrors.execution(name, e);
            }
          });
      for (PublishedOutput output : publication.prepare().commit()) {
        FileRelation relation = relations.get(output.name());
        SourceFiles source = files.get(output.name());
        if (relation != null && source != null) {
          tables.add(
              new LoadedTable(
                  PublishedTable.of(output),
                  relation.schema(),
                  source.format(),
                  source.paths().size(),
                  relation.remarks()));
        }
      }
    }
    return tables;
  }

  private static FileRelation relation(DuckDbFileScan scan, SourceFiles source) {
    return switch (source.format()) {
      case PARQUET -> scan.parquet(source.paths());
      case CSV -> scan.csv(source.paths());
      case JSON -> scan.json(source.paths());
    };
  }

  private TableTarget target(String name, FileRelation relation) {
    return new TableTarget(
        name,
        root.resolve(name),
        relation.schema(),
        List.of(),
        Commit.Mode.OVERWRITE,
        Optional.empty());
  }
}
