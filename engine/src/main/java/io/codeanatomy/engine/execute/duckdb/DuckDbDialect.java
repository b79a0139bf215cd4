// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.function.AggregateFunctions;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.DuckDBSqlDialect;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB's SQL as Calcite writes it, mended where the stock dialect writes what DuckDB does not
 * take: types, Unicode literals, ordered aggregates, and our own functions.
 */
final class DuckDbDialect extends DuckDBSqlDialect {

  static final DuckDbDialect INSTANCE = new DuckDbDialect();

  private DuckDbDialect() {
    super(DuckDBSqlDialect.DEFAULT_CONTEXT.withIdentifierQuoteString("\""));
  }

  /** The text of a statement or an expression. */
  static String text(SqlNode node) {
    return node.toSqlString(
            c ->
                c.withDialect(INSTANCE)
                    .withAlwaysUseParentheses(false)
                    .withSelectListItemsOnSeparateLines(false)
                    .withIndentation(0))
        .getSql();
  }

  @Override
  public boolean supportsCharSet() {
    return false;
  }

  @Override
  public void quoteStringLiteral(StringBuilder buffer, @Nullable String charsetName, String value) {
    buffer.append('\'').append(value.replace("'", "''")).append('\'');
  }

  @Override
  public SqlNode getCastSpec(RelDataType type) {
    return new SqlDataTypeSpec(new TypeText(typeText(type)), SqlParserPos.ZERO);
  }

  /** The type as DuckDB spells it. */
  static String typeText(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case CHAR, VARCHAR -> "VARCHAR";
      case BINARY, VARBINARY -> "BLOB";
      case REAL -> "FLOAT";
      case FLOAT, DOUBLE -> "DOUBLE";
      case DECIMAL -> "DECIMAL(" + type.getPrecision() + "," + type.getScale() + ")";
      case TIMESTAMP -> "TIMESTAMP";
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "TIMESTAMPTZ";
      case ARRAY -> typeText(Objects.requireNonNull(type.getComponentType())) + "[]";
      case MAP ->
          "MAP("
              + typeText(Objects.requireNonNull(type.getKeyType()))
              + ", "
              + typeText(Objects.requireNonNull(type.getValueType()))
              + ")";
      case ROW -> structText(type.getFieldList());
      default -> type.getSqlTypeName().getName();
    };
  }

  private static String structText(List<RelDataTypeField> fields) {
    StringBuilder text = new StringBuilder("STRUCT(");
    for (RelDataTypeField field : fields) {
      text.append(text.length() > "STRUCT(".length() ? ", " : "")
          .append(DuckDbDialect.INSTANCE.quoteIdentifier(field.getName()))
          .append(' ')
          .append(typeText(field.getType()));
    }
    return text.append(')').toString();
  }

  @Override
  public void unparseCall(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    if (call.getKind() == SqlKind.WITHIN_GROUP) {
      orderedAggregate(writer, call.operand(0), call.operand(1));
    } else if (call.getOperator().equals(AggregateFunctions.ARG_MIN)) {
      firstValue(writer, call, "ASC");
    } else if (call.getOperator().equals(AggregateFunctions.ARG_MAX)) {
      firstValue(writer, call, "DESC");
    } else if (call instanceof SqlJoin join && isOneSided(join)) {
      oneSided(writer, join);
    } else if (!DuckDbFunctions.unparse(writer, call)) {
      super.unparseCall(writer, call, leftPrec, rightPrec);
    }
  }

  private static boolean isOneSided(SqlJoin join) {
    return join.getJoinType() == JoinType.LEFT_SEMI_JOIN
        || join.getJoinType() == JoinType.LEFT_ANTI_JOIN;
  }

  /** {@code left SEMI JOIN right ON condition}, which others begin with LEFT. */
  private static void oneSided(SqlWriter writer, SqlJoin join) {
    SqlOperator operator = join.getOperator();
    join.getLeft().unparse(writer, 0, operator.getLeftPrec());
    writer.sep(join.getJoinType() == JoinType.LEFT_SEMI_JOIN ? "SEMI JOIN" : "ANTI JOIN");
    join.getRight().unparse(writer, operator.getRightPrec(), 0);
    writer.sep("ON");
    Objects.requireNonNull(join.getCondition()).unparse(writer, 0, 0);
  }

  /**
   * {@code fn(x ORDER BY y)}, where the standard says {@code fn(x) WITHIN GROUP (ORDER BY y)}. A
   * list in the order of its own elements is sorted when it is whole, which takes a quarter of the
   * time.
   */
  private static void orderedAggregate(SqlWriter writer, SqlCall call, SqlNodeList order) {
    boolean filtered = call.getKind() == SqlKind.FILTER;
    SqlCall aggregate = filtered ? call.operand(0) : call;
    if (isOfItsElements(aggregate, order)) {
      writer.print("list_sort(list(");
      if (aggregate.getFunctionQuantifier() != null) {
        writer.print("DISTINCT ");
      }
      aggregate.operand(0).unparse(writer, 0, 0);
      writer.print(")");
      filter(writer, call);
      writer.print(", 'ASC', 'NULLS LAST')");
      return;
    }
    boolean texts = aggregate.getOperator().equals(AggregateFunctions.STRING_AGG);
    writer.print(aggregate.getOperator().getName().toLowerCase(Locale.ROOT));
    writer.print("(");
    if (aggregate.getFunctionQuantifier() != null) {
      writer.print("DISTINCT ");
    }
    aggregate.operand(0).unparse(writer, 0, 0);
    if (texts) {
      writer.print(", ','");
    }
    writer.print(" ORDER BY ");
    for (int i = 0; i < order.size(); i++) {
      writer.print(i > 0 ? ", " : "");
      order.get(i).unparse(writer, 0, 0);
    }
    writer.print(")");
    filter(writer, call);
  }

  private static void filter(SqlWriter writer, SqlCall call) {
    if (call.getKind() == SqlKind.FILTER) {
      writer.print(" FILTER (WHERE ");
      call.operand(1).unparse(writer, 0, 0);
      writer.print(")");
    }
  }

  /** Whether a list is in the ascending order of its elements, NULLs last. */
  private static boolean isOfItsElements(SqlCall aggregate, SqlNodeList order) {
    if (order.size() != 1 || !aggregate.getOperator().equals(SqlLibraryOperators.ARRAY_AGG)) {
      return false;
    }
    // Where there can be no NULLs, nothing is said of their place.
    SqlNode key =
        order.get(0) instanceof SqlCall last && last.getKind() == SqlKind.NULLS_LAST
            ? last.operand(0)
            : order.get(0);
    return key.equalsDeep(aggregate.operand(0), Litmus.IGNORE);
  }

  /**
   * {@code arg_min(value, key)} with ties decided by the value; rows with NULL keys are filtered.
   */
  private static void firstValue(SqlWriter writer, SqlCall call, String direction) {
    writer.print("first(");
    call.operand(0).unparse(writer, 0, 0);
    writer.print(" ORDER BY ");
    call.operand(1).unparse(writer, 0, 0);
    writer.print(" " + direction + ", ");
    call.operand(0).unparse(writer, 0, 0);
    writer.print(" ASC NULLS LAST)");
  }

  /** A type by its text, written as it is. */
  private static final class TypeText extends SqlBasicTypeNameSpec {

    private final String text;

    TypeText(String text) {
      super(SqlTypeName.ANY, SqlParserPos.ZERO);
      this.text = text;
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
      writer.print(text);
      writer.setNeedWhitespace(true);
    }
  }
}
