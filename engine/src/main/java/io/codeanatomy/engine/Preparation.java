// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.engine.execute.ExecutionEngine;
import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.plan.DeclaredKeys;
import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.plan.FragmentCutter;
import io.codeanatomy.engine.plan.FragmentedPlan;
import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.plan.LogicalPlanner;
import io.codeanatomy.engine.plan.ParameterBinding;
import io.codeanatomy.engine.plan.PlanHash;
import io.codeanatomy.engine.plan.PlanningFacts;
import io.codeanatomy.engine.plan.ScanPredicates;
import io.codeanatomy.engine.publish.TableTarget;
import io.codeanatomy.engine.rules.RuleSet;
import io.codeanatomy.engine.session.EnvironmentProfile;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.SpecValidator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A run that could start: everything is checked that can be checked without reading data.
 *
 * @param sources what is read that is no view
 * @param planHash of the plan before parameters were bound
 * @param files the data files of every input that is read; empty if they were not listed
 * @param missing what a valid spec still lacks to run: values of parameters, locations of outputs
 * @param warnings what is worth knowing, located in the document
 */
record Preparation(
    RuleSet rules,
    BoundSources sources,
    InputFiles files,
    EnvironmentProfile environment,
    ParameterBinding parameters,
    String planHash,
    FragmentedPlan fragments,
    PhysicalPlan plan,
    List<TableTarget> targets,
    ExecutionEngine executionEngine,
    List<Diagnostic> missing,
    List<Diagnostic> warnings) {

  /**
   * Prepares a run, stage by stage; faults of a stage end it there, all of them reported.
   *
   * @throws DiagnosticException with everything that is wrong
   */
  static Preparation of(
      Run run,
      DeltaStore store,
      Map<String, ExecutionEngine> engines,
      Listing listing,
      InputFiles.Pruning pruning,
      StageClock clock) {
    List<Diagnostic> warnings = new ArrayList<>();
    RuleSet rules = clock.time("validate", () -> validate(run, warnings));
    ExecutionEngine executionEngine = executionEngine(run, engines);
    BoundSources sources = clock.time("bind", () -> BoundSources.bind(run, store, warnings));
    LogicalPlan logical = clock.time("plan", () -> plan(run, sources));
    InputFiles files =
        listing == Listing.FILES
            ? clock.time("list files", () -> listFiles(run, rules, sources, logical))
            : InputFiles.NONE;
    warnings.addAll(logical.warnings());
    return clock.time(
        "cut", () -> cut(run, rules, sources, logical, files, pruning, executionEngine, warnings));
  }

  /** How much is to be known of the inputs. */
  enum Listing {
    /** Their row types alone. */
    SCHEMAS,
    /** Their data files, too. */
    FILES
  }

  private static RuleSet validate(Run run, List<Diagnostic> warnings) {
    List<Diagnostic> found = new ArrayList<>(SpecValidator.validate(run.document()));
    found.addAll(RuleSet.check(run.document().spec()));
    if (found.stream().anyMatch(Diagnostic::isError)) {
      throw new DiagnosticException(found);
    }
    warnings.addAll(found);
    return RuleSet.of(run.document().spec());
  }

  private static ExecutionEngine executionEngine(Run run, Map<String, ExecutionEngine> engines) {
    ExecutionEngine engine = engines.get(run.executionEngine());
    if (engine == null) {
      throw new DiagnosticException(
          RunErrors.unknownEngine(run.executionEngine(), engines.keySet()));
    }
    return engine;
  }

  private static LogicalPlan plan(Run run, BoundSources sources) {
    return LogicalPlanner.plan(run.document().spec(), sources.schemas(), sources.changesOfViews());
  }

  private static InputFiles listFiles(
      Run run, RuleSet rules, BoundSources sources, LogicalPlan logical) {
    Set<String> read = logical.inputsRead(rules.auditedRelations());
    return InputFiles.list(sources.inputs(), read, run.document().spec().inputRelations())
        .with(sources.changeFiles(read));
  }

  private static Preparation cut(
      Run run,
      RuleSet rules,
      BoundSources sources,
      LogicalPlan logical,
      InputFiles files,
      InputFiles.Pruning pruning,
      ExecutionEngine executionEngine,
      List<Diagnostic> warnings) {
    OutputTargets outputs = new OutputTargets(run, sources.inputs());
    List<TableTarget> targets = outputs.of(logical);
    ParameterBinding parameters =
        ParameterBinding.of(run.document().spec(), logical, run.parameters());
    List<Diagnostic> missing = new ArrayList<>(outputs.missing(logical));
    missing.addAll(parameters.missing());
    EnvironmentProfile environment = run.environment().orElseGet(files::environment);
    PlanningFacts facts =
        new PlanningFacts(
            files.statistics(),
            DeclaredKeys.of(run.document().spec()),
            environment.memoryBytes(),
            Map.of());
    FragmentedPlan unbound = FragmentCutter.cut(logical, rules.auditedRelations(), facts);
    FragmentedPlan fragments = bind(unbound, parameters);
    return new Preparation(
        rules,
        sources,
        files.prune(
            sources.inputs(),
            ScanPredicates.of(logical, rules.auditedRelations(), parameters),
            run.document().spec().inputRelations(),
            pruning),
        environment,
        parameters,
        PlanHash.of(unbound),
        fragments,
        PhysicalPlan.of(fragments),
        targets,
        executionEngine,
        missing,
        warnings.stream().map(run.document()::locate).toList());
  }

  /** The input relations. */
  List<BoundInput> inputs() {
    return sources.inputs();
  }

  private static FragmentedPlan bind(FragmentedPlan plan, ParameterBinding parameters) {
    Map<String, Fragment> audited = new LinkedHashMap<>();
    plan.audited().forEach((view, fragment) -> audited.put(view, parameters.bind(fragment)));
    return new FragmentedPlan(
        plan.materialized().stream().map(parameters::bind).toList(),
        plan.outputs().stream()
            .map(
                output ->
                    new FragmentedPlan.OutputFragment(
                        output.output(), parameters.bind(output.fragment())))
            .toList(),
        audited,
        plan.inputColumns(),
        plan.decisions(),
        plan.estimates());
  }
}
