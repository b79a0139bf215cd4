// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ExecutionEngine;
import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.plan.DeclaredKeys;
import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.plan.FragmentCutter;
import io.codeanatomy.engine.plan.FragmentedPlan;
import io.codeanatomy.engine.plan.InputStatistics;
import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.plan.LogicalPlanner;
import io.codeanatomy.engine.plan.ParameterBinding;
import io.codeanatomy.engine.plan.PlanHash;
import io.codeanatomy.engine.plan.PlanningFacts;
import io.codeanatomy.engine.publish.TableTarget;
import io.codeanatomy.engine.rules.RuleSet;
import io.codeanatomy.engine.session.EnvironmentProfile;
import io.codeanatomy.engine.session.Machine;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.SpecValidator;
import io.codeanatomy.spec.ViewGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
    Map<String, List<ScanFile>> files,
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
    Map<String, List<ScanFile>> files =
        listing == Listing.FILES
            ? clock.time("list files", () -> listFiles(run, rules, inputs))
            : Map.of();
    return clock.time("plan", () -> plan(run, rules, inputs, files, executionEngine, warnings));
  }

  /** How much is to be known of the inputs. */
  enum Listing {
    /** Their row types alone. */
    SCHEMAS,
    /** Their data files, too. */
    FILES
  }

  /** The data files of the inputs that outputs or audits are made of. */
  private static Map<String, List<ScanFile>> listFiles(
      Run run, RuleSet rules, List<BoundInput> inputs) {
    ViewGraph graph = ViewGraph.of(run.document().spec());
    List<String> roots = new ArrayList<>(rules.requiredEmpty());
    run.document().spec().outputTargets().forEach(output -> roots.add(output.sourceView()));
    Set<String> read = new TreeSet<>();
    graph.upstream(roots).forEach(view -> read.addAll(graph.reads(view)));
    List<BoundInput> listed = inputs.stream().filter(input -> read.contains(input.name())).toList();
    List<List<ScanFile>> files =
        listed.parallelStream().map(input -> input.snapshot().scanFiles()).toList();
    Map<String, List<ScanFile>> byName = new LinkedHashMap<>();
    for (int i = 0; i < listed.size(); i++) {
      byName.put(listed.get(i).name(), files.get(i));
    }
    return byName;
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

  private static Preparation plan(
      Run run,
      RuleSet rules,
      List<BoundInput> inputs,
      Map<String, List<ScanFile>> files,
      ExecutionEngine executionEngine,
      List<Diagnostic> warnings) {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    inputs.forEach(input -> schemas.put(input.name(), input.schema()));
    LogicalPlan logical = LogicalPlanner.plan(run.document().spec(), schemas);
    warnings.addAll(logical.warnings());
    OutputTargets outputs = new OutputTargets(run, inputs);
    List<TableTarget> targets = outputs.of(logical);
    ParameterBinding parameters =
        ParameterBinding.of(run.document().spec(), logical, run.parameters());
    List<Diagnostic> missing = new ArrayList<>(outputs.missing(logical));
    missing.addAll(parameters.missing());
    EnvironmentProfile environment = environment(run, files);
    FragmentedPlan unbound =
        FragmentCutter.cut(logical, rules.auditedRelations(), facts(run, files, environment));
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

  /** What was asked for; if nothing was, what suits the size of the inputs. */
  private static EnvironmentProfile environment(Run run, Map<String, List<ScanFile>> files) {
    return run.environment()
        .orElseGet(
            () ->
                EnvironmentProfile.forInputs(
                    files.values().stream()
                        .flatMap(List::stream)
                        .mapToLong(ScanFile::sizeBytes)
                        .sum(),
                    files.values().stream()
                        .flatMap(List::stream)
                        .mapToLong(file -> file.rowCount().orElse(0))
                        .sum()));
  }

  private static PlanningFacts facts(
      Run run, Map<String, List<ScanFile>> files, EnvironmentProfile environment) {
    Map<String, InputStatistics> statistics = new LinkedHashMap<>();
    files.forEach((name, listed) -> statistics.put(name, BoundInput.statistics(listed)));
    return new PlanningFacts(
        statistics,
        DeclaredKeys.of(run.document().spec()),
        environment.memoryBytes(Machine.physicalMemory()),
        Map.of());
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
