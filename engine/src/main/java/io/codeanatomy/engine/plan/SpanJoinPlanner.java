// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;

/**
 * Finds the span joins of a plan and decides how each is computed. Where a side is to be indexed,
 * it becomes a view of its own, of a name that none in a spec has; joins that ask the same of the
 * same rows share it.
 *
 * <pre>
 *   call_in_container: SpanJoin(Scan call, Scan container)
 *   →
 *   container spans: SpanIndex(Scan container)
 *   call_in_container: SpanJoin by index(Scan call, Scan container spans)
 * </pre>
 */
public final class SpanJoinPlanner {

  private final SpanJoinChoice choice;
  private final ViewSplitting splitting;
  private final Map<String, String> indexes = new TreeMap<>();
  private final List<SpanJoinDecision> decisions = new ArrayList<>();

  private SpanJoinPlanner(LogicalPlan plan, PlanningFacts facts) {
    this.choice = new SpanJoinChoice(facts);
    this.splitting = new ViewSplitting(plan, facts);
  }

  /** A plan with its span joins decided, in the order of its views. */
  public record Planned(LogicalPlan plan, List<SpanJoinDecision> decisions) {

    public Planned {
      decisions = List.copyOf(decisions);
    }
  }

  /**
   * Decides the span joins of a plan.
   *
   * @param audited the views whose rows are looked at besides those of the outputs
   */
  public static Planned plan(LogicalPlan plan, Set<String> audited, PlanningFacts facts) {
    SpanJoinPlanner planner = new SpanJoinPlanner(plan, facts);
    LogicalPlan decided = planner.splitting.rewrite(audited, planner::decided);
    return new Planned(decided, planner.decisions);
  }

  private RelNode decided(LogicalPlan.View view, RelNode given) {
    RelNode node = SpanJoinShapes.withFilterInJoin(given);
    List<RelNode> inputs = node.getInputs().stream().map(input -> decided(view, input)).toList();
    RelNode copy = inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
    if (copy instanceof SpanJoin join) {
      return decided(view, join);
    }
    if (copy instanceof Join join && isSpanJoin(join)) {
      return decided(
          view,
          SpanJoin.create(
              join.getLeft(),
              join.getRight(),
              join.getJoinType(),
              join.getCondition(),
              Optional.empty()));
    }
    return copy;
  }

  private static boolean isSpanJoin(Join join) {
    return SpanCondition.of(
            RelOptUtil.conjunctions(join.getCondition()),
            join.getLeft().getRowType().getFieldCount())
        .isPresent();
  }

  private RelNode decided(LogicalPlan.View view, SpanJoin join) {
    RowEstimate left = splitting.estimate(join.getLeft());
    RowEstimate right = splitting.estimate(join.getRight());
    SpanJoinChoice.Verdict verdict = choice.of(view.name(), join, left, right);
    SpanAlgorithm algorithm = verdict.algorithm();
    decisions.add(new SpanJoinDecision(view.name(), algorithm, left, right, verdict.reason()));
    if (algorithm == SpanAlgorithm.index) {
      return indexed(view, join);
    }
    return join.with(
        join.getLeft(),
        join.getRight(),
        new SpanStrategy(algorithm, Optional.empty(), SpanStrategy.Side.right));
  }

  /** An index answers only some questions; other joins are made of those. */
  private RelNode indexed(LogicalPlan.View view, SpanJoin join) {
    boolean overlap =
        join.parts().span().orElseThrow().relation() == SpanCondition.Relation.overlaps;
    if (join.keep().isEmpty() && join.joinType().isOuterJoin()) {
      return eachIndexed(view, SpanJoinShapes.withoutOuter(join));
    }
    if (join.keep().isEmpty() && join.joinType() == JoinRelType.INNER && overlap) {
      return eachIndexed(view, SpanJoinShapes.withoutOverlap(join));
    }
    SpanStrategy.Side side = SpanJoinChoice.indexedSide(join);
    boolean rightSide = side == SpanStrategy.Side.right;
    RelNode contained = rightSide ? join.getRight() : join.getLeft();
    Optional<Schema> schema = PlanTypes.toSchema(contained.getRowType());
    if (schema.isEmpty()) {
      return join;
    }
    RelNode index = SpanIndexOperator.create(contained, SpanJoinChoice.indexing(join));
    String name =
        indexes.computeIfAbsent(PlanHash.hash(index), hash -> add(view, index, schema.get()));
    RelNode scan =
        Algebra.scan(join.getCluster(), new Algebra.Relation(name, contained.getRowType()));
    return join.with(
        rightSide ? join.getLeft() : scan,
        rightSide ? scan : join.getRight(),
        new SpanStrategy(SpanAlgorithm.index, Optional.of(name), side));
  }

  private RelNode eachIndexed(LogicalPlan.View view, RelNode node) {
    if (node instanceof SpanJoin join) {
      return indexed(view, join);
    }
    return node.copy(
        node.getTraitSet(),
        node.getInputs().stream()
            .map(input -> isAboveJoin(input) ? eachIndexed(view, input) : input)
            .toList());
  }

  /** The shapes put nothing but projections above their joins. */
  private static boolean isAboveJoin(RelNode node) {
    return node instanceof SpanJoin join
        ? join.strategy().equals(SpanStrategy.HASH)
        : node instanceof Project project && isAboveJoin(project.getInput());
  }

  private String add(LogicalPlan.View view, RelNode index, Schema schema) {
    String indexed = indexedRelation(index.getInput(0)).orElse(view.name());
    return splitting.add(indexed + " spans", index, schema, view);
  }

  private static Optional<String> indexedRelation(RelNode node) {
    if (node instanceof TableScan scan) {
      return Optional.of(RelationNames.of(scan));
    }
    return node instanceof Project project
            && project.getProjects().stream().allMatch(RexInputRef.class::isInstance)
        ? indexedRelation(project.getInput())
        : Optional.empty();
  }
}
