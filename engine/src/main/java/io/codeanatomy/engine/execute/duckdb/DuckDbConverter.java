// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.plan.UnnestOperator;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's converter, with our own operators, and but for semi and anti joins.
 *
 * <p>Calcite adds the condition to the left side's own SELECT, and names left columns by the items
 * of its list, without a qualifier. Inside the EXISTS such a name means the right side's column of
 * that name, if there is one: {@code key = t0.key} compares the right side with itself, and is true
 * of every row. Here the left side is a derived table, so that all its columns are qualified.
 */
final class DuckDbConverter extends RelToSqlConverter {

  private static final SqlFunction UNNEST = function("unnest");
  private static final SqlFunction SUBSCRIPTS = function("generate_subscripts");
  private static final SqlFunction MAP_KEYS = function("map_keys");
  private static final SqlFunction MAP_VALUES = function("map_values");

  DuckDbConverter() {
    super(DuckDbDialect.INSTANCE);
  }

  @Override
  protected Result dispatch(RelNode node) {
    return node instanceof UnnestOperator unnest ? unnested(unnest) : super.dispatch(node);
  }

  /**
   * {@code SELECT kept, unnest(list), generate_subscripts(list, 1)}: functions that give several
   * rows each do so in step with each other, and no row where they have none.
   */
  private Result unnested(UnnestOperator unnest) {
    Result input = visitInput(unnest, 0).resetAlias();
    Context fields = input.qualifiedContext();
    List<SqlNode> columns = new ArrayList<>();
    for (int i = 0; i < unnest.getInput().getRowType().getFieldCount(); i++) {
      if (i != unnest.column()) {
        columns.add(fields.field(i));
      }
    }
    SqlNode unnested = fields.field(unnest.column());
    if (unnest.isOfMap()) {
      columns.add(UNNEST.createCall(POS, MAP_KEYS.createCall(POS, unnested)));
      columns.add(UNNEST.createCall(POS, MAP_VALUES.createCall(POS, unnested)));
    } else {
      columns.add(UNNEST.createCall(POS, unnested));
    }
    if (unnest.ordinality().isPresent()) {
      SqlNode one = SqlLiteral.createExactNumeric("1", POS);
      columns.add(SUBSCRIPTS.createCall(POS, unnested, one));
    }
    List<String> names = unnest.getRowType().getFieldNames();
    for (int i = 0; i < columns.size(); i++) {
      SqlNode name = new SqlIdentifier(names.get(i), POS);
      columns.set(i, SqlStdOperatorTable.AS.createCall(POS, columns.get(i), name));
    }
    return result(
        select(new SqlNodeList(columns, POS), input.asFrom(), null),
        List.of(Clause.FROM, Clause.SELECT),
        unnest,
        null);
  }

  private static SqlFunction function(String name) {
    return SqlBasicFunction.create(name, ReturnTypes.ARG0, OperandTypes.VARIADIC);
  }

  @Override
  protected Result visitAntiOrSemiJoin(Join join) {
    Result left = visitInput(join, 0).resetAlias();
    Result right = visitInput(join, 1).resetAlias();
    SqlNode condition =
        convertConditionToSqlNode(
            join.getCondition(), left.qualifiedContext(), right.qualifiedContext());
    SqlNode one = SqlLiteral.createExactNumeric("1", POS);
    SqlNode exists =
        SqlStdOperatorTable.EXISTS.createCall(
            POS, select(SqlNodeList.of(one), right.asFrom(), condition));
    SqlNode where =
        join.getJoinType() == JoinRelType.ANTI
            ? SqlStdOperatorTable.NOT.createCall(POS, exists)
            : exists;
    return result(
        select(SqlNodeList.SINGLETON_STAR, left.asFrom(), where),
        List.of(Clause.FROM, Clause.WHERE),
        join,
        null);
  }

  private static SqlSelect select(SqlNodeList columns, SqlNode from, @Nullable SqlNode where) {
    return new SqlSelect(
        POS, null, columns, from, where, null, null, null, null, null, null, null, null);
  }
}
