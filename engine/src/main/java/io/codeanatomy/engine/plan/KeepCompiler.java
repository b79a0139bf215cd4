// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.Keep;
import io.codeanatomy.spec.OrderKey;
import io.codeanatomy.spec.SpanPredicate;
import io.codeanatomy.spec.ViewTransform.Relate;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * Reduces the matches of a span join: per row of one side (the <em>subject</em>: the left one, for
 * {@code contains} the right one) to the first of its matches on the other side (the
 * <em>candidates</em>).
 *
 * <pre>
 *   Project(left fields, right fields)
 *     Filter(rank &lt;= n)
 *       Project(*, ROW_NUMBER() OVER (PARTITION BY row ORDER BY keep's order, all candidate columns) rank)
 *         Join(condition)
 *           left with ROW_NUMBER() OVER () as row          (here the left side is the subject)
 *           right
 * </pre>
 *
 * The number of a row only tells equal rows apart; which row gets which does not change the result.
 */
final class KeepCompiler {

  private static final String ROW = "subject_row";
  private static final String RANK = "match_rank";

  private final TransformContext context;
  private final Relate relate;
  private final SpanPredicate span;
  private final RelNode left;
  private final RelNode right;
  private final boolean subjectIsLeft;

  KeepCompiler(
      TransformContext context, Relate relate, SpanPredicate span, RelNode left, RelNode right) {
    this.context = context;
    this.relate = relate;
    this.span = span;
    this.left = left;
    this.right = right;
    this.subjectIsLeft = span.predicate() != SpanPredicate.Relation.contains;
  }

  RelNode compile(JoinRelType joinType, RelateCompiler.ConditionAt condition) {
    int leftWidth = left.getRowType().getFieldCount();
    int rightWidth = right.getRowType().getFieldCount();
    int rightAt = subjectIsLeft ? leftWidth + 1 : leftWidth;
    int row = subjectIsLeft ? leftWidth : leftWidth + rightWidth;
    RelBuilder builder = context.builder();
    builder.push(left);
    if (subjectIsLeft) {
      numberRows(builder);
    }
    builder.push(right);
    if (!subjectIsLeft) {
      numberRows(builder);
    }
    builder.join(joinType, condition.over(0, rightAt));
    rank(builder, row, subjectIsLeft ? rightAt : 0);
    builder.filter(
        builder.call(
            SqlStdOperatorTable.LESS_THAN_OR_EQUAL, builder.field(RANK), builder.literal(limit())));
    List<RexNode> fields = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < leftWidth + rightWidth; i++) {
      fields.add(builder.field(i < leftWidth ? i : rightAt + i - leftWidth));
      names.add("field_" + i);
    }
    return builder.project(fields, names, true).build();
  }

  private static void numberRows(RelBuilder builder) {
    List<RexNode> fields = new ArrayList<>(builder.fields());
    fields.add(
        builder.aggregateCall(SqlStdOperatorTable.ROW_NUMBER).over().rowsUnbounded().as(ROW));
    builder.project(fields);
  }

  private void rank(RelBuilder builder, int row, int candidatesAt) {
    List<RexNode> fields = new ArrayList<>(builder.fields());
    fields.add(
        builder
            .aggregateCall(SqlStdOperatorTable.ROW_NUMBER)
            .over()
            .partitionBy(builder.field(row))
            .orderBy(order(builder, candidatesAt))
            .rowsUnbounded()
            .as(RANK));
    builder.project(fields);
  }

  /** The order of keep, made total by the remaining columns of the candidates. */
  private List<RexNode> order(RelBuilder builder, int candidatesAt) {
    RelDataType candidates = (subjectIsLeft ? right : left).getRowType();
    List<String> bounds = subjectIsLeft ? span.right() : span.left();
    List<RexNode> order = new ArrayList<>();
    Keep keep = relate.keep();
    if (keep instanceof Keep.First first) {
      for (int i = 0; i < first.orderBy().size(); i++) {
        OrderKey key = first.orderBy().get(i);
        int column = context.column(candidates, key.column(), context.at("/keep/order_by/" + i));
        RexNode field = builder.field(candidatesAt + column);
        order.add(SortKeys.of(builder, field, key.direction()));
      }
    } else {
      RexNode start = builder.field(candidatesAt + context.column(candidates, bounds.get(0), ""));
      RexNode end = builder.field(candidatesAt + context.column(candidates, bounds.get(1), ""));
      RexNode length = builder.call(SqlStdOperatorTable.MINUS, end, start);
      order.add(
          keep instanceof Keep.Outermost
              ? builder.nullsLast(builder.desc(length))
              : builder.nullsLast(length));
      order.add(builder.nullsLast(start));
    }
    for (int i = 0; i < span.tie().size(); i++) {
      int column = context.column(candidates, span.tie().get(i), context.at("/span/tie/" + i));
      order.add(builder.nullsLast(builder.field(candidatesAt + column)));
    }
    for (int i = 0; i < candidates.getFieldCount(); i++) {
      order.add(builder.nullsLast(builder.field(candidatesAt + i)));
    }
    return order;
  }

  private int limit() {
    return relate.keep() instanceof Keep.First first ? first.first() : 1;
  }
}
