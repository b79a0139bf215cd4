// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import java.util.List;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Calcite's converter, but for semi and anti joins.
 *
 * <p>Calcite adds the condition to the left side's own SELECT, and names left columns by the items
 * of its list, without a qualifier. Inside the EXISTS such a name means the right side's column of
 * that name, if there is one: {@code key = t0.key} compares the right side with itself, and is true
 * of every row. Here the left side is a derived table, so that all its columns are qualified.
 */
final class DuckDbConverter extends RelToSqlConverter {

  DuckDbConverter() {
    super(DuckDbDialect.INSTANCE);
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

  private static SqlSelect select(SqlNodeList columns, SqlNode from, SqlNode where) {
    return new SqlSelect(
        POS, null, columns, from, where, null, null, null, null, null, null, null, null);
  }
}
