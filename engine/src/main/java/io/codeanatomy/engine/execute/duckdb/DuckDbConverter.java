// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.plan.UnnestOperator;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * Calcite's converter, with our own operators, and but for semi and anti joins.
 *
 * <p>Calcite makes EXISTS of these, which DuckDB takes for correlated and computes by the distinct
 * values of the left side, for which all of its rows are put by. {@code SEMI JOIN} says the same,
 * and is a join: its sides are ordered with those of others, and what it looks for is pushed into
 * the scan of the other side. Both sides are derived tables, so that all columns are qualified:
 * Calcite names left columns by the items of its list, and inside the EXISTS such a name meant the
 * right side's column of that name, if there was one.
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
        select(new SqlNodeList(columns, POS), input.asFrom()),
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
    JoinType type =
        join.getJoinType() == JoinRelType.ANTI ? JoinType.LEFT_ANTI_JOIN : JoinType.LEFT_SEMI_JOIN;
    SqlNode from =
        new SqlJoin(
            POS,
            left.asFrom(),
            SqlLiteral.createBoolean(false, POS),
            type.symbol(POS),
            right.asFrom(),
            JoinConditionType.ON.symbol(POS),
            condition);
    return result(
        select(SqlNodeList.SINGLETON_STAR, from), List.of(Clause.FROM, Clause.WHERE), join, null);
  }

  private static SqlSelect select(SqlNodeList columns, SqlNode from) {
    return new SqlSelect(
        POS, null, columns, from, null, null, null, null, null, null, null, null, null);
  }
}
