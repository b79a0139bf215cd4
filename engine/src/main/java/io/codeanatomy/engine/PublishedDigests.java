// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.ReplayResult.Meaning;
import io.codeanatomy.engine.environment.Environment;
import io.codeanatomy.engine.environment.EnvironmentProfile;
import io.codeanatomy.engine.environment.Machine;
import io.codeanatomy.engine.execute.ContentDigest;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionEngine;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.history.RunRecord;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.OutputTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Digests tables as a run published them, for records without digests: the version that the run
 * made, read as it still is.
 */
final class PublishedDigests {

  private final DeltaStore store;
  private final ExecutionEngine engine;
  private final Path scratch;

  PublishedDigests(DeltaStore store, ExecutionEngine engine, Path scratch) {
    this.store = store;
    this.engine = engine;
    this.scratch = scratch;
  }

  /**
   * Adds a check for every output whose digest was not recorded.
   *
   * @return a warning for each that cannot be digested any more
   */
  List<Diagnostic> compare(RunRecord recorded, RunRecord replayed, ReplayChecks checks) {
    List<Diagnostic> warnings = new ArrayList<>();
    for (RunRecord.Output output : recorded.outputs()) {
      Optional<RunRecord.Output> again = ReplayChecks.output(replayed, output.tableName());
      if (output.contentDigest().isPresent() || again.isEmpty()) {
        continue;
      }
      if (appends(recorded, output)) {
        warnings.add(
            ReplayErrors.notCompared(
                output.tableName(), "its table holds the rows of other runs, too"));
        continue;
      }
      try {
        checks.add(
            "outputs." + output.tableName() + ".content_digest",
            digest(output, again.get()),
            again.get().contentDigest().orElse(""),
            Meaning.DECISIVE);
      } catch (DeltaException | ExecutionException e) {
        warnings.add(
            ReplayErrors.notCompared(
                output.tableName(), "what it published is gone: " + e.getMessage()));
      }
    }
    return warnings;
  }

  private static boolean appends(RunRecord recorded, RunRecord.Output output) {
    return recorded.spec().document(recorded.specFolder()).spec().outputTargets().stream()
        .filter(target -> target.tableName().equals(output.tableName()))
        .anyMatch(
            target -> target.materializationMode() == OutputTarget.MaterializationMode.Append);
  }

  /** In the columns of the replay, for those of a table may stand in another order. */
  private String digest(RunRecord.Output published, RunRecord.Output again) {
    Schema columns = store.at(again.deltaLocation(), again.deltaVersion()).schema();
    Snapshot snapshot = store.at(published.deltaLocation(), published.deltaVersion());
    List<ScanFile> files = snapshot.scanFiles();
    Optional<Path> missing =
        files.stream().map(ScanFile::path).filter(file -> !Files.exists(file)).findFirst();
    if (missing.isPresent()) {
      throw new ExecutionException(
          ExecutionException.Reason.IO,
          "the file " + missing.get() + " is not there any more",
          new java.nio.file.NoSuchFileException(missing.get().toString()));
    }
    Environment environment = Environment.of(EnvironmentProfile.medium);
    ExecutionConfig config =
        new ExecutionConfig(
            environment.threads(Machine.processors()),
            environment.memoryBytes(Machine.physicalMemory()),
            scratch,
            List.of(snapshot.location()),
            List.of());
    try (ExecutionSession session = engine.open(config)) {
      session.bind("published", snapshot, files, ExecutionSession.Lineage.NONE);
      return ContentDigest.of(columns, session.digest("published", columns));
    }
  }
}
