// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;

/** Relational algebra as DuckDB's SQL. */
final class DuckDbUnparser {

  private DuckDbUnparser() {}

  /** The SQL of a tree over named relations; its columns come in order, their names may differ. */
  static String sql(RelNode tree) {
    RelNode prepared = DuckDbExpressions.prepare(tree);
    return new RelToSqlConverter(DuckDbDialect.INSTANCE)
        .visitRoot(prepared)
        .asStatement()
        .toSqlString(
            c ->
                c.withDialect(DuckDbDialect.INSTANCE)
                    .withAlwaysUseParentheses(false)
                    .withSelectListItemsOnSeparateLines(false)
                    .withUpdateSetListNewline(false)
                    .withIndentation(0))
        .getSql();
  }
}
