// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.BINARY;
import static io.codeanatomy.delta.schema.DataType.Primitive.DATE;
import static io.codeanatomy.delta.schema.DataType.Primitive.INTEGER;
import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static io.codeanatomy.engine.TransformRun.sorted;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transitive closure, by hand and against a search in plain Java. */
class ClosureTest {

  private static final Schema EDGES =
      Schema.of(
          Field.nullable("weight", INTEGER),
          Field.nullable("child", LONG),
          Field.nullable("parent", LONG));

  private static final DataType PAIR =
      new DataType.Struct(List.of(Field.nullable("x", INTEGER), Field.nullable("y", STRING)));

  @TempDir Path folder;

  @Test
  void everyPairOnceByItsShortestPath() {
    TransformRun run =
        given("(1, 1, 2), (1, 2, 3), (2, 2, 3), (1, 1, 3), (1, 3, 4), (9, NULL, 1), (9, 4, NULL)");

    assertThat(run.rows("{kind: Closure, source: edges, from: child, to: parent}"))
        .containsExactlyElementsOf(
            sorted("[1, 2]", "[1, 3]", "[1, 4]", "[2, 3]", "[2, 4]", "[3, 4]"));
    assertThat(
            run.rows(
                "{kind: Closure, source: edges, from: child, to: parent, depth_column: steps}"))
        .containsExactlyElementsOf(
            sorted("[1, 2, 1]", "[1, 3, 1]", "[1, 4, 2]", "[2, 3, 1]", "[2, 4, 2]", "[3, 4, 1]"));
    assertThat(
            run.rows(
                "{kind: Closure, source: edges, from: parent, to: child, depth_column: n, max_depth: 1}"))
        .containsExactlyElementsOf(sorted("[2, 1, 1]", "[3, 1, 1]", "[3, 2, 1]", "[4, 3, 1]"));
  }

  @Test
  void aNodeIsItsOwnOnlyByWayOfACycle() {
    TransformRun run = given("(0, 1, 2), (0, 2, 3), (0, 3, 1), (0, 3, 4), (0, 5, 5)");

    assertThat(
            run.rows(
                "{kind: Closure, source: edges, from: child, to: parent, depth_column: steps}"))
        .containsExactlyElementsOf(
            sorted(
                "[1, 1, 3]",
                "[1, 2, 1]",
                "[1, 3, 2]",
                "[1, 4, 3]",
                "[2, 1, 2]",
                "[2, 2, 3]",
                "[2, 3, 1]",
                "[2, 4, 2]",
                "[3, 1, 1]",
                "[3, 2, 2]",
                "[3, 3, 3]",
                "[3, 4, 1]",
                "[5, 5, 1]"));
    assertThat(
            run.rows(
                "{kind: Closure, source: edges, from: child, to: parent, depth_column: steps, max_depth: 2}"))
        .contains("[1, 3, 2]")
        .doesNotContain("[1, 1, 3]", "[1, 4, 3]");
  }

  @Test
  void noEdgesLeadNowhere() {
    assertThat(
            given("(1, NULL, 2), (1, 2, NULL)")
                .rows("{kind: Closure, source: edges, from: child, to: parent, depth_column: n}"))
        .isEmpty();
  }

  @Test
  void aLongChainTakesAStepPerEdge() {
    int length = 3_000;
    TransformRun run =
        new TransformRun(folder)
            .given(
                "edges", EDGES, "SELECT 1, i, i + 1 FROM range(1, " + (length + 1) + ") AS t(i)");

    assertThat(
            run.rows(
                """
                - name: reached
                  transform: {kind: Closure, source: edges, from: child, to: parent, depth_column: n}
                - name: sums
                  transform:
                    kind: Aggregate
                    source: reached
                    aggregations:
                      - {function: count, alias: pairs}
                      - {function: sum, column: n, alias: total}
                      - {function: max, column: n, alias: longest}
                """,
                "sums"))
        .hasEntrySatisfying(
            "sums",
            rows ->
                assertThat(rows)
                    .containsExactly(
                        "[%d, %d, %d]"
                            .formatted(
                                length * (length + 1L) / 2,
                                length * (length + 1L) * (length + 2) / 6,
                                length)));
  }

