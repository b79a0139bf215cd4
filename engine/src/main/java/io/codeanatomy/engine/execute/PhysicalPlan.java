// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute;

import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.plan.ClosureOperator;
import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.plan.FragmentedPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What an execution engine does, in order: data, not callbacks. */
public record PhysicalPlan(List<Step> steps) {

  public PhysicalPlan {
    steps = List.copyOf(steps);
  }

  /** One statement, or the end of a relation's life. */
  public sealed interface Step {

    /** What people call the step: a stage of the run. */
    String name();
  }

  /** Computes a view once and keeps its rows as a relation of its name. */
  public record Materialize(String relation, Fragment fragment) implements Step {
    @Override
    public String name() {
      return "materialize " + relation;
    }
  }

  /**
   * Computes the transitive closure of edges once and keeps its pairs as a relation of its name.
   *
   * @param edges gives the edges: where each begins and where it ends
   * @param schema the columns of the relation: the two nodes, and the depth if it is read
   */
  public record Close(String relation, Fragment edges, Schema schema, OptionalLong maxDepth)
      implements Step {
    @Override
    public String name() {
      return "close " + relation;
    }
  }

  /** Looks whether a relation is empty, as a rule wants it. */
  public record Audit(String relation, Fragment fragment) implements Step {
    @Override
    public String name() {
      return "audit " + relation;
    }
  }

  /** Computes an output and stages its files. */
  public record Write(String table, Fragment fragment, Schema schema, List<String> partitionColumns)
      implements Step {
    @Override
    public String name() {
      return "write " + table;
    }
  }

  /** Forgets a materialised relation that nobody reads any more. */
  public record Release(String relation) implements Step {
    @Override
    public String name() {
      return "release " + relation;
    }
  }

  /**
   * Orders the fragments of a plan: every view before what reads it, every audit and output as soon
   * as all that it reads is there, and every relation released after its last use.
   */
  public static PhysicalPlan of(FragmentedPlan plan) {
    return new PhysicalPlan(withReleases(ordered(plan)));
  }

  private static List<Step> ordered(FragmentedPlan plan) {
    Set<String> missing = new LinkedHashSet<>();
    plan.materialized().forEach(fragment -> missing.add(fragment.result().name()));
    List<Step> waiting = sinks(plan);
    List<Step> steps = new ArrayList<>();
    takeReady(waiting, missing, steps);
    for (Fragment fragment : plan.materialized()) {
      steps.add(materialize(fragment));
      missing.remove(fragment.result().name());
      takeReady(waiting, missing, steps);
    }
    return steps;
  }

  private static Step materialize(Fragment fragment) {
    Fragment.Table result = fragment.result();
    if (!(result.algebra() instanceof ClosureOperator closure)) {
      return new Materialize(result.name(), fragment);
    }
    Schema ends = new Schema(result.schema().fields().subList(0, 2));
    Fragment.Table edges = new Fragment.Table(result.name(), closure.getInput(), ends);
    return new Close(
        result.name(),
        new Fragment(fragment.inlined(), edges),
        result.schema(),
        closure.maxDepth());
  }

  private static List<Step> sinks(FragmentedPlan plan) {
    List<Step> sinks = new ArrayList<>();
    for (Map.Entry<String, Fragment> audit : plan.audited().entrySet()) {
      sinks.add(new Audit(audit.getKey(), audit.getValue()));
    }
    for (FragmentedPlan.OutputFragment output : plan.outputs()) {
      sinks.add(
          new Write(
              output.output().target().tableName(),
              output.fragment(),
              output.output().schema(),
              output.output().target().partitionBy()));
    }
    return sinks;
  }

  private static void takeReady(List<Step> waiting, Set<String> missing, List<Step> steps) {
    List<Step> ready =
        waiting.stream()
            .filter(step -> fragment(step).reads().stream().noneMatch(missing::contains))
            .toList();
    steps.addAll(ready);
    waiting.removeAll(ready);
  }

  private static List<Step> withReleases(List<Step> steps) {
    Set<String> alive = new LinkedHashSet<>();
    for (Step step : steps) {
      if (step instanceof Materialize materialize) {
        alive.add(materialize.relation());
      } else if (step instanceof Close close) {
        alive.add(close.relation());
      }
    }
    List<Step> backwards = new ArrayList<>();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      for (String relation : fragment(step).reads()) {
        if (alive.remove(relation)) {
          backwards.add(new Release(relation));
        }
      }
      backwards.add(step);
    }
    Collections.reverse(backwards);
    return backwards;
  }

  private static Fragment fragment(Step step) {
    if (step instanceof Materialize materialize) {
      return materialize.fragment();
    }
    if (step instanceof Close close) {
      return close.edges();
    }
    if (step instanceof Audit audit) {
      return audit.fragment();
    }
    return ((Write) step).fragment();
  }
}
