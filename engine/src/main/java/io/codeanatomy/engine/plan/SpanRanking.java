// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * A span join that keeps the first matches, as a join of all matches that are ranked, for any
 * execution engine.
 *
 * <pre>
 *   Project(left fields, right fields)
 *     Filter(rank &lt;= n)
 *       Project(*, ROW_NUMBER() OVER (PARTITION BY row ORDER BY keep's order, all candidate columns) rank)
 *         SpanJoin(condition)
 *           left with ROW_NUMBER() OVER () as row          (here the left side is the subject)
 *           right
 * </pre>
 *
 * The number of a row only tells equal rows apart; which row gets which does not change the result.
 */
public final class SpanRanking {

  private static final String ROW = "subject_row";
  private static final String RANK = "match_rank";

  private SpanRanking() {}

  /** The ranked join; the join of all matches in it is computed as the given one would be. */
  public static RelNode of(SpanJoin join) {
    SpanKeep keep = join.keep().orElseThrow();
    boolean subjectIsLeft = keep.subject() == SpanStrategy.Side.left;
    int leftWidth = join.leftWidth();
    int rightWidth = join.getRight().getRowType().getFieldCount();
    int rightAt = subjectIsLeft ? leftWidth + 1 : leftWidth;
    RelBuilder builder = Algebra.builder(join.getCluster());
    RelNode left = subjectIsLeft ? numbered(builder, join.getLeft()) : join.getLeft();
    RelNode right = subjectIsLeft ? join.getRight() : numbered(builder, join.getRight());
    RexNode condition = SpanBins.shifted(join.condition(), leftWidth, rightAt - leftWidth);
    builder.push(join.over(left, right, condition, Optional.empty()));
    rank(
        builder,
        keep,
        subjectIsLeft ? leftWidth : leftWidth + rightWidth,
        subjectIsLeft ? rightAt : 0,
        subjectIsLeft ? rightWidth : leftWidth);
    builder.filter(
        builder.call(
            SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
            builder.field(RANK),
            builder.literal(keep.limit())));
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < leftWidth + rightWidth; i++) {
      fields.add(builder.field(i < leftWidth ? i : rightAt + i - leftWidth));
    }
    return builder.project(fields, SpanBins.names(fields.size()), true).build();
  }

  private static RelNode numbered(RelBuilder builder, RelNode side) {
    builder.push(side);
    List<RexNode> fields = new ArrayList<>(builder.fields());
    fields.add(
        builder.aggregateCall(SqlStdOperatorTable.ROW_NUMBER).over().rowsUnbounded().as(ROW));
    return builder.project(fields).build();
  }

  private static void rank(
      RelBuilder builder, SpanKeep keep, int row, int candidatesAt, int candidates) {
    List<RexNode> fields = new ArrayList<>(builder.fields());
    fields.add(
        builder
            .aggregateCall(SqlStdOperatorTable.ROW_NUMBER)
            .over()
            .partitionBy(builder.field(row))
            .orderBy(order(builder, keep, candidatesAt, candidates))
            .rowsUnbounded()
            .as(RANK));
    builder.project(fields);
  }

  /** The order of keep, made total by all columns of the candidates. */
  static List<RexNode> order(RelBuilder builder, SpanKeep keep, int candidatesAt, int candidates) {
    List<RexNode> order = new ArrayList<>();
    for (SpanKeep.Key key : keep.order()) {
      RexNode value =
          key.field()
              .<RexNode>map(field -> builder.field(candidatesAt + field))
              .orElseGet(
                  () ->
                      builder.call(
                          SqlStdOperatorTable.MINUS,
                          builder.field(candidatesAt + keep.end()),
                          builder.field(candidatesAt + keep.begin())));
      order.add(builder.nullsLast(key.descending() ? builder.desc(value) : value));
    }
    for (int i = 0; i < candidates; i++) {
      order.add(builder.nullsLast(builder.field(candidatesAt + i)));
    }
    return order;
  }
}
