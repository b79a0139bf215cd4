// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute;

import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.PhysicalPlan.Step;
import io.codeanatomy.engine.plan.ClosureOperator;
import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.plan.FragmentedPlan;
import io.codeanatomy.engine.plan.PartitionedAggregate;
import io.codeanatomy.engine.plan.SpanIndexOperator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orders the steps of a physical plan; each fragment is looked at once. */
final class StepOrder {

  private final List<Placed> steps = new ArrayList<>();
  private final Set<String> there = new LinkedHashSet<>();
  private final Map<String, List<Waiting>> waiting = new LinkedHashMap<>();

  private StepOrder() {}

  static List<Step> of(FragmentedPlan plan) {
    StepOrder order = new StepOrder();
    order.place(plan);
    return order.withReleases();
  }

  /** A step, and the relations that it reads. */
  private record Placed(Step step, Set<String> reads) {}

  /** An audit or output, and which of what it reads is not there yet. */
  private record Waiting(Placed sink, Set<String> missing) {}

  private void place(FragmentedPlan plan) {
    Set<String> kept = new LinkedHashSet<>();
    plan.materialized().forEach(fragment -> kept.add(fragment.result().name()));
    for (Step sink : sinks(plan)) {
      Placed placed = new Placed(sink, reads(sink));
      Set<String> missing = new LinkedHashSet<>(placed.reads());
      missing.retainAll(kept);
      if (missing.isEmpty()) {
        steps.add(placed);
      }
      Waiting one = new Waiting(placed, missing);
      missing.forEach(view -> waiting.computeIfAbsent(view, v -> new ArrayList<>()).add(one));
    }
    for (Fragment fragment : plan.materialized()) {
      Step step = materialize(fragment);
      steps.add(new Placed(step, reads(step)));
      placeReady(fragment.result().name());
    }
  }

  /** Places what waited for nothing but this relation, in the order of the plan. */
  private void placeReady(String relation) {
    there.add(relation);
    for (Waiting one : waiting.getOrDefault(relation, List.of())) {
      one.missing().remove(relation);
      if (one.missing().isEmpty()) {
        steps.add(one.sink());
      }
    }
  }

  private List<Step> withReleases() {
    Set<String> alive = new LinkedHashSet<>(there);
    List<Step> backwards = new ArrayList<>();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Placed placed = steps.get(i);
      for (String relation : placed.reads()) {
        if (alive.remove(relation)) {
          backwards.add(new PhysicalPlan.Release(relation));
        }
      }
      backwards.add(placed.step());
    }
    Collections.reverse(backwards);
    return backwards;
  }

  private static Set<String> reads(Step step) {
    return step.statement().map(Fragment::reads).orElse(Set.of());
  }

  private static Step materialize(Fragment fragment) {
    Fragment.Table result = fragment.result();
    if (result.algebra() instanceof SpanIndexOperator index) {
      Fragment.Table rows = new Fragment.Table(result.name(), index.getInput(), result.schema());
      return new PhysicalPlan.Index(
          result.name(), new Fragment(fragment.inlined(), rows), result.schema(), index.indexing());
    }
    if (result.algebra() instanceof PartitionedAggregate aggregate) {
      return aggregate(fragment, aggregate);
    }
    if (!(result.algebra() instanceof ClosureOperator closure)) {
      return new PhysicalPlan.Materialize(result.name(), fragment);
    }
    Schema ends = new Schema(result.schema().fields().subList(0, 2));
    Fragment.Table edges = new Fragment.Table(result.name(), closure.getInput(), ends);
    return new PhysicalPlan.Close(
        result.name(),
        new Fragment(fragment.inlined(), edges),
        result.schema(),
        closure.maxDepth());
  }

  private static Step aggregate(Fragment fragment, PartitionedAggregate aggregate) {
    Fragment.Table result = fragment.result();
    String rows = "rows of " + result.name();
    List<Fragment.Table> inlined = new ArrayList<>(fragment.inlined());
    inlined.add(aggregate.rows(rows));
    return new PhysicalPlan.Aggregate(
        result.name(),
        new Fragment(
            inlined, new Fragment.Table(result.name(), aggregate.over(rows), result.schema())),
        aggregate.parts());
  }

  private static List<Step> sinks(FragmentedPlan plan) {
    List<Step> sinks = new ArrayList<>();
    for (Map.Entry<String, Fragment> audit : plan.audited().entrySet()) {
      sinks.add(new PhysicalPlan.Audit(audit.getKey(), audit.getValue()));
    }
    for (FragmentedPlan.OutputFragment output : plan.outputs()) {
      sinks.add(
          new PhysicalPlan.Write(
              output.output().target().tableName(),
              output.fragment(),
              output.output().schema(),
              output.output().target().partitionBy()));
    }
    return sinks;
  }
}
