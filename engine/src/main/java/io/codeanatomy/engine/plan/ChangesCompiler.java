// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * The changes of an input's table: the rows of the files that tell them, and where those are the
 * files that only one of two versions has, the multiset difference of both sides in both
 * directions.
 *
 * <pre>
 *   Project(columns)
 *     Filter(copy &lt;= balance if insert, copy &lt;= -balance if delete)
 *       Project(*, ROW_NUMBER() OVER (PARTITION BY columns, _change_type) copy,
 *                  SUM(1 if insert, -1 if delete) OVER (PARTITION BY columns) balance)
 *         changes(input, from, to)
 * </pre>
 *
 * The copies of a row are equal, so it does not matter which of them get which number.
 */
public final class ChangesCompiler {

  /** What became of a row: a varchar. */
  public static final String CHANGE_TYPE = "_change_type";

  /** The version of the commit: a bigint. */
  public static final String COMMIT_VERSION = "_commit_version";

  /** When the commit was made: a timestamp with time zone. */
  public static final String COMMIT_TIMESTAMP = "_commit_timestamp";

  private static final List<Field> ADDED =
      List.of(
          Field.required(CHANGE_TYPE, Primitive.STRING),
          Field.required(COMMIT_VERSION, Primitive.LONG),
          Field.required(COMMIT_TIMESTAMP, Primitive.TIMESTAMP));
  private static final String COPY = "copy";
  private static final String BALANCE = "balance";

  private ChangesCompiler() {}

  /** The row type of the changes of a table: its columns, and the three of the change. */
  public static Schema schema(Schema table) {
    List<Field> fields = new ArrayList<>(table.fields());
    fields.addAll(ADDED);
    return new Schema(fields);
  }

  static RelNode compile(ChangesRelation relation, TransformContext context) {
    RelNode scan = context.scan(relation.name());
    List<String> names = scan.getRowType().getFieldNames();
    requireDistinct(names, context);
    RelBuilder builder = context.builder().push(scan);
    if (relation.rows() == ChangesRelation.Rows.OF_ONE_SIDE) {
      cancel(builder, names.size());
    }
    List<RexNode> fields = builder.fields().subList(0, names.size());
    return builder.project(fields, names, true).build();
  }

  private static void requireDistinct(List<String> names, TransformContext context) {
    List<String> own = names.subList(0, names.size() - ADDED.size());
    for (Field added : ADDED) {
      own.stream()
          .filter(name -> name.toLowerCase(Locale.ROOT).equals(added.name()))
          .findFirst()
          .ifPresent(
              name -> {
                throw new PlanFault(PlanErrors.changeColumnTaken(context.at("/source"), name));
              });
    }
  }

  private static void cancel(RelBuilder builder, int width) {
    RexNode isInsert =
        builder.call(
            SqlStdOperatorTable.EQUALS, builder.field(CHANGE_TYPE), builder.literal("insert"));
    RexNode sign =
        builder.call(SqlStdOperatorTable.CASE, isInsert, builder.literal(1), builder.literal(-1));
    List<RexNode> row = new ArrayList<>(builder.fields());
    row.remove(builder.peek().getRowType().getFieldNames().indexOf(CHANGE_TYPE));
    List<RexNode> columns = new ArrayList<>(builder.fields());
    columns.add(
        builder
            .aggregateCall(SqlStdOperatorTable.ROW_NUMBER)
            .over()
            .partitionBy(builder.fields())
            .rowsUnbounded()
            .as(COPY));
    columns.add(builder.sum(sign).over().partitionBy(row).rowsUnbounded().as(BALANCE));
    builder.project(columns);
    RexNode surplus =
        builder.call(
            SqlStdOperatorTable.CASE,
            builder.call(
                SqlStdOperatorTable.EQUALS, builder.field(CHANGE_TYPE), builder.literal("insert")),
            builder.field(width + 1),
            builder.call(SqlStdOperatorTable.UNARY_MINUS, builder.field(width + 1)));
    builder.filter(
        builder.call(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, builder.field(width), surplus));
  }
}
