// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.engine.execute.ExecutionEngine;
import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.plan.DeclaredKeys;
import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.plan.FragmentCutter;
import io.codeanatomy.engine.plan.FragmentedPlan;
import io.codeanatomy.engine.plan.GrowingAggregates;
import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.plan.LogicalPlanner;
import io.codeanatomy.engine.plan.ParameterBinding;
import io.codeanatomy.engine.plan.PlanHash;
import io.codeanatomy.engine.plan.PlanningFacts;
import io.codeanatomy.engine.plan.ScanPredicates;
import io.codeanatomy.engine.plan.SpanJoinDecision;
import io.codeanatomy.engine.plan.SpanJoinOrders;
import io.codeanatomy.engine.plan.SpanJoinPlanner;
import io.codeanatomy.engine.publish.TableTarget;
import io.codeanatomy.engine.rules.Analysis;
import io.codeanatomy.engine.rules.RuleCatalog;
import io.codeanatomy.engine.rules.RulePipeline;
import io.codeanatomy.engine.rules.RuleSet;
import io.codeanatomy.engine.rules.RuleTrace;
import io.codeanatomy.engine.session.Session;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.RulepackProfile;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.SpecHashes;
import io.codeanatomy.spec.SpecValidator;
import io.codeanatomy.spec.ViewGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A run that could start: everything is checked that can be checked without reading data.
 *
 * @param session what the run takes place in
 * @param sources what is read that is no view
 * @param files the data files of every input that is read; empty if they were not listed
 * @param parameters the values of the run
 * @param written the plan as the spec has it
 * @param rewritten the plan as the rules left it
 * @param spanJoins how the span joins are computed
 * @param planHash of the fragments before parameters were bound
 * @param missing what a valid spec still lacks to run: values of parameters, locations of outputs
 * @param warnings what is worth knowing, located in the document
 */
