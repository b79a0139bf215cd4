// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.plan.SpanAlgorithm;
import io.codeanatomy.engine.plan.SpanJoinDecision;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Span joins over thousands of spans, of shapes that are known to ruin joins: which operators they
 * become, and that all give the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpanJoinHarnessTest {

  private static final Schema SPANS =
      Schema.of(
          Field.required("file_id", LONG),
          Field.required("id", LONG),
          Field.required("bstart", LONG),
          Field.required("bend", LONG));

  /** Syntax trees of three children: node n of level l begins at n × 3^(8-l). */
  private static final String NESTED =
      """
      SELECT f, row_number() OVER (ORDER BY f, l, n), n * (3 ** (8 - l))::BIGINT * 2,
      (n + 1) * (3 ** (8 - l))::BIGINT * 2
      FROM (SELECT unnest(range(%d)) f), (SELECT unnest(range(%d)) l), LATERAL (SELECT unnest(range((3 ** l)::BIGINT)) n)""";

  private Path folder = Path.of("");
  private int outputs;

  @BeforeAll
  void tables(@TempDir Path temporary) {
    folder = temporary;
    GivenTables given = new GivenTables(folder);
    given.write("nested_outer", SPANS, NESTED.formatted(4, 7));
    given.write("nested_inner", SPANS, NESTED.formatted(4, 8));
    given.write(
        "crossing_outer",
        SPANS,
        "SELECT i % 4, i, hash(i) % 20000, hash(i) % 20000 + hash(i + 7) % 300 FROM range(3000) t(i)");
    given.write(
        "crossing_inner",
        SPANS,
        "SELECT i % 4, i, hash(i * 3) % 20000, hash(i * 3) % 20000 + hash(i + 9) % 60 FROM range(9000) t(i)");
    given.write(
        "skewed_outer",
        SPANS,
        "SELECT CASE WHEN i % 10 = 0 THEN i % 7 ELSE 99 END, i, i * 7, i * 7 + 6 FROM range(4000) t(i)");
    given.write(
        "skewed_inner",
        SPANS,
        "SELECT CASE WHEN i % 10 = 0 THEN i % 7 ELSE 99 END, i, i * 4, i * 4 + 2 FROM range(7000) t(i)");
    // Thousands of small spans across a boundary of large bins, and one span over everything.
    given.write(
        "boundary_outer",
        SPANS,
        """
        SELECT 1, i, 2097152 - 1 - i % 50, 2097152 + 1 + (i * 7) % 50 FROM range(3000) t(i)
        UNION ALL SELECT 1, 3000, 0, 4194304""");
    given.write(
        "boundary_inner",
        SPANS,
        "SELECT 1, i, 2097152 - 30 + i % 60, 2097152 - 30 + i % 60 + i % 3 FROM range(5000) t(i)");
    // One span of ten thousand ends before it begins, and one begins before 0.
    given.write(
        "irregular_outer",
        SPANS,
        """
        SELECT 1, i, i * 10, i * 10 + 8 FROM range(10000) t(i)
        UNION ALL SELECT 1, 10000, -5, 30
        UNION ALL SELECT 1, 10001, 700, 650""");
    given.write(
        "irregular_inner",
        SPANS,
        """
        SELECT 1, i, i * 10 + 2, i * 10 + 2 + i % 4 FROM range(10000) t(i)
        UNION ALL SELECT 1, 10000, 900, 605
        UNION ALL SELECT 1, 10001, -3, 4""");
    given.write("identical_outer", SPANS, "SELECT 1, i, 5, 9 FROM range(1000000) t(i)");
    given.write("identical_inner", SPANS, "SELECT 1, i, 5, 9 - i % 2 FROM range(4) t(i)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nested", "crossing", "skewed", "boundary", "irregular", "identical"})
  void allAlgorithmsCountTheSamePairs(String shape) {
    Map<String, String> counted = new LinkedHashMap<>();
    for (String algorithm : List.of("hash", "bins", "ie_join", "index", "chosen")) {
      counted.put(
          algorithm, rows(spec(shape, "keep: all", intent(algorithm)), "counted").toString());
    }
    assertThat(counted.values().stream().distinct().toList()).as("%s", counted).hasSize(1);
    assertThat(counted.get("hash")).doesNotContain("[0,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nested", "crossing", "skewed", "boundary", "irregular", "identical"})
  void allAlgorithmsKeepTheSameMatches(String shape) {
    for (String keep : List.of("innermost", "outermost")) {
      // Ranking a million identical candidates of each row takes a hash join gigabytes.
      List<String> algorithms =
          shape.equals("identical") ? List.of("index", "chosen") : List.of("hash", "bins", "index");
      Map<String, String> counted = new LinkedHashMap<>();
      for (String algorithm : algorithms) {
        counted.put(
            algorithm, rows(spec(shape, "keep: " + keep, intent(algorithm)), "counted").toString());
      }
      assertThat(counted.values().stream().distinct().toList()).as("%s", counted).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nested, keep: all, index, SPANS PAIRS",
    "crossing, keep: all, index, SPANS PAIRS",
    "crossing, keep: innermost, index, SPANS NUMBERED",
  })
  void whatIsChosenIsAnIndex(String shape, String keep, SpanAlgorithm algorithm, String operator) {
    Explanation explanation = Engine.create().explain(run(spec(shape, keep, "")));
    assertThat(explanation.spanJoins())
        .extracting(SpanJoinDecision::algorithm)
        .containsExactly(algorithm);
    assertThat(explanation.spanJoins().get(0).reason()).contains(" rows: ");
    assertThat(explanation.steps())
        .extracting(Explanation.Step::title)
        .contains("index " + shape + "_outer spans");
    assertThat(
            String.join("\n", plan(explanation, "write counted"))
                .toUpperCase(java.util.Locale.ROOT))
        .contains(operator);
  }

  @Test
  void theExecutionEngineSortsBothSidesForAnInequalityJoin() {
    Explanation explanation =
        Engine.create().explain(run(spec("crossing", "keep: all", intent("ie_join"))));
    assertThat(String.join("\n", plan(explanation, "write counted"))).contains("IE_JOIN");
    Explanation binned =
        Engine.create().explain(run(spec("crossing", "keep: all", intent("bins"))));
    assertThat(String.join("\n", plan(binned, "write counted")))
        .contains("HASH_JOIN")
        .contains("UNNEST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "l_start <= r_start AND r_end <= l_end",
        "r_start >= l_start AND l_end >= r_end",
        "byte_span_contains(l_start, l_end, r_start, r_end)",
        "l_start <= r_start AND r_end < l_end",
        "l_start < r_end AND r_start < l_end",
      })
  void plainPredicatesOverAJoinAreSpanJoins(String predicate) {
    String spec =
        """
        version: 1
        input_relations:
          - {logical_name: crossing_outer, delta_location: crossing_outer}
          - {logical_name: crossing_inner, delta_location: crossing_inner}
        view_definitions:
          - name: same_file
            transform:
              kind: Relate
              left: crossing_outer
              right: crossing_inner
              join_type: Inner
              join_keys: [{left_key: file_id, right_key: file_id}]
              select:
                - {expr: left.id, as: l}
                - {expr: right.id, as: r}
                - {expr: left.bstart, as: l_start}
                - {expr: left.bend, as: l_end}
                - {expr: right.bstart, as: r_start}
                - {expr: right.bend, as: r_end}
          - {name: matching, transform: {kind: Filter, source: same_file, predicate: "%s"}}
          - name: counted
            transform:
              kind: Aggregate
              source: matching
              aggregations:
                - {function: count, alias: pairs}
                - {function: sum, column: l, alias: ls}
                - {function: sum, column: r, alias: rs}
        output_targets: [{table_name: counted, source_view: counted}]
        """
            .formatted(predicate);
    assertThat(Engine.create().explain(run(spec)).spanJoins())
        .extracting(SpanJoinDecision::algorithm)
        .containsExactly(SpanAlgorithm.index);
    assertThat(rows(spec, "counted"))
        .isEqualTo(rows(spec + intent("hash"), "counted"))
        .noneMatch(row -> row.get(0).equals(0L));
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 200})
  void unionsOfManySourcesStayBounded(int sources) {
    String views =
        IntStream.range(0, sources)
            .mapToObj(
                i ->
                    "  - {name: part_%1$d, transform: {kind: Filter, source: crossing_inner, predicate: \"id %% %2$d = %1$d\"}}\n"
                        .formatted(i, sources))
            .collect(Collectors.joining());
    String names =
        IntStream.range(0, sources).mapToObj(i -> "part_" + i).collect(Collectors.joining(", "));
    String spec =
        """
        version: 1
        input_relations:
          - {logical_name: crossing_outer, delta_location: crossing_outer}
          - {logical_name: crossing_inner, delta_location: crossing_inner}
        view_definitions:
        %s  - {name: whole, transform: {kind: Union, sources: [%s]}}
          - name: joined
            transform:
              kind: Relate
              left: crossing_outer
              right: whole
              join_type: Inner
              join_keys: [{left_key: file_id, right_key: file_id}]
              span: {predicate: contains, left: [bstart, bend], right: [bstart, bend]}
              select: [{expr: left.id, as: l}, {expr: right.id, as: r}]
          - name: counted
            transform:
              kind: Aggregate
              source: joined
              aggregations: [{function: count, alias: pairs}, {function: sum, column: r, alias: rs}]
        output_targets: [{table_name: counted, source_view: counted}]
        """
            .formatted(views, names);
    Explanation explanation = Engine.create().explain(run(spec));
    assertThat(explanation.steps()).hasSizeLessThanOrEqualTo(6);
    int operators =
        explanation.fragments().stream()
            .flatMap(fragment -> fragment.tables().stream())
            .mapToInt(table -> table.tree().size())
            .sum();
    assertThat(operators).isLessThan(20 + 8 * sources);
    String direct =
        rows(spec("crossing", "keep: all", intent("hash")), "counted").get(0).get(0).toString();
    assertThat(rows(spec, "counted").get(0).get(0)).hasToString(direct);
  }

  private static String intent(String algorithm) {
    return algorithm.equals("chosen")
        ? ""
        : "rule_intents: [{name: span_join_algorithm, class: CostShape, params: {algorithm: %s}}]\n"
            .formatted(algorithm);
  }

  private static String spec(String shape, String keep, String intent) {
    return """
        version: 1
        input_relations:
          - {logical_name: %1$s_outer, delta_location: %1$s_outer}
          - {logical_name: %1$s_inner, delta_location: %1$s_inner}
        view_definitions:
          - name: joined
            transform:
              kind: Relate
              left: %1$s_inner
              right: %1$s_outer
              join_type: Inner
              join_keys: [{left_key: file_id, right_key: file_id}]
              span: {predicate: within, left: [bstart, bend], right: [bstart, bend]}
              %2$s
              select: [{expr: left.id, as: l}, {expr: right.id, as: r}]
          - name: mixed
            transform: {kind: Project, source: joined, columns: [l, r, {expr: "(l * 31 + r) %% 1009", as: m}]}
          - name: counted
            transform:
              kind: Aggregate
              source: mixed
              aggregations:
                - {function: count, alias: pairs}
                - {function: sum, column: l, alias: ls}
                - {function: sum, column: r, alias: rs}
                - {function: sum, column: m, alias: ms}
        output_targets: [{table_name: counted, source_view: counted}]
        """
            .formatted(shape, keep)
        + intent;
  }

  private Run run(String spec) {
    return Run.of(SpecDocument.parse(spec, Optional.empty()))
        .inputsFrom(folder)
        .outputRoot(folder.resolve("unused"));
  }

  private List<List<Object>> rows(String spec, String table) {
    Path output = folder.resolve("out-" + outputs++);
    Engine.create().run(run(spec).outputRoot(output));
    return KernelReader.rows(output.resolve(table)).stream()
        .<List<Object>>map(List::copyOf)
        .toList();
  }

  private static List<String> plan(Explanation explanation, String step) {
    return explanation.executionPlans().stream()
        .filter(plan -> plan.step().equals(step))
        .findFirst()
        .orElseThrow()
        .plan();
  }
}
