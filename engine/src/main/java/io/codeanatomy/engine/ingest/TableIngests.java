// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.ingest;

import io.codeanatomy.delta.Commit;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.RunFolder;
import io.codeanatomy.engine.execute.duckdb.DuckDbRowStage;
import io.codeanatomy.engine.publish.Publication;
import io.codeanatomy.engine.publish.Publisher;
import io.codeanatomy.engine.publish.RunIdentity;
import io.codeanatomy.engine.publish.TableTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Opens {@link TableIngest}s. */
public final class TableIngests {

  /** What the buffers of all tables may take; what is over it spills. */
  private static final long MEMORY_BYTES = 512L << 20;

  private TableIngests() {}

  /**
   * Starts to write tables into folders of their names under the output root.
   *
   * @param provenance what the commits say about where the rows come from
   * @throws io.codeanatomy.spec.DiagnosticException if one of the tables cannot be written: it is
   *     there with another row type, or the folder cannot be written to; nothing was written then
   */
  public static TableIngest open(
      Path outputRoot, List<TableDefinition> definitions, Map<String, String> provenance) {
    Path root = outputRoot.toAbsolutePath().normalize();
    RunIdentity run = new RunIdentity(UUID.randomUUID().toString(), provenance);
    List<TableTarget> targets =
        definitions.stream()
            .map(
                table ->
                    new TableTarget(
                        table.name(),
                        root.resolve(table.name()),
                        table.schema(),
                        List.of(),
                        Commit.Mode.OVERWRITE,
                        Optional.empty()))
            .toList();
    Publication publication = new Publisher(DeltaStore.local()).open(run, targets);
    RunFolder scratch = null;
    try {
      scratch = RunFolder.create(root, "scratch", run.runId());
      DuckDbRowStage stage = DuckDbRowStage.open(config(root, scratch.path()));
      return new RowIngest(definitions, publication, stage, scratch);
    } catch (IOException e) {
      publication.close();
      throw IngestErrors.io(root, e);
    } catch (ExecutionException e) {
      RowIngest.close(scratch);
      publication.close();
      throw IngestErrors.execution(root, e);
    }
  }

  static ExecutionConfig config(Path root, Path scratch) {
    return new ExecutionConfig(
        Runtime.getRuntime().availableProcessors(),
        MEMORY_BYTES,
        scratch,
        List.of(root),
        List.of(root));
  }
}