record Preparation(
    Session session,
    BoundSources sources,
    InputFiles files,
    ParameterBinding parameters,
    LogicalPlan written,
    LogicalPlan rewritten,
    String planHash,
    FragmentedPlan fragments,
    List<SpanJoinDecision> spanJoins,
    PhysicalPlan plan,
    List<TableTarget> targets,
    List<Diagnostic> missing,
    List<Diagnostic> warnings) {

  /** What the preparation of a run needs of the engine. */
  record Parts(DeltaStore store, Map<String, ExecutionEngine> engines, RuleCatalog rules) {}

  /** How much is to be known of the inputs. */
  enum Listing {
    /** Their row types alone. */
    SCHEMAS,
    /** Their data files, too. */
    FILES
  }

  /**
   * Prepares a run, stage by stage; faults of a stage end it there, all of them reported.
   *
   * @param trace is told what the rules do
   * @throws DiagnosticException with everything that is wrong
   */
  static Preparation of(Run run, Parts parts, Listing listing, StageClock clock, RuleTrace trace) {
    List<Diagnostic> warnings = new ArrayList<>();
    RuleSet rules = clock.time("validate", () -> validate(run, parts.rules(), warnings));
    ExecutionEngine executionEngine = executionEngine(run, parts.engines());
    BoundSources sources =
        clock.time("bind", () -> BoundSources.bind(run, parts.store(), warnings));
    InputFiles files =
        listing == Listing.FILES
            ? clock.time("list files", () -> listFiles(run, rules, sources))
            : InputFiles.NONE;
    ParameterBinding parameters = ParameterBinding.of(run.document().spec(), run.parameters());
    Session session = session(run, rules, executionEngine, sources, files, parameters);
    LogicalPlan written = clock.time("plan", () -> plan(run, rules, sources));
    if (!parameters.faults().isEmpty()) {
      throw new DiagnosticException(parameters.faults());
    }
    RulePipeline.Outcome outcome =
        clock.time(
            "rules",
            () ->
                RulePipeline.apply(
                    rules, analysis(run, rules, sources, parameters, written), trace));
    warnings.addAll(written.warnings());
    warnings.addAll(outcome.warnings());
    return clock.time(
        "cut",
        () ->
            new Cut(run, session, sources, files, parameters)
                .of(written, outcome.plan(), warnings));
  }

  private static RuleSet validate(Run run, RuleCatalog catalog, List<Diagnostic> warnings) {
    List<Diagnostic> found = new ArrayList<>(SpecValidator.validate(run.document()));
    Optional<RuleSet> rules = Optional.empty();
    try {
      rules = Optional.of(catalog.rules(run.document().spec(), run.turnedOffRules()));
    } catch (DiagnosticException e) {
      found.addAll(e.diagnostics());
    }
    RulepackProfile profile = run.document().spec().rulepackProfile();
    if (run.contentDigests().contradicts(profile)) {
      found.add(RunErrors.digestsNeeded(profile));
    }
    if (found.stream().anyMatch(Diagnostic::isError)) {
      throw new DiagnosticException(found);
    }
    warnings.addAll(found);
    return rules.orElseThrow();
  }

  private static ExecutionEngine executionEngine(Run run, Map<String, ExecutionEngine> engines) {
    ExecutionEngine engine = engines.get(run.executionEngine());
    if (engine == null) {
      throw new DiagnosticException(
          RunErrors.unknownEngine(run.executionEngine(), engines.keySet()));
    }
    return engine;
  }

  /** Of all inputs that something may read: which of those count, the plan will say. */
  private static InputFiles listFiles(Run run, RuleSet rules, BoundSources sources) {
    Spec spec = run.document().spec();
    ViewGraph graph = ViewGraph.of(spec);
    Set<String> read = new TreeSet<>();
    rules.requirements().forEach(requirement -> read.addAll(requirement.relations()));
    for (BoundInput input : sources.inputs()) {
      boolean constrained =
          spec.joinGraph().constraints().stream()
              .anyMatch(constraint -> constraint.relations().contains(input.name()));
      if (constrained || !graph.consumers(input.name()).isEmpty()) {
        read.add(input.name());
      }
    }
    return InputFiles.list(sources.inputs(), read, spec.inputRelations());
  }

  private static Session session(
      Run run,
      RuleSet rules,
      ExecutionEngine executionEngine,
      BoundSources sources,
      InputFiles files,
      ParameterBinding parameters) {
    return Session.builder()
        .environment(run.environment().orElseGet(files::environment))
        .executionEngine(executionEngine)
        .rules(rules)
        .specHash(SpecHashes.of(run.document().spec()).specHash())
        .parameters(parameters.values())
        .inputs(sources.inputs().stream().map(BoundInput::inEnvelope).toList())
        .derived(sources.provenance())
        .build();
  }

  private static LogicalPlan plan(Run run, RuleSet rules, BoundSources sources) {
    return LogicalPlanner.plan(
        run.document().spec(), sources.schemas(), sources.changesOfViews(), rules.requirements());
  }

  private static Analysis analysis(
      Run run,
      RuleSet rules,
      BoundSources sources,
      ParameterBinding parameters,
      LogicalPlan written) {
    Map<String, List<String>> partitionColumns = new LinkedHashMap<>();
    sources
        .inputs()
        .forEach(input -> partitionColumns.put(input.name(), input.snapshot().partitionColumns()));
    return new Analysis(
        run.document().spec(), written, rules.auditedRelations(), partitionColumns, parameters);
  }

  /** The last stage: a plan is cut into statements. */
  private record Cut(
      Run run,
      Session session,
      BoundSources sources,
      InputFiles listed,
      ParameterBinding parameters) {

    Preparation of(LogicalPlan written, LogicalPlan plan, List<Diagnostic> warnings) {
      OutputTargets outputs = new OutputTargets(run, sources.inputs());
      List<TableTarget> targets = outputs.of(plan);
      List<Diagnostic> missing = new ArrayList<>(outputs.missing(plan));
      missing.addAll(parameters.missing());
      Set<String> audited = session.rules().auditedRelations();
      InputFiles files = filesRead(plan, audited);
      PlanningFacts facts = session.rules().choose(facts(files));
      SpanJoinPlanner.Planned planned = SpanJoinPlanner.plan(plan, audited, facts);
      LogicalPlan parted = GrowingAggregates.part(planned.plan(), audited, facts);
      FragmentedPlan unbound = FragmentCutter.cut(parted, audited, facts);
      FragmentedPlan fragments = bind(unbound, parameters.in(plan));
      return new Preparation(
          session,
          sources,
          files,
          parameters,
          written,
          parted,
          PlanHash.of(unbound),
          fragments,
          planned.decisions(),
          PhysicalPlan.of(fragments),
          targets,
          missing,
          warnings.stream().map(run.document()::locate).toList());
    }

    /** Of what is listed, the files that the plan needs. */
    private InputFiles filesRead(LogicalPlan plan, Set<String> audited) {
      if (listed.equals(InputFiles.NONE)) {
        return listed;
      }
      Set<String> read = plan.inputsRead(audited);
      InputFiles files = listed.only(read);
      if (session.rules().prunesFiles()) {
        files =
            files.prune(
                sources.inputs(),
                ScanPredicates.of(plan, audited, parameters.in(plan)),
                run.document().spec().inputRelations());
      }
      return files.with(sources.changeFiles(read));
    }

    private PlanningFacts facts(InputFiles files) {
      return new PlanningFacts(
          files.statistics(),
          DeclaredKeys.of(run.document().spec()),
          session.environment().memoryBytes(),
          Map.of(),
          PlanningFacts.Boundaries.ONLY_NEEDED,
          SpanJoinOrders.NONE);
    }

    private static FragmentedPlan bind(FragmentedPlan plan, ParameterBinding values) {
      Map<String, Fragment> audited = new LinkedHashMap<>();
      plan.audited().forEach((view, fragment) -> audited.put(view, values.bind(fragment)));
      return new FragmentedPlan(
          plan.materialized().stream().map(values::bind).toList(),
          plan.outputs().stream()
              .map(
                  output ->
                      new FragmentedPlan.OutputFragment(
                          output.output(), values.bind(output.fragment())))
              .toList(),
          audited,
          plan.inputColumns(),
          plan.decisions(),
          plan.estimates());
    }
  }

  /** What the run is held to. */
  RuleSet rules() {
    return session.rules();
  }

  /** What executes the plan. */
  ExecutionEngine executionEngine() {
    return session.executionEngine();
  }

  /** The input relations. */
  List<BoundInput> inputs() {
    return sources.inputs();
  }
}
