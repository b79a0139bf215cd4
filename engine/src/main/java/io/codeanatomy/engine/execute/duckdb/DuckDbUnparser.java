// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.plan.Fragment;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;

/** Relational algebra as DuckDB's SQL. */
final class DuckDbUnparser {

  private DuckDbUnparser() {}

  /**
   * The statement of a fragment: every inlined view a common table, the columns of the result under
   * their names and cast to their types. Names are given by position, since algebra does not hold
   * on to them.
   */
  static String statement(Fragment fragment) {
    return statement(fragment, relation -> Optional.empty(), DuckDbSpanJoins.Form.ANY);
  }

  /**
   * The statement of a fragment, for the indexes that there are.
   *
   * @param indexes what is known of the index of a relation
   * @param form what the statement may take spans to be
   */
  static String statement(
      Fragment fragment,
      Function<String, Optional<DuckDbSpanIndexes.Facts>> indexes,
      DuckDbSpanJoins.Form form) {
    UnaryOperator<RelNode> lowering = tree -> DuckDbSpanJoins.lower(tree, indexes, form);
    StringBuilder sql = new StringBuilder();
    for (Fragment.Table table : fragment.inlined()) {
      sql.append(sql.isEmpty() ? "WITH " : ",\n")
          .append(named(table.name(), table.schema()))
          .append(" AS (\n")
          .append(sql(lowering.apply(table.algebra())))
          .append(")");
    }
    return sql.append(sql.isEmpty() ? "" : "\n")
        .append("SELECT ")
        .append(casts(fragment.result().schema()))
        .append("\nFROM (\n")
        .append(sql(lowering.apply(fragment.result().algebra())))
        .append(") AS ")
        .append(named("result", fragment.result().schema()))
        .toString();
  }

  /** The SQL of a tree over named relations; its columns come in order, their names may differ. */
  static String sql(RelNode tree) {
    RelNode prepared = DuckDbExpressions.prepare(tree);
    return DuckDbDialect.text(new DuckDbConverter().visitRoot(prepared).asStatement());
  }

  private static String named(String table, Schema schema) {
    return schema.names().stream()
        .map(Sql::identifier)
        .collect(Collectors.joining(", ", Sql.identifier(table) + "(", ")"));
  }

  private static String casts(Schema schema) {
    return schema.fields().stream()
        .map(
            field ->
                "CAST(%1$s AS %2$s) AS %1$s"
                    .formatted(Sql.identifier(field.name()), DuckDbTypes.text(field.type())))
        .collect(Collectors.joining(", "));
  }
}
