// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.RowGroupFigures;
import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.delta.ScanPredicate;
import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.plan.FragmentedPlan;
import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.plan.PlanHash;
import io.codeanatomy.engine.plan.PlanText;
import io.codeanatomy.engine.plan.RowEstimate;
import io.codeanatomy.engine.plan.ScanPushDown;
import io.codeanatomy.engine.plan.TreeSchema;
import io.codeanatomy.engine.rules.RecordedTrace;
import io.codeanatomy.engine.rules.Rule;
import io.codeanatomy.engine.session.Envelope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Tells a prepared run, and what its rules did, as an {@link Explanation}. */
final class Explainer {

  private final Run run;
  private final Preparation preparation;
  private final RecordedTrace trace;
  private final ExplainedPart part;
  private final DeltaStore store;
  private final List<String> parameters;

  Explainer(
      Run run, Preparation preparation, RecordedTrace trace, ExplainedPart part, DeltaStore store) {
    this.run = run;
    this.preparation = preparation;
    this.trace = trace;
    this.part = part;
    this.store = store;
    this.parameters = preparation.written().parameters();
  }

  Explanation explain() {
    Envelope envelope = preparation.session().envelope();
    return new Explanation(
        new Explanation.Hashes(
            envelope.specHash(),
            preparation.planHash(),
            envelope.rulepackFingerprint(),
            envelope.hash()),
        new Explanation.Setting(
            preparation.rules().profile(),
            envelope.executionEngine(),
            preparation.session().environment().profile(),
            envelope.configuration(),
            envelope.parameters(),
            envelope.versions()),
        part.view(),
        preparation.inputs().stream()
            .filter(input -> part.has(input.name()))
            .map(this::input)
            .toList(),
        preparation.rules().rules().stream().map(Explainer::rule).toList(),
        written(),
        trace.applications().stream().map(this::application).toList(),
        fragments(),
        preparation.plan().steps().stream().filter(part::has).map(this::step).toList(),
        preparation.fragments().decisions().stream()
            .filter(decision -> part.has(decision.view()))
            .toList(),
        preparation.spanJoins().stream().filter(decision -> part.has(decision.view())).toList(),
        new ExecutionPlans(preparation, part).explain(),
        preparation.missing().stream().map(run.document()::locate).toList(),
        preparation.warnings());
  }

  private Explanation.Input input(BoundInput input) {
    InputFiles files = preparation.files();
    boolean isRead = files.byInput().containsKey(input.name());
    return new Explanation.Input(
        input.name(),
        input.snapshot().location(),
        input.snapshot().version(),
        input.schemaHash(),
        isRead,
        preparation.fragments().inputColumns().getOrDefault(input.name(), List.of()),
        isRead ? InputFiles.statistics(files.of(input.name())).rows() : OptionalLong.empty(),
        pruning(input));
  }

  /** The one place that knows what is read of an input's files. */
  private Explanation.Pruning pruning(BoundInput input) {
    List<ScanFile> all = preparation.files().of(input.name());
    List<ScanFile> read = preparation.files().readOf(input.name());
    ScanPushDown pushDown =
        preparation.files().pushDowns().getOrDefault(input.name(), ScanPushDown.NONE);
    ScanPredicate predicate = pushDown.used();
    boolean allNeeded = predicate.equals(ScanPredicate.Constant.TRUE);
    Optional<RowGroupFigures> rowGroups =
        allNeeded ? Optional.empty() : rowGroups(input, read, predicate);
    return new Explanation.Pruning(
        all.size(),
        read.size(),
        InputFiles.statistics(all).bytes(),
        InputFiles.statistics(read).bytes(),
        allNeeded ? Optional.empty() : Optional.of(predicate.toString()),
        pushDown.notUsed(),
        rowGroups
            .map(figures -> OptionalInt.of(Math.toIntExact(figures.total())))
            .orElseGet(OptionalInt::empty),
        rowGroups
            .map(figures -> OptionalInt.of(Math.toIntExact(figures.matching())))
            .orElseGet(OptionalInt::empty));
  }

  /** Nothing if a file cannot be opened: a run would say so, an explanation goes on without. */
  private Optional<RowGroupFigures> rowGroups(
      BoundInput input, List<ScanFile> files, ScanPredicate predicate) {
    try {
      return Optional.of(store.rowGroups(input.snapshot(), files, predicate));
    } catch (DeltaException e) {
      return Optional.empty();
    }
  }

