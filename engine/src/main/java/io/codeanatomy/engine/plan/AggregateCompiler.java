// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.engine.function.AggregateFunctions;
import io.codeanatomy.spec.Aggregation;
import io.codeanatomy.spec.OrderKey;
import io.codeanatomy.spec.ViewTransform.Aggregate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.tools.RelBuilder;

/**
 * Grouping.
 *
 * <pre>
 *   Project(group columns, aliases)
 *     Aggregate(group_by, aggregations)
 *       Project(*, filters)
 *         source
 * </pre>
 *
 * <p>Exact sums ({@link ExactSumCompiler}) are joined to the aggregate by the group columns.
 */
final class AggregateCompiler {

  private final Aggregate aggregate;
  private final TransformContext context;
  private final RelBuilder builder;
  private final RelDataType rowType;

  private AggregateCompiler(Aggregate aggregate, TransformContext context) {
    this.aggregate = aggregate;
    this.context = context;
    RelNode source = context.scan(aggregate.source());
    this.rowType = source.getRowType();
    this.builder = context.builder().push(source);
  }

  static RelNode compile(Aggregate aggregate, TransformContext context) {
    return new AggregateCompiler(aggregate, context).compile();
  }

  private RelNode compile() {
    List<String> groups = aggregate.groupBy();
    Set<String> names = new LinkedHashSet<>();
    List<RexNode> keys = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      String where = context.at("/group_by/" + i);
      keys.add(context.reference(rowType, groups.get(i), 0, where));
      claim(names, groups.get(i), where);
    }
    List<RelBuilder.AggCall> calls = new ArrayList<>();
    List<RelNode> sums = new ArrayList<>();
    for (int i = 0; i < aggregate.aggregations().size(); i++) {
      Aggregation aggregation = aggregate.aggregations().get(i);
      String where = context.at("/aggregations/" + i);
      claim(names, aggregation.alias(), where + "/alias");
      if (isExactSum(aggregation)) {
        sums.add(exactSum(aggregation, keys, where));
      } else {
        calls.add(call(aggregation, where));
      }
    }
    if (calls.isEmpty() && keys.isEmpty()) {
      // So that there is a row even where nothing is to be summed.
      calls.add(builder.aggregateCall(SqlStdOperatorTable.COUNT).as("rows"));
    }
    builder.aggregate(builder.groupKey(keys), calls);
    List<RexNode> fields = inSpecOrder(groups, calls.size());
    for (RelNode sum : sums) {
      join(sum, fields.subList(0, groups.size()));
    }
    return builder.project(withSums(fields, groups.size()), names, true).build();
  }

  private static boolean isExactSum(Aggregation aggregation) {
    return aggregation.function() == Aggregation.Function.exact_sum;
  }

  private RelNode exactSum(Aggregation aggregation, List<RexNode> keys, String where) {
    RexNode column = column(aggregation, where);
    if (!SqlTypeUtil.isApproximateNumeric(column.getType())) {
      throw notFor(aggregation, where, column);
    }
    return ExactSumCompiler.compile(
        context.builder(),
        new ExactSumCompiler.Sum(
            context.scan(aggregate.source()),
            keys,
            column,
            conditions(aggregation, where),
            aggregation.distinct(),
            aggregation.alias()));
  }

  /** Puts a sum beside the other aggregates of its group; a group without numbers has none. */
  private void join(RelNode sum, List<RexNode> keys) {
    builder.push(sum);
    List<RexNode> same = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      int place = ((RexInputRef) keys.get(i)).getIndex();
      same.add(
          builder.call(
              SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
              builder.field(2, 0, place),
              builder.field(2, 1, i)));
    }
    builder.join(JoinRelType.LEFT, same);
  }

  /** The fields of all aggregations in the order of the spec. */
  private List<RexNode> withSums(List<RexNode> fields, int groups) {
    List<RexNode> all = new ArrayList<>(fields.subList(0, groups));
    int call = groups;
    int sum = fields.size();
    for (Aggregation aggregation : aggregate.aggregations()) {
      if (isExactSum(aggregation)) {
        sum += groups;
        all.add(builder.field(sum++));
      } else if (aggregation.function() == Aggregation.Function.list_unique) {
        all.add(builder.call(AggregateFunctions.LIST_OR_EMPTY, fields.get(call++)));
      } else {
        all.add(fields.get(call++));
      }
    }
    return all;
  }

  private static void claim(Set<String> names, String name, String where) {
    if (!names.add(name)) {
      throw new PlanFault(PlanErrors.columnTwice(where, name, "Choose another alias"));
    }
  }

  /**
   * Calcite orders group columns by their place in the source; the spec's order is the result's.
   */
  private List<RexNode> inSpecOrder(List<String> groups, int calls) {
    List<RexNode> fields = new ArrayList<>();
    for (String group : groups) {
      fields.add(builder.field(group));
    }
    int aggregateWidth = builder.fields().size();
    for (int i = aggregateWidth - calls; i < aggregateWidth; i++) {
      fields.add(builder.field(i));
    }
    return fields;
  }

  private RelBuilder.AggCall call(Aggregation aggregation, String where) {
    RelBuilder.AggCall call = plainCall(aggregation, where);
    if (aggregation.distinct()) {
      call = call.distinct();
    }
    List<RexNode> conditions = conditions(aggregation, where);
    switch (aggregation.function()) {
      case arg_min, arg_max, any_value_det ->
          conditions.add(builder.isNotNull(key(aggregation, where)));
      case list_unique -> conditions.add(builder.isNotNull(column(aggregation, where)));
      case count_if ->
          conditions.add(builder.call(SqlStdOperatorTable.IS_TRUE, truth(aggregation, where)));
      default -> {}
    }
    if (!conditions.isEmpty()) {
      call = call.filter(builder.and(conditions));
    }
    return call.as(aggregation.alias());
  }

  private List<RexNode> conditions(Aggregation aggregation, String where) {
    List<RexNode> conditions = new ArrayList<>();
    aggregation
        .filter()
        .ifPresent(
            predicate ->
                conditions.add(
                    context
                        .expressions()
                        .predicate(
                            predicate, ExpressionCompiler.Scope.of(rowType), where + "/filter")));
    return conditions;
  }

  private RelBuilder.AggCall plainCall(Aggregation aggregation, String where) {
    return switch (aggregation.function()) {
      case count ->
          aggregation.column().isEmpty()
              ? builder.aggregateCall(SqlStdOperatorTable.COUNT)
              : builder.aggregateCall(SqlStdOperatorTable.COUNT, column(aggregation, where));
      case count_distinct ->
          builder.aggregateCall(SqlStdOperatorTable.COUNT, column(aggregation, where)).distinct();
      case sum -> builder.aggregateCall(SqlStdOperatorTable.SUM, number(aggregation, where));
      case avg -> builder.aggregateCall(SqlStdOperatorTable.AVG, number(aggregation, where));
      case min -> builder.aggregateCall(SqlStdOperatorTable.MIN, column(aggregation, where));
      case max -> builder.aggregateCall(SqlStdOperatorTable.MAX, column(aggregation, where));
      case bool_and ->
          builder.aggregateCall(SqlLibraryOperators.BOOL_AND, truth(aggregation, where));
      case bool_or -> builder.aggregateCall(SqlLibraryOperators.BOOL_OR, truth(aggregation, where));
      case array_agg ->
          builder
              .aggregateCall(SqlLibraryOperators.ARRAY_AGG, column(aggregation, where))
              .sort(order(aggregation, where));
      case string_agg ->
          builder
              .aggregateCall(AggregateFunctions.STRING_AGG, text(aggregation, where))
              .sort(order(aggregation, where));
      case count_if -> builder.aggregateCall(SqlStdOperatorTable.COUNT);
      case list_unique ->
          builder
              .aggregateCall(SqlLibraryOperators.ARRAY_AGG, column(aggregation, where))
              .distinct()
              .sort(SortKeys.ascending(builder, column(aggregation, where)));
      case arg_min, any_value_det ->
          builder.aggregateCall(
              AggregateFunctions.ARG_MIN, column(aggregation, where), key(aggregation, where));
      case arg_max ->
          builder.aggregateCall(
              AggregateFunctions.ARG_MAX, column(aggregation, where), key(aggregation, where));
      case exact_sum -> throw new IllegalStateException("exact sums are compiled on their own");
    };
  }

  private RexNode column(Aggregation aggregation, String where) {
    return context.reference(rowType, columnName(aggregation), 0, where + "/column");
  }

  private static String columnName(Aggregation aggregation) {
    return aggregation.column().orElseThrow();
  }

  private RexNode number(Aggregation aggregation, String where) {
    RexNode column = column(aggregation, where);
    if (!SqlTypeUtil.isNumeric(column.getType())) {
      throw notFor(aggregation, where, column);
    }
    return column;
  }

  private RexNode truth(Aggregation aggregation, String where) {
    RexNode column = column(aggregation, where);
    if (!SqlTypeUtil.inBooleanFamily(column.getType())) {
      throw notFor(aggregation, where, column);
    }
    return column;
  }

  private RexNode text(Aggregation aggregation, String where) {
    RexNode column = column(aggregation, where);
    if (!SqlTypeUtil.inCharFamily(column.getType())) {
      throw notFor(aggregation, where, column);
    }
    return column;
  }

  private static PlanFault notFor(Aggregation aggregation, String where, RexNode column) {
    return new PlanFault(
        PlanErrors.notForType(
            where + "/column",
            aggregation.function().name(),
            columnName(aggregation),
            SqlTypes.spell(column.getType())));
  }

  private RexNode key(Aggregation aggregation, String where) {
    return context.reference(
        rowType, aggregation.orderBy().get(0).column(), 0, where + "/order_by/0");
  }

  /**
   * The given order, made total by the aggregated value: rows equal in both are interchangeable.
   */
  private List<RexNode> order(Aggregation aggregation, String where) {
    List<RexNode> order = new ArrayList<>();
    for (int i = 0; i < aggregation.orderBy().size(); i++) {
      OrderKey key = aggregation.orderBy().get(i);
      RexNode field = context.reference(rowType, key.column(), 0, where + "/order_by/" + i);
      order.add(SortKeys.of(builder, field, key.direction()));
    }
    order.add(SortKeys.ascending(builder, column(aggregation, where)));
    return order;
  }
}
