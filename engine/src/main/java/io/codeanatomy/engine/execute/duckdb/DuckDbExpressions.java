// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.function.Coalesce;
import io.codeanatomy.engine.function.IdentityFunctions;
import io.codeanatomy.engine.function.NestedFunctions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/**
 * Rewrites what would mean something else in DuckDB, while the types are still known: arithmetic,
 * conversions, access to nested values, and the parts of identities, which become texts.
 */
final class DuckDbExpressions extends RexShuttle {

  /** A timestamp as ISO text in UTC with microseconds. */
  static final SqlFunction TIMESTAMP_TEXT =
      SqlBasicFunction.create(
          "codeanatomy_timestamp_text",
          ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.TO_NULLABLE),
          OperandTypes.ANY);

  private static final List<SqlOperator> CHOICES =
      List.of(Coalesce.FUNCTION, SqlLibraryOperators.GREATEST, SqlLibraryOperators.LEAST);

  private final RexBuilder rex;
  private final DuckDbArithmetic arithmetic;
  private final DuckDbNested nested;

  private DuckDbExpressions(RexBuilder rex) {
    this.rex = rex;
    this.arithmetic = new DuckDbArithmetic(rex);
    this.nested = new DuckDbNested(rex);
  }

  static RelNode prepare(RelNode fragment) {
    DuckDbExpressions expressions = new DuckDbExpressions(fragment.getCluster().getRexBuilder());
    DuckDbSums sums = new DuckDbSums(fragment.getCluster().getRexBuilder());
    return fragment.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            RelNode visited = super.visit(node).accept(expressions);
            return visited instanceof Aggregate aggregate ? sums.inTheirTypes(aggregate) : visited;
          }
        });
  }

  @Override
  public RexNode visitCall(RexCall original) {
    if (DuckDbNested.isMapOfPresent(original)) {
      RexCall map = (RexCall) original.getOperands().get(0);
      return nested.mapOfPresent(map.clone(map.getType(), visitList(map.getOperands())));
    }
    RexNode visited = super.visitCall(original);
    if (!(visited instanceof RexCall call)) {
      return visited;
    }
    if (DuckDbArithmetic.isArithmetic(call)) {
      return arithmetic.arithmetic(call);
    }
    if (SqlKind.COMPARISON.contains(call.getKind())) {
      return call.clone(call.getType(), arithmetic.alike(call.getOperands()));
    }
    switch (call.getKind()) {
      case CAST, SAFE_CAST -> {
        return cast(call);
      }
      case CASE -> {
        return choice(call);
      }
      case AND, OR -> {
        return guarded(call);
      }
      case PLUS, MINUS -> {
        return call.getType().getSqlTypeName() == SqlTypeName.DATE ? date(call) : call;
      }
      case ITEM -> {
        return nested.item(call);
      }
      case ARRAY_VALUE_CONSTRUCTOR -> {
        return nested.list(call);
      }
      case MAP_VALUE_CONSTRUCTOR -> {
        return nested.map(call);
      }
      default -> {}
    }
    if (call.getOperator() instanceof NestedFunctions.StructConstructor constructor) {
      return nested.struct(call, constructor.names());
    }
    if (CHOICES.contains(call.getOperator())) {
      return call.clone(call.getType(), arithmetic.chosen(call.getOperands(), call.getType()));
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

  private RexNode cast(RexCall call) {
    RexNode value = call.getOperands().get(0);
    RelDataType from = value.getType();
    RelDataType to = call.getType();
    DuckDbCasts.Failure failure =
        call.getKind() == SqlKind.SAFE_CAST ? DuckDbCasts.Failure.NULL : DuckDbCasts.Failure.ERROR;
    return DuckDbForm.call(
        rex,
        to,
        failure + " " + from.getFullTypeString() + " " + to.getFullTypeString(),
        List.of(value),
        a -> DuckDbCasts.cast(a.get(0), from, to, failure));
  }

  /** A date and an interval are a timestamp to DuckDB. */
  private RexNode date(RexCall sum) {
    return DuckDbForm.call(
        rex, sum.getType(), "date", List.of(sum), a -> "CAST(" + a.get(0) + " AS DATE)");
  }

  /**
   * {@code b <> 0 AND a / b > 1} must not divide where {@code b} is 0, but DuckDB computes both
   * sides, or the second one first. So an operand that can raise an error of ours is computed only
   * where those before it leave the result open.
   */
  private RexNode guarded(RexCall call) {
    List<RexNode> operands = new ArrayList<>();
    boolean and = call.getKind() == SqlKind.AND;
    for (RexNode operand : call.getOperands()) {
      operands.add(
          operands.isEmpty() || !DuckDbForm.canFail(operand)
              ? operand
              : guarded(call, and, operands, operand));
    }
    return call.clone(call.getType(), operands);
  }

  private RexNode guarded(RexCall call, boolean and, List<RexNode> before, RexNode operand) {
    RexNode first = before.size() == 1 ? before.get(0) : rex.makeCall(call.getOperator(), before);
    return rex.makeCall(
        operand.getType(),
        SqlStdOperatorTable.CASE,
        List.of(
            rex.makeCall(
                and ? SqlStdOperatorTable.IS_NOT_FALSE : SqlStdOperatorTable.IS_NOT_TRUE, first),
            operand,
            rex.makeLiteral(!and)));
  }

  /** DuckDB takes {@code X'AB'} for three characters. */
  @Override
  public RexNode visitLiteral(RexLiteral literal) {
    if (literal.getValue() instanceof ByteString bytes) {
      return DuckDbForm.call(
          rex,
          literal.getType(),
          "bytes " + bytes.toString(16),
          List.of(),
          a -> "from_hex('" + bytes.toString(16) + "')");
    }
    return literal;
  }

  /** The values of a CASE, every other operand and the last, in its type. */
  private RexNode choice(RexCall call) {
    List<RexNode> operands = new ArrayList<>(call.getOperands());
    List<RexNode> values = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      if (isValue(i, operands.size())) {
        values.add(operands.get(i));
      }
    }
    List<RexNode> alike = arithmetic.chosen(values, call.getType());
    for (int i = 0, v = 0; i < operands.size(); i++) {
      if (isValue(i, operands.size())) {
        operands.set(i, alike.get(v++));
      }
    }
    return call.clone(call.getType(), operands);
  }

  private static boolean isValue(int index, int size) {
    return index % 2 == 1 || index == size - 1;
  }

  @Override
  public RexNode visitFieldAccess(RexFieldAccess access) {
    return nested.field(
        access.getReferenceExpr().accept(this), access.getField().getName(), access.getType());
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
      case DECIMAL ->
          DuckDbForm.call(
              rex,
              text,
              "text of " + type.getFullTypeString(),
              List.of(part),
              a -> DuckDbCasts.cast(a.get(0), type, text, DuckDbCasts.Failure.ERROR));
      default -> rex.makeAbstractCast(text, part, false);
    };
  }
}
