// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/**
 * Leaves out of every view the columns that nobody reads, from the outputs back to the inputs, and
 * the views that nobody reads.
 *
 * <p>A view's tree names the columns it reads, so a narrower source needs no other change in the
 * tree.
 */
public final class ColumnPruning {

  private final ColumnReads reads = new ColumnReads();

  private ColumnPruning() {}

  /**
   * The plan without what nobody reads.
   *
   * @param audited the views whose rows are looked at besides those of the outputs
   */
  public static LogicalPlan prune(LogicalPlan plan, Set<String> audited) {
    return new ColumnPruning().run(plan, audited);
  }

  private LogicalPlan run(LogicalPlan plan, Set<String> audited) {
    reads.addSinks(plan, audited);
    List<LogicalPlan.View> backwards = new ArrayList<>(plan.views().values());
    Collections.reverse(backwards);
    List<LogicalPlan.View> kept = new ArrayList<>();
    for (LogicalPlan.View view : backwards) {
      if (reads.isRead(view.name())) {
        LogicalPlan.View narrowed = narrow(view);
        reads.add(narrowed.algebra());
        kept.add(narrowed);
      }
    }
    Collections.reverse(kept);
    Map<String, LogicalPlan.View> byName = new LinkedHashMap<>();
    kept.forEach(view -> byName.put(view.name(), view));
    return plan.withViews(byName);
  }

  private LogicalPlan.View narrow(LogicalPlan.View view) {
    Set<String> read = reads.columns(view.name());
    List<Integer> kept = kept(view.schema(), read);
    if (view.algebra() instanceof ClosureOperator closure) {
      return narrow(view, closure, read);
    }
    boolean whole = kept.size() == view.schema().fields().size();
    RelNode trimmed =
        ColumnTrimmer.trim(
            whole ? view.algebra() : projected(view.algebra(), view.schema(), kept),
            Algebra.builder(view.algebra().getCluster()));
    if (whole && PlanHash.isSame(trimmed, view.algebra())) {
      return view;
    }
    return view.narrowed(
        trimmed, new Schema(kept.stream().map(i -> view.schema().fields().get(i)).toList()));
  }

  /** The tree of a view, as far as it makes some of its columns; one of them at least. */
  static RelNode trimmed(RelNode algebra, Schema schema, Set<String> columns) {
    return ColumnTrimmer.trim(
        projected(algebra, schema, kept(schema, columns)), Algebra.builder(algebra.getCluster()));
  }

  private static List<Integer> kept(Schema schema, Set<String> columns) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < schema.fields().size(); i++) {
      if (columns.contains(schema.fields().get(i).name())) {
        kept.add(i);
      }
    }
    if (kept.isEmpty()) {
      kept.add(0);
    }
    return kept;
  }

  private static RelNode projected(RelNode algebra, Schema schema, List<Integer> kept) {
    RelBuilder builder = Algebra.builder(algebra.getCluster()).push(algebra);
    List<RexNode> fields = kept.stream().<RexNode>map(builder::field).toList();
    List<String> names = kept.stream().map(i -> schema.fields().get(i).name()).toList();
    return builder.project(fields, names, true).build();
  }

  /** A pair is both of its nodes, whoever reads them; only the depth can be left out. */
  private static LogicalPlan.View narrow(
      LogicalPlan.View view, ClosureOperator closure, Set<String> read) {
    boolean deep = closure.depth().filter(read::contains).isPresent();
    ClosureOperator narrowed = deep ? closure : closure.withoutDepth();
    List<Field> fields = view.schema().fields().subList(0, deep ? 3 : 2);
    return view.narrowed(narrowed, new Schema(fields));
  }
}
