// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.spec.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in expressions: any column can be named, and everything else keeps its meaning. */
class ExpressionNamesTest {

  /** Words that are values, whatever the columns are called. */
  private static final Set<String> CONSTANTS = Set.of("true", "false", "null", "unknown");

  private final Algebra algebra = new Algebra();
  private final ExpressionCompiler compiler = new ExpressionCompiler(algebra, new Parameters());

  private RelDataType row(String type, List<String> names) {
    RelDataTypeFactory.Builder row = algebra.types().builder();
    names.forEach(name -> row.add(name, SqlTypes.parse(algebra.types(), type).orElseThrow()));
    return row.build();
  }

  private String compiled(String expression, ExpressionCompiler.Scope scope) {
    return compiler.expression(expression, scope, "/here").toString();
  }

  /** The expression with its names resolved, before its types are checked, which takes longer. */
  private String named(String expression, ExpressionCompiler.Scope scope) {
    ExpressionText text = ExpressionText.of(expression);
    ExpressionPlace place = new ExpressionPlace(expression, "/here");
    return new ExpressionNames(text, place, scope, new Parameters(), algebra)
        .resolve(ExpressionParser.parse(text, place))
        .toString();
  }

  private Diagnostic fault(String expression, ExpressionCompiler.Scope scope) {
    try {
      String compiled = compiled(expression, scope);
      throw new AssertionError(expression + " compiles to " + compiled);
    } catch (PlanFault e) {
      return e.diagnostics().get(0);
    }
  }

  static Stream<String> shapes() {
    return Stream.of(
        "%s",
        "%s + 1",
        "1 + %s",
        "-%s",
        "(%s)",
        "%s IS NULL",
        "%s IS NOT DISTINCT FROM %s",
        "%s = 1 AND %s < 2 OR NOT %s > 3",
        "%s IN (1, %s) AND %s NOT IN (2)",
        "%s BETWEEN %s AND %s",
        "CASE WHEN %s > 0 THEN %s ELSE %s END",
        "CASE %s WHEN %s THEN 1 WHEN 2 THEN %s END",
        "coalesce(%s, 1)",
        "coalesce(1, %s)",
        "abs(%s) * %s / %s % %s",
        "CAST(%s AS bigint)",
        "%s::decimal(10,2)",
        "ARRAY[%s, %s][1]",
        "-- %s\n%s /* %s */",
        "nullif(%s,%s)");
  }

  /** Every word that the parser knows, as a column, without quotes, in every place. */
  @ParameterizedTest
  @MethodSource("shapes")
  void everyKeywordIsAName(String shape) {
    List<String> words =
        ExpressionParser.keywords().stream()
            .map(word -> word.toLowerCase(Locale.ROOT))
            .filter(word -> word.matches("[a-z_0-9]+"))
            .toList();
    assertThat(words).hasSizeGreaterThan(500).contains("user", "order", "end", "case", "not");
    ExpressionCompiler.Scope plain =
        ExpressionCompiler.Scope.of(row("bigint", List.of("i", "plain_name")));
    String expected = named(shape.replace("%s", "plain_name"), plain);
    List<String> wrong = new ArrayList<>();
    for (String word : words) {
      ExpressionCompiler.Scope scope =
          ExpressionCompiler.Scope.of(row("bigint", List.of("i", word)));
      if (CONSTANTS.contains(word)) {
        continue;
      }
      try {
        String unquoted = named(shape.replace("%s", word), scope);
        if (!unquoted.equals(expected.replace("plain_name", word))) {
          wrong.add(word + ": " + unquoted);
        }
      } catch (PlanFault e) {
        wrong.add(word + ": " + e.diagnostics().get(0).message());
      }
    }
    // Behind CASE, these could be either; the keyword wins.
    wrong.removeIf(w -> w.matches("(case|when): .*") && shape.startsWith("CASE %s"));
    assertThat(wrong).isEmpty();
  }

