// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.BOOLEAN;
import static io.codeanatomy.delta.schema.DataType.Primitive.DATE;
import static io.codeanatomy.delta.schema.DataType.Primitive.DOUBLE;
import static io.codeanatomy.delta.schema.DataType.Primitive.INTEGER;
import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static io.codeanatomy.engine.TransformRun.sorted;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first rows of partitions, by hand and against sort and take. */
class RankTest {

  private static final Schema SCORES =
      Schema.of(
          Field.nullable("team", STRING),
          Field.nullable("player", STRING),
          Field.nullable("score", LONG));

  @TempDir Path folder;

  private TransformRun scores() {
    return new TransformRun(folder)
        .given(
            "scores",
            SCORES,
            """
            VALUES ('a', 'x', 3), ('a', 'y', 5), ('a', 'z', 5), ('a', 'w', NULL), ('b', 'x', NULL),
              (NULL, 'x', 1), (NULL, 'y', 2), ('c', NULL, 4), ('c', 'v', 4), ('c', 'v', 4)""");
  }

  @Test
  void theFirstRowsOfEachPartitionAndNullsLast() {
    assertThat(
            scores()
                .rows(
                    "{kind: Rank, source: scores, partition_by: [team], keep: 2, rank_column: place,"
                        + " order_by: [{column: score, direction: desc}]}"))
        .containsExactlyElementsOf(
            sorted(
                "[a, y, 5, 1]",
                "[a, z, 5, 2]",
                "[b, x, null, 1]",
                "[null, y, 2, 1]",
                "[null, x, 1, 2]",
                "[c, v, 4, 1]",
                "[c, v, 4, 2]"));
    assertThat(
            scores()
                .rows(
                    "{kind: Rank, source: scores, partition_by: [team], keep: 3, rank_column: place,"
                        + " order_by: [score]}"))
        .contains("[a, x, 3, 1]", "[a, y, 5, 2]", "[a, z, 5, 3]", "[c, null, 4, 3]")
        .doesNotContain("[a, w, null, 4]");
  }

  @Test
  void withoutPartitionsAndWithoutARankColumn() {
    assertThat(scores().rows("{kind: Rank, source: scores, keep: 2, order_by: [score, player]}"))
        .containsExactlyElementsOf(sorted("[null, x, 1]", "[null, y, 2]"));
    assertThat(
            scores().rows("{kind: Rank, source: scores, keep: 1000000000000, order_by: [score]}"))
        .hasSize(10);
  }

  @Test
  void aReaderOfOneColumnSeesTheSameRows() {
    Map<String, List<String>> rows =
        scores()
            .rows(
                """
                - name: ranked
                  transform:
                    kind: Rank
                    source: scores
                    partition_by: [team]
                    order_by: [{column: score, direction: desc}]
                    keep: 1
                    rank_column: place
                - name: players
                  transform: {kind: Project, source: ranked, columns: [player]}
                - name: places
                  transform: {kind: Project, source: ranked, columns: [place]}
                - name: first_team
                  transform: {kind: Filter, source: ranked, predicate: team = 'a'}
                - name: second_team
                  transform: {kind: Filter, source: ranked, predicate: team = 'b'}
                - name: both
                  transform: {kind: Union, sources: [first_team, second_team]}
                - name: of_ranked
                  transform: {kind: Rank, source: ranked, order_by: [score], keep: 1}
                """,
                "players",
                "places",
                "both",
                "of_ranked");

    assertThat(rows.get("players")).containsExactly("[v]", "[x]", "[y]", "[y]");
    assertThat(rows.get("places")).containsExactly("[1]", "[1]", "[1]", "[1]");
    assertThat(rows.get("both"))
        .containsExactlyElementsOf(sorted("[a, y, 5, 1]", "[b, x, null, 1]"));
    assertThat(rows.get("of_ranked")).containsExactly("[null, y, 2, 1]");
  }

