// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.DOUBLE;
import static io.codeanatomy.delta.schema.DataType.Primitive.INTEGER;
import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.function.FunctionDeclaration;
import io.codeanatomy.engine.function.FunctionExample;
import io.codeanatomy.engine.function.FunctionLibrary;
import io.codeanatomy.spec.Diagnostic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The intents of the class Safety, over real tables. */
class SafetyRulesTest {

  @TempDir Path folder;
  private TransformRun run;

  @BeforeEach
  void givenThings() {
    run =
        new TransformRun(folder)
            .given(
                "things",
                Schema.of(
                    Field.nullable("id", LONG),
                    Field.nullable("small", INTEGER),
                    Field.nullable("name", STRING),
                    Field.nullable("weight", DOUBLE),
                    Field.nullable("price", new DataType.Decimal(10, 2)),
                    Field.nullable("a", LONG),
                    Field.nullable("b", LONG)),
                "VALUES (1::BIGINT, 1, 'a', 0.1::DOUBLE, 1.5, 0::BIGINT, 9::BIGINT), (2, 2, NULL, 1e100, 2.5, 1, 2), (3, 2, 'c', -1e100, 3, 2, 3)")
            .given("others", Schema.of(Field.nullable("id", LONG)), "VALUES (1::BIGINT), (2)");
  }

  private static String intent(String intent) {
    return "rule_intents:\n  - {class: Safety, name: " + intent + "}\n";
  }

