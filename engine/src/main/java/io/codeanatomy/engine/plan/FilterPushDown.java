// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;

/**
 * Moves the conditions of filters as near to the inputs as they get: through the operators of a
 * view's tree ({@link FilterSinking}), and into a view that nobody else reads.
 *
 * <pre>
 *   a: Project(id, day)            b: Filter(day = '2026-01-31') over a, the only reader of a
 *   →
 *   a: Project(id, day)            b: a
 *        Filter(day = '2026-01-31')
 * </pre>
 *
 * <p>Only conditions that cannot fail are moved: they may meet rows that they did not meet before.
 */
public final class FilterPushDown {

  private final LogicalPlan plan;
  private final ColumnReads reads;
  private final Set<String> onlyOnce = new TreeSet<>();
  private final Map<String, List<RexNode>> received = new TreeMap<>();

  private FilterPushDown(LogicalPlan plan, Set<String> audited) {
    this.plan = plan;
    this.reads = ColumnReads.of(plan, audited);
    Map<String, Integer> scans = new TreeMap<>();
    plan.outputs().forEach(output -> count(output.algebra(), scans));
    audited.forEach(view -> scans.merge(view, 1, Integer::sum));
    plan.views().values().stream()
        .filter(view -> reads.isRead(view.name()))
        .forEach(view -> count(view.algebra(), scans));
    scans.forEach(
        (relation, number) -> {
          LogicalPlan.View view = plan.views().get(relation);
          if (number == 1
              && view != null
              && !audited.contains(relation)
              && !(view.algebra() instanceof ClosureOperator)) {
            onlyOnce.add(relation);
          }
        });
  }

  private static void count(RelNode node, Map<String, Integer> scans) {
    if (node instanceof TableScan scan) {
      scans.merge(RelationNames.of(scan), 1, Integer::sum);
    }
    node.getInputs().forEach(input -> count(input, scans));
  }

  /**
   * The plan with its filters moved; the same trees where none moves.
   *
   * @param audited the views whose rows are looked at besides those of the outputs
   */
  public static LogicalPlan push(LogicalPlan plan, Set<String> audited) {
    return new FilterPushDown(plan, audited).push();
  }

  private LogicalPlan push() {
    List<LogicalPlan.View> backwards = new ArrayList<>(plan.views().values());
    Collections.reverse(backwards);
    List<LogicalPlan.View> pushed = new ArrayList<>();
    for (LogicalPlan.View view : backwards) {
      pushed.add(reads.isRead(view.name()) ? push(view) : view);
    }
    Collections.reverse(pushed);
    Map<String, LogicalPlan.View> byName = new LinkedHashMap<>();
    pushed.forEach(view -> byName.put(view.name(), view));
    return plan.withViews(byName);
  }

  private LogicalPlan.View push(LogicalPlan.View view) {
    if (view.algebra() instanceof ClosureOperator) {
      return view;
    }
    FilterSinking sinking = new FilterSinking(this::receive);
    RelNode sunk = sinking.sink(view.algebra(), received.getOrDefault(view.name(), List.of()));
    return PlanHash.isSame(sunk, view.algebra()) ? view : view.withTree(sunk);
  }

  /** Whether a view takes conditions over its columns. */
  private boolean receive(String relation, List<RexNode> conditions) {
    if (!onlyOnce.contains(relation)) {
      return false;
    }
    received.computeIfAbsent(relation, view -> new ArrayList<>()).addAll(conditions);
    return true;
  }
}
