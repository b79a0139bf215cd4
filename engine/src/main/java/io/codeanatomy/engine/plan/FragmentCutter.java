// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.engine.plan.FragmentedPlan.CacheDecision;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.rel.RelNode;

/**
 * Cuts a logical plan into fragments at its cache boundaries: a view that several read is computed
 * once and kept, unless computing it again costs no more than a scan; every other view becomes part
 * of the statement that reads it.
 */
public final class FragmentCutter {

  /** The most views in a row that are computed again for each of several consumers. */
  private static final int LONGEST_REPEATED_CHAIN = 4;

  private final LogicalPlan plan;
  private final Map<String, Fragment.Table> tables;
  private final Map<String, List<String>> inputColumns;
  private final Map<String, Integer> consumers = new TreeMap<>();
  private final Map<String, CacheDecision> decisions = new LinkedHashMap<>();

  private FragmentCutter(LogicalPlan plan, Set<String> audited) {
    this.plan = plan;
    ColumnPruning.Pruned pruned = ColumnPruning.prune(plan, audited);
    this.tables = pruned.tables();
    this.inputColumns = pruned.inputColumns();
    tables.keySet().forEach(view -> view(view).reads().forEach(this::countConsumer));
    plan.outputs().forEach(output -> countConsumer(output.target().sourceView()));
    audited.forEach(this::countConsumer);
    tables.keySet().forEach(view -> decisions.put(view, decide(view)));
  }

  /**
   * Cuts a plan.
   *
   * @param audited the views whose rows are looked at besides those of the outputs
   */
  public static FragmentedPlan cut(LogicalPlan plan, Set<String> audited) {
    return new FragmentCutter(plan, audited).cut(audited);
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
        materialized, outputs, audits, inputColumns, List.copyOf(decisions.values()));
  }

  private RelNode scanOf(Fragment.Table table) {
    Algebra algebra = new Algebra();
    return algebra.scan(
        new Algebra.Relation(table.name(), PlanTypes.toAlgebra(algebra.types(), table.schema())));
  }

  private void countConsumer(String relation) {
    consumers.merge(relation, 1, Integer::sum);
  }

  private CacheDecision decide(String view) {
    int count = consumers.getOrDefault(view, 0);
    if (view(view).algebra() instanceof ClosureOperator) {
      return new CacheDecision(
          view,
          CacheDecision.Choice.MATERIALIZE,
          count,
          "a closure is computed by steps of its own, so it is kept");
    }
    if (count < 2) {
      return inline(view, count, "only one reads it");
    }
    if (repeatedChain(view) <= LONGEST_REPEATED_CHAIN) {
      return inline(view, count, "computing it again costs no more than a scan");
    }
    return new CacheDecision(
        view, CacheDecision.Choice.MATERIALIZE, count, count + " read it, so it is computed once");
  }

  private static CacheDecision inline(String view, int count, String reason) {
    return new CacheDecision(view, CacheDecision.Choice.INLINE, count, reason);
  }

  /** The number of views down to what is stored, if all of them are mere scans; else too many. */
  private int repeatedChain(String relation) {
    if (!tables.containsKey(relation) || isMaterialized(relation)) {
      return 0;
    }
    LogicalPlan.View view = view(relation);
    return ScanShape.isScan(view.algebra())
        ? 1 + repeatedChain(view.reads().get(0))
        : LONGEST_REPEATED_CHAIN + 1;
  }

  private boolean isMaterialized(String view) {
    CacheDecision decision = decisions.get(view);
    return decision != null && decision.choice() == CacheDecision.Choice.MATERIALIZE;
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