  @Test
  void aReaderOfOneColumnSeesEveryPair() {
    TransformRun run = given("(1, 1, 2), (1, 2, 3), (1, 3, 1)");

    Map<String, List<String>> rows =
        run.rows(
            """
            - name: reached
              transform: {kind: Closure, source: edges, from: child, to: parent, depth_column: n}
            - name: ends
              transform: {kind: Project, source: reached, columns: [parent]}
            - name: depths
              transform: {kind: Project, source: reached, columns: [n]}
            - name: how_many
              transform: {kind: Aggregate, source: reached, aggregations: [{function: count, alias: c}]}
            """,
            "ends",
            "depths",
            "how_many");

    assertThat(rows.get("ends"))
        .containsExactly("[1]", "[1]", "[1]", "[2]", "[2]", "[2]", "[3]", "[3]", "[3]");
    assertThat(rows.get("depths"))
        .containsExactly("[1]", "[1]", "[1]", "[2]", "[2]", "[2]", "[3]", "[3]", "[3]");
    assertThat(rows.get("how_many")).containsExactly("[9]");
  }

  @Test
  void viewsStandOverAndUnderClosures() {
    TransformRun run = given("(1, 1, 2), (1, 2, 3), (0, 3, 1), (1, 3, 4)");

    Map<String, List<String>> rows =
        run.rows(
            """
            - name: heavy
              transform: {kind: Filter, source: edges, predicate: weight > 0}
            - name: reached
              transform: {kind: Closure, source: heavy, from: child, to: parent, depth_column: n}
            - name: near
              transform: {kind: Filter, source: reached, predicate: n = 1}
            - name: far
              transform: {kind: Filter, source: reached, predicate: n > 1}
            - name: all_again
              transform: {kind: Union, sources: [near, far], discriminator_column: origin}
            - name: twice
              transform: {kind: Closure, source: reached, from: child, to: parent, depth_column: n}
            - name: same_as_edges
              transform:
                kind: Relate
                left: reached
                right: heavy
                join_type: Semi
                join_keys: [{left_key: child, right_key: child}, {left_key: parent, right_key: parent}]
            """,
            "reached",
            "all_again",
            "twice",
            "same_as_edges");

    assertThat(rows.get("reached"))
        .containsExactlyElementsOf(
            sorted("[1, 2, 1]", "[1, 3, 2]", "[1, 4, 3]", "[2, 3, 1]", "[2, 4, 2]", "[3, 4, 1]"));
    assertThat(rows.get("all_again"))
        .containsExactlyElementsOf(
            sorted(
                "[1, 2, 1, near]",
                "[1, 3, 2, far]",
                "[1, 4, 3, far]",
                "[2, 3, 1, near]",
                "[2, 4, 2, far]",
                "[3, 4, 1, near]"));
    assertThat(rows.get("twice"))
        .as("a closure is closed")
        .containsExactlyElementsOf(
            sorted("[1, 2, 1]", "[1, 3, 1]", "[1, 4, 1]", "[2, 3, 1]", "[2, 4, 1]", "[3, 4, 1]"));
    assertThat(rows.get("same_as_edges"))
        .containsExactlyElementsOf(sorted("[1, 2, 1]", "[2, 3, 1]", "[3, 4, 1]"));
  }

  @Test
  void aContractMayCastWhatAClosureGives() {
    TransformRun run = given("(1, 1, 2), (1, 2, 3)");

    Path output =
        run.run(
            """
            - name: v
              transform: {kind: Closure, source: edges, from: child, to: parent, depth_column: n}
              output_schema:
                - {name: child, type: bigint, nullable: false}
                - {name: parent, type: bigint}
                - {name: n, type: "decimal(20,1)"}
            """,
            "v");

    assertThat(KernelReader.rows(output.resolve("v")))
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("[1, 2, 1.0]", "[2, 3, 1.0]", "[1, 3, 2.0]");
  }

