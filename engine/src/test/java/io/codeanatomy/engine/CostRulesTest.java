// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.environment.Environment;
import io.codeanatomy.engine.environment.EnvironmentProfile;
import io.codeanatomy.engine.plan.CacheDecision;
import io.codeanatomy.engine.rules.RuleCatalog;
import io.codeanatomy.spec.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The intents of the class CostShape: the plan follows them, and the result is the same. */
class CostRulesTest {

  private static final String VIEWS =
      """
      - {name: shared, transform: {kind: Filter, source: spans, predicate: id > 1}}
      - {name: v, transform: {kind: Project, source: shared, columns: [id]}}
      - {name: w, transform: {kind: Project, source: shared, columns: [{expr: id + 1, as: id}]}}
      - name: nested
        transform:
          kind: Relate
          left: spans
          right: spans
          join_type: Inner
          join_keys: [{left_key: file, right_key: file}]
          span: {predicate: contains, left: [a, b], right: [a, b]}
          select: [{expr: left.id, as: l}, {expr: right.id, as: r}]
      """;

  @TempDir Path folder;
  private TransformRun run;

  @BeforeEach
  void givenSpans() {
    run =
        new TransformRun(folder)
            .given(
                "spans",
                Schema.of(
                    Field.nullable("id", LONG),
                    Field.nullable("file", LONG),
                    Field.nullable("a", LONG),
                    Field.nullable("b", LONG)),
                "SELECT i, i % 3, i, 200 - i FROM range(100) AS r(i)");
  }

  private static String intent(String intent) {
    return "rule_intents:\n  - {class: CostShape, name: " + intent + "}\n";
  }

  private RunPlan plan() {
    Run planned = run.inFolder(run.spec(VIEWS, "v", "w", "nested"));
    return Engine.create().plan(planned.outputRoot(folder.resolve("planned")));
  }

  private CacheDecision.Choice decision(String view) {
    return plan().cacheDecisions().stream()
        .filter(decision -> decision.view().equals(view))
        .map(CacheDecision::choice)
        .findFirst()
        .orElseThrow();
  }

  /** The environment that the rules make of the largest one. */
  private Environment environment() {
    Run planned = run.inFolder(run.spec(VIEWS, "v"));
    return RuleCatalog.withBuiltIn(List.of())
        .rules(planned.document().spec(), List.of())
        .environment(Environment.of(EnvironmentProfile.large));
  }

  @Test
  void aViewIsKeptOrInlinedByOrderAndTheResultIsTheSame() {
    List<String> rows = run.rows(VIEWS, "v", "w").get("w");
    run.settings(intent("cache_override, params: {view: shared, choice: keep}"));
    assertThat(decision("shared")).isEqualTo(CacheDecision.Choice.MATERIALIZE);
    assertThat(run.rows(VIEWS, "v", "w").get("w")).isEqualTo(rows);
    run.settings(intent("cache_override, params: {view: shared, choice: inline}"));
    assertThat(decision("shared")).isEqualTo(CacheDecision.Choice.INLINE);
    assertThat(run.rows(VIEWS, "v", "w").get("w")).isEqualTo(rows);
  }

  @ParameterizedTest
  @CsvSource({
    "300MB, 314572800",
    "2GB, 2147483648",
    "2 gb, 2147483648",
    "400000000, 400000000",
    "4e8, 400000000",
    "'\"1048576KB\"', 1073741824",
    "1TB, 1099511627776",
  })
  void theMemoryOfTheRunAsItIsSpelt(String spelt, long bytes) {
    run.settings(intent("memory_budget, params: {bytes: " + spelt + "}"));
    assertThat(environment().memoryBytes()).isEqualTo(bytes);
    assertThat(run.rows(VIEWS, "v").get("v")).hasSize(98);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "1.5",
        "2PB",
        "GB",
        "1.5GB",
        "99999999999TB",
        "true",
        "[1]",
        "''",
        "1MB"
      })
  void aWrongMemory(String spelt) {
    assertThat(
            run.settings(intent("memory_budget, params: {bytes: " + spelt + "}"))
                .refused(VIEWS, "v"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.code()).isEqualTo("CA-RULE-003");
              assertThat(found.pointer()).contains("/rule_intents/0/params/bytes");
            });
  }

  @Test
  void theThreadsOfTheRun() {
    run.settings(intent("parallelism, params: {threads: 3}"));
    assertThat(environment().targetPartitions()).isEqualTo(3);
    assertThat(environment().threads(1)).isEqualTo(3);
    assertThat(run.rows(VIEWS, "v").get("v")).hasSize(98);
  }

  @ParameterizedTest
  @CsvSource({
    "0, This is no 'threads' of the intent 'parallelism'",
    "1.5, This is no 'threads' of the intent 'parallelism'",
    "many, This is no 'threads' of the intent 'parallelism'",
    "1025, There are no machines with so many threads",
  })
  void wrongThreads(String spelt, String message) {
    assertThat(
            run.settings(intent("parallelism, params: {threads: " + spelt + "}"))
                .refused(VIEWS, "v"))
        .extracting(Diagnostic::message)
        .containsExactly(message);
  }

  @Test
  void theAlgorithmOfSpanJoins() {
    List<String> rows = run.rows(VIEWS, "nested").get("nested");
    assertThat(rows).hasSizeGreaterThan(100);
    for (String algorithm : List.of("hash", "bins", "ie_join", "index")) {
      run.settings(
          intent("span_join_algorithm, params: {view: nested, algorithm: " + algorithm + "}"));
      assertThat(run.rows(VIEWS, "nested").get("nested")).as(algorithm).isEqualTo(rows);
    }
    assertThat(
            run.settings(intent("span_join_algorithm, params: {algorithm: hsh}"))
                .refused(VIEWS, "nested"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.code()).isEqualTo("CA-RULE-004");
              assertThat(found.message()).isEqualTo("There is no algorithm 'hsh'");
              assertThat(found.hint())
                  .contains("did you mean \"hash\"? Known are hash, bins, ie_join, index");
            });
  }
}
