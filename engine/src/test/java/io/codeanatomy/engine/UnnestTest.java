// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists and maps as rows, by hand and against plain loops. */
class UnnestTest {

  private static final DataType POINT =
      new DataType.Struct(
          List.of(
              Field.nullable("x", INTEGER),
              Field.nullable("tags", new DataType.Array(STRING, true))));

  private static final Schema THINGS =
      Schema.of(
          Field.required("id", LONG),
          Field.nullable("numbers", new DataType.Array(INTEGER, true)),
          Field.nullable("points", new DataType.Array(POINT, true)),
          Field.nullable("nested", new DataType.Array(new DataType.Array(INTEGER, true), true)),
          Field.nullable("counts", new DataType.Map(STRING, INTEGER, true)),
          Field.nullable("name", STRING));

  private static final String ROWS =
      """
      VALUES
        (1, [7, NULL, 7], [{'x': 1, 'tags': ['a', NULL]}, NULL, {'x': NULL, 'tags': NULL}],
         [[1, 2], NULL, []], MAP {'a': 1, 'b': NULL}, 'one'),
        (2, [], [], [], MAP {}, 'empty'),
        (3, NULL, NULL, NULL, NULL, 'nothing'),
        (4, [5], NULL, [[NULL]], MAP {'c': 3}, NULL)""";

  @TempDir Path folder;

  private TransformRun given() {
    return new TransformRun(folder).given("things", THINGS, ROWS);
  }

  @Test
  void everyElementIsARowAndEmptyListsGiveNone() {
    Map<String, List<String>> rows =
        given()
            .rows(
                """
                - name: slim
                  transform: {kind: Project, source: things, columns: [id, numbers, name]}
                - name: plain
                  transform: {kind: Unnest, source: slim, column: numbers, as: number}
                - name: numbered
                  transform: {kind: Unnest, source: slim, column: numbers, as: numbers, ordinality: place}
                """,
                "plain",
                "numbered");

    assertThat(rows.get("plain"))
        .containsExactlyElementsOf(
            sorted("[1, one, 7]", "[1, one, null]", "[1, one, 7]", "[4, null, 5]"));
    assertThat(rows.get("numbered"))
        .containsExactlyElementsOf(
            sorted("[1, one, 7, 1]", "[1, one, null, 2]", "[1, one, 7, 3]", "[4, null, 5, 1]"));
  }

  @Test
  void columnsStayInTheirOrderWithTheElementBehindThem() {
    Path output =
        given()
            .run(
                """
                - name: v
                  transform: {kind: Unnest, source: things, column: numbers, as: number, ordinality: place}
                - name: w
                  transform: {kind: Unnest, source: things, column: counts, as: count}
                """,
                "v",
                "w");

    assertThat(KernelReader.columns(output.resolve("v")))
        .containsExactly("id", "points", "nested", "counts", "name", "number", "place");
    assertThat(KernelReader.columns(output.resolve("w")))
        .containsExactly("id", "numbers", "points", "nested", "name", "count_key", "count_value");
  }

  @Test
  void elementsKeepTheirNestedTypes() {
    Map<String, List<String>> rows =
        given()
            .rows(
                """
                - name: slim
                  transform: {kind: Project, source: things, columns: [id, points, nested]}
                - name: only_points
                  transform: {kind: Project, source: things, columns: [id, points]}
                - name: only_nested
                  transform: {kind: Project, source: things, columns: [nested, id]}
                - name: point
                  transform: {kind: Unnest, source: only_points, column: points, as: point, ordinality: place}
                - name: inner_list
                  transform: {kind: Unnest, source: only_nested, column: nested, as: inner_list, ordinality: place}
                - name: number
                  transform: {kind: Unnest, source: inner_list, column: inner_list, as: number, ordinality: inner_place}
                """,
                "point",
                "inner_list",
                "number");

    assertThat(rows.get("point"))
        .containsExactlyElementsOf(
            sorted("[1, [1, [a, null]], 1]", "[1, null, 2]", "[1, [null, null], 3]"));
    assertThat(rows.get("inner_list"))
        .containsExactlyElementsOf(
            sorted("[1, [1, 2], 1]", "[1, null, 2]", "[1, [], 3]", "[4, [null], 1]"));
    assertThat(rows.get("number"))
        .containsExactlyElementsOf(sorted("[1, 1, 1, 1]", "[1, 1, 2, 2]", "[4, 1, null, 1]"));
  }

  @Test
  void aMapGivesItsKeysAndValues() {
    assertThat(
            given()
                .rows(
                    """
                    - name: slim
                      transform: {kind: Project, source: things, columns: [counts, id]}
                    - name: v
                      transform: {kind: Unnest, source: slim, column: counts, as: count}
                    """,
                    "v")
                .get("v"))
        .containsExactlyElementsOf(sorted("[1, a, 1]", "[1, b, null]", "[4, c, 3]"));
  }

