// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.function.IdentityFunctions;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Rewrites what would mean something else in DuckDB, while the types are still known: division of
 * integers, which DuckDB does in floating point, and the parts of identities, which become texts.
 */
final class DuckDbExpressions extends RexShuttle {

  /** Division of integers, truncating towards zero. */
  static final SqlFunction INTEGER_DIVIDE =
      SqlBasicFunction.create(
          "codeanatomy_integer_divide",
          ReturnTypes.INTEGER_QUOTIENT_NULLABLE,
          OperandTypes.NUMERIC_NUMERIC);

  /** A timestamp as ISO text in UTC with microseconds. */
  static final SqlFunction TIMESTAMP_TEXT =
      SqlBasicFunction.create(
          "codeanatomy_timestamp_text",
          ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.TO_NULLABLE),
          OperandTypes.ANY);

  private final RexBuilder rex;

  private DuckDbExpressions(RexBuilder rex) {
    this.rex = rex;
  }

  static RelNode prepare(RelNode fragment) {
    DuckDbExpressions expressions = new DuckDbExpressions(fragment.getCluster().getRexBuilder());
    return fragment.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            return super.visit(node).accept(expressions);
          }
        });
  }

  @Override
  public RexNode visitCall(RexCall original) {
    RexNode visited = super.visitCall(original);
    if (!(visited instanceof RexCall call)) {
      return visited;
    }
    if (call.getKind() == SqlKind.DIVIDE
        && call.getOperands().stream().allMatch(o -> SqlTypeUtil.isIntType(o.getType()))) {
      return rex.makeCall(call.getType(), INTEGER_DIVIDE, call.getOperands());
    }
    if (IdentityFunctions.isHash(call.getOperator())) {
      return rex.makeCall(
          call.getType(),
          call.getOperator(),
          call.getOperands().stream().map(this::asText).toList());
    }
    if (call.getOperator().getName().equals("date_trunc")) {
      // DuckDB makes a timestamp of a date.
      return rex.makeAbstractCast(call.getType(), call, false);
    }
    return visited;
  }

  private RexNode asText(RexNode part) {
    RelDataType type = part.getType();
    RelDataType text =
        rex.getTypeFactory()
            .createTypeWithNullability(
                rex.getTypeFactory().createSqlType(SqlTypeName.VARCHAR), type.isNullable());
    return switch (type.getSqlTypeName()) {
      case CHAR, VARCHAR -> part;
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          rex.makeCall(text, TIMESTAMP_TEXT, List.of(part));
      default -> rex.makeAbstractCast(text, part, false);
    };
  }
}
