// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.type.RelDataType;

/**
 * An aggregate by keys of which the states of all groups need not fit in memory: its rows are
 * divided by the hash of their keys, as in a Grace hash join (Kitsuregawa, Tanaka and Moto-oka,
 * Application of Hash to Data Base Machine and Its Architecture, 1983), and the groups are made of
 * a few parts at a time.
 *
 * <p>Row type: that of the aggregate.
 */
public final class PartitionedAggregate extends SingleRel implements OwnStep {

  private final Aggregate aggregate;
  private final GroupParts parts;

  private PartitionedAggregate(Aggregate aggregate, GroupParts parts) {
    super(aggregate.getCluster(), aggregate.getTraitSet(), aggregate.getInput());
    this.aggregate = aggregate;
    this.parts = parts;
  }

  static PartitionedAggregate create(Aggregate aggregate, GroupParts parts) {
    return new PartitionedAggregate(aggregate, parts);
  }

  /** How the rows are parted. */
  public GroupParts parts() {
    return parts;
  }

  /** The aggregate as one operator. */
  Aggregate plain() {
    return aggregate;
  }

  /** The rows as a relation of their own. */
  public Fragment.Table rows(String name) {
    return new Fragment.Table(name, input, PlanTypes.toSchema(input.getRowType()).orElseThrow());
  }

  /** The aggregate over the rows as a relation. */
  public RelNode over(String rows) {
    RelNode scan = Algebra.scan(getCluster(), new Algebra.Relation(rows, input.getRowType()));
    return aggregate.copy(aggregate.getTraitSet(), List.of(scan));
  }

  @Override
  public String reason() {
    return String.format(
        Locale.ROOT,
        "the lists of its groups, about %d bytes a row, might not fit in memory and cannot spill,"
            + " so they are made in parts and kept",
        parts.rowBytes());
  }

  @Override
  protected RelDataType deriveRowType() {
    return aggregate.getRowType();
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new PartitionedAggregate(
        (Aggregate) aggregate.copy(aggregate.getTraitSet(), inputs), parts);
  }

  /** Into how many parts does not matter for what comes out. */
  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("group", aggregate.getGroupSet())
        .item("calls", aggregate.getAggCallList());
  }
}
