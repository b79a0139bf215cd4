// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The operators by which transforms are executed, as {@code explain} tells them: no join by keys
 * looks at all pairs, and nothing is computed that a transform does not need.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorsTest {

  /** All ways to look at every pair of two relations. */
  private static final List<String> ALL_PAIRS =
      List.of("NESTED_LOOP_JOIN", "BLOCKWISE_NL_JOIN", "CROSS_PRODUCT", "DELIM_JOIN");

  private static final Schema SIDE =
      Schema.of(
          Field.required("id", LONG),
          Field.nullable("k", LONG),
          Field.nullable("t", STRING),
          Field.nullable("bstart", LONG),
          Field.nullable("bend", LONG));

  private TransformRun tables = new TransformRun(Path.of(""));

  @BeforeAll
  void givenTables(@TempDir Path folder) {
    String rows = "SELECT i, i %% 50, 'text ' || i %% 9, i, i + %d FROM range(20000) t(i)";
    tables =
        new TransformRun(folder)
            .given("a", SIDE, rows.formatted(40))
            .given("b", SIDE, rows.formatted(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          join_type: Inner, join_keys: [{left_key: id, right_key: id}] | HASH_JOIN INNER
          join_type: Left, join_keys: [{left_key: id, right_key: id}] | HASH_JOIN LEFT
          join_type: Full, join_keys: [{left_key: id, right_key: id}] | HASH_JOIN FULL
          join_type: Semi, join_keys: [{left_key: k, right_key: k}, {left_key: t, right_key: t}] | HASH_JOIN SEMI
          join_type: Anti, join_keys: [{left_key: k, right_key: k}] | HASH_JOIN ANTI
          join_type: Inner, join_keys: [{left_key: k, right_key: k}], span: {predicate: equals, left: [bstart, bend], right: [bstart, bend]} | HASH_JOIN INNER
          join_type: Inner, join_keys: [{left_key: k, right_key: k}], span: {predicate: contains, left: [bstart, bend], right: [bstart, bend]} | HASH_JOIN INNER PAIRS
          join_type: Inner, join_keys: [{left_key: k, right_key: k}], span: {predicate: overlaps, left: [bstart, bend], right: [bstart, bend]} | HASH_JOIN INNER UNION
          join_type: Semi, join_keys: [{left_key: k, right_key: k}], span: {predicate: within, left: [bstart, bend], right: [bstart, bend]} | HASH_JOIN INNER SPAN_PROBE
          join_type: Anti, join_keys: [{left_key: k, right_key: k}], span: {predicate: within, left: [bstart, bend], right: [bstart, bend]} | HASH_JOIN LEFT SPAN_PROBE
          """)
  void joinsByKeysAreHashJoins(String join, String operators) {
    String select = join.contains("Semi") || join.contains("Anti") ? "" : SELECT;
    assertThat(plan("kind: Relate, left: a, right: b, " + join + select))
        .contains(operators.split(" "))
        .doesNotContain(ALL_PAIRS.toArray(String[]::new));
  }

  private static final String SELECT =
      ", select: [{expr: left.id, as: l}, {expr: right.id, as: r}]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind: Aggregate, source: a, group_by: [k], aggregations: [{function: count, alias: n}] | PERFECT_HASH_GROUP_BY, HASH_GROUP_BY
          kind: Aggregate, source: a, aggregations: [{function: sum, column: id, alias: n}] | UNGROUPED_AGGREGATE
          kind: Union, sources: [a, b] | UNION
          kind: Filter, source: a, predicate: "id < 10" | PARQUET_SCAN, READ_PARQUET
          """)
  void othersAreTheirs(String transform, String oneOf) {
    assertThat(plan(transform)).containsAnyOf(oneOf.split(", "));
  }

  private String plan(String transform) {
    Run run = tables.inFolder(tables.spec("- {name: v, transform: {" + transform + "}}", "v"));
    Explanation explanation = Engine.create().explain(run);
    return explanation.executionPlans().stream()
        .filter(plan -> plan.step().equals("write v"))
        .flatMap(plan -> plan.plan().stream())
        .reduce("", (text, line) -> text + line + "\n")
        .toUpperCase(Locale.ROOT);
  }
}
