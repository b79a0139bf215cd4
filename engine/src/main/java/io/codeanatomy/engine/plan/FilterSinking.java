// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Moves conditions down through one tree. What they pass:
 *
 * <ul>
 *   <li>a filter: always;
 *   <li>a projection without windows: if they are about plain columns or constants of it;
 *   <li>a join: to the side that they are about alone, unless that side is filled up with NULLs;
 *   <li>a span join that keeps the first matches: to the side whose rows have them;
 *   <li>a union: into every branch;
 *   <li>an aggregate: if they are about its group columns alone.
 * </ul>
 *
 * Everything else stops them.
 */
final class FilterSinking {

  private static final Set<SqlKind> CANNOT_FAIL =
      Set.of(
          SqlKind.AND,
          SqlKind.OR,
          SqlKind.NOT,
          SqlKind.EQUALS,
          SqlKind.NOT_EQUALS,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL,
          SqlKind.IS_NULL,
          SqlKind.IS_NOT_NULL,
          SqlKind.IS_TRUE,
          SqlKind.IS_NOT_TRUE,
          SqlKind.IS_FALSE,
          SqlKind.IS_NOT_FALSE,
          SqlKind.IS_DISTINCT_FROM,
          SqlKind.IS_NOT_DISTINCT_FROM,
          SqlKind.SEARCH);

  private final Receiver receiver;

  /**
   * A mover of conditions.
   *
   * @param receiver is offered what gets as far as the scan of a relation
   */
  FilterSinking(Receiver receiver) {
    this.receiver = receiver;
  }

  /** Takes conditions over the columns of a relation, or does not. */
  interface Receiver {
    boolean take(String relation, List<RexNode> conditions);
  }

  /**
   * A tree with all of its filters moved down.
   *
   * @param conditions to be met besides, over the columns of the tree; none of them can fail
   */
  RelNode sink(RelNode node, List<RexNode> conditions) {
    if (node instanceof Filter filter) {
      return sinkThrough(filter, conditions);
    }
    if (node instanceof Project project && !project.containsOver()) {
      return sinkThrough(project, conditions);
    }
    if (node instanceof Join join) {
      return sinkThrough(join, conditions);
    }
    if (node instanceof SpanJoin join) {
      return sinkThrough(join, conditions);
    }
    if (node instanceof Union union) {
      return sinkThrough(union, conditions);
    }
    if (node instanceof Aggregate aggregate) {
      return sinkThrough(aggregate, conditions);
    }
    if (node instanceof TableScan scan) {
      return conditions.isEmpty() || receiver.take(RelationNames.of(scan), conditions)
          ? scan
          : filtered(scan, conditions);
    }
    return filtered(withInputs(node, sunkInputs(node)), conditions);
  }

  private List<RelNode> sunkInputs(RelNode node) {
    return node.getInputs().stream().map(input -> sink(input, List.of())).toList();
  }

  private static RelNode withInputs(RelNode node, List<RelNode> inputs) {
    return inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
  }

