// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.calcite.rel.RelNode;

/**
 * A walk over the views of a finished plan, each after what it reads, that rewrites their trees and
 * may take parts of them out as views of their own, of names that none in a spec has. Rows are
 * estimated on the way.
 */
final class ViewSplitting {

  private final LogicalPlan plan;
  private final RowEstimator estimator;
  private final Map<String, LogicalPlan.View> views = new LinkedHashMap<>();

  ViewSplitting(LogicalPlan plan, PlanningFacts facts) {
    this.plan = plan;
    this.estimator = new RowEstimator(facts.keys());
    plan.inputs()
        .forEach(
            (name, schema) ->
                estimator.input(name, schema, Optional.ofNullable(facts.inputs().get(name))));
  }

  /**
   * The plan with the trees rewritten of all views that somebody reads.
   *
   * @param audited the views whose rows are looked at besides those of the outputs
   */
  LogicalPlan rewrite(
      Set<String> audited, BiFunction<LogicalPlan.View, RelNode, RelNode> rewriting) {
    ColumnReads reads = ColumnReads.of(plan, audited);
    for (LogicalPlan.View view : plan.views().values()) {
      if (reads.isRead(view.name())) {
        RelNode tree = rewriting.apply(view, view.algebra());
        put(tree == view.algebra() ? view : view.withTree(tree).reading(RelationNames.of(tree)));
      } else {
        views.put(view.name(), view);
      }
    }
    return plan.withViews(views);
  }

  /** The rows of a tree over what was walked over. */
  RowEstimate estimate(RelNode tree) {
    return estimator.estimate(tree);
  }

  /**
   * Adds a part of a view as a view of its own.
   *
   * @param wanted its name, to which a number is added if it is taken
   * @return its name
   */
  String add(String wanted, RelNode tree, Schema schema, LogicalPlan.View partOf) {
    String name = wanted;
    for (int i = 2; views.containsKey(name); i++) {
      name = wanted + " " + i;
    }
    put(
        new LogicalPlan.View(
            name, tree, schema, List.copyOf(RelationNames.of(tree)), partOf.pointer(), Set.of()));
    return name;
  }

  private void put(LogicalPlan.View view) {
    views.put(view.name(), view);
    estimator.view(new Fragment.Table(view.name(), view.algebra(), view.schema()));
  }
}
