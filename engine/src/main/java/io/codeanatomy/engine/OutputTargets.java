// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.Commit;
import io.codeanatomy.engine.execute.Folders;
import io.codeanatomy.engine.history.StateFolder;
import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.publish.TableTarget;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.OutputTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where the outputs of a run go. */
final class OutputTargets {

  private final Run run;
  private final List<BoundInput> inputs;

  OutputTargets(Run run, List<BoundInput> inputs) {
    this.run = run;
    this.inputs = inputs;
  }

  /**
   * The tables to publish.
   *
   * @return the outputs that have a location; one without is a fault of the run, not of the spec
   * @throws DiagnosticException naming every output that lies over an input
   */
  List<TableTarget> of(LogicalPlan plan) {
    List<Diagnostic> faults = new ArrayList<>();
    List<TableTarget> targets = new ArrayList<>();
    for (int i = 0; i < plan.outputs().size(); i++) {
      LogicalPlan.Output output = plan.outputs().get(i);
      String pointer = "/output_targets/" + i;
      Optional<Path> location = location(output.target());
      if (location.isEmpty()) {
        continue;
      }
      if (isInState(location.get(), run.outputRoot())) {
        faults.add(RunErrors.outputInState(pointer, output.target().tableName(), location.get()));
      }
      overlap(location.get())
          .ifPresent(
              input ->
                  faults.add(
                      RunErrors.outputOverInput(
                          pointer,
                          output.target().tableName(),
                          input.name(),
                          input.snapshot().location())));
      targets.add(
          new TableTarget(
              output.target().tableName(),
              location.get(),
              output.schema(),
              output.target().partitionBy(),
              output.target().materializationMode() == OutputTarget.MaterializationMode.Append
                  ? Commit.Mode.APPEND
                  : Commit.Mode.OVERWRITE,
              output.target().writeMetadata(),
              Optional.of(pointer),
              run.schemaEvolution()));
    }
    if (!faults.isEmpty()) {
      throw new DiagnosticException(faults);
    }
    return targets;
  }

  /**
   * The folder that a run belongs to: that of its outputs, or the one around the first of them.
   *
   * @param targets at least one
   */
  static Path root(Run run, List<TableTarget> targets) {
    return run.outputRoot()
        .orElseGet(() -> Objects.requireNonNull(targets.get(0).location().getParent()))
        .toAbsolutePath()
        .normalize();
  }

  private static boolean isInState(Path location, Optional<Path> root) {
    Path real = Folders.real(location);
    return root.map(StateFolder::of).map(Folders::real).filter(real::startsWith).isPresent();
  }

  /** What speaks against running: outputs that have no location. */
  List<Diagnostic> missing(LogicalPlan plan) {
    List<Diagnostic> missing = new ArrayList<>();
    for (int i = 0; i < plan.outputs().size(); i++) {
      OutputTarget target = plan.outputs().get(i).target();
      if (location(target).isEmpty()) {
        missing.add(RunErrors.noOutputRoot("/output_targets/" + i, target.tableName()));
      }
    }
    return missing;
  }

  private Optional<Path> location(OutputTarget target) {
    return target
        .deltaLocation()
        .map(location -> SpecFolder.of(run).resolve(location))
        .or(() -> run.outputRoot().map(root -> root.resolve(target.tableName())))
        .map(location -> location.toAbsolutePath().normalize());
  }

  /** The input that lies at, above or below a location. */
  private Optional<BoundInput> overlap(Path location) {
    Path output = Folders.real(location);
    return inputs.stream()
        .filter(
            input -> {
              Path source = Folders.real(input.snapshot().location());
              return output.startsWith(source) || source.startsWith(output);
            })
        .findFirst();
  }
}
