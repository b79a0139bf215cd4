// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.plan.FragmentedPlan;
import io.codeanatomy.engine.plan.InputStatistics;
import io.codeanatomy.engine.plan.RowEstimate;
import io.codeanatomy.engine.plan.ScanPushDown;
import io.codeanatomy.engine.publish.Publication;
import io.codeanatomy.engine.publish.TableTarget;
import io.codeanatomy.spec.SpecHashes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells a prepared run as a {@link RunPlan}. */
final class RunPlanner {

  private final Run run;
  private final Preparation preparation;
  private final Publication publication;
  private final Map<String, RowEstimate> outputs = new LinkedHashMap<>();

  /**
   * Of a run that could start.
   *
   * @param publication of its tables; knows the versions that they are at
   */
  RunPlanner(Run run, Preparation preparation, Publication publication) {
    this.run = run;
    this.preparation = preparation;
    this.publication = publication;
    for (FragmentedPlan.OutputFragment output : preparation.fragments().outputs()) {
      outputs.put(
          output.output().target().tableName(),
          estimate(output.output().target().sourceView()).withRowsOf(output.output().schema()));
    }
  }

  RunPlan plan() {
    return new RunPlan(
        SpecHashes.of(run.document().spec()).specHash(),
        preparation.planHash(),
        preparation.rules().fingerprint(),
        preparation.executionEngine().name(),
        preparation.session().environment().profile(),
        preparation.session().environment().memoryBytes(),
        preparation.inputs().stream().map(this::input).toList(),
        steps(),
        preparation.fragments().decisions(),
        preparation.fragments().outputs().stream().map(this::output).toList(),
        preparation.missing().stream().map(run.document()::locate).toList(),
        Engine.warnings(run, preparation, publication));
  }

  private RunPlan.Input input(BoundInput input) {
    return new RunPlan.Input(
        input.name(),
        input.snapshot().location(),
        input.snapshot().version(),
        input.schemaHash(),
        Optional.ofNullable(preparation.files().statistics().get(input.name())),
        reading(input.name()));
  }

  private Optional<RunPlan.Reading> reading(String input) {
    InputFiles files = preparation.files();
    if (!files.byInput().containsKey(input)) {
      return Optional.empty();
    }
    InputStatistics read = InputFiles.statistics(files.readOf(input));
    ScanPushDown pushDown = files.pushDowns().getOrDefault(input, ScanPushDown.NONE);
    return Optional.of(
        new RunPlan.Reading(
            read.files(), read.bytes(), pushDown.used().toString(), pushDown.notUsed()));
  }

  private List<RunPlan.Step> steps() {
    List<RunPlan.Step> steps = new ArrayList<>();
    for (PhysicalPlan.Step step : preparation.plan().steps()) {
      step.statement().ifPresent(fragment -> steps.add(step(step, fragment)));
    }
    return steps;
  }

  private RunPlan.Step step(PhysicalPlan.Step step, Fragment fragment) {
    return new RunPlan.Step(
        step.kind(),
        step.subject(),
        List.copyOf(fragment.reads()),
        step.computed(),
        step instanceof PhysicalPlan.Write
            ? outputs.getOrDefault(step.subject(), RowEstimate.NOTHING)
            : estimate(step.subject()));
  }

  private RowEstimate estimate(String relation) {
    return preparation.fragments().estimates().getOrDefault(relation, RowEstimate.NOTHING);
  }

  private RunPlan.Output output(FragmentedPlan.OutputFragment output) {
    String name = output.output().target().tableName();
    Optional<TableTarget> target =
        preparation.targets().stream().filter(table -> table.name().equals(name)).findFirst();
    Optional<Snapshot> current = target.flatMap(table -> publication.expected(table.name()));
    return new RunPlan.Output(
        name,
        output.output().target().sourceView(),
        target.map(TableTarget::location),
        output.output().target().materializationMode(),
        current.map(Snapshot::version).map(OptionalLong::of).orElseGet(OptionalLong::empty),
        outputs.getOrDefault(name, RowEstimate.NOTHING));
  }
}
