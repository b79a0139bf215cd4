// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.engine.history.PinnedSpec;
import io.codeanatomy.spec.Diagnostic;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What came out of a run. Hashes are lower-case hex.
 *
 * @param specHash what was computed
 * @param envelopeHash in what environment, from which versions of the inputs
 * @param rulepackFingerprint the rules that the run was held to
 * @param planHash the plan that was executed, whatever the values of its parameters
 * @param changes what the Changes views were told, in the order of the views
 * @param audits what a rule wanted empty, all of which was
 * @param stages in the order they ran
 * @param recordLocation the file of the run's record; empty if it could not be written, which is
 *     among the warnings then
 * @param captureLocation the folder of the run's compliance capture; empty if none was asked for,
 *     or if it could not be written, which is among the warnings then
 */
public record RunResult(
    String runId,
    String specHash,
    String envelopeHash,
    String rulepackFingerprint,
    String planHash,
    Instant startedAt,
    Instant completedAt,
    List<Output> outputs,
    List<Input> inputs,
    List<Changes> changes,
    List<Audit> audits,
    List<Stage> stages,
    List<Diagnostic> warnings,
    Optional<Path> recordLocation,
    Optional<Path> captureLocation) {

  public RunResult {
    outputs = List.copyOf(outputs);
    inputs = List.copyOf(inputs);
    changes = List.copyOf(changes);
    audits = List.copyOf(audits);
    stages = List.copyOf(stages);
    warnings = List.copyOf(warnings);
  }

  /**
   * A published table; rows, files and bytes are those of this commit.
   *
   * @param deltaVersion the version that the commit made
   * @param reason why it was written
   * @param contentDigest of the rows that this run wrote, for an output that appends the added
   *     ones: 64 hex digits; empty if the run did not digest them
   */
  public record Output(
      String tableName,
      Path deltaLocation,
      long deltaVersion,
      Status status,
      String reason,
      long rowsWritten,
      int filesAdded,
      int filesRemoved,
      long bytesWritten,
      int partitionCount,
      Optional<String> contentDigest) {}

  /** Whether a table was committed to. */
  public enum Status {
    written,
    unchanged
  }

  /**
   * An input as it was read.
   *
   * @param filesConsidered the live data files of the snapshot; 0 if nothing of it is read
   * @param filesRead those of them that may hold a row that is needed: the others were not read
   * @param bytesRead how large they are
   * @param rows the rows of the snapshot, if its log knows
   */
  public record Input(
      String logicalName,
      Path deltaLocation,
      long deltaVersion,
      String schemaHash,
      int filesConsidered,
      int filesRead,
      long bytesRead,
      OptionalLong rows) {}

  /**
   * The changes that a Changes view had.
   *
   * @param source the input whose changes they are
   * @param fromVersion the first commit whose changes are among them
   * @param toVersion the last one
   * @param form where they were found
   */
  public record Changes(String view, String source, long fromVersion, long toVersion, Form form) {

    /** Where changes are found. */
    public enum Form {
      /** The table records what every commit changes. */
      change_data_feed,
      /** The rows by which the two versions differ; what happened in between does not show. */
      file_difference
    }
  }

  /**
   * What had to be empty, and was.
   *
   * @param name of the view, or of what must have no violations
   */
  public record Audit(Subject subject, String name, long rows) {

    /** What was audited. */
    public enum Subject {
      view,
      constraint,
      key,
      endpoint,
      contract
    }
  }

  /** A piece of the work and how long it took. */
  public record Stage(String name, double seconds) {}

  /**
   * The spec of the run with every input pinned to the version that was read.
   *
   * @param run the run that this is the result of
   */
  public PinnedSpec pinned(Run run) {
    Map<String, PinnedSpec.Pin> pins = new LinkedHashMap<>();
    for (Input input : inputs) {
      pins.put(
          input.logicalName(), new PinnedSpec.Pin(input.deltaLocation(), input.deltaVersion()));
    }
    return PinnedSpec.of(run.document().spec(), SpecFolder.of(run), pins);
  }

  /** The same with a record. */
  RunResult recordedAt(Path file) {
    return with(warnings, Optional.of(file), captureLocation);
  }

  /** The same with a compliance capture. */
  RunResult capturedAt(Path folder) {
    return with(warnings, recordLocation, Optional.of(folder));
  }

  /** The same with one more warning, of something that went wrong when all was published. */
  public RunResult warned(Diagnostic warning) {
    List<Diagnostic> more = new ArrayList<>(warnings);
    more.add(warning);
    return with(more, recordLocation, captureLocation);
  }

  private RunResult with(
      List<Diagnostic> otherWarnings, Optional<Path> otherRecord, Optional<Path> otherCapture) {
    return new RunResult(
        runId,
        specHash,
        envelopeHash,
        rulepackFingerprint,
        planHash,
        startedAt,
        completedAt,
        outputs,
        inputs,
        changes,
        audits,
        stages,
        otherWarnings,
        otherRecord,
        otherCapture);
  }

  /** The output of this name. */
  public Optional<Output> output(String tableName) {
    return outputs.stream().filter(output -> output.tableName().equals(tableName)).findFirst();
  }
}