  @Test
  void keywordsThatAreNeededStayKeywords() {
    RelDataTypeFactory.Builder row = algebra.types().builder();
    List.of("date", "interval", "timestamp", "left", "day", "year", "both", "row", "end", "cast")
        .forEach(name -> row.add(name, SqlTypes.parse(algebra.types(), "varchar").orElseThrow()));
    row.add("d", SqlTypes.parse(algebra.types(), "date").orElseThrow());
    row.add("month", SqlTypes.parse(algebra.types(), "date").orElseThrow());
    ExpressionCompiler.Scope scope = ExpressionCompiler.Scope.of(row.build());
    assertThat(compiled("d = DATE '2020-01-31'", scope)).isEqualTo("=($10, 2020-01-31)");
    assertThat(compiled("d = date'2020-01-31'", scope)).isEqualTo("=($10, 2020-01-31)");
    assertThat(compiled("EXTRACT(year FROM month)", scope)).isEqualTo("EXTRACT(FLAG(YEAR), $11)");
    assertThat(compiled("TRIM(BOTH 'x' FROM both)", scope)).contains("FLAG(BOTH)").contains("$6");
    assertThat(compiled("TRIM(both)", scope)).contains("$6");
    assertThat(compiled("CASE WHEN end = 'x' THEN cast ELSE end END", scope))
        .isEqualTo("CASE(=($8, _UTF-8'x'), $9, $8)");
    assertThat(compiled("d + INTERVAL '14' MONTH", scope)).contains("14:INTERVAL");
    assertThat(named("d + INTERVAL '1-2' YEAR TO MONTH", scope))
        .contains("INTERVAL '1-2' YEAR TO MONTH");
    assertThat(compiled("interval || date || timestamp || left || row", scope))
        .contains("$1", "$0", "$2", "$3", "$7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ünï",
        "列",
        "한글",
        "𝒳1",
        "Upper",
        "a$b",
        "_x",
        "ß",
        "\u0939\u093f",
        "x9",
        "SELECT"
      })
  void aWordOfAnyAlphabetNeedsNoQuotes(String name) {
    ExpressionCompiler.Scope scope = ExpressionCompiler.Scope.of(row("bigint", List.of("i", name)));
    assertThat(compiled(name + " + 1", scope)).isEqualTo("+($1, 1)");
    assertThat(compiled('"' + name + "\" + 1", scope)).isEqualTo("+($1, 1)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "a-b", "a.b", "a\"b", "1a", "", " ", "it's", "a:b", "?", "--", "/*"})
  void anyOtherNameWorksInQuotes(String name) {
    ExpressionCompiler.Scope scope = ExpressionCompiler.Scope.of(row("bigint", List.of("i", name)));
    if (!name.isEmpty()) {
      assertThat(compiled('"' + name.replace("\"", "\"\"") + "\" + 1", scope))
          .isEqualTo("+($1, 1)");
    }
  }

  @Test
  void namesDifferByCase() {
    ExpressionCompiler.Scope scope =
        ExpressionCompiler.Scope.of(row("bigint", List.of("User", "order")));
    assertThat(compiled("User + 1", scope)).isEqualTo("+($0, 1)");
    Diagnostic fault = fault("1 + user", scope);
    assertThat(fault.message()).isEqualTo("There is no column 'user' here");
    assertThat(fault.hint().orElseThrow()).contains("did you mean \"User\"");
    assertThat(fault("ORDER", scope).hint().orElseThrow()).contains("did you mean \"order\"");
  }

  @Test
  void aSideOfAJoinIsNoStruct() {
    RelDataType side =
        algebra
            .types()
            .builder()
            .add(
                "left",
                SqlTypes.parse(algebra.types(), "struct(x bigint, left bigint)").orElseThrow())
            .add("x", SqlTypes.parse(algebra.types(), "bigint").orElseThrow())
            .build();
    ExpressionCompiler.Scope one = ExpressionCompiler.Scope.of(side);
    ExpressionCompiler.Scope two = ExpressionCompiler.Scope.joined(side, side);
    assertThat(compiled("left.x", one)).isEqualTo("$0.x");
    assertThat(compiled("left.left", one)).isEqualTo("$0.left");
    assertThat(compiled("left.x", two)).isEqualTo("$1");
    assertThat(compiled("right.x", two)).isEqualTo("$3");
    assertThat(compiled("left.left.left", two)).isEqualTo("$0.left");
    assertThat(compiled("right.left.x + left.x", two)).isEqualTo("+($2.x, $1)");
    Diagnostic ambiguous = fault("1 +\n  x", two);
    assertThat(ambiguous.message()).isEqualTo("Both sides have a column 'x'");
    assertThat(ambiguous.inExpression().orElseThrow().line()).isEqualTo(2);
    assertThat(ambiguous.inExpression().orElseThrow().column()).isEqualTo(3);
    assertThat(fault("right.y", two).message()).isEqualTo("There is no column 'y' here");
  }

