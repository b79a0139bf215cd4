// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.function.AggregateFunctions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * Finds the aggregates whose states grow with every row of a group, lists above all, and takes
 * those that might not fit in memory out of the statements, each as a view of its own:
 *
 * <pre>
 *   edges_by_node: Project(Aggregate by node: array_agg(edge) (rows))
 *   →
 *   edges_by_node groups: PartitionedAggregate by node: array_agg(edge) (rows)
 *   edges_by_node: Project(Scan edges_by_node groups)
 * </pre>
 *
 * Groups without a key are one group, which no division makes smaller.
 */
public final class GrowingAggregates {

  /**
   * The share of the memory that states may be estimated to take before they are parted; small,
   * since an estimate may be too low by several times.
   */
  private static final double SHARE = 1.0 / 8;

  private static final int FEWEST_PARTS = 16;
  private static final int MOST_PARTS = 256;

  private final long memoryBytes;
  private final ViewSplitting splitting;

  private GrowingAggregates(LogicalPlan plan, PlanningFacts facts) {
    this.memoryBytes = facts.memoryBytes();
    this.splitting = new ViewSplitting(plan, facts);
  }

  /**
   * A plan in which no statement holds an aggregate that might not fit in memory.
   *
   * @param audited the views whose rows are looked at besides those of the outputs
   */
  public static LogicalPlan part(LogicalPlan plan, Set<String> audited, PlanningFacts facts) {
    GrowingAggregates aggregates = new GrowingAggregates(plan, facts);
    return aggregates.splitting.rewrite(audited, aggregates::parted);
  }

  private RelNode parted(LogicalPlan.View view, RelNode node) {
    List<RelNode> inputs = node.getInputs().stream().map(input -> parted(view, input)).toList();
    RelNode copy = inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
    return copy instanceof Aggregate aggregate ? parted(view, aggregate) : copy;
  }

  private RelNode parted(LogicalPlan.View view, Aggregate aggregate) {
    long rowBytes = rowBytes(aggregate);
    double bytes = splitting.estimate(aggregate.getInput()).rows() * rowBytes;
    Optional<Schema> schema = PlanTypes.toSchema(aggregate.getRowType());
    if (bytes <= memoryBytes * SHARE
        || aggregate.getGroupSet().isEmpty()
        || aggregate.getGroupType() != Aggregate.Group.SIMPLE
        || schema.isEmpty()
        || PlanTypes.toSchema(aggregate.getInput().getRowType()).isEmpty()) {
      return aggregate;
    }
    List<String> columns = aggregate.getInput().getRowType().getFieldNames();
    GroupParts parts =
        new GroupParts(
            aggregate.getGroupSet().asList().stream().map(columns::get).toList(),
            count(bytes),
            rowBytes);
    String name =
        splitting.add(
            view.name() + " groups",
            PartitionedAggregate.create(aggregate, parts),
            schema.get(),
            view);
    return Algebra.scan(aggregate.getCluster(), new Algebra.Relation(name, aggregate.getRowType()));
  }

  /** Enough that parts are several times smaller than what fits, and may differ in size. */
  private int count(double bytes) {
    double fitting = Math.ceil(bytes / (memoryBytes * SHARE));
    return (int) Math.max(FEWEST_PARTS, Math.min(MOST_PARTS, fitting));
  }

  /** What is listed, and what it is ordered by, is kept of every row. */
  private static long rowBytes(Aggregate aggregate) {
    List<RelDataTypeField> fields = aggregate.getInput().getRowType().getFieldList();
    long bytes = 0;
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (AggregateFunctions.growsWithRows(call.getAggregation())) {
        Set<Integer> columns = new TreeSet<>(call.getArgList());
        columns.addAll(call.getCollation().getKeys());
        for (int column : columns) {
          RelDataType type = fields.get(column).getType();
          bytes += PlanTypes.toDelta(type).map(GrowingAggregates::stateBytes).orElse(0L);
        }
      }
    }
    return bytes;
  }

  /**
   * The bytes that one more element takes of the state of a list, in lists of a few elements. For
   * structs of three texts of 32 to 39 characters and three BIGINTs, 2.4 a list, DuckDB 1.5.6 was
   * seen to take 600 bytes an element.
   */
  private static long stateBytes(DataType type) {
    if (type instanceof DataType.Struct struct) {
      return 32 + struct.fields().stream().mapToLong(field -> stateBytes(field.type())).sum();
    }
    if (type instanceof DataType.Array array) {
      return 48 + 4 * stateBytes(array.element());
    }
    if (type instanceof DataType.Map map) {
      return 48 + 4 * (stateBytes(map.key()) + stateBytes(map.value()));
    }
    boolean varies = type == DataType.Primitive.STRING || type == DataType.Primitive.BINARY;
    return varies ? 160 : 40;
  }
}
