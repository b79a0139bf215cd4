// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.engine.environment.EnvironmentProfile;
import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.plan.CacheDecision;
import io.codeanatomy.engine.plan.InputStatistics;
import io.codeanatomy.engine.plan.RowEstimate;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.OutputTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run would do, in the order it would, and why. Figures of rows are estimates.
 *
 * @param specHash what would be computed, in lower-case hex
 * @param planHash how, in lower-case hex; the same for all values of parameters
 * @param rulepackFingerprint the rules that the run would be held to
 * @param executionEngine what would execute it
 * @param environment what it may use; chosen from the size of the inputs unless it was given
 * @param memoryBytes the memory that decisions reckon with: the environment's, on a machine that
 *     has it
 * @param steps in the order they would run
 * @param cacheDecisions for every view that is read, each after what it reads
 * @param missing what a run would still need: values of parameters, locations of outputs
 */
public record RunPlan(
    String specHash,
    String planHash,
    String rulepackFingerprint,
    String executionEngine,
    EnvironmentProfile environment,
    long memoryBytes,
    List<Input> inputs,
    List<Step> steps,
    List<CacheDecision> cacheDecisions,
    List<Output> outputs,
    List<Diagnostic> missing,
    List<Diagnostic> warnings) {

  public RunPlan {
    inputs = List.copyOf(inputs);
    steps = List.copyOf(steps);
    cacheDecisions = List.copyOf(cacheDecisions);
    outputs = List.copyOf(outputs);
    missing = List.copyOf(missing);
    warnings = List.copyOf(warnings);
  }

  /**
   * An input, as it would be read.
   *
   * @param statistics what its log tells of its size; empty if no output and no audit reads it
   * @param reading what would be read of it; empty likewise
   */
  public record Input(
      String logicalName,
      Path deltaLocation,
      long deltaVersion,
      String schemaHash,
      Optional<InputStatistics> statistics,
      Optional<Reading> reading) {}

  /**
   * The part of an input that would be read: the files that may hold a row that is needed.
   *
   * @param files how many of its data files
   * @param bytes how large they are
   * @param predicate what every row that is needed fulfils, in SQL; TRUE if all are needed, or
   *     nothing is known
   * @param notUsed the conditions on its rows that leave out no files, each with the reason
   */
  public record Reading(int files, long bytes, String predicate, List<String> notUsed) {

    public Reading {
      notUsed = List.copyOf(notUsed);
    }
  }

  /**
   * A statement.
   *
   * @param kind what becomes of its rows
   * @param name the relation that is materialised or audited, or the table that is written
   * @param reads the inputs and materialised views that it reads
   * @param inlined the views that it computes on the way, each after what it reads
   */
  public record Step(
      PhysicalPlan.Kind kind,
      String name,
      List<String> reads,
      List<String> inlined,
      RowEstimate estimate) {

    public Step {
      reads = List.copyOf(reads);
      inlined = List.copyOf(inlined);
    }
  }

  /**
   * A table that would be published.
   *
   * @param deltaLocation empty if neither the spec nor the run says where
   * @param currentVersion the version that the table is at; empty if there is none yet
   */
  public record Output(
      String tableName,
      String sourceView,
      Optional<Path> deltaLocation,
      OutputTarget.MaterializationMode mode,
      OptionalLong currentVersion,
      RowEstimate estimate) {

    /** What would become of the table. */
    public Effect effect() {
      if (deltaLocation.isEmpty()) {
        return Effect.unknown;
      }
      if (currentVersion.isEmpty()) {
        return Effect.creates;
      }
      return mode == OutputTarget.MaterializationMode.Append ? Effect.appends : Effect.replaces;
    }
  }

  /** What a run does to a table. */
  public enum Effect {
    /** The table does not exist yet. */
    creates,
    /** The rows of its current version would be removed. */
    replaces,
    /** Rows would be added to those of its current version. */
    appends,
    /** It has no location. */
    unknown
  }

  /**
   * Whether a run would change any table. In this version a run writes all its outputs, whether
   * something changed or not, so this is true of every plan.
   */
  public boolean hasChanges() {
    return !outputs.isEmpty();
  }
}
