// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code x IN (a, b)} as what it means, {@code x = a OR x = b}.
 *
 * <p>Calcite's converter would cast every value of the list to the type of {@code x} first, so that
 * {@code 2 IN (1.5)} were true: it takes 1.5 for 2.
 */
final class InLists extends SqlShuttle {

  private InLists() {}

  static SqlNode spelledOut(SqlNode expression) {
    return Objects.requireNonNull(expression.accept(new InLists()));
  }

  @Override
  public @Nullable SqlNode visit(SqlCall original) {
    SqlNode visited = super.visit(original);
    if (!(visited instanceof SqlCall call)
        || (call.getKind() != SqlKind.IN && call.getKind() != SqlKind.NOT_IN)
        || !(call.operand(1) instanceof SqlNodeList list)
        || list.isEmpty()) {
      return visited;
    }
    SqlParserPos at = call.getParserPosition();
    SqlNode isOne = isOneOf(call.operand(0), list.getList(), at);
    return call.getKind() == SqlKind.IN ? isOne : SqlStdOperatorTable.NOT.createCall(at, isOne);
  }

  /** Halved again and again, so that long lists do not make deep trees. */
  private static SqlNode isOneOf(SqlNode value, List<SqlNode> list, SqlParserPos at) {
    if (list.size() == 1) {
      return SqlStdOperatorTable.EQUALS.createCall(at, value, list.get(0));
    }
    int half = list.size() / 2;
    return SqlStdOperatorTable.OR.createCall(
        at,
        isOneOf(value, list.subList(0, half), at),
        isOneOf(value, list.subList(half, list.size()), at));
  }
}
