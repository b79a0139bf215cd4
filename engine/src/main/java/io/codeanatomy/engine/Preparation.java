// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.schema.Schema;
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

/**
 * A run that could start: everything is checked that can be checked without reading data.
 *
 * @param planHash of the plan before parameters were bound
 * @param files the data files of every input that is read; empty if they were not listed
 * @param missing what a valid spec still lacks to run: values of parameters, locations of outputs
 * @param warnings what is worth knowing, located in the document
 */
record Preparation(
    RuleSet rules,
    List<BoundInput> inputs,
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
      StageClock clock) {
    List<Diagnostic> warnings = new ArrayList<>();
    RuleSet rules = clock.time("validate", () -> validate(run, warnings));
    ExecutionEngine executionEngine = executionEngine(run, engines);
    List<BoundInput> inputs = clock.time("bind", () -> new InputBinder(store, run).bind());
    LogicalPlan logical = clock.time("plan", () -> plan(run, inputs));
    InputFiles files =
        listing == Listing.FILES
            ? clock.time("list files", () -> listFiles(run, rules, inputs, logical))
            : InputFiles.NONE;
    warnings.addAll(logical.warnings());
    return clock.time(
        "cut", () -> cut(run, rules, inputs, logical, files, executionEngine, warnings));
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

  private static LogicalPlan plan(Run run, List<BoundInput> inputs) {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    inputs.forEach(input -> schemas.put(input.name(), input.schema()));
    return LogicalPlanner.plan(run.document().spec(), schemas);
  }

  private static InputFiles listFiles(
      Run run, RuleSet rules, List<BoundInput> inputs, LogicalPlan logical) {
    return InputFiles.list(
        inputs,
        logical.inputsRead(rules.auditedRelations()),
        run.document().spec().inputRelations());
  }

  private static Preparation cut(
      Run run,
      RuleSet rules,
      List<BoundInput> inputs,
      LogicalPlan logical,
      InputFiles files,
      ExecutionEngine executionEngine,
      List<Diagnostic> warnings) {
    OutputTargets outputs = new OutputTargets(run, inputs);
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
        inputs,
        files,
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