  @Test
  void aReaderOfOneColumnSeesEveryRow() {
    Map<String, List<String>> rows =
        given()
            .rows(
                """
                - name: unnested
                  transform: {kind: Unnest, source: things, column: numbers, as: number, ordinality: place}
                - name: ids
                  transform: {kind: Project, source: unnested, columns: [id]}
                - name: numbers
                  transform: {kind: Project, source: unnested, columns: [number]}
                - name: places
                  transform: {kind: Project, source: unnested, columns: [place, name]}
                - name: later
                  transform: {kind: Filter, source: unnested, predicate: place > 1}
                - name: later_ids
                  transform: {kind: Project, source: later, columns: [id]}
                - name: how_many
                  transform: {kind: Aggregate, source: unnested, aggregations: [{function: count, alias: c}]}
                """,
                "ids",
                "numbers",
                "places",
                "later_ids",
                "how_many");

    assertThat(rows.get("ids")).containsExactly("[1]", "[1]", "[1]", "[4]");
    assertThat(rows.get("numbers")).containsExactly("[5]", "[7]", "[7]", "[null]");
    assertThat(rows.get("places")).containsExactly("[1, null]", "[1, one]", "[2, one]", "[3, one]");
    assertThat(rows.get("later_ids")).containsExactly("[1]", "[1]");
    assertThat(rows.get("how_many")).containsExactly("[4]");
  }

  @Test
  void anUnnestedViewStandsOnBothSidesOfAJoin() {
    assertThat(
            given()
                .rows(
                    """
                    - name: unnested
                      transform: {kind: Unnest, source: things, column: numbers, as: number, ordinality: place}
                    - name: v
                      transform:
                        kind: Relate
                        left: unnested
                        right: unnested
                        join_type: Inner
                        join_keys: [{left_key: id, right_key: id}, {left_key: number, right_key: number}]
                        select: [left.id, {expr: left.place, as: one}, {expr: right.place, as: other}]
                    - name: w
                      transform:
                        kind: Relate
                        left: things
                        right: unnested
                        join_type: Anti
                        join_keys: [{left_key: id, right_key: id}]
                        select: [id]
                    """,
                    "v",
                    "w"))
        .hasEntrySatisfying(
            "v",
            rows ->
                assertThat(rows)
                    .containsExactly(
                        "[1, 1, 1]", "[1, 1, 3]", "[1, 3, 1]", "[1, 3, 3]", "[4, 1, 1]"))
        .hasEntrySatisfying("w", rows -> assertThat(rows).containsExactly("[2]", "[3]"));
  }

  @Test
  void aggregatedListsComeApartInTheirOrder() {
    assertThat(
            given()
                .rows(
                    """
                    - name: unnested
                      transform: {kind: Unnest, source: things, column: numbers, as: number}
                    - name: together
                      transform:
                        kind: Aggregate
                        source: unnested
                        group_by: [id]
                        aggregations: [{function: array_agg, column: number, alias: ns, order_by: [number]}]
                    - name: v
                      transform: {kind: Unnest, source: together, column: ns, as: n, ordinality: place}
                    """,
                    "v")
                .get("v"))
        .containsExactlyElementsOf(sorted("[1, 7, 1]", "[1, 7, 2]", "[1, null, 3]", "[4, 5, 1]"));
  }

  @Test
  void rowsEqualThoseOfALoop() {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    Random random = new Random(seed);
    List<String> values = new ArrayList<>();
    List<String> expectedNumbers = new ArrayList<>();
    List<String> expectedCounts = new ArrayList<>();
    for (int id = 0; id < 200; id++) {
      int numbers = random.nextInt(6) - 1;
      List<String> list = new ArrayList<>();
      for (int i = 0; i < numbers; i++) {
        list.add(random.nextInt(5) == 0 ? "NULL" : String.valueOf(random.nextInt(9)));
        expectedNumbers.add(
            "[%d, %s, %d]".formatted(id, list.get(i).toLowerCase(Locale.ROOT), i + 1));
      }
      int counts = random.nextInt(4) - 1;
      List<String> entries = new ArrayList<>();
      for (int i = 0; i < counts; i++) {
        String value = random.nextInt(5) == 0 ? "NULL" : String.valueOf(random.nextInt(9));
        entries.add("'k%d': %s".formatted(i, value));
        expectedCounts.add("[%d, k%d, %s]".formatted(id, i, value.toLowerCase(Locale.ROOT)));
      }
      values.add(
          "(%d, %s, NULL, NULL, %s, NULL)"
              .formatted(
                  id,
                  numbers < 0 ? "NULL" : "%s::INTEGER[]".formatted(list),
                  counts < 0
                      ? "NULL"
                      : "MAP {%s}::MAP(VARCHAR, INTEGER)".formatted(String.join(", ", entries))));
    }

    Map<String, List<String>> rows =
        new TransformRun(folder)
            .given("things", THINGS, "VALUES " + String.join(", ", values))
            .rows(
                """
                - name: numbers
                  transform: {kind: Unnest, source: things, column: numbers, as: number, ordinality: place}
                - name: counts
                  transform: {kind: Unnest, source: things, column: counts, as: count}
                - name: slim_numbers
                  transform: {kind: Project, source: numbers, columns: [id, number, place]}
                - name: slim_counts
                  transform: {kind: Project, source: counts, columns: [id, count_key, count_value]}
                """,
                "slim_numbers",
                "slim_counts");

    assertThat(rows.get("slim_numbers"))
        .as("-Dcodeanatomy.seed=%d", seed)
        .containsExactlyElementsOf(expectedNumbers.stream().sorted().toList());
    assertThat(rows.get("slim_counts"))
        .as("-Dcodeanatomy.seed=%d", seed)
        .containsExactlyElementsOf(expectedCounts.stream().sorted().toList());
  }
}