  @Test
  void closuresEqualASearchFromEveryNode() {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    Random random = new Random(seed);
    for (DataType type : List.of(LONG, STRING, DATE, BINARY, new DataType.Decimal(20, 2), PAIR)) {
      int nodes = 1 + random.nextInt(40);
      int edges = random.nextInt(3 * nodes);
      List<Integer> from = new ArrayList<>();
      List<Integer> to = new ArrayList<>();
      List<String> values = new ArrayList<>();
      for (int i = 0; i < edges; i++) {
        from.add(random.nextInt(15) == 0 ? null : random.nextInt(nodes));
        to.add(random.nextInt(15) == 0 ? null : random.nextInt(nodes));
        values.add(
            "(%s, %s, %s, %s)"
                .formatted(node(from.get(i), type), node(to.get(i), type), from.get(i), to.get(i)));
      }
      values.add("(NULL, NULL, NULL, NULL)");
      Schema schema =
          Schema.of(
              Field.nullable("a", type),
              Field.nullable("b", type),
              Field.nullable("a_number", LONG),
              Field.nullable("b_number", LONG));
      String name = "edges_" + type.toString().toLowerCase(Locale.ROOT).replaceAll("\\W.*", "");
      TransformRun run =
          new TransformRun(folder).given(name, schema, "VALUES " + String.join(", ", values));
      int bound = 1 + random.nextInt(4);
      Map<String, List<String>> rows =
          run.rows(
              """
              - name: v
                transform: {kind: Closure, source: %1$s, from: a, to: b, depth_column: n}
              - name: near
                transform: {kind: Closure, source: %1$s, from: a, to: b, depth_column: n, max_depth: %2$d}
              - name: ends
                transform: {kind: Project, source: %1$s, columns: [{expr: a, as: x}, {expr: a_number, as: x_number}]}
              - name: more_ends
                transform: {kind: Project, source: %1$s, columns: [{expr: b, as: x}, {expr: b_number, as: x_number}]}
              - name: numbers
                transform: {kind: Union, sources: [ends, more_ends], distinct: true}
              - name: with_begin
                transform:
                  kind: Relate
                  left: v
                  right: numbers
                  join_type: Inner
                  join_keys: [{left_key: a, right_key: x}]
                  select: [b, {expr: x_number, as: first_number}, n]
              - name: numbered
                transform:
                  kind: Relate
                  left: with_begin
                  right: numbers
                  join_type: Inner
                  join_keys: [{left_key: b, right_key: x}]
                  select: [first_number, {expr: x_number, as: second_number}, n]
              - name: near_depths
                transform: {kind: Project, source: near, columns: [n]}
              """
                  .formatted(name, bound),
              "numbered",
              "near_depths");

      List<int[]> expected = search(from, to);
      assertThat(rows.get("numbered"))
          .as("nodes of type %s, -Dcodeanatomy.seed=%d", type, seed)
          .containsExactlyElementsOf(
              expected.stream()
                  .map(pair -> "[%d, %d, %d]".formatted(pair[0], pair[1], pair[2]))
                  .sorted()
                  .toList());
      assertThat(rows.get("near_depths"))
          .as("nodes of type %s up to depth %d, -Dcodeanatomy.seed=%d", type, bound, seed)
          .containsExactlyElementsOf(
              expected.stream()
                  .filter(pair -> pair[2] <= bound)
                  .map(pair -> "[%d]".formatted(pair[2]))
                  .sorted()
                  .toList());
    }
  }

  private static String node(@Nullable Integer number, DataType type) {
    if (number == null) {
      return "NULL";
    }
    if (type.equals(LONG)) {
      return String.valueOf(number * 1_000_000_007L - 20_000_000_000L);
    } else if (type.equals(STRING)) {
      return "'ü😀" + "x".repeat(number) + "'";
    } else if (type.equals(DATE)) {
      return "DATE '1969-12-20' + " + number;
    } else if (type.equals(BINARY)) {
      return "'\\x00\\xFF'::BLOB || '%d'::BLOB".formatted(number);
    } else if (type.equals(PAIR)) {
      return "{'x': %d, 'y': '%d'}".formatted(number / 5, number % 5);
    }
    return number + ".25";
  }

  /** From every node a search, level by level: begin, end, depth. */
  private static List<int[]> search(List<Integer> from, List<Integer> to) {
    Map<Integer, List<Integer>> edges = new TreeMap<>();
    for (int i = 0; i < from.size(); i++) {
      if (from.get(i) != null && to.get(i) != null) {
        edges.computeIfAbsent(from.get(i), node -> new ArrayList<>()).add(to.get(i));
      }
    }
    List<int[]> pairs = new ArrayList<>();
    for (int begin : edges.keySet()) {
      Map<Integer, Integer> depths = new LinkedHashMap<>();
      Queue<Integer> waiting = new ArrayDeque<>();
      waiting.add(begin);
      int depth = 0;
      while (!waiting.isEmpty()) {
        depth++;
        for (int left = waiting.size(); left > 0; left--) {
          for (int next : edges.getOrDefault(waiting.remove(), List.of())) {
            if (depths.putIfAbsent(next, depth) == null) {
              waiting.add(next);
            }
          }
        }
      }
      depths.forEach((end, length) -> pairs.add(new int[] {begin, end, length}));
    }
    return pairs;
  }

  private TransformRun given(String rows) {
    return new TransformRun(folder).given("edges", EDGES, "VALUES " + rows);
  }
}