  @Test
  void fieldsOfStructsAtAnyDepth() {
    RelDataType row =
        row(
            "struct(a struct(\"order\" bigint, b list(struct(c varchar))), m map(varchar, bigint))",
            List.of("s"));
    ExpressionCompiler.Scope scope = ExpressionCompiler.Scope.of(row);
    assertThat(compiled("s.a.order + 1", scope)).isEqualTo("+($0.a.order, 1)");
    assertThat(compiled("s.a.b[1].c", scope)).isEqualTo("ITEM($0.a.b, 1).c");
    assertThat(compiled("(s.a).\"order\"", scope)).isEqualTo("$0.a.order");
    assertThat(compiled("s.m['k']", scope)).startsWith("ITEM($0.m, ");
    Diagnostic fault = fault("1 +\n s.a.ordre", scope);
    assertThat(fault.code()).isEqualTo("CA-PLAN-031");
    assertThat(fault.hint().orElseThrow()).startsWith("did you mean \"order\"");
    assertThat(fault.inExpression().orElseThrow().line()).isEqualTo(2);
    assertThat(fault.inExpression().orElseThrow().column()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          user +            | it ends too early
          order order       | is not expected here
          user.*            | * is no value
          i = date          | There is no column 'date' here
          """)
  void faultsSpeakOfTheWordsAsTheyAreWritten(String expression, String message) {
    ExpressionCompiler.Scope scope =
        ExpressionCompiler.Scope.of(row("bigint", List.of("i", "user", "order")));
    assertThat(fault(expression, scope).message()).contains(message).matches("[\\x20-\\x7e]+");
  }

  /** Nothing that is written ends in anything but an expression or a diagnostic. */
  @Test
  void anyTextIsAnExpressionOrAFault() {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    Random random = new Random(seed);
    List<String> pieces =
        List.of(
            "case",
            "when",
            "then",
            "end",
            "not",
            "in",
            "(",
            ")",
            "[",
            "]",
            ",",
            ".",
            "::",
            "cast(",
            " as ",
            "user",
            "left",
            "left.",
            "'a'",
            "1",
            "1e",
            "\"",
            "'",
            ":p",
            "?",
            "interval",
            "'1' day",
            "date",
            "array[",
            "map[",
            "struct(a => ",
            "--",
            "/*",
            "*/",
            "\n",
            "+",
            "-",
            "*",
            "is",
            "null",
            "select",
            "from",
            "x",
            "한",
            "𝒳",
            "decimal(",
            "list(",
            "extract(",
            "year",
            "between",
            "and",
            "{",
            "}",
            "@",
            "\\",
            "=>",
            "row(",
            "exists(");
    ExpressionCompiler.Scope scope =
        ExpressionCompiler.Scope.of(row("bigint", List.of("x", "user", "left")));
    // A parser that lists all the words that it would have taken is slow to fail.
    int texts = "full".equals(System.getProperty("codeanatomy.tests")) ? 5_000 : 300;
    for (int i = 0; i < texts; i++) {
      String text =
          random
              .ints(1 + random.nextInt(12), 0, pieces.size())
              .mapToObj(pieces::get)
              .collect(Collectors.joining(random.nextBoolean() ? " " : ""));
      try {
        compiled(text, scope);
      } catch (PlanFault e) {
        assertThat(e.diagnostics()).as(text).isNotEmpty();
      } catch (RuntimeException | Error e) {
        throw new AssertionError("-Dcodeanatomy.seed=" + seed + ": " + text, e);
      }
    }
    assertThatThrownBy(() -> compiled("", scope)).isInstanceOf(PlanFault.class);
  }
}
