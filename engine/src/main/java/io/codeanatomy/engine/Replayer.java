// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.engine.ReplayResult.Reached;
import io.codeanatomy.engine.environment.EnvironmentProfile;
import io.codeanatomy.engine.execute.ExecutionEngine;
import io.codeanatomy.engine.history.RunHistory;
import io.codeanatomy.engine.history.RunRecord;
import io.codeanatomy.engine.rules.RuleTrace;
import io.codeanatomy.engine.session.Session;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.HashBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Does a recorded run again, from the same versions of the same inputs, into a hidden folder that
 * goes afterwards, and holds what came out against the record. What speaks against it is said
 * before anything is run: first what the record alone tells, then the inputs, then the session.
 */
final class Replayer {

  private final Engine engine;
  private final Preparation.Parts parts;
  private final Replay replay;
  private final Instant startedAt = Instant.now();

  Replayer(Engine engine, Preparation.Parts parts, Replay replay) {
    this.engine = engine;
    this.parts = parts;
    this.replay = replay;
  }

  /**
   * Replays the run.
   *
   * @throws DiagnosticException if there is no such run, if its record is damaged, if an input
   *     cannot be read as it was, or if the run fails
   */
  ReplayResult replay(RunObserver observer, Cancellation cancellation) {
    RunHistory history = RunHistory.in(replay.outputRoot());
    RunRecord recorded = history.find(replay.run());
    ReplayInputs inputs = new ReplayInputs(replay, recorded, history.root());
    ReplayChecks checks = new ReplayChecks(replay.versions(), inputs.moved().keySet());
    environment(recorded, checks);
    if (!checks.failed()) {
      inputs.check(parts.store(), checks);
    }
    if (checks.failed()) {
      return result(recorded, Reached.environment, checks, List.of());
    }
    try (Scratch scratch = Scratch.ofReplay(history.root(), RunIds.next(startedAt))) {
      Run run = ReplayedRun.of(recorded, inputs.moved(), scratch.path());
      StageClock clock = new StageClock(observer, cancellation);
      Preparation preparation = prepare(run, clock);
      RunRecords records = new RunRecords(run, preparation);
      checks.session(recorded, preparation.session().envelope(), records);
      if (checks.failed()) {
        return result(recorded, Reached.environment, checks, List.of());
      }
      checkFiles(preparation);
      RunResult again = engine.execute(run, preparation, clock, cancellation, startedAt);
      RunRecord replayed = records.record(again, scratch.path());
      checks.results(recorded, replayed);
      PublishedDigests published =
          new PublishedDigests(
              parts.store(),
              preparation.session(),
              scratch.path(),
              inputs.relocation(),
              clock,
              cancellation);
      return result(
          recorded, Reached.results, checks, published.compare(recorded, replayed, checks));
    }
  }

  private ReplayResult result(
      RunRecord recorded, Reached reached, ReplayChecks checks, List<Diagnostic> warnings) {
    double seconds = Duration.between(startedAt, Instant.now()).toNanos() / 1e9;
    return new ReplayResult(recorded.runId(), reached, seconds, checks.all(), warnings);
  }

  /** What can be held against the record before anything else is looked at. */
  private void environment(RunRecord recorded, ReplayChecks checks) {
    checks.decisive("hash_version", recorded.hashVersion(), HashBuilder.HASH_VERSION);
    checks.decisive(
        "execution_engine",
        recorded.executionEngine(),
        known(recorded.executionEngine(), parts.engines().keySet().stream()));
    checks.decisive(
        "environment",
        recorded.environment(),
        known(recorded.environment(), Arrays.stream(EnvironmentProfile.values()).map(Enum::name)));
    if (!checks.failed()) {
      ExecutionEngine executionEngine =
          Objects.requireNonNull(parts.engines().get(recorded.executionEngine()));
      checks.versions(recorded, Session.versions(executionEngine));
      checks.providers(recorded, parts.rules().providers());
    }
  }

  /** The name itself if there is one like it, or all that there are. */
  private static String known(String name, Stream<String> names) {
    List<String> all = names.toList();
    return all.contains(name) ? name : String.join(", ", all);
  }

  private Preparation prepare(Run run, StageClock clock) {
    try {
      Preparation preparation =
          Preparation.of(run, parts, Preparation.Listing.FILES, clock, RuleTrace.NONE);
      if (!preparation.missing().isEmpty()) {
        throw new DiagnosticException(preparation.missing());
      }
      return preparation;
    } catch (DiagnosticException e) {
      throw ReplayErrors.unprepared(e);
    }
  }

  /** All inputs whose files are gone, at once; of those files alone that the run reads. */
  private static void checkFiles(Preparation preparation) {
    List<Diagnostic> faults = new ArrayList<>();
    preparation
        .files()
        .toRead()
        .forEach(
            (relation, files) -> {
              List<Path> missing =
                  files.stream().map(ScanFile::path).filter(file -> !Files.exists(file)).toList();
              if (!missing.isEmpty()) {
                faults.add(ReplayErrors.filesGone(relation, missing, files.size()));
              }
            });
    if (!faults.isEmpty()) {
      throw new DiagnosticException(faults);
    }
  }
}