  private static Explanation.Rule rule(Rule rule) {
    return new Explanation.Rule(
        rule.name(),
        rule.ruleClass().name(),
        switch (rule.purpose()) {
          case POLICY -> Explanation.Rule.Purpose.policy;
          case OPTIMIZATION -> Explanation.Rule.Purpose.optimization;
        },
        rule.parameters(),
        rule.description());
  }

  private List<Explanation.View> written() {
    Set<String> needed = needed();
    return preparation.written().views().values().stream()
        .filter(view -> part.has(view.name()))
        .map(
            view ->
                new Explanation.View(
                    view.name(),
                    TreeSchema.spelled(view.schema()),
                    view.reads(),
                    needed.contains(view.name()),
                    PlanText.of(view, parameters)))
        .toList();
  }

  /** The views that an output or an audit is made of, as the spec has it. */
  private Set<String> needed() {
    LogicalPlan plan = preparation.written();
    Deque<String> open = new ArrayDeque<>(preparation.rules().auditedRelations());
    plan.outputs().forEach(output -> open.push(output.target().sourceView()));
    Set<String> needed = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      LogicalPlan.View view = plan.views().get(open.pop());
      if (view != null && needed.add(view.name())) {
        view.reads().forEach(open::push);
      }
    }
    return needed;
  }

  private Explanation.Application application(RecordedTrace.Application applied) {
    List<Explanation.Application.Change> changes = new ArrayList<>();
    for (String name : applied.rewritten()) {
      if (part.has(name)) {
        List<String> before = text(applied.before(), name);
        List<String> after = text(applied.after(), name);
        // Another tree may be an equal one.
        if (!before.equals(after)) {
          changes.add(new Explanation.Application.Change(name, before, after));
        }
      }
    }
    return new Explanation.Application(
        applied.rule().name(),
        (int) applied.before().views().keySet().stream().filter(part::has).count(),
        changes,
        applied.dropped().stream().filter(part::has).toList(),
        applied.added().stream().filter(part::has).toList());
  }

  private List<String> text(LogicalPlan plan, String view) {
    LogicalPlan.View found = plan.views().get(view);
    return found == null ? List.of() : PlanText.of(found, parameters);
  }

  private List<Explanation.Fragment> fragments() {
    List<Explanation.Fragment> fragments = new ArrayList<>();
    for (PhysicalPlan.Step step : preparation.plan().steps()) {
      if (part.has(step)) {
        step.statement().ifPresent(fragment -> fragments.add(fragment(step.name(), fragment)));
      }
    }
    return fragments;
  }

  private Explanation.Fragment fragment(String step, Fragment fragment) {
    List<Explanation.Fragment.Table> tables = new ArrayList<>();
    for (Fragment.Table table : fragment.inlined()) {
      tables.add(table(table));
    }
    tables.add(table(fragment.result()));
    return new Explanation.Fragment(
        step, PlanHash.of(fragment), List.copyOf(fragment.reads()), tables);
  }

  private Explanation.Fragment.Table table(Fragment.Table table) {
    return new Explanation.Fragment.Table(table.name(), PlanText.of(table, parameters));
  }

  private Explanation.Step step(PhysicalPlan.Step step) {
    RowEstimate estimate = RowEstimate.NOTHING;
    if (step instanceof PhysicalPlan.Keeping keeping) {
      estimate = estimate(keeping.relation());
    } else if (step instanceof PhysicalPlan.Write write) {
      estimate = estimate(write);
    }
    return new Explanation.Step(step.kind(), step.subject(), estimate);
  }

  private RowEstimate estimate(PhysicalPlan.Write write) {
    return preparation.fragments().outputs().stream()
        .map(FragmentedPlan.OutputFragment::output)
        .filter(output -> output.target().tableName().equals(write.table()))
        .findFirst()
        .map(output -> estimate(output.target().sourceView()).withRowsOf(write.schema()))
        .orElse(RowEstimate.NOTHING);
  }

  private RowEstimate estimate(String relation) {
    Map<String, RowEstimate> estimates = preparation.fragments().estimates();
    return estimates.getOrDefault(relation, RowEstimate.NOTHING);
  }
}
