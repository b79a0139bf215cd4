// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.rel2sql.SqlImplementor;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Expressions as text for people, on one line, with the names of their columns. */
final class NamedExpressions {

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final SqlImplementor.Context context;
  private final List<String> parameters;

  /**
   * @param columns the texts of the columns by their index
   * @param parameters the names of the parameters by their number
   */
  NamedExpressions(List<String> columns, List<String> parameters) {
    this.context =
        new SqlImplementor.SimpleContext(
            Dialect.INSTANCE, i -> new SqlIdentifier(columns.get(i), SqlParserPos.ZERO));
    this.parameters = parameters;
  }

  /** A name as it stands in an expression: quoted if it is none that could stand there bare. */
  static String name(String name) {
    return PLAIN_NAME.matcher(name).matches()
        ? name
        : '"' + singleLine(name).replace("\"", "\"\"") + '"';
  }

  String text(RexNode expression) {
    return text(context.toSql(null, expression));
  }

  String text(AggregateCall call) {
    return text(context.toSql(call));
  }

  private String text(SqlNode node) {
    SqlNode named = node.accept(new Placeholders());
    return singleLine(
        (named == null ? node : named)
            .toSqlString(
                config ->
                    config
                        .withDialect(Dialect.INSTANCE)
                        .withAlwaysUseParentheses(false)
                        .withLineFolding(SqlWriterConfig.LineFolding.WIDE)
                        .withSelectListItemsOnSeparateLines(false)
                        .withCaseClausesOnNewLines(false)
                        .withIndentation(0))
            .getSql());
  }

  /** Line breaks of the printer, and whatever else would break the line. */
  static String singleLine(String text) {
    return text.replaceAll("\\R\\s*", " ").replaceAll("\\p{Cntrl}", "�");
  }

  /** Parameters by their names. */
  private final class Placeholders extends SqlShuttle {
    @Override
    public @Nullable SqlNode visit(SqlDynamicParam parameter) {
      return new SqlIdentifier(
          ":" + parameters.get(parameter.getIndex()), parameter.getParserPosition());
    }
  }

  /** SQL as specs have it: our names of types, no character sets, names as they are given. */
  private static final class Dialect extends AnsiSqlDialect {

    static final Dialect INSTANCE = new Dialect();

    private Dialect() {
      super(SqlDialect.EMPTY_CONTEXT);
    }

    @Override
    public boolean supportsCharSet() {
      return false;
    }

    @Override
    public void quoteStringLiteral(
        StringBuilder buffer, @Nullable String charsetName, String value) {
      buffer.append('\'');
      value
          .replace("'", "''")
          .codePoints()
          .forEach(
              c -> {
                if (Character.isISOControl(c)) {
                  buffer.append("\\u").append(String.format(Locale.ROOT, "%04x", c));
                } else {
                  buffer.appendCodePoint(c);
                }
              });
      buffer.append('\'');
    }

    @Override
    public SqlNode getCastSpec(RelDataType type) {
      return new SqlDataTypeSpec(new TypeText(SqlTypes.spell(type)), SqlParserPos.ZERO);
    }
  }

  /** A type by its text. */
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
