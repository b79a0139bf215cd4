// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.SpecDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanPredicatesTest {

  private static final Schema ROWS =
      Schema.of(
          Field.nullable("id", Primitive.LONG),
          Field.nullable("part", Primitive.INTEGER),
          Field.nullable("kind", Primitive.STRING),
          Field.nullable("day", Primitive.DATE),
          Field.nullable("at", Primitive.TIMESTAMP),
          Field.nullable("local", Primitive.TIMESTAMP_NTZ),
          Field.nullable("price", new DataType.Decimal(10, 2)),
          Field.nullable("weight", Primitive.DOUBLE),
          Field.nullable("flag", Primitive.BOOLEAN),
          Field.nullable("tags", new DataType.Array(Primitive.STRING, true)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          id = 1                                   | id = 1
          1 < id                                   | id > 1
          id = -3                                  | id = -3
          id = 1.50                                | id = 1.50
          NOT (id = 1)                             | id <> 1
          NOT (id < 1 OR kind = 'a')               | id >= 1 AND kind <> 'a'
          NOT (id < 1 AND kind = 'a')              | id >= 1 OR kind <> 'a'
          id IN (1, 2, 3)                          | id IN (1, 2, 3)
          id NOT IN (1, 2)                         | id <> 1 AND id <> 2
          id BETWEEN 1 AND 5                       | id >= 1 AND id <= 5
          kind = 'it''s'                           | kind = 'it''s'
          day = DATE '2026-01-31'                  | day = DATE '2026-01-31'
          day = CAST('2026-01-31' AS date)         | day = DATE '2026-01-31'
          at < TIMESTAMP '2026-01-31 10:00:00.5'   | at < TIMESTAMP '2026-01-31 10:00:00.5'
          local < CAST('2026-01-31 10:00:00' AS timestamp_ntz) | local < CAST('2026-01-31 10:00:00' AS timestamp_ntz)
          price >= 9.99                            | price >= 9.99
          CAST(part AS bigint) = 5                 | part = 5
          CAST(part AS decimal(12,2)) = 5.25       | part = 5.25
          kind IS NULL                             | kind IS NULL
          kind IS NOT NULL                         | kind IS NOT NULL
          weight IS NULL                           | weight IS NULL
          kind IS DISTINCT FROM 'a'                | kind IS NULL OR kind <> 'a'
          kind IS NOT DISTINCT FROM 'a'            | kind = 'a'
          flag                                     | flag = TRUE
          NOT flag                                 | flag = FALSE
          flag IS NOT TRUE                         | flag IS NULL OR flag = FALSE
          (id = 1) IS TRUE                         | id = 1
          (id = 1) IS NOT TRUE                     | id IS NULL OR id <> 1
          (id = 1) IS NOT FALSE                    | id IS NULL OR id = 1
          (id = 1 AND part = 2) IS NOT TRUE        | TRUE
          id = 1 AND upper(kind) = 'A'             | id = 1
          id = 1 OR upper(kind) = 'A'              | TRUE
          weight > 1.5                             | TRUE
          id = 1.5e0                               | TRUE
          CAST(id AS double) = 1                   | TRUE
          CAST(price AS decimal(10,1)) = 1         | TRUE
          CAST(id AS varchar) = '1'                | TRUE
          id = part                                | TRUE
          kind LIKE 'a%'                           | TRUE
          id + 1 = 2                               | TRUE
          id = CAST(NULL AS bigint)                | FALSE
          """)
  void conditionsOnPlainColumnsArePushedDown(String condition, String used) {
    ScanPushDown found = pushDown(filter("v", "input", condition), "v");
    assertThat(found.used()).as("%s, but %s", condition, found.notUsed()).hasToString(used);
  }

  @Test
  void whatIsNotUsedIsToldWithItsReason() {
    assertThat(
            pushDown(filter("v", "input", "id = 1 AND upper(kind) = 'A' AND weight > 2"), "v")
                .notUsed())
        .containsExactly(
            "upper(kind) = 'A': it does not compare plain columns with known values",
            "weight > 2: it does not compare plain columns with known values");
    assertThat(
            pushDown(
                    view("v", "kind: Project, source: input, columns: [{expr: 'id + 1', as: n}]")
                        + filter("w", "v", "n = 2"),
                    "w")
                .notUsed())
        .containsExactly("n = 2: it is about a computed column");
    assertThat(
            pushDown(
                    filter("f", "input", "id = 1") + view("v", "kind: Union, sources: [f, input]"),
                    "v")
                .notUsed())
        .containsExactly("id = 1: another reader of input needs all rows");
  }

  @Test
  void filtersAddUpAlongAChainAndReadersAreAlternatives() {
    String views =
        filter("a", "input", "id > 1")
            + filter("b", "a", "kind = 'x'")
            + filter("c", "a", "kind = 'y'")
            + view("v", "kind: Union, sources: [b, c]");
    assertThat(used(views, "v")).isEqualTo("(kind = 'y' OR kind = 'x') AND id > 1");
    assertThat(used(views + filter("w", "v", "part = 3"), "w"))
        .isEqualTo("((part = 3 AND kind = 'y') OR (part = 3 AND kind = 'x')) AND id > 1");
  }

  @Test
  void anOutputAndAnAuditNeedAllRowsOfTheirView() {
    String views = filter("a", "input", "id > 1") + filter("b", "a", "kind = 'x'");
    assertThat(used(views, "b")).isEqualTo("kind = 'x' AND id > 1");
    assertThat(used(views, "b", "a")).isEqualTo("id > 1");
    LogicalPlan plan = plan(document(views, "b"));
    assertThat(ScanPredicates.of(plan, Set.of("a"), bound(document(views, "b"))).get("input"))
        .extracting(found -> found.used().toString())
        .isEqualTo("id > 1");
  }

  @Test
  void groupsAndPartitionsOfRankingsPassAndTheirFiguresDoNot() {
    String groups =
        view(
            "g",
            "kind: Aggregate, source: input, group_by: [kind, day], aggregations: "
                + "[{function: count, alias: n}, {function: max, column: id, alias: top}]");
    assertThat(used(groups + filter("v", "g", "kind = 'x' AND n > 5 AND top < 3"), "v"))
        .isEqualTo("kind = 'x'");
    assertThat(pushDown(groups + filter("v", "g", "top < 3 AND n > 5"), "v").notUsed())
        .containsExactly("top < 3: it is about an aggregate, not about a group");
    String ranks =
        view(
            "r",
            "kind: Rank, source: input, partition_by: [kind], order_by: [id], keep: 1,"
                + " rank_column: place");
    ScanPushDown ranked = pushDown(ranks + filter("v", "r", "kind = 'x' AND day IS NULL"), "v");
    assertThat(ranked.used()).hasToString("kind = 'x'");
    assertThat(ranked.notUsed())
        .containsExactly("day IS NULL: a ranking looks at all rows, or all of its partition");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Inner | l.id = 1      | id = 1     | id = 1
          Inner | l.kind = 'a'  | kind = 'a' | TRUE
          Inner | r.kind = 'a'  | TRUE       | kind = 'a'
          Left  | l.id = 1      | id = 1     | id = 1
          Left  | r.kind = 'a'  | TRUE       | kind = 'a'
          Left  | r.kind IS NULL| TRUE       | TRUE
          Right | l.kind = 'a'  | kind = 'a' | TRUE
          Right | r.kind = 'a'  | TRUE       | kind = 'a'
          Right | l.kind IS NULL| TRUE       | TRUE
          Full  | l.kind = 'a'  | kind = 'a' | TRUE
          Full  | r.kind IS NOT NULL| TRUE   | kind IS NOT NULL
          Full  | l.kind IS NULL| TRUE       | TRUE
          """)
  void joinsPassWhatTheyMay(String type, String condition, String left, String right) {
    String views =
        view(
                "j",
                "kind: Relate, left: input, right: other, join_type: %s, join_keys: [{left_key: id,"
                        .formatted(type)
                    + " right_key: id}], select: [{expr: 'left.id', as: l_id}, {expr: 'left.kind',"
                    + " as: l_kind}, {expr: 'right.kind', as: r_kind}]")
            + filter("v", "j", condition.replace('.', '_'));
    Map<String, ScanPushDown> found = found(document(views, "v"));
    assertThat(found.get("input").used()).as("left").hasToString(left);
    assertThat(found.get("other").used()).as("right").hasToString(right);
  }

  @ParameterizedTest
  @CsvSource({"Semi", "Anti"})
  void theOtherSideOfASemiOrAntiJoinNeedsOnlyTheKeysThatAreAskedFor(String type) {
    String views =
        view(
                "j",
                "kind: Relate, left: input, right: other, join_type: %s, join_keys: [{left_key: id,"
                        .formatted(type)
                    + " right_key: id}]")
            + filter("v", "j", "id = 1 AND kind = 'x'");
    Map<String, ScanPushDown> found = found(document(views, "v"));
    assertThat(found.get("input").used()).hasToString("id = 1 AND kind = 'x'");
    assertThat(found.get("other").used()).hasToString("id = 1");
  }

  @Test
  void whatDecidesByAllRowsStopsEverything() {
    String edges =
        view("c", "kind: Closure, source: input, from: id, to: part, depth_column: depth");
    ScanPushDown closed =
        pushDown(edges.replace("to: part", "to: id") + filter("v", "c", "id = 1"), "v");
    assertThat(closed.used()).hasToString("TRUE");
  }

  @Test
  void elementsOfListsDoNotPassAndTheRestOfTheRowDoes() {
    String views = view("u", "kind: Unnest, source: input, column: tags, as: tag");
    ScanPushDown found = pushDown(views + filter("v", "u", "tag = 'a' AND flag AND id = 2"), "v");
    assertThat(found.used()).hasToString("flag = TRUE AND id = 2");
    assertThat(found.notUsed())
        .containsExactly("tag = 'a': it is about the elements of a list or map");
  }

  @Test
  void parametersHaveTheirValues() {
    String spec =
        """
        version: 1
        input_relations: [{logical_name: input, delta_location: x}]
        parameter_templates:
          - name: t
            base_table: input
            predicate: "day >= :since AND kind = :kind AND price < :limit AND part > :n"
            parameters:
              - {name: since, type: date}
              - {name: kind, type: varchar, default: "it's"}
              - {name: limit, type: "decimal(5,2)", default: "1.50"}
              - {name: n, type: integer, default: "-7"}
        view_definitions: []
        output_targets: [{table_name: out, source_view: t}]
        """;
    Spec parsed = SpecDocument.parse(spec, Optional.empty()).spec();
    LogicalPlan plan = LogicalPlanner.plan(parsed, Map.of("input", ROWS));
    ParameterBinding given = ParameterBinding.of(parsed, Map.of("since", "2026-02-01")).in(plan);
    assertThat(ScanPredicates.of(plan, Set.of(), given).get("input").used())
        .hasToString("day >= DATE '2026-02-01' AND kind = 'it''s' AND price < 1.50 AND part > -7");
    ParameterBinding missing = ParameterBinding.of(parsed, Map.of()).in(plan);
    ScanPushDown unbound = ScanPredicates.of(plan, Set.of(), missing).get("input");
    assertThat(unbound.used()).hasToString("kind = 'it''s' AND price < 1.50 AND part > -7");
    assertThat(unbound.notUsed())
        .containsExactly(
            "day >= CAST(:since AS date): it does not compare plain columns with known values");
  }

  @Test
  void tooManyConditionsAreNone() {
    StringBuilder views = new StringBuilder();
    StringBuilder sources = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      views.append(filter("f" + i, "input", "id > " + i + " AND part = " + i));
      sources.append(i == 0 ? "f0" : ", f" + i);
    }
    views.append(view("v", "kind: Union, sources: [" + sources + "]"));
    ScanPushDown found = pushDown(views.toString(), "v");
    assertThat(found.used()).hasToString("TRUE");
    assertThat(found.notUsed())
        .containsExactly(
            "a predicate of 600 parts: the readers of input ask for too many conditions together");
  }

  /** An exponential walk of stacked diamonds would not end at all. */
  @Test
  @Timeout(120)
  void stackedDiamondsAreWalkedOnce() {
    Spec spec = SpecDocument.parse(GeneratedSpecs.diamonds(200), Optional.empty()).spec();
    LogicalPlan plan = LogicalPlanner.plan(spec, GeneratedSpecs.inputs());
    assertThat(ScanPredicates.of(plan, Set.of(), ParameterBinding.of(spec, Map.of()).in(plan)))
        .isNotEmpty();
  }

  private static String used(String views, String... outputs) {
    return pushDown(views, outputs).used().toString();
  }

  private static ScanPushDown pushDown(String views, String... outputs) {
    return found(document(views, outputs)).get("input");
  }

  private static Map<String, ScanPushDown> found(Spec spec) {
    return ScanPredicates.of(plan(spec), Set.of(), bound(spec));
  }

  private static ParameterBinding bound(Spec spec) {
    return ParameterBinding.of(spec, Map.of()).in(plan(spec));
  }

  private static LogicalPlan plan(Spec spec) {
    Map<String, Schema> inputs = new LinkedHashMap<>();
    inputs.put("input", ROWS);
    inputs.put("other", ROWS);
    return LogicalPlanner.plan(spec, inputs);
  }

  private static String view(String name, String transform) {
    return "  - {name: %s, transform: {%s}}\n".formatted(name, transform);
  }

  private static String filter(String name, String source, String predicate) {
    return view(name, "kind: Filter, source: %s, predicate: \"%s\"".formatted(source, predicate));
  }

  private static Spec document(String views, String... outputs) {
    StringBuilder text =
        new StringBuilder(
            """
            version: 1
            input_relations:
              - {logical_name: input, delta_location: x}
              - {logical_name: other, delta_location: y}
            view_definitions:
            """);
    text.append(views).append("output_targets:\n");
    for (String output : List.of(outputs)) {
      text.append("  - {table_name: out_%1$s, source_view: %1$s}\n".formatted(output));
    }
    return SpecDocument.parse(text.toString(), Optional.empty()).spec();
  }
}
