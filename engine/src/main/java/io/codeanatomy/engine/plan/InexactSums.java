// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.tools.RelBuilder;

/**
 * Sums and means of floating-point numbers, whose last digits depend on the order of the rows, as
 * exact sums, which depend on the rows alone:
 *
 * <pre>
 *   Aggregate(keys, count(), sum(x), avg(y))
 *     source
 *   →
 *   Project(keys, count, sum of x, sum of y / count of y)
 *     Join(left, keys are not distinct)
 *       Join(left, keys are not distinct)
 *         Aggregate(keys, count(), count(y))
 *           source
 *         exact sum of x by keys
 *       exact sum of y by keys
 * </pre>
 */
public final class InexactSums {

  private final Aggregate aggregate;
  private final RelBuilder builder;
  private final int width;

  private InexactSums(Aggregate aggregate) {
    this.aggregate = aggregate;
    this.builder = Algebra.builder(aggregate.getCluster());
    this.width = aggregate.getGroupCount();
  }

  /** Whether the last digits of an aggregate depend on the order of the rows. */
  static boolean isInexact(Aggregate aggregate, AggregateCall call) {
    SqlKind kind = call.getAggregation().getKind();
    return (kind == SqlKind.SUM || kind == SqlKind.AVG)
        && SqlTypeUtil.isApproximateNumeric(
            aggregate
                .getInput()
                .getRowType()
                .getFieldList()
                .get(call.getArgList().get(0))
                .getType());
  }

  /** The same tree with every such aggregate made exact; the tree itself if there is none. */
  public static RelNode exact(RelNode tree) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : tree.getInputs()) {
      RelNode exact = exact(input);
      changed |= exact != input;
      inputs.add(exact);
    }
    RelNode same = changed ? tree.copy(tree.getTraitSet(), inputs) : tree;
    if (same instanceof Aggregate aggregate
        && aggregate.getGroupType() == Aggregate.Group.SIMPLE
        && aggregate.getAggCallList().stream().anyMatch(call -> isInexact(aggregate, call))) {
      return new InexactSums(aggregate).rewrite();
    }
    return same;
  }

  private RelNode rewrite() {
    List<AggregateCall> plain = new ArrayList<>();
    List<RelNode> sums = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (!isInexact(aggregate, call)) {
        plain.add(call);
        continue;
      }
      sums.add(sum(call));
      if (call.getAggregation().getKind() == SqlKind.AVG) {
        plain.add(count(call));
      }
    }
    if (plain.isEmpty() && width == 0) {
      // So that there is a row even where nothing is to be summed.
      plain.add(count(List.of(), -1, false, "rows"));
    }
    builder.push(aggregate.getInput());
    builder.aggregate(builder.groupKey(aggregate.getGroupSet()), plain);
    sums.forEach(this::join);
    return builder
        .project(fields(width + plain.size()), aggregate.getRowType().getFieldNames(), true)
        .build();
  }

  private RelNode sum(AggregateCall call) {
    RelNode source = aggregate.getInput();
    RelBuilder side = Algebra.builder(aggregate.getCluster()).push(source);
    List<RexNode> keys = new ArrayList<>();
    aggregate.getGroupSet().forEach(index -> keys.add(side.field(index)));
    List<RexNode> conditions = new ArrayList<>();
    if (call.filterArg >= 0) {
      conditions.add(side.call(SqlStdOperatorTable.IS_TRUE, side.field(call.filterArg)));
    }
    RexNode column = side.field(call.getArgList().get(0));
    return ExactSumCompiler.compile(
        Algebra.builder(aggregate.getCluster()),
        new ExactSumCompiler.Sum(source, keys, column, conditions, call.isDistinct(), "sum"));
  }

  private AggregateCall count(AggregateCall mean) {
    return count(mean.getArgList(), mean.filterArg, mean.isDistinct(), mean.getName() + " count");
  }

  private AggregateCall count(List<Integer> of, int filter, boolean distinct, String name) {
    return AggregateCall.create(
        SqlStdOperatorTable.COUNT,
        distinct,
        false,
        false,
        List.of(),
        of,
        filter,
        null,
        org.apache.calcite.rel.RelCollations.EMPTY,
        aggregate.getCluster().getTypeFactory().createSqlType(SqlTypeName.BIGINT),
        name);
  }

  private void join(RelNode sum) {
    builder.push(sum);
    List<RexNode> same = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      same.add(
          builder.call(
              SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
              builder.field(2, 0, i),
              builder.field(2, 1, i)));
    }
    builder.join(JoinRelType.LEFT, same);
  }

  /** The fields of the aggregate in its order, each of its type. */
  private List<RexNode> fields(int sumsFrom) {
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      fields.add(builder.field(i));
    }
    int plain = width;
    int sum = sumsFrom;
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (!isInexact(aggregate, call)) {
        fields.add(builder.field(plain++));
        continue;
      }
      sum += width;
      RexNode value = builder.field(sum++);
      if (call.getAggregation().getKind() == SqlKind.AVG) {
        value = mean(value, builder.field(plain++));
      }
      fields.add(
          value.getType().equals(call.getType())
              ? value
              : builder.getRexBuilder().makeAbstractCast(call.getType(), value, false));
    }
    return fields;
  }

  /** NULL where nothing was counted: dividing by zero would be an error. */
  private RexNode mean(RexNode sum, RexNode count) {
    RexNode divisor =
        builder
            .getRexBuilder()
            .makeAbstractCast(
                aggregate
                    .getCluster()
                    .getTypeFactory()
                    .createTypeWithNullability(((RexInputRef) sum).getType(), true),
                count,
                false);
    RexNode none = builder.getRexBuilder().makeNullLiteral(divisor.getType());
    return builder.call(
        SqlStdOperatorTable.DIVIDE,
        sum,
        builder.call(
            SqlStdOperatorTable.CASE, builder.equals(count, builder.literal(0)), none, divisor));
  }
}
