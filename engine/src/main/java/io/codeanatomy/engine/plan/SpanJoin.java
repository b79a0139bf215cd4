// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.BiRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/**
 * A join whose condition holds a predicate over spans, and which may keep the first of the matches
 * alone.
 *
 * <p>A {@code Relate} with {@code keep} compiles to one; any other join becomes one when {@link
 * SpanJoinPlanner} finds the two inequalities in its condition. How it is computed is its {@link
 * SpanStrategy}, which says nothing of its rows.
 *
 * <p>Row type: that of a join of its type; for semi and anti the left fields.
 */
public final class SpanJoin extends BiRel {

  private final JoinRelType joinType;
  private final RexNode condition;
  private final Optional<SpanKeep> keep;
  private final SpanStrategy strategy;

  private SpanJoin(
      RelNode left,
      RelNode right,
      JoinRelType joinType,
      RexNode condition,
      Optional<SpanKeep> keep,
      SpanStrategy strategy) {
    super(left.getCluster(), left.getTraitSet(), left, right);
    this.joinType = joinType;
    this.condition = condition;
    this.keep = keep;
    this.strategy = strategy;
  }

  /**
   * A join of which nobody has decided yet how it is computed.
   *
   * @param condition all of it, over the left fields and then the right ones
   * @param keep which matches are kept; empty for all
   */
  static SpanJoin create(
      RelNode left,
      RelNode right,
      JoinRelType joinType,
      RexNode condition,
      Optional<SpanKeep> keep) {
    return new SpanJoin(left, right, joinType, condition, keep, SpanStrategy.HASH);
  }

  /** The same join computed in another way, over inputs of the same row types. */
  public SpanJoin with(RelNode newLeft, RelNode newRight, SpanStrategy way) {
    return new SpanJoin(newLeft, newRight, joinType, condition, keep, way);
  }

  /** The same join over inputs with other fields. */
  SpanJoin over(
      RelNode newLeft, RelNode newRight, RexNode newCondition, Optional<SpanKeep> newKeep) {
    return new SpanJoin(newLeft, newRight, joinType, newCondition, newKeep, strategy);
  }

  /** Which rows without a match show, or whether only matches are asked for. */
  public JoinRelType joinType() {
    return joinType;
  }

  /** The whole condition, over the left fields and then the right ones. */
  public RexNode condition() {
    return condition;
  }

  /** The parts of the condition that must all be true. */
  public List<RexNode> conjuncts() {
    return RelOptUtil.conjunctions(condition);
  }

  /** Which matches are kept; empty for all. */
  public Optional<SpanKeep> keep() {
    return keep;
  }

  /** How it is computed. */
  public SpanStrategy strategy() {
    return strategy;
  }

  /** The number of left fields. */
  public int leftWidth() {
    return left.getRowType().getFieldCount();
  }

  /** Keys, spans and the rest of the condition. */
  public SpanJoinCondition parts() {
    return SpanJoinCondition.of(conjuncts(), leftWidth());
  }

  /** The join as it would be if all matches were kept, as Calcite knows joins. */
  public LogicalJoin plain() {
    return LogicalJoin.create(left, right, List.of(), condition, Set.of(), joinType);
  }

  @Override
  protected RelDataType deriveRowType() {
    return SqlValidatorUtil.deriveJoinRowType(
        left.getRowType(),
        joinType.projectsRight() ? right.getRowType() : null,
        joinType,
        getCluster().getTypeFactory(),
        null,
        List.of());
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new SpanJoin(inputs.get(0), inputs.get(1), joinType, condition, keep, strategy);
  }

  @Override
  public RelNode accept(RexShuttle shuttle) {
    RexNode changed = shuttle.apply(condition);
    return changed.equals(condition) ? this : over(left, right, changed, keep);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("condition", condition)
        .item("joinType", joinType.lowerName)
        .itemIf("keep", keep.map(SpanKeep::toString).orElse(""), keep.isPresent())
        .item("algorithm", strategy.algorithm())
        .itemIf("index", strategy.index().orElse(""), strategy.index().isPresent());
  }

  @Override
  public double estimateRowCount(RelMetadataQuery query) {
    return Math.max(query.getRowCount(left), query.getRowCount(right));
  }
}
