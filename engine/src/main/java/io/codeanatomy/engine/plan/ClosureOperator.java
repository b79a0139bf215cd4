// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The transitive closure of the edges that its input lists: two fields, the beginning and the end,
 * of one type.
 *
 * <p>It is always the root of a view's tree: no statement of an execution engine holds it, each
 * engine computes it in its own way, by a step of the physical plan.
 *
 * <p>Row type: the two fields, not NULL, each pair once, then, if asked for, the length of the
 * shortest path: BIGINT NOT NULL, from 1.
 */
public final class ClosureOperator extends SingleRel implements OwnStep {

  /** How many pairs an edge leads to where nobody knows better. */
  private static final double PAIRS_PER_EDGE = 8;

  private final Optional<String> depth;
  private final OptionalLong maxDepth;

  private ClosureOperator(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      Optional<String> depth,
      OptionalLong maxDepth) {
    super(cluster, traits, input);
    if (input.getRowType().getFieldCount() != 2) {
      throw new IllegalArgumentException("edges have two ends, not " + input.getRowType());
    }
    this.depth = depth;
    this.maxDepth = maxDepth;
  }

  /**
   * The closure of a relation of two fields.
   *
   * @param depth the name of the path's length, if it is asked for
   * @param maxDepth the length of the longest path
   */
  static ClosureOperator create(RelNode input, Optional<String> depth, OptionalLong maxDepth) {
    return new ClosureOperator(input.getCluster(), input.getTraitSet(), input, depth, maxDepth);
  }

  /** The name of the shortest path's length, if it is asked for. */
  public Optional<String> depth() {
    return depth;
  }

  /** The length of the longest path that is followed, if there is a bound. */
  public OptionalLong maxDepth() {
    return maxDepth;
  }

  /** The same closure without the length of the paths. */
  ClosureOperator withoutDepth() {
    return create(input, Optional.empty(), maxDepth);
  }

  @Override
  public String reason() {
    return "a closure is computed by steps of its own, so it is kept";
  }

  @Override
  protected RelDataType deriveRowType() {
    RelDataTypeFactory types = getCluster().getTypeFactory();
    RelDataTypeFactory.Builder builder = types.builder();
    for (RelDataTypeField field : input.getRowType().getFieldList()) {
      builder.add(field.getName(), types.createTypeWithNullability(field.getType(), false));
    }
    depth.ifPresent(name -> builder.add(name, types.createSqlType(SqlTypeName.BIGINT)));
    return builder.build();
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new ClosureOperator(getCluster(), traitSet, sole(inputs), depth, maxDepth);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .itemIf("depth", depth.orElse(""), depth.isPresent())
        .itemIf("maxDepth", maxDepth.orElse(0), maxDepth.isPresent());
  }

  @Override
  public double estimateRowCount(RelMetadataQuery query) {
    return query.getRowCount(input) * PAIRS_PER_EDGE;
  }
}
