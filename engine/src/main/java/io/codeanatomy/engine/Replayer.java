// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.engine.ReplayResult.Meaning;
import io.codeanatomy.engine.ReplayResult.Reached;
import io.codeanatomy.engine.environment.EnvironmentProfile;
import io.codeanatomy.engine.execute.ExecutionEngine;
import io.codeanatomy.engine.execute.RunFolder;
import io.codeanatomy.engine.history.PinnedSpec;
import io.codeanatomy.engine.history.RunHistory;
import io.codeanatomy.engine.history.RunRecord;
import io.codeanatomy.engine.session.Session;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.HashBuilder;
import io.codeanatomy.spec.OutputTarget;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.SpecDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does a recorded run again, from the same versions of the same inputs, into a hidden folder that
 * goes afterwards, and holds what came out against the record.
 */
final class Replayer {

  private final Engine engine;
  private final DeltaStore store;
  private final Map<String, ExecutionEngine> engines;
  private final Replay replay;

  Replayer(Engine engine, Preparation.Parts parts, Replay replay) {
    this.engine = engine;
    this.store = parts.store();
    this.engines = parts.engines();
    this.replay = replay;
  }

  /**
   * Replays the run.
   *
   * @throws DiagnosticException if there is no such run, if its record is damaged, or if an input
   *     cannot be read as it was
   */
  ReplayResult replay(RunObserver observer, Cancellation cancellation) {
    Instant startedAt = Instant.now();
    RunHistory history = RunHistory.in(replay.outputRoot());
    RunRecord recorded = history.find(replay.run());
    ReplayChecks checks = environment(recorded);
    if (checks.failed()) {
      return result(recorded, Reached.environment, startedAt, checks, List.of());
    }
    checkInputs(recorded);
    List<Diagnostic> warnings = new ArrayList<>();
    try (RunFolder folder = RunFolder.create(history.root(), "replay", RunIds.next(startedAt))) {
      RunResult again = engine.run(run(recorded, folder.path()), observer, cancellation);
      RunRecord replayed = RunHistory.in(folder.path()).find(again.runId());
      checks.results(recorded, replayed);
      warnings.addAll(
          new PublishedDigests(store, engine(recorded), folder.path())
              .compare(recorded, replayed, checks));
    } catch (IOException e) {
      throw new DiagnosticException(ReplayErrors.unwritable(history.root(), e));
    }
    return result(recorded, Reached.results, startedAt, checks, warnings);
  }

  private static ReplayResult result(
      RunRecord recorded,
      Reached reached,
      Instant startedAt,
      ReplayChecks checks,
      List<Diagnostic> warnings) {
    double seconds = java.time.Duration.between(startedAt, Instant.now()).toNanos() / 1e9;
    return new ReplayResult(recorded.runId(), reached, seconds, checks.all(), warnings);
  }

  /** What can be held against the record before anything is run. */
  private ReplayChecks environment(RunRecord recorded) {
    ReplayChecks checks = new ReplayChecks(replay);
    checks.add("hash_version", recorded.hashVersion(), HashBuilder.HASH_VERSION, Meaning.DECISIVE);
    String name = recorded.executionEngine();
    checks.add(
        "execution_engine",
        name,
        engines.containsKey(name) ? name : String.join(", ", engines.keySet()),
        Meaning.DECISIVE);
    String environment = recorded.environment();
    boolean known =
        Arrays.stream(EnvironmentProfile.values()).anyMatch(p -> p.name().equals(environment));
    checks.add("environment", environment, known ? environment : "", Meaning.DECISIVE);
    if (!checks.failed()) {
      checks.versions(recorded, Session.versions(engine(recorded)));
    }
    return checks;
  }

  private ExecutionEngine engine(RunRecord recorded) {
    return java.util.Objects.requireNonNull(engines.get(recorded.executionEngine()));
  }

  /** All inputs that cannot be read as they were, at once. */
  private void checkInputs(RunRecord recorded) {
    List<String> names = recorded.inputs().stream().map(RunRecord.Input::logicalName).toList();
    List<Diagnostic> faults = new ArrayList<>();
    replay.inputLocations().keySet().stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> faults.add(ReplayErrors.unknownInput(name, names)));
    for (RunRecord.Input input : recorded.inputs()) {
      Path location =
          replay.inputLocations().getOrDefault(input.logicalName(), input.deltaLocation());
      try {
        missingFiles(input, store.at(location, input.deltaVersion())).ifPresent(faults::add);
      } catch (DeltaException e) {
        faults.add(ReplayErrors.inputGone(input.logicalName(), location, input.deltaVersion(), e));
      }
    }
    if (!faults.isEmpty()) {
      throw new DiagnosticException(faults);
    }
  }

  private static Optional<Diagnostic> missingFiles(RunRecord.Input input, Snapshot snapshot) {
    List<Path> files = snapshot.scanFiles().stream().map(ScanFile::path).toList();
    List<Path> missing = files.stream().filter(file -> !Files.exists(file)).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ReplayErrors.filesGone(
                input.logicalName(),
                input.deltaVersion(),
                missing.size(),
                files.size(),
                missing.get(0)));
  }

  /** The run of the record, but into another folder, and with its rows digested. */
  private Run run(RunRecord recorded, Path folder) {
    Spec spec = intoFolder(PinnedSpec.of(recorded).spec());
    Path file = recorded.specFolder().resolve("recorded-spec.json");
    Run run =
        Run.of(new SpecDocument(spec, Optional.of(file)))
            .outputRoot(folder)
            .environment(EnvironmentProfile.valueOf(recorded.environment()))
            .executionEngine(recorded.executionEngine())
            .contentDigests(ContentDigests.ALWAYS);
    for (String rule : recorded.ruleSet().turnedOff()) {
      run = run.withoutRule(rule);
    }
    for (Map.Entry<String, String> value : recorded.envelope().parameters().entrySet()) {
      run = run.parameter(value.getKey(), value.getValue());
    }
    for (Map.Entry<String, Path> moved : replay.inputLocations().entrySet()) {
      run = run.input(moved.getKey(), moved.getValue());
    }
    return run;
  }

  /** Locations of outputs are no part of what is computed. */
  private static Spec intoFolder(Spec spec) {
    return new Spec(
        spec.version(),
        spec.name(),
        spec.description(),
        spec.inputRelations(),
        spec.viewDefinitions(),
        spec.joinGraph(),
        spec.outputTargets().stream()
            .map(
                output ->
                    new OutputTarget(
                        output.tableName(),
                        output.sourceView(),
                        output.columns(),
                        output.materializationMode(),
                        Optional.empty(),
                        output.partitionBy(),
                        output.writeMetadata()))
            .toList(),
        spec.ruleIntents(),
        spec.rulepackProfile(),
        spec.parameterTemplates());
  }
}