  private RelNode sinkThrough(Filter filter, List<RexNode> conditions) {
    List<RexNode> moving = new ArrayList<>();
    List<RexNode> staying = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      (cannotFail(conjunct) ? moving : staying).add(conjunct);
    }
    moving.addAll(conditions);
    return filtered(sink(filter.getInput(), moving), staying);
  }

  private RelNode sinkThrough(Project project, List<RexNode> conditions) {
    List<RexNode> moving = new ArrayList<>();
    List<RexNode> staying = new ArrayList<>();
    for (RexNode condition : conditions) {
      over(condition, project.getProjects())
          .ifPresentOrElse(moving::add, () -> staying.add(condition));
    }
    RelNode input = sink(project.getInput(), moving);
    return filtered(withInputs(project, List.of(input)), staying);
  }

  private RelNode sinkThrough(Join join, List<RexNode> conditions) {
    return sinkThrough(join, join.getJoinType(), Optional.empty(), conditions);
  }

  private RelNode sinkThrough(SpanJoin join, List<RexNode> conditions) {
    return sinkThrough(join, join.joinType(), join.keep().map(SpanKeep::subject), conditions);
  }

  /**
   * A join of two inputs.
   *
   * @param subject the side whose matches are ranked: no condition passes to the other one
   */
  private RelNode sinkThrough(
      RelNode join,
      JoinRelType type,
      Optional<SpanStrategy.Side> subject,
      List<RexNode> conditions) {
    int width = join.getInput(0).getRowType().getFieldCount();
    boolean toLeft =
        !type.generatesNullsOnLeft()
            && subject.filter(side -> side == SpanStrategy.Side.right).isEmpty();
    boolean toRight =
        !type.generatesNullsOnRight()
            && subject.filter(side -> side == SpanStrategy.Side.left).isEmpty();
    List<RexNode> left = new ArrayList<>();
    List<RexNode> right = new ArrayList<>();
    List<RexNode> staying = new ArrayList<>();
    for (RexNode condition : conditions) {
      Side side = side(condition, width);
      if (side == Side.LEFT && toLeft) {
        left.add(condition);
      } else if (side == Side.RIGHT && toRight) {
        right.add(shifted(condition, -width));
      } else {
        staying.add(condition);
      }
    }
    RelNode sunk =
        withInputs(join, List.of(sink(join.getInput(0), left), sink(join.getInput(1), right)));
    return filtered(sunk, staying);
  }

  private RelNode sinkThrough(Union union, List<RexNode> conditions) {
    return withInputs(
        union, union.getInputs().stream().map(branch -> sink(branch, conditions)).toList());
  }

  private RelNode sinkThrough(Aggregate aggregate, List<RexNode> conditions) {
    List<Integer> keys = aggregate.getGroupSet().asList();
    List<RexNode> columns =
        keys.stream()
            .<RexNode>map(
                key ->
                    new RexInputRef(
                        key, aggregate.getInput().getRowType().getFieldList().get(key).getType()))
            .toList();
    boolean simple = aggregate.getGroupType() == Aggregate.Group.SIMPLE && !keys.isEmpty();
    List<RexNode> moving = new ArrayList<>();
    List<RexNode> staying = new ArrayList<>();
    for (RexNode condition : conditions) {
      (simple ? over(condition, columns) : Optional.<RexNode>empty())
          .ifPresentOrElse(moving::add, () -> staying.add(condition));
    }
    RelNode input = sink(aggregate.getInput(), moving);
    return filtered(withInputs(aggregate, List.of(input)), staying);
  }

  private static RelNode filtered(RelNode node, List<RexNode> conditions) {
    return conditions.isEmpty()
        ? node
        : Algebra.builder(node.getCluster()).push(node).filter(conditions).build();
  }

  /** The same condition over what columns are made of; empty if one is not plain. */
  private static Optional<RexNode> over(RexNode condition, List<RexNode> columns) {
    boolean plain =
        RelOptUtil.InputFinder.bits(condition).asList().stream()
            .allMatch(
                index ->
                    index < columns.size()
                        && (columns.get(index) instanceof RexInputRef
                            || columns.get(index) instanceof RexLiteral));
    return plain
        ? Optional.of(
            condition.accept(
                new RexShuttle() {
                  @Override
                  public RexNode visitInputRef(RexInputRef reference) {
                    return columns.get(reference.getIndex());
                  }
                }))
        : Optional.empty();
  }

  private static RexNode shifted(RexNode condition, int by) {
    return condition.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef reference) {
            return new RexInputRef(reference.getIndex() + by, reference.getType());
          }
        });
  }

  private enum Side {
    LEFT,
    RIGHT,
    BOTH,
    NONE
  }

  private static Side side(RexNode condition, int width) {
    List<Integer> columns = RelOptUtil.InputFinder.bits(condition).asList();
    if (columns.isEmpty()) {
      return Side.NONE;
    }
    if (columns.stream().allMatch(column -> column < width)) {
      return Side.LEFT;
    }
    return columns.stream().allMatch(column -> column >= width) ? Side.RIGHT : Side.BOTH;
  }

  /** Comparisons of plain columns and values, and what is built of them. */
  private static boolean cannotFail(RexNode condition) {
    if (condition instanceof RexInputRef
        || condition instanceof RexLiteral
        || condition instanceof RexDynamicParam) {
      return true;
    }
    return condition instanceof RexCall call
        && (CANNOT_FAIL.contains(call.getKind()) || SpanCondition.isComparison(call))
        && call.getOperands().stream().allMatch(FilterSinking::cannotFail)
        && !comparesDecimals(call);
  }

  /** Decimals of different scales are brought to one scale first, which may overflow. */
  private static boolean comparesDecimals(RexCall call) {
    List<RexNode> operands = call.getOperands();
    return operands.size() == 2
        && operands.stream()
            .anyMatch(operand -> operand.getType().getSqlTypeName() == SqlTypeName.DECIMAL)
        && operands.get(0).getType().getScale() != operands.get(1).getType().getScale();
  }
}
