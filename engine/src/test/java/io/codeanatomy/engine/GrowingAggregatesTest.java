// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.DOUBLE;
import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.execute.duckdb.DuckDbEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lists of groups that might not fit in memory are made in parts, and are the same. {@code
 * -Dcodeanatomy.seed=…} repeats a run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrowingAggregatesTest {

  private static final int ROWS = 100_000;
  private static final int MANY_ROWS = 500_000;

  private static final DataType PAIR =
      new DataType.Struct(List.of(Field.nullable("x", LONG), Field.nullable("y", STRING)));

  private static final Schema EVENTS =
      Schema.of(
          Field.nullable("k", LONG),
          Field.nullable("t", STRING),
          Field.nullable("d", DOUBLE),
          Field.nullable("p", PAIR),
          Field.required("v", STRING));

  private static final String LITTLE =
      "rule_intents:\n  - {name: memory_budget, class: CostShape, params: {bytes: 64MB}}\n";

  /**
   * Of which two or three turns fit, so that the rows are read again and not divided into files.
   */
  private static final String SOME = LITTLE.replace("64MB", "256MB");

  private static final String ENOUGH = LITTLE.replace("64MB", "1GB");

  private final long seed = Long.getLong("codeanatomy.seed", System.nanoTime() % 100_000);
  private Path folder = Path.of("");
  private TransformRun tables = new TransformRun(folder);
  private int outputs;

  @BeforeAll
  void givenTables(@TempDir Path temporary) {
    folder = temporary;
    tables =
        new TransformRun(folder)
            .given("events", EVENTS, events(ROWS))
            .given("many_events", EVENTS, events(MANY_ROWS));
  }

  /** Keys of every kind: NULLs, both zeros, NaN, structs; and a group with a tenth of all rows. */
  private String events(int rows) {
    return """
        SELECT CASE WHEN h %% 10 = 0 THEN 7 WHEN h %% 37 = 0 THEN NULL ELSE h %% 50000 END,
          CASE WHEN h %% 41 = 0 THEN NULL ELSE 'text ' || h %% 30000 END,
          CASE h %% 5 WHEN 0 THEN 0.0 WHEN 1 THEN '-0.0'::DOUBLE WHEN 2 THEN 'NaN'::DOUBLE
            WHEN 3 THEN NULL ELSE (h %% 1000) / 8 END,
          CASE WHEN h %% 43 = 0 THEN NULL
            ELSE {'x': nullif(h %% 100, 5), 'y': nullif('y' || h %% 90, 'y7')} END,
          'value ' || h %% 70000
        FROM (SELECT (hash(i + %d) >> 1)::BIGINT AS h FROM range(%d) r(i))"""
        .formatted(seed, rows);
  }

  @Test
  void partsGiveTheListsThatOneStatementGives() {
    List<String> keys = List.of("[k]", "[t]", "[d]", "[p]", "[k, t]", "[d, p]", "[]");
    String views =
        IntStream.range(0, keys.size())
            .mapToObj(
                i ->
                    """
                    - name: v%d
                      transform:
                        kind: Aggregate
                        source: events
                        group_by: %s
                        aggregations:
                          - {function: array_agg, column: p, order_by: [{column: v}], alias: pairs}
                          - {function: array_agg, column: v, order_by: [{column: v}], alias: own_order}
                          - {function: string_agg, column: t, order_by: [{column: v, direction: desc}], alias: texts}
                          - {function: list_unique, column: k, alias: numbers}
                          - {function: count_distinct, column: t, alias: kinds}
                          - {function: count, alias: n}
                    """
                        .formatted(i, keys.get(i)))
            .reduce("", String::concat);
    String[] published =
        IntStream.range(0, keys.size()).mapToObj(i -> "v" + i).toArray(String[]::new);

    assertThat(kinds(views, LITTLE, published))
        .as("one group is not made smaller by dividing its rows by their keys")
        .filteredOn(PhysicalPlan.Kind.aggregate::equals)
        .hasSize(keys.size() - 1);
    assertThat(kinds(views, SOME, published)).contains(PhysicalPlan.Kind.aggregate);
    assertThat(kinds(views, ENOUGH, published)).doesNotContain(PhysicalPlan.Kind.aggregate);
    List<String> expected = digests(views, ENOUGH, published);
    assertThat(digests(views, LITTLE, published)).as("seed %d", seed).isEqualTo(expected);
    assertThat(digests(views, SOME, published)).as("seed %d", seed).isEqualTo(expected);
  }

  @Test
  void aggregatesInsideOfAViewAndOfEachOtherAreParted() {
    String views =
        """
        - name: listed
          transform:
            kind: Aggregate
            source: events
            group_by: [k, t]
            aggregations: [{function: array_agg, column: v, order_by: [{column: v}], alias: vs}]
        - name: wide
          transform: {kind: Filter, source: listed, predicate: "list_length(vs) > 1"}
        - name: again
          transform:
            kind: Aggregate
            source: wide
            group_by: [k]
            aggregations:
              - {function: array_agg, column: vs, order_by: [{column: t}], alias: lists}
              - {function: exact_sum, column: d, alias: total}
        """
            .replace("group_by: [k, t]", "group_by: [k, t, d]");

    assertThat(kinds(views, LITTLE, "again"))
        .filteredOn(PhysicalPlan.Kind.aggregate::equals)
        .hasSizeGreaterThanOrEqualTo(1);
    assertThat(digests(views, LITTLE, "again"))
        .as("seed %d", seed)
        .isEqualTo(digests(views, ENOUGH, "again"));
  }

  @Test
  void noRowsAreNoGroups() {
    String views =
        """
        - name: none
          transform: {kind: Filter, source: events, predicate: "v < 'a'"}
        - name: v
          transform:
            kind: Aggregate
            source: none
            group_by: [k]
            aggregations: [{function: array_agg, column: p, order_by: [{column: v}], alias: ps}]
        """;

    assertThat(kinds(views, LITTLE, "v")).contains(PhysicalPlan.Kind.aggregate);
    assertThat(onlyRows(views, "v")).isEqualTo("[]");
  }

  /** A statement in 64 bits gives way to one in 128, when the first has begun to part its rows. */
  @Test
  void rowsForWhichTheFirstStatementIsOfNoUseArePartedByTheNext() {
    String views =
        """
        - name: priced
          transform:
            kind: Project
            source: events
            columns:
              - t
              - p
              - {expr: "CAST(k AS decimal(18,2)) * CAST(9999999999999999 AS decimal(18,2))", as: amount}
        - name: v
          transform:
            kind: Aggregate
            source: priced
            group_by: [t]
            aggregations:
              - {function: array_agg, column: amount, order_by: [{column: amount}], alias: amounts}
              - {function: array_agg, column: p, order_by: [{column: p}], alias: ps}
        """;

    assertThat(kinds(views, LITTLE, "v")).contains(PhysicalPlan.Kind.aggregate);
    assertThat(digests(views, LITTLE, "v"))
        .as("seed %d", seed)
        .isEqualTo(digests(views, ENOUGH, "v"));
  }

  @Test
  void listsOfSeveralTimesTheMemoryAreMade() {
    String views =
        """
        - name: v
          transform:
            kind: Aggregate
            source: many_events
            group_by: [v, t]
            aggregations: [{function: array_agg, column: p, order_by: [{column: p}], alias: ps}]
        - name: lengths
          transform: {kind: Project, source: v, columns: [{expr: list_length(ps), as: n}]}
        - name: total
          transform:
            kind: Aggregate
            source: lengths
            aggregations: [{function: sum, column: n, alias: n}]
        """;
    assertThat(onlyRows(views, "total")).isEqualTo("[[" + MANY_ROWS + "]]");

    // So it is not that DuckDB could do it anyway.
    assertThatThrownBy(
            () -> {
              try (ExecutionSession session =
                  new DuckDbEngine()
                      .open(
                          new ExecutionConfig(
                              2, 64L << 20, folder.resolve("spill"), List.of(folder), List.of()))) {
                session.materialize(
                    "ps",
                    """
                    SELECT v, t, list_sort(list(p)) AS ps
                    FROM read_parquet('%s/*.parquet') GROUP BY v, t"""
                        .formatted(folder.resolve("many_events")));
              }
            })
        .isInstanceOfSatisfying(
            ExecutionException.class,
            e -> assertThat(e.reason()).isEqualTo(ExecutionException.Reason.OUT_OF_MEMORY));
  }

  @Test
  void theDecisionTellsWhyAndWhatIsInParts() {
    String views =
        """
        - name: v
          transform:
            kind: Aggregate
            source: events
            group_by: [k]
            aggregations: [{function: array_agg, column: p, order_by: [{column: v}], alias: ps}]
        """;
    Explanation explanation = Engine.create().explain(aRun(views, LITTLE, "v"));

    assertThat(explanation.cacheDecisions())
        .filteredOn(decision -> decision.view().equals("v groups"))
        .singleElement()
        .satisfies(
            decision ->
                assertThat(decision.reason())
                    .isEqualTo(
                        "the lists of its groups, about 392 bytes a row, might not fit in memory and"
                            + " cannot spill, so they are made in parts and kept"));
    assertThat(explanation.fragments())
        .filteredOn(fragment -> fragment.step().equals("aggregate v groups"))
        .singleElement()
        .satisfies(
            fragment ->
                assertThat(fragment.tables().get(fragment.tables().size() - 1).tree())
                    .containsExactly(
                        "Aggregate by k: ARRAY_AGG(p) WITHIN GROUP (ORDER BY v, p) AS ps",
                        "  Scan rows of v groups"));
  }

  private List<PhysicalPlan.Kind> kinds(String views, String settings, String... published) {
    return Engine.create().explain(aRun(views, settings, published)).steps().stream()
        .map(Explanation.Step::kind)
        .toList();
  }

  private List<String> digests(String views, String settings, String... published) {
    Run run = aRun(views, settings, published).contentDigests(ContentDigests.ALWAYS);
    return Engine.create().run(run).outputs().stream()
        .map(
            table ->
                "%s %d %s".formatted(table.tableName(), table.rowsWritten(), table.contentDigest()))
        .toList();
  }

  private String onlyRows(String views, String published) {
    RunResult result = Engine.create().run(aRun(views, LITTLE, published));
    return KernelReader.rows(result.outputs().get(0).deltaLocation()).toString();
  }

  private Run aRun(String views, String settings, String... published) {
    String spec = tables.settings(settings).spec(views, published);
    return tables.inFolder(spec).outputRoot(folder.resolve("out" + outputs++));
  }
}