  private static String view(String transform) {
    return "- {name: v, transform: " + transform + "}\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "upper ; {kind: Project, source: things, columns: [{expr: upper(name), as: x}]}",
        "upper ; {kind: Filter, source: things, predicate: UPPER(name) = 'A'}",
        "'||' ; {kind: Project, source: things, columns: [{expr: name || 'x', as: x}]}",
        "coalesce ; {kind: Project, source: things, columns: [{expr: 'coalesce(name, ''x'')', as: x}]}",
        "+ ; {kind: Project, source: things, columns: [{expr: upper(name) || CAST(id + 1 AS varchar), as: x}]}",
        "case ; {kind: Project, source: things, columns: [{expr: 'CASE WHEN id = 1 THEN 1 END', as: x}]}",
        "avg ; {kind: Aggregate, source: things, aggregations: [{function: avg, column: price, alias: x}]}",
        "lower ; {kind: Aggregate, source: things, aggregations: [{function: count, alias: x, filter: lower(name) = 'a'}]}",
        "stable_id ; {kind: Normalize, source: things, id_columns: [id], text_columns: []}",
        "utf8_normalize ; {kind: Normalize, source: things, id_columns: [id], text_columns: [name]}",
        "span_make ; {kind: Normalize, source: things, id_columns: [id], span_columns: [a, b], text_columns: []}",
        "abs ; {kind: Relate, left: things, right: others, join_type: Inner, join_keys: [{left_key: id, right_key: id}], select: [{expr: abs(left.id), as: x}]}",
      })
  void aDeniedFunctionIsFoundWhereverItIsCalled(String function, String transform) {
    List<Diagnostic> found =
        run.settings(intent("deny_functions, params: {functions: [sqrt, '" + function + "']}"))
            .refused(view(transform), "v");
    assertThat(found)
        .singleElement()
        .satisfies(
            diagnostic -> {
              assertThat(diagnostic.code()).isEqualTo("CA-RULE-024");
              assertThat(diagnostic.pointer()).contains("/view_definitions/0/transform");
              assertThat(diagnostic.message())
                  .isEqualTo("The view 'v' calls " + function + ", which the spec denies");
            });
  }

  @Test
  void allOtherFunctionsMayBeCalled() {
    run.settings(intent("deny_functions, params: {functions: [sqrt, upper]}"));
    assertThat(
            run.rows(
                "{kind: Project, source: things, columns: [{expr: 'coalesce(lower(name), ''x'')',"
                    + " as: x}]}"))
        .containsExactly("[a]", "[c]", "[x]");
  }

  /** Whatever Calcite makes of an expression, the function that it names is found. */
  @Test
  void everyFunctionOfTheLibraryCanBeDenied() {
    List<String> missed = new ArrayList<>();
    for (FunctionDeclaration declaration : FunctionLibrary.instance().declarations()) {
      if (declaration.kind() == FunctionDeclaration.Kind.AGGREGATE) {
        continue;
      }
      for (FunctionExample example : declaration.examples()) {
        String views =
            view(
                "{kind: Project, source: others, columns: [{expr: "
                    + quoted(example.call())
                    + ", as: x}]}");
        run.settings(
            intent("deny_functions, params: {functions: [" + quoted(declaration.name()) + "]}"));
        List<Diagnostic> found = Engine.create().validate(run.inFolder(run.spec(views, "v")));
        if (found.stream().noneMatch(diagnostic -> diagnostic.code().equals("CA-RULE-024"))) {
          missed.add(declaration.name() + ": " + example.call() + " " + found);
        }
      }
    }
    assertThat(missed).isEmpty();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + '"';
  }

  @Test
  void aFunctionThatThereIsNotCannotBeDenied() {
    assertThat(
            run.settings(intent("deny_functions, params: {functions: [uper]}"))
                .refused(view("{kind: Project, source: things, columns: [id]}"), "v"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.code()).isEqualTo("CA-RULE-004");
              assertThat(found.message()).isEqualTo("There is no function 'uper'");
              assertThat(found.hint().orElse("")).startsWith("did you mean \"upper\"?");
            });
  }

  private static final String SUMS =
      "{kind: Aggregate, source: things, aggregations: [{function: sum, column: weight, alias: s},"
          + " {function: avg, column: weight, alias: m}, {function: sum, column: price, alias: p}]}";

  @Test
  void floatingSumsAreComputedExactly() {
    run.settings(intent("deterministic_only"));
    assertThat(run.rows(SUMS)).containsExactly("[0.1, 0.03333333333333333, 7.00]");
    run.settings(intent("deterministic_only, params: {floating_sums: exact}"));
    assertThat(run.rows(SUMS)).containsExactly("[0.1, 0.03333333333333333, 7.00]");
  }

  @Test
  void floatingSumsAreRefusedOnDemand() {
    assertThat(
            run.settings(intent("deterministic_only, params: {floating_sums: refuse}"))
                .refused(view(SUMS), "v"))
        .extracting(found -> found.code() + " " + found.pointer().orElse(""))
        .containsExactly(
            "CA-PLAN-019 /view_definitions/0/transform/aggregations/0",
            "CA-PLAN-019 /view_definitions/0/transform/aggregations/1");
  }

  /** What is refused must not hang on what an optimisation leaves out. */
  @Test
  void whatNobodyReadsIsRefusedWhetherItIsPrunedOrNot() {
    run.settings(intent("deterministic_only, params: {floating_sums: refuse}"));
    String spec =
        run.spec(
            "- {name: sums, transform: "
                + SUMS
                + "}\n"
                + view("{kind: Project, source: sums, columns: [p]}"),
            "v");
    Run pruned = run.inFolder(spec);
    List<Diagnostic> found = Engine.create().validate(pruned);
    assertThat(found).extracting(Diagnostic::code).containsExactly("CA-PLAN-019", "CA-PLAN-019");
    assertThat(Engine.create().validate(pruned.withoutRule("prune_columns"))).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // The equality between sides, also of another integer type, and beside a span.
        "{kind: Relate, left: things, right: others, join_type: Inner, join_keys: [{left_key: id, right_key: id}], select: [{expr: left.id, as: x}]}",
        "{kind: Relate, left: things, right: others, join_type: Left, join_keys: [{left_key: small, right_key: id}], select: [{expr: left.id, as: x}]}",
        "{kind: Relate, left: things, right: others, join_type: Anti, join_keys: [{left_key: small, right_key: id}]}",
        "{kind: Relate, left: things, right: others, join_type: Full, join_keys: [{left_key: id, right_key: id}]}",
        "{kind: Relate, left: things, right: things, join_type: Inner, join_keys: [{left_key: small, right_key: small}], span: {predicate: contains, left: [a, b], right: [a, b]}, keep: innermost, select: [{expr: left.id, as: x}]}",
        // One row joined to one row, and groups joined by their keys.
        "{kind: Aggregate, source: things, aggregations: [{function: exact_sum, column: weight, alias: s}, {function: exact_sum, column: weight, alias: t, filter: id > 1}, {function: count, alias: c}]}",
        "{kind: Aggregate, source: things, group_by: [name, small], aggregations: [{function: exact_sum, column: weight, alias: s}, {function: count, alias: c}]}",
        "{kind: Rank, source: things, partition_by: [small], order_by: [id], keep: 1}",
      })
  void joinsByEqualityAreNoCartesianProducts(String transform) {
    run.settings(intent("no_cartesian_product"));
    assertThatCode(() -> run.rows(transform)).doesNotThrowAnyException();
  }

  @Test
  void spansOfEverythingAgainstEverythingAreACartesianProduct() {
    assertThat(
            run.settings(intent("no_cartesian_product"))
                .refused(
                    view(
                        "{kind: Relate, left: things, right: things, join_type: Inner, join_keys:"
                            + " [], span: {predicate: overlaps, left: [a, b], right: [a, b], global:"
                            + " true}, select: [{expr: left.id, as: x}]}"),
                    "v"))
        .extracting(
            found -> found.code() + " " + found.pointer().orElse("") + " " + found.message())
        .containsExactly(
            "CA-RULE-025 /view_definitions/0/transform This join meets every row of one side with"
                + " every row of the other");
  }

  @Test
  void anOutputMayHaveAsManyRowsAsItsLimit() {
    run.settings(intent("row_limit, params: {output: v, rows: 3}"));
    assertThat(run.rows("{kind: Project, source: things, columns: [id]}")).hasSize(3);
  }

  @Test
  void oneRowMoreThanTheLimitPublishesNothing() {
    String views =
        view("{kind: Project, source: things, columns: [id]}")
            + "- {name: w, transform: {kind: Project, source: things, columns: [id]}}\n";
    for (String limited : List.of("v", "w")) {
      assertThat(
              run.settings(intent("row_limit, params: {output: " + limited + ", rows: 2}"))
                  .refused(views, "v", "w"))
          .extracting(
              found -> found.code() + " " + found.pointer().orElse("") + " " + found.message())
          .containsExactly(
              "CA-RUN-020 /rule_intents/0 The output '"
                  + limited
                  + "' has 3 rows, more than its limit of 2");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "row_limit, params: {output: x, rows: 2} | CA-RULE-004 | There is no output 'x'",
        "row_limit, params: {output: v, rows: 0} | CA-RULE-003 | This is no 'rows' of the intent 'row_limit'",
        "row_limit, params: {output: v} | CA-RULE-003 | The intent 'row_limit' needs the parameter 'rows'",
        "deny_functions, params: {functions: []} | CA-RULE-003 | This is no 'functions' of the intent 'deny_functions'",
        "deterministic_only, params: {floating_sums: [exact]} | CA-RULE-003 | This is no 'floating_sums' of the intent 'deterministic_only'",
        "deterministic_only, params: {floating_sums: 'allow'} | CA-RULE-004 | There is no floating_sums 'allow'",
        "no_cartesian_product, params: {view: v} | CA-RULE-003 | The intent 'no_cartesian_product' has no parameter 'view'",
      })
  void badParameters(String intent, String code, String message) {
    assertThat(
            run.settings(intent(intent))
                .refused(view("{kind: Project, source: things, columns: [id]}"), "v"))
        .extracting(found -> found.code() + " " + found.message())
        .containsExactly(code + " " + message);
  }

  @Test
  void contradictionsAreFoundBeforeAnythingRuns() {
    String twice =
        """
        rule_intents:
          - {class: Safety, name: row_limit, params: {output: v, rows: 2}}
          - {class: Safety, name: row_limit, params: {output: w, rows: 3}}
          - {class: Safety, name: row_limit, params: {output: v, rows: 3}}
          - {class: Safety, name: deterministic_only}
          - {class: Safety, name: deterministic_only, params: {floating_sums: refuse}}
          - {class: CostShape, name: parallelism, params: {threads: 2}}
          - {class: CostShape, name: parallelism, params: {threads: 2}}
        """;
    String views =
        view("{kind: Project, source: things, columns: [id]}")
            + "- {name: w, transform: {kind: Project, source: things, columns: [id]}}\n";
    assertThat(run.settings(twice).refused(views, "v", "w"))
        .extracting(
            found -> found.code() + " " + found.pointer().orElse("") + " " + found.message())
        .containsExactly(
            "CA-RULE-013 /rule_intents/2 Another intent 'row_limit' says something else about 'v'",
            "CA-RULE-013 /rule_intents/4 Another intent 'deterministic_only' says something else");
  }
}
