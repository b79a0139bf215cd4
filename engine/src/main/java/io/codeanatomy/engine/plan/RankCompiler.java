// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.OrderKey;
import io.codeanatomy.spec.ViewTransform.Rank;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * The first rows of each partition.
 *
 * <pre>
 *   Project(source columns, rank)                    the rank only if a column is asked for
 *     Filter(rank &lt;= keep)
 *       Project(*, ROW_NUMBER() OVER (PARTITION BY partition_by ORDER BY order_by, all other columns) rank)
 *         source
 * </pre>
 */
final class RankCompiler {

  private static final String RANK = "row_rank";

  private final Rank rank;
  private final TransformContext context;
  private final RelBuilder builder;
  private final RelDataType rowType;

  private RankCompiler(Rank rank, TransformContext context) {
    this.rank = rank;
    this.context = context;
    RelNode source = context.scan(rank.source());
    this.rowType = source.getRowType();
    this.builder = context.builder().push(source);
  }

  static RelNode compile(Rank rank, TransformContext context) {
    return new RankCompiler(rank, context).compile();
  }

  private RelNode compile() {
    List<RexNode> numbered = new ArrayList<>(builder.fields());
    numbered.add(
        builder
            .aggregateCall(SqlStdOperatorTable.ROW_NUMBER)
            .over()
            .partitionBy(partition())
            .orderBy(order())
            .rowsUnbounded()
            .as(RANK));
    builder.project(numbered);
    int width = rowType.getFieldCount();
    builder.filter(
        builder.call(
            SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
            builder.field(width),
            builder.literal(rank.keep())));
    Columns columns = new Columns();
    for (RelDataTypeField field : rowType.getFieldList()) {
      columns.add(field.getName(), builder.field(field.getIndex()), context.pointer(), "");
    }
    rank.rankColumn()
        .ifPresent(
            name ->
                columns.add(
                    name,
                    builder.field(width),
                    context.at("/rank_column"),
                    "Choose a name that the source does not have"));
    return columns.project(builder);
  }

  private List<RexNode> partition() {
    List<RexNode> partition = new ArrayList<>();
    for (int i = 0; i < rank.partitionBy().size(); i++) {
      partition.add(orderable(rank.partitionBy().get(i), context.at("/partition_by/" + i)));
    }
    return partition;
  }

  /**
   * The given order, made total by all columns that it does not name. Rows that are equal in all of
   * them are interchangeable; 0.0 and -0.0 are equal, and Parquet files do not tell them apart.
   */
  private List<RexNode> order() {
    List<RexNode> order = new ArrayList<>();
    Set<String> decided = new LinkedHashSet<>(rank.partitionBy());
    for (int i = 0; i < rank.orderBy().size(); i++) {
      OrderKey key = rank.orderBy().get(i);
      RexNode field = orderable(key.column(), context.at("/order_by/" + i));
      order.add(SortKeys.of(builder, field, key.direction()));
      decided.add(key.column());
    }
    for (RelDataTypeField field : rowType.getFieldList()) {
      if (!decided.contains(field.getName())) {
        order.add(SortKeys.ascending(builder, builder.field(field.getIndex())));
      }
    }
    return order;
  }

  private RexNode orderable(String column, String where) {
    RexNode field = context.reference(rowType, column, 0, where);
    if (!SortKeys.haveOrder(field.getType())) {
      throw new PlanFault(PlanErrors.noOrder(where, column, SqlTypes.spell(field.getType())));
    }
    return field;
  }
}
