// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.environment.Environment;
import io.codeanatomy.engine.environment.Machine;
import io.codeanatomy.engine.execute.ContentDigest;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.history.RunRecord;
import io.codeanatomy.engine.session.Session;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.OutputTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Digests tables as a run published them, for records without digests: the version that the run
 * made, read as it still is.
 */
final class PublishedDigests {

  private final DeltaStore store;
  private final Session session;
  private final Path scratch;
  private final ReplayInputs.Relocation relocation;
  private final StageClock clock;
  private final Cancellation cancellation;

  /**
   * Digests with what a replay took place in.
   *
   * @param relocation where tables lie that moved with the folder of the record
   */
  PublishedDigests(
      DeltaStore store,
      Session session,
      Path scratch,
      ReplayInputs.Relocation relocation,
      StageClock clock,
      Cancellation cancellation) {
    this.store = store;
    this.session = session;
    this.scratch = scratch;
    this.relocation = relocation;
    this.clock = clock;
    this.cancellation = cancellation;
  }

  /**
   * Adds a check for every output whose digest was not recorded.
   *
   * @return a warning for each that cannot be digested any more
   */
  List<Diagnostic> compare(RunRecord recorded, RunRecord replayed, ReplayChecks checks) {
    Set<String> appending = appending(recorded);
    Map<String, RunRecord.Output> again = ReplayChecks.outputs(replayed);
    List<Diagnostic> warnings = new ArrayList<>();
    for (RunRecord.Output output : ReplayChecks.outputs(recorded).values()) {
      RunRecord.Output other = again.get(output.tableName());
      if (output.contentDigest().isPresent() || other == null) {
        continue;
      }
      Optional<String> obstacle =
          appending.contains(output.tableName())
              ? Optional.of("its table holds the rows of other runs, too")
              : clock.time(
                  "digest published " + output.tableName(),
                  () -> compare(recorded.runId(), output, other, checks));
      obstacle
          .map(why -> ReplayErrors.notCompared(output.tableName(), why))
          .ifPresent(warnings::add);
    }
    return warnings;
  }

  /** What stands in the way of comparing, if something does. */
  private Optional<String> compare(
      String runId, RunRecord.Output published, RunRecord.Output again, ReplayChecks checks) {
    Path location = relocation.of(published.deltaLocation());
    try {
      Snapshot snapshot = store.at(location, published.deltaVersion());
      if (!isOf(runId, snapshot)) {
        return Optional.of(
            "version " + published.deltaVersion() + " of " + location + " is not of this run");
      }
      List<ScanFile> files = snapshot.scanFiles();
      Optional<Path> missing =
          files.stream().map(ScanFile::path).filter(file -> !Files.exists(file)).findFirst();
      if (missing.isPresent()) {
        return missing.map(file -> "the file " + file + " that it published is gone");
      }
      checks.decisive(
          "outputs." + published.tableName() + ".content_digest",
          digest(snapshot, files, again),
          again.contentDigest().orElseThrow());
      return Optional.empty();
    } catch (DeltaException | ExecutionException e) {
      if (cancellation.isCancelled()) {
        throw RunErrors.cancelled();
      }
      return Optional.of("what it published cannot be read: " + e.getMessage());
    }
  }

  /** Another run may have made a table at the same place since, with a version of this number. */
  private boolean isOf(String runId, Snapshot snapshot) {
    return store.history(snapshot.location()).stream()
        .filter(commit -> commit.version() == snapshot.version())
        .anyMatch(commit -> runId.equals(commit.parameters().get("run_id")));
  }

  private static Set<String> appending(RunRecord recorded) {
    Set<String> tables = new LinkedHashSet<>();
    ReplayedRun.spec(recorded).outputTargets().stream()
        .filter(target -> target.materializationMode() == OutputTarget.MaterializationMode.Append)
        .forEach(target -> tables.add(target.tableName()));
    return tables;
  }

  /** In the columns of the replay, for those of a table may stand in another order. */
  private String digest(Snapshot published, List<ScanFile> files, RunRecord.Output again) {
    Schema columns = store.at(again.deltaLocation(), again.deltaVersion()).schema();
    Environment environment = session.environment();
    ExecutionConfig config =
        new ExecutionConfig(
            environment.threads(Machine.processors()),
            environment.memoryBytes(Machine.physicalMemory()),
            scratch,
            List.of(published.location()),
            List.of());
    try (ExecutionSession execution = session.executionEngine().open(config)) {
      cancellation.onCancel(execution::cancel);
      execution.bind("published", published, files, ExecutionSession.Lineage.NONE);
      return ContentDigest.of(columns, execution.digest("published", columns));
    }
  }
}