  @Test
  void mapsBreakTies() {
    TransformRun run =
        new TransformRun(folder)
            .given(
                "things",
                Schema.of(
                    Field.nullable("id", LONG),
                    Field.nullable("m", new DataType.Map(STRING, INTEGER, true))),
                "VALUES (1, MAP {'b': 1}), (1, MAP {'a': 2}), (1, NULL), (1, MAP {'a': 1, 'b': 0})");

    assertThat(run.rows("{kind: Rank, source: things, order_by: [id], keep: 4, rank_column: n}"))
        .containsExactlyElementsOf(
            sorted("[1, {a=1, b=0}, 1]", "[1, {a=2}, 2]", "[1, {b=1}, 3]", "[1, null, 4]"));
  }

  /** A column of the generated table: how its values look in SQL, and how they compare. */
  private record Kind(
      DataType type,
      List<String> literals,
      List<@Nullable Object> values,
      Comparator<Object> order) {}

  private static final List<Integer> NONE = List.of();

  private static Map<String, Kind> kinds() {
    Comparator<Object> natural = (a, b) -> compare(a, b);
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put(
        "t",
        new Kind(
            STRING,
            List.of("NULL", "''", "'Z'", "'a'", "'é'", "'😀'", "'\uFF5E'", "'a '"),
            Arrays.asList(null, "", "Z", "a", "é", "😀", "\uFF5E", "a "),
            (a, b) ->
                Arrays.compareUnsigned(
                    ((String) a).getBytes(StandardCharsets.UTF_8),
                    ((String) b).getBytes(StandardCharsets.UTF_8))));
    kinds.put(
        "d",
        new Kind(
            DOUBLE,
            List.of(
                "NULL",
                "'nan'::DOUBLE",
                "-0.0::DOUBLE",
                "0.0::DOUBLE",
                "'-inf'::DOUBLE",
                "'inf'::DOUBLE"),
            Arrays.asList(
                null, Double.NaN, -0.0, 0.0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
            (a, b) -> Double.compare((double) a + 0.0, (double) b + 0.0)));
    kinds.put(
        "b",
        new Kind(
            BOOLEAN, List.of("NULL", "true", "false"), Arrays.asList(null, true, false), natural));
    kinds.put(
        "day",
        new Kind(
            DATE,
            List.of("NULL", "DATE '1582-10-15'", "DATE '2026-01-01'"),
            Arrays.asList(null, LocalDate.of(1582, 10, 15), LocalDate.of(2026, 1, 1)),
            natural));
    kinds.put(
        "l",
        new Kind(
            new DataType.Array(INTEGER, true),
            List.of("NULL", "[]::INTEGER[]", "[1]", "[1, NULL]", "[1, 2]", "[NULL]::INTEGER[]"),
            Arrays.asList(
                null,
                NONE,
                List.of(1),
                Arrays.asList(1, null),
                List.of(1, 2),
                Arrays.asList((Object) null)),
            natural));
    kinds.put(
        "s",
        new Kind(
            new DataType.Struct(List.of(Field.nullable("x", INTEGER), Field.nullable("y", STRING))),
            List.of("NULL", "{'x': 1, 'y': NULL}", "{'x': 1, 'y': 'a'}", "{'x': NULL, 'y': 'a'}"),
            Arrays.asList(null, Arrays.asList(1, null), List.of(1, "a"), Arrays.asList(null, "a")),
            natural));
    return kinds;
  }

  /** NULL after every value; lists element by element. */
  @SuppressWarnings("unchecked")
  private static int compare(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a == null, b == null);
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
        int order = compare(left.get(i), right.get(i));
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(left.size(), right.size());
    }
    return ((Comparable<Object>) a).compareTo(b);
  }

  @Test
  void ranksEqualSortAndTake() {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    Random random = new Random(seed);
    Map<String, Kind> kinds = kinds();
    List<Field> fields = new ArrayList<>();
    kinds.forEach((name, kind) -> fields.add(Field.nullable(name, kind.type())));
    fields.add(Field.required("id", LONG));
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    List<String> literals = new ArrayList<>();
    for (long n = 0; n < 400; n++) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      List<String> texts = new ArrayList<>();
      kinds.forEach(
          (name, kind) -> {
            int choice = random.nextInt(kind.values().size());
            row.put(name, kind.values().get(choice));
            texts.add(kind.literals().get(choice));
          });
      row.put("id", n);
      texts.add(String.valueOf(n));
      for (int copies = random.nextInt(10) == 0 ? 3 : 1; copies > 0; copies--) {
        rows.add(row);
        literals.add(texts.stream().collect(Collectors.joining(", ", "(", ")")));
      }
    }
    TransformRun run =
        new TransformRun(folder)
            .given("things", new Schema(fields), "VALUES " + String.join(", ", literals));
    for (int round = 0; round < 6; round++) {
      List<String> names = new ArrayList<>(kinds.keySet());
      Collections.shuffle(names, random);
      List<String> partition = names.subList(0, random.nextInt(3));
      List<String> order =
          names.subList(partition.size(), partition.size() + 1 + random.nextInt(2));
      List<Boolean> descending = order.stream().map(name -> random.nextBoolean()).toList();
      int keep = 1 + random.nextInt(4);
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < order.size(); i++) {
        keys.add(
            "{column: %s, direction: %s}"
                .formatted(order.get(i), descending.get(i) ? "desc" : "asc"));
      }
      assertThat(
              run.rows(
                      """
                      - name: ranked
                        transform:
                          kind: Rank
                          source: things
                          partition_by: %s
                          order_by: %s
                          keep: %d
                          rank_column: place
                      - name: v
                        transform: {kind: Project, source: ranked, columns: [id, place]}
                      """
                          .formatted(partition, keys, keep),
                      "v")
                  .get("v"))
          .as("by %s in %s, -Dcodeanatomy.seed=%d", partition, keys, seed)
          .containsExactlyElementsOf(expected(rows, kinds, partition, order, descending, keep));
    }
  }

  private static List<String> expected(
      List<Map<String, @Nullable Object>> rows,
      Map<String, Kind> kinds,
      List<String> partition,
      List<String> order,
      List<Boolean> descending,
      int keep) {
    Comparator<Map<String, @Nullable Object>> total = by(order.get(0), kinds, descending.get(0));
    for (int i = 1; i < order.size(); i++) {
      total = total.thenComparing(by(order.get(i), kinds, descending.get(i)));
    }
    for (String name : kinds.keySet()) {
      total = total.thenComparing(by(name, kinds, false));
    }
    total = total.thenComparing((a, b) -> compare(a.get("id"), b.get("id")));
    Map<List<Object>, List<Map<String, @Nullable Object>>> partitions = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row : rows) {
      List<Object> key = new ArrayList<>();
      for (String name : partition) {
        Object value = row.get(name);
        key.add(value instanceof Double number ? (Object) (number + 0.0) : value);
      }
      partitions.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
    }
    List<String> kept = new ArrayList<>();
    for (List<Map<String, @Nullable Object>> group : partitions.values()) {
      List<Map<String, @Nullable Object>> inOrder = group.stream().sorted(total).toList();
      for (int i = 0; i < Math.min(keep, inOrder.size()); i++) {
        kept.add("[%s, %d]".formatted(inOrder.get(i).get("id"), i + 1));
      }
    }
    return kept.stream().sorted().toList();
  }

  private static Comparator<Map<String, @Nullable Object>> by(
      String name, Map<String, Kind> kinds, boolean descending) {
    return (a, b) -> {
      Object left = a.get(name);
      Object right = b.get(name);
      if (left == null || right == null) {
        return Boolean.compare(left == null, right == null);
      }
      int order = kinds.get(name).order().compare(left, right);
      return descending ? -order : order;
    };
  }
}
