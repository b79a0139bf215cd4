// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.engine.history.RunRecord;
import io.codeanatomy.engine.schema.SchemaHash;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.InputRelation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Where the inputs of a recorded run lie now, and whether they can be read as they were. */
final class ReplayInputs {

  private final RunRecord recorded;
  private final Relocation relocation;
  private final List<Diagnostic> faults = new ArrayList<>();
  private final Map<String, Path> moved = new LinkedHashMap<>();

  /**
   * Finds the inputs.
   *
   * @param root the folder that the record was found in
   */
  ReplayInputs(Replay replay, RunRecord recorded, Path root) {
    this.recorded = recorded;
    this.relocation = new Relocation(recorded.outputRoot(), root);
    Map<String, Path> given = new LinkedHashMap<>(replay.inputLocations());
    for (RunRecord.Input input : recorded.inputs()) {
      Path said = given.remove(input.logicalName());
      Path location =
          said != null ? said.toAbsolutePath().normalize() : relocation.of(input.deltaLocation());
      if (!location.equals(input.deltaLocation())) {
        moved.put(input.logicalName(), location);
      }
    }
    List<String> names = recorded.inputs().stream().map(RunRecord.Input::logicalName).toList();
    given.keySet().forEach(name -> faults.add(ReplayErrors.unknownInput(name, names)));
  }

  /** The inputs that lie somewhere else now, with where they lie. */
  Map<String, Path> moved() {
    return Collections.unmodifiableMap(moved);
  }

  /** Where tables lie that moved with the folder of the record. */
  Relocation relocation() {
    return relocation;
  }

  /**
   * The folder of the outputs as it was recorded, and where its record was found.
   *
   * <p>A folder that was moved as a whole took its tables with it; of one that was copied, the
   * tables where they lay are still those that the run had.
   */
  record Relocation(Path from, Path to) {

    /** Where a table lies now. */
    Path of(Path location) {
      return location.startsWith(from) && !Files.exists(location)
          ? to.resolve(from.relativize(location))
          : location;
    }
  }

  /**
   * Compares every input with what was recorded of it. Reads the logs.
   *
   * @throws DiagnosticException naming every input that cannot be read as it was
   */
  void check(DeltaStore store, ReplayChecks checks) {
    checks.decisive(
        "inputs",
        recorded.inputs().stream().map(RunRecord.Input::logicalName).sorted().toList(),
        ReplayedRun.spec(recorded).inputRelations().stream()
            .map(InputRelation::logicalName)
            .sorted()
            .toList());
    for (RunRecord.Input input : recorded.inputs()) {
      Path location = moved.getOrDefault(input.logicalName(), input.deltaLocation());
      try {
        checks.input(input, bound(input, store.at(location, input.deltaVersion())));
      } catch (DeltaException e) {
        faults.add(ReplayErrors.inputGone(input.logicalName(), location, input.deltaVersion(), e));
      }
    }
    if (!faults.isEmpty()) {
      throw new DiagnosticException(faults);
    }
  }

  private static RunResult.Input bound(RunRecord.Input input, Snapshot snapshot) {
    return new RunResult.Input(
        input.logicalName(),
        snapshot.location(),
        snapshot.version(),
        SchemaHash.of(snapshot.schema()),
        0,
        0,
        0,
        OptionalLong.empty());
  }
}
