// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.Aggregation;
import io.codeanatomy.spec.Diagnostic.ExpressionPosition;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.jspecify.annotations.Nullable;

/** Parses the text of an expression, and refuses what is no expression about one row. */
final class ExpressionParser {

  private static final SqlParser.Config PARSER =
      SqlParser.config()
          .withParserFactory(SqlBabelParserImpl.FACTORY)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withUnquotedCasing(Casing.UNCHANGED)
          .withQuotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(true)
          .withConformance(SqlConformanceEnum.BABEL)
          .withIdentifierMaxLength(1024);

  private static final SqlAbstractParserImpl.Metadata METADATA =
      SqlParser.create("", PARSER).getMetadata();

  private static final Set<String> AGGREGATES =
      Arrays.stream(Aggregation.Function.values()).map(Enum::name).collect(Collectors.toSet());

  /**
   * The levels that calls may be nested: more than anyone writes, and few enough for the threads on
   * which an execution engine computes them.
   */
  private static final int MOST_LEVELS = 1_000;

  private ExpressionParser() {}

  /** Whether the parser knows a word, in upper case, as more than a name. */
  static boolean isKeyword(String word) {
    return METADATA.isKeyword(word)
        || METADATA.isReservedWord(word)
        || METADATA.isReservedFunctionName(word);
  }

  /** All words that the parser knows as more than names, in upper case. */
  static List<String> keywords() {
    return METADATA.getTokens().stream().filter(ExpressionParser::isKeyword).sorted().toList();
  }

  /**
   * Parses.
   *
   * @throws PlanFault if it does not parse, or holds a query, an aggregate or a window function
   */
  static SqlNode parse(ExpressionText text, ExpressionPlace place) {
    if (text.strayPlaceholder().isPresent()) {
      int at = text.strayPlaceholder().getAsInt();
      throw new PlanFault(PlanErrors.strayPlaceholder(place.pointer(), place.between(at, at + 1)));
    }
    if (text.text().isBlank()) {
      throw new PlanFault(PlanErrors.expression(place.pointer(), place.whole(), "it is empty"));
    }
    try {
      return parsed(text, place);
    } catch (StackOverflowError e) {
      throw new PlanFault(PlanErrors.tooDeep(place.pointer(), place.whole(), MOST_LEVELS));
    }
  }

  private static SqlNode parsed(ExpressionText text, ExpressionPlace place) {
    try {
      SqlNode parsed = SqlParser.create(text.text(), PARSER).parseExpression();
      if (levels(parsed) > MOST_LEVELS) {
        throw new PlanFault(PlanErrors.tooDeep(place.pointer(), place.whole(), MOST_LEVELS));
      }
      parsed.accept(new ScalarCheck(place));
      return NamedArguments.positioned(parsed, place);
    } catch (SqlParseException e) {
      SqlParserPos at = e.getPos() == null ? SqlParserPos.ZERO : e.getPos();
      String problem = problem(text.restored(String.valueOf(e.getMessage())), place.at(at));
      throw new PlanFault(PlanErrors.expression(place.pointer(), place.at(at), problem));
    }
  }

  /**
   * How deep calls are nested. Any number of conditions with AND or OR between them are a level.
   */
  private static int levels(SqlNode node) {
    return levels(node, SqlKind.OTHER);
  }

  private static int levels(SqlNode node, SqlKind around) {
    int deepest = 0;
    if (node instanceof SqlNodeList list) {
      for (SqlNode one : list) {
        deepest = Math.max(deepest, levels(one, SqlKind.OTHER));
      }
      return deepest;
    }
    if (!(node instanceof SqlCall call)) {
      return 0;
    }
    for (SqlNode operand : call.getOperandList()) {
      if (operand != null) {
        deepest = Math.max(deepest, levels(operand, call.getKind()));
      }
    }
    boolean isOfChain = call.getKind() == around && (around == SqlKind.AND || around == SqlKind.OR);
    return deepest + (isOfChain ? 0 : 1);
  }

  /** The parser's message without the list of all the words that it would have taken. */
  private static String problem(String message, ExpressionPosition at) {
    String first = message.lines().findFirst().orElse("").trim();
    if (first.contains("<EOF>")) {
      return "it ends too early";
    }
    String[] lines = at.expression().split("\n", -1);
    boolean onOneLine = at.line() == at.endLine() && at.line() <= lines.length;
    if (!first.startsWith("Encountered") || !onOneLine) {
      return first;
    }
    String line = lines[at.line() - 1];
    int start = Math.min(at.column() - 1, line.length());
    int end = Math.max(start, Math.min(at.endColumn(), line.length()));
    return "'" + line.substring(start, end) + "' is not expected here";
  }

  private static final class ScalarCheck extends SqlBasicVisitor<@Nullable Void> {

    private final ExpressionPlace place;

    ScalarCheck(ExpressionPlace place) {
      this.place = place;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
      SqlKind kind = call.getKind();
      if (kind == SqlKind.OVER) {
        throw refused(call, "a window function");
      }
      if (kind.belongsTo(SqlKind.QUERY) || kind == SqlKind.EXISTS) {
        throw refused(call, "a query");
      }
      if (AGGREGATES.contains(call.getOperator().getName().toLowerCase(Locale.ROOT))) {
        throw refused(call, "an aggregate function");
      }
      return super.visit(call);
    }

    private PlanFault refused(SqlCall call, String what) {
      return new PlanFault(
          PlanErrors.notScalar(place.pointer(), place.at(call.getParserPosition()), what));
    }
  }
}
