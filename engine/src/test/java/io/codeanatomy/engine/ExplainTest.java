// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.environment.EnvironmentProfile;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.SpecDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link Engine#explain} tells. The specs of {@code src/test/resources/explain} have their
 * whole explanation beside them; {@code -Dcodeanatomy.update=true} writes it anew, for a reviewer
 * to read.
 */
class ExplainTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "explain");

  @TempDir static Path tables;

  @BeforeAll
  static void givenTables() {
    GivenTables given = new GivenTables(tables);
    given.write(
        "orders",
        Schema.of(
            Field.required("id", Primitive.LONG),
            Field.nullable("customer", Primitive.STRING),
            Field.nullable("amount", Primitive.LONG),
            Field.nullable("day", Primitive.LONG),
            Field.nullable("tags", new DataType.Array(Primitive.STRING, true))),
        "SELECT i, 'c' || i % 7, i % 50, i % 30, ['a', 'b'] FROM range(1000) AS t(i)");
    given.write(
        "spans",
        Schema.of(
            Field.nullable("file_id", Primitive.LONG),
            Field.nullable("bstart", Primitive.LONG),
            Field.nullable("bend", Primitive.LONG),
            Field.nullable("kind", Primitive.STRING)),
        "SELECT i % 10, i, i + 1 + i % 20, if(i % 5 = 0, 'member', 'ref') FROM range(500) AS t(i)");
    given.write(
        "links",
        Schema.of(
            Field.nullable("parent", Primitive.LONG), Field.nullable("child", Primitive.LONG)),
        "SELECT i, i + 1 FROM range(100) AS t(i)");
  }

  private static Run run(String name) {
    return Run.of(SpecDocument.read(GOLDEN.resolve(name + ".yaml")))
        .inputsFrom(tables)
        .environment(EnvironmentProfile.small);
  }

  private static Run parsed(String text) {
    return Run.of(SpecDocument.parse(text, Optional.empty())).inputsFrom(tables);
  }

  static List<String> specs() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.substring(0, name.length() - ".yaml".length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void thePlanIsTheOneThatWasReviewed(String name) throws IOException {
    Path golden = GOLDEN.resolve(name + ".txt");
    String explained = ExplanationLines.of(Engine.create().explain(run(name)));
    if (Boolean.getBoolean("codeanatomy.update")) {
      Files.writeString(golden, explained);
    }
    assertThat(explained)
        .as("run this test with -Dcodeanatomy.update=true to write %s", golden)
        .isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void anOperatorIsALineAndIsMadeOfNamesAlone(String name) {
    Explanation explanation = Engine.create().explain(run(name));
    assertThat(explanation.written()).isNotEmpty();
    for (Explanation.View view : explanation.written()) {
      assertThat(view.tree())
          .allSatisfy(line -> assertThat(line).doesNotContain("\n").doesNotContain("$"));
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void nothingIsWrittenAndNoDataIsRead(String name) throws IOException {
    Map<String, Long> before = files();
    Path output = tables.resolve("output of " + name);
    Engine.create().explain(run(name).outputRoot(output));
    assertThat(output).doesNotExist();
    assertThat(files()).isEqualTo(before);
  }

  private static Map<String, Long> files() throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(tables)) {
      for (Path file : files.toList()) {
        sizes.put(file.toString(), Files.isRegularFile(file) ? Files.size(file) : 0L);
      }
    }
    return sizes;
  }

  @Test
  void thePredicateOfAFilterIsPushedIntoTheScanOfTheFiles() {
    Explanation explanation = Engine.create().explain(run("filter-project"));
    assertThat(explanation.executionPlans())
        .singleElement()
        .satisfies(
            plan ->
                assertThat(plan.plan())
                    .anySatisfy(
                        line ->
                            assertThat(line)
                                .contains("READ_PARQUET")
                                .contains("filters")
                                .contains("orders.amount>10")));
  }

  @Test
  void aRelationThatOnlyARunComputesIsPlannedWithItsEstimatedRows() {
    Explanation explanation = Engine.create().explain(run("closure"));
    Explanation.ExecutionPlan reached =
        explanation.executionPlans().stream()
            .filter(plan -> plan.step().equals("write reached"))
            .findFirst()
            .orElseThrow();
    assertThat(reached.standIns()).containsOnlyKeys("reachable");
    assertThat(reached.standIns().get("reachable")).isGreaterThan(1);
    assertThat(reached.plan())
        .as("an empty table in its place would be joined to nothing")
        .anySatisfy(line -> assertThat(line).contains("RELATION reachable"))
        .anySatisfy(line -> assertThat(line).contains("HASH_JOIN").contains("on child = id"))
        .noneSatisfy(line -> assertThat(line).contains("EMPTY_RESULT"));
  }

  @Test
  void aParameterWithoutAValueIsShownByItsName() {
    Run run =
        parsed(
            """
            version: 1
            input_relations: [{logical_name: orders, delta_location: orders}]
            parameter_templates:
              - name: recent
                base_table: orders
                predicate: "day >= :since"
                parameters: [{name: since, type: bigint}]
            view_definitions:
              - {name: some, transform: {kind: Project, source: recent, columns: [id]}}
            output_targets: [{table_name: out, source_view: some}]
            """);
    Explanation explanation = Engine.create().explain(run);
    assertThat(explanation.missing()).extracting(Diagnostic::code).contains("CA-PLAN-017");
    assertThat(explanation.written())
        .filteredOn(view -> view.name().equals("recent"))
        .singleElement()
        .satisfies(
            view -> assertThat(view.tree().get(0)).startsWith("Filter day >= ").contains(":since"));
    assertThat(explanation.executionPlans())
        .singleElement()
        .satisfies(
            plan -> {
              assertThat(plan.plan()).isEmpty();
              assertThat(plan.unknown().orElseThrow())
                  .isEqualTo("it depends on the values of parameters that are not given: :since");
            });
    Explanation given = Engine.create().explain(run.parameter("since", "12"));
    assertThat(given.executionPlans().get(0).plan())
        .anySatisfy(line -> assertThat(line).contains("orders.day>=12"));
    assertThat(given.hashes().plan()).isEqualTo(explanation.hashes().plan());
    assertThat(given.fragments().get(0).hash()).isNotEqualTo(explanation.fragments().get(0).hash());
  }

  @Test
  void oneViewIsExplainedWithWhatItIsMadeOf() {
    Explanation explanation = Engine.create().explain(run("aggregate-union"), "span_key");
    assertThat(explanation.view()).contains("span_key");
    assertThat(explanation.inputs())
        .extracting(Explanation.Input::logicalName)
        .containsExactly("spans");
    assertThat(explanation.written())
        .extracting(Explanation.View::name)
        .containsExactly("span_key");
    assertThat(explanation.fragments())
        .as("the statements that compute it")
        .isNotEmpty()
        .allSatisfy(fragment -> assertThat(fragment.inlined()).contains("span_key"));
    assertThat(explanation.executionPlans()).hasSameSizeAs(explanation.fragments());
  }

  @Test
  void aViewThatNoOutputNeedsHasNoStatement() {
    Explanation explanation = Engine.create().explain(run("filter-project"), "unread");
    assertThat(explanation.written())
        .singleElement()
        .satisfies(view -> assertThat(view.isNeeded()).isFalse());
    assertThat(explanation.fragments()).isEmpty();
    assertThat(explanation.steps()).isEmpty();
  }

  @Test
  void anUnknownViewIsAnErrorThatKnowsBetter() {
    assertThatThrownBy(() -> Engine.create().explain(run("filter-project"), "large_oder"))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            e ->
                assertThat(e.diagnostics())
                    .singleElement()
                    .satisfies(
                        found -> {
                          assertThat(found.code()).isEqualTo("CA-SCHEMA-002");
                          assertThat(found.message())
                              .isEqualTo("The spec has no view or input 'large_oder'");
                          assertThat(found.hint().orElseThrow()).contains("large_order");
                        }));
  }

  @Test
  void aRuleThatIsTurnedOffIsNeitherListedNorApplied() {
    Run run = run("filter-project");
    Explanation with = Engine.create().explain(run);
    Explanation without = Engine.create().explain(run.withoutRule("prune_columns"));
    assertThat(with.rules()).extracting(Explanation.Rule::name).contains("prune_columns");
    assertThat(with.applications())
        .extracting(Explanation.Application::rule)
        .contains("prune_columns");
    assertThat(without.rules())
        .extracting(Explanation.Rule::name)
        .isNotEmpty()
        .doesNotContain("prune_columns");
    assertThat(without.applications())
        .extracting(Explanation.Application::rule)
        .doesNotContain("prune_columns");
    assertThat(without.hashes().spec()).isEqualTo(with.hashes().spec());
    assertThat(without.hashes().rulepackFingerprint())
        .isNotEqualTo(with.hashes().rulepackFingerprint());
  }

  @Test
  void hashesAreThoseOfTheRun(@TempDir Path output) {
    Run run = run("filter-project").outputRoot(output);
    Explanation explanation = Engine.create().explain(run);
    RunResult result = Engine.create().run(run);
    assertThat(explanation.hashes().spec()).isEqualTo(result.specHash());
    assertThat(explanation.hashes().plan()).isEqualTo(result.planHash());
    assertThat(explanation.hashes().envelope()).isEqualTo(result.envelopeHash());
    assertThat(explanation.hashes().rulepackFingerprint()).isEqualTo(result.rulepackFingerprint());
  }

  @Test
  void aRelationWithNestedColumnsIsPlannedWithToo() {
    Explanation explanation =
        Engine.create()
            .explain(
                parsed(
                    """
                    version: 1
                    input_relations: [{logical_name: orders, delta_location: orders}]
                    view_definitions:
                      - {name: kept, transform: {kind: Filter, source: orders, predicate: "id > 3"}}
                      - {name: a, transform: {kind: Unnest, source: kept, column: tags, as: tag}}
                      - {name: b, transform: {kind: Filter, source: kept, predicate: "id > 5"}}
                    output_targets:
                      - {table_name: a, source_view: a}
                      - {table_name: b, source_view: b}
                    rule_intents:
                      - {name: cache_override, class: CostShape, params: {view: kept, choice: keep}}
                    """));
    assertThat(explanation.executionPlans())
        .filteredOn(plan -> plan.standIns().containsKey("kept"))
        .hasSize(2)
        .allSatisfy(
            plan -> {
              assertThat(plan.unknown()).isEmpty();
              assertThat(plan.plan())
                  .anySatisfy(line -> assertThat(line).contains("RELATION kept"));
            });
  }
}
