// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.engine.plan.CacheDecision.Choice;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;

/**
 * Cuts a logical plan into fragments at its cache boundaries: {@link CachePolicy} says of every
 * view whether it is computed once and kept, or becomes part of the statements that read it.
 */
public final class FragmentCutter {

  private final LogicalPlan plan;
  private final Map<String, Fragment.Table> tables;
  private final Map<String, List<String>> inputColumns;
  private final Map<String, CacheDecision> decisions;
  private final Map<String, RowEstimate> estimates;

  private FragmentCutter(LogicalPlan plan, Set<String> audited, PlanningFacts facts) {
    this.plan = plan;
    ColumnReads columns = ColumnReads.of(plan, audited);
    this.tables = tables(plan, columns);
    this.inputColumns = columns.inputColumns(plan);
    Map<String, List<String>> reads = new LinkedHashMap<>();
    Set<String> ownSteps = new LinkedHashSet<>();
    tables.forEach(
        (name, table) -> {
          reads.put(name, view(name).reads());
          if (table.algebra() instanceof OwnStep) {
            ownSteps.add(name);
          }
        });
    RowEstimator estimator = new RowEstimator(facts.keys());
    this.decisions =
        new CacheDecisions(plan, new Readers(reads, ownSteps, plan, audited), estimator, facts)
            .decide(tables.values(), inputColumns);
    this.estimates = estimator.estimates();
  }

  /** The views that are read, each after what it reads. */
  private static Map<String, Fragment.Table> tables(LogicalPlan plan, ColumnReads columns) {
    Map<String, Fragment.Table> tables = new LinkedHashMap<>();
    plan.views()
        .forEach(
            (name, view) -> {
              if (columns.isRead(name)) {
                tables.put(name, new Fragment.Table(name, view.algebra(), view.schema()));
              }
            });
    return tables;
  }

  /** Cuts a plan of which nothing is known but itself. */
  public static FragmentedPlan cut(LogicalPlan plan, Set<String> audited) {
    return cut(plan, audited, PlanningFacts.NONE);
  }

  /**
   * Cuts a plan.
   *
   * @param audited the views whose rows are looked at besides those of the outputs
   */
  public static FragmentedPlan cut(LogicalPlan plan, Set<String> audited, PlanningFacts facts) {
    return new FragmentCutter(plan, audited, facts).cut(audited);
  }

  private FragmentedPlan cut(Set<String> audited) {
    List<Fragment> materialized =
        tables.values().stream()
            .filter(table -> isMaterialized(table.name()))
            .map(this::fragment)
            .toList();
    List<FragmentedPlan.OutputFragment> outputs =
        plan.outputs().stream()
            .map(
                output ->
                    new FragmentedPlan.OutputFragment(
                        output,
                        fragment(
                            new Fragment.Table(
                                output.target().tableName(), output.algebra(), output.schema()),
                            List.of(output.target().sourceView()))))
            .toList();
    Map<String, Fragment> audits = new LinkedHashMap<>();
    for (String view : audited) {
      Fragment.Table table = table(view);
      audits.put(
          view,
          isMaterialized(view)
              ? new Fragment(List.of(), new Fragment.Table(view, scanOf(table), table.schema()))
              : fragment(table));
    }
    return new FragmentedPlan(
        materialized, outputs, audits, inputColumns, List.copyOf(decisions.values()), estimates);
  }

  private RelNode scanOf(Fragment.Table table) {
    Algebra algebra = new Algebra();
    return algebra.scan(
        new Algebra.Relation(table.name(), PlanTypes.toAlgebra(algebra.types(), table.schema())));
  }

  private boolean isMaterialized(String view) {
    return Optional.ofNullable(decisions.get(view))
        .filter(decision -> decision.choice() == Choice.MATERIALIZE)
        .isPresent();
  }

  private Fragment fragment(Fragment.Table result) {
    return fragment(result, view(result.name()).reads());
  }

  private Fragment fragment(Fragment.Table result, List<String> reads) {
    Set<String> inlined = new LinkedHashSet<>();
    reads.forEach(relation -> collectInlined(relation, inlined));
    return new Fragment(inlined.stream().map(this::table).toList(), result);
  }

  private void collectInlined(String relation, Set<String> inlined) {
    if (!tables.containsKey(relation) || isMaterialized(relation) || inlined.contains(relation)) {
      return;
    }
    view(relation).reads().forEach(source -> collectInlined(source, inlined));
    inlined.add(relation);
  }

  private LogicalPlan.View view(String name) {
    LogicalPlan.View view = plan.views().get(name);
    if (view == null) {
      throw new IllegalStateException("no view " + name);
    }
    return view;
  }

  private Fragment.Table table(String name) {
    Fragment.Table table = tables.get(name);
    if (table == null) {
      throw new IllegalStateException("nobody reads " + name);
    }
    return table;
  }
}
