// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionException.Reason;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.plan.FragmentCutter;
import io.codeanatomy.engine.plan.LogicalPlanner;
import io.codeanatomy.engine.plan.PlanningFacts;
import io.codeanatomy.engine.plan.SpanAlgorithm;
import io.codeanatomy.engine.plan.SpanJoinOrders;
import io.codeanatomy.engine.plan.SpanJoinPlanner;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.SpecDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How statements are written so that DuckDB computes them fast. */
class DuckDbUnparserTest {

  private static final DataType AMOUNT = new DataType.Decimal(12, 2);

  private static final Schema ITEMS =
      Schema.of(
          Field.nullable("id", Primitive.LONG),
          Field.nullable("price", AMOUNT),
          Field.nullable("discount", AMOUNT),
          Field.nullable("large", new DataType.Decimal(18, 2)),
          Field.nullable("fine", new DataType.Decimal(18, 4)),
          Field.nullable("count", Primitive.INTEGER));

  private static final Map<String, Schema> SCHEMAS =
      Map.of("items", ITEMS, "chosen", Schema.of(Field.nullable("id", Primitive.LONG)));

  private static final String SPEC =
      """
      version: 1
      input_relations:
        - {logical_name: items, delta_location: items}
        - {logical_name: chosen, delta_location: chosen}
      view_definitions:
        - {name: v, transform: {%s}}
      output_targets:
        - {table_name: result, source_view: v}
      """;

  @TempDir Path folder;
  private ExecutionSession session;

  @BeforeEach
  void givenTables() throws IOException {
    session =
        new DuckDbEngine()
            .open(
                new ExecutionConfig(
                    2, 512L << 20, Files.createDirectories(folder), List.of(folder), List.of()));
    session.materialize("chosen", "SELECT i * 100 AS id FROM range(20) AS r(i)");
  }

  @AfterEach
  void close() {
    session.close();
  }

  private void givenItems(String values) {
    session.materialize(
        "items",
        """
        SELECT CAST(v.a AS BIGINT) AS id, CAST(v.b AS DECIMAL(12,2)) AS price,
        CAST(v.c AS DECIMAL(12,2)) AS discount, CAST(v.d AS DECIMAL(18,2)) AS large,
        CAST(v.e AS DECIMAL(18,4)) AS fine, CAST(v.f AS INTEGER) AS count FROM (%s) AS v(a, b, c, d, e, f)"""
            .formatted(values));
  }

  private static Fragment fragment(String transform) {
    Spec spec = SpecDocument.parse(SPEC.formatted(transform), Optional.empty()).spec();
    return FragmentCutter.cut(LogicalPlanner.plan(spec, SCHEMAS), Set.of())
        .outputs()
        .get(0)
        .fragment();
  }

  private static Fragment expression(String expression) {
    return fragment("kind: Project, source: items, columns: [{expr: '" + expression + "', as: x}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Semi", "Anti"})
  void aSemiJoinIsNoSubqueryForWhichTheLeftSideIsPutBy(String type) {
    givenItems("SELECT i, 1, 1, 1, 1, 1 FROM range(10000) AS r(i)");
    List<String> statements =
        session
            .statements(
                fragment(
                    "kind: Relate, left: items, right: chosen, join_type: "
                        + type
                        + ", join_keys: [{left_key: id, right_key: id}]"))
            .toList();
    assertThat(statements).singleElement().asString().doesNotContain("EXISTS");
    assertThat(session.explain(statements.get(0)))
        .anySatisfy(line -> assertThat(line).contains("HASH_JOIN").containsIgnoringCase(type))
        .noneSatisfy(line -> assertThat(line).contains("DELIM"));
  }

  /** So one span that has no bins does not make all pairs be looked at. */
  @Test
  void spansWithoutBinsMeetTheOthersByThemselves() {
    givenItems(
        """
        SELECT i, 1, 1, 1, 1, i + 5 FROM range(1000) AS r(i)
        UNION ALL SELECT 70, 1, 1, 1, 1, 60
        UNION ALL SELECT -3, 1, 1, 1, 1, 4""");
    Spec spec =
        SpecDocument.parse(
                SPEC.formatted(
                    """
                    kind: Relate, left: items, right: items, join_type: Inner,
                    join_keys: [{left_key: price, right_key: price}],
                    span: {predicate: contains, left: [id, count], right: [id, count]},
                    select: [{expr: left.id, as: l}, {expr: right.id, as: r}]"""),
                Optional.empty())
            .spec();
    PlanningFacts none = PlanningFacts.NONE;
    PlanningFacts ordered =
        new PlanningFacts(
            none.inputs(),
            none.keys(),
            none.memoryBytes(),
            none.forced(),
            none.boundaries(),
            SpanJoinOrders.NONE.ordering(Optional.empty(), SpanAlgorithm.bins));
    Fragment fragment =
        FragmentCutter.cut(
                SpanJoinPlanner.plan(LogicalPlanner.plan(spec, SCHEMAS), Set.of(), ordered).plan(),
                Set.of())
            .outputs()
            .get(0)
            .fragment();
    List<String> statements = session.statements(fragment).toList();
    assertThat(statements).hasSize(2);
    assertThatThrownBy(() -> session.sample(statements.get(0), 1))
        .isInstanceOfSatisfying(
            ExecutionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNFIT));
    assertThat(statements.get(1)).containsIgnoringCase("unnest(").contains("UNION ALL");
    assertThat(session.sample(statements.get(1), 1).rowCount())
        .isEqualTo(
            session
                .sample(
                    """
                    SELECT 1 FROM items AS l JOIN items AS r
                    ON l.price = r.price AND l.id <= r.id AND r.count <= l.count""",
                    1)
                .rowCount())
        .isGreaterThan(1002);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "price * (1 - discount) | DECIMAL(18,4)",
        "price * (1 - discount) * (1 + discount) | DECIMAL(18,6)",
        "price * count | DECIMAL(18,2)",
        "large + large | DECIMAL(18,2)",
        "large - price | DECIMAL(18,2)",
      })
  void decimalsAreComputedIn64BitsBeforeMoreAreTaken(String expression, String type) {
    List<String> statements = session.statements(expression(expression)).toList();
    assertThat(statements).hasSize(2);
    assertThat(statements.get(0))
        .contains("AS " + type + ") AS \"x\"\nFROM \"items\"")
        .doesNotContain("AS DECIMAL(19,2)) *");
    assertThat(statements.get(1)).doesNotContain("AS " + type + ") AS \"x\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "price + discount",
        // Too few digits would be left before the point.
        "fine * fine * price",
        // A side that would have to be widened could fail at that.
        "large + fine",
        "CAST(price AS decimal(20, 2)) * discount",
        "price * id",
        "price / discount",
      })
  void whatFitsOrCouldFailOtherwiseHasOneStatement(String expression) {
    assertThat(session.statements(expression(expression)).toList()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "price * price | 99999999999800000000.0001",
        "price * count | 21474836469978525163.53",
        "large + large | 19999999999999999.98",
        "large - 0 - price - large - large | -10000009999999999.98",
      })
  void whatOverflows64BitsGivesWayToTheWideStatement(String expression, String exact) {
    givenItems(
        """
        SELECT 1, 9999999999.99, 1, 9999999999999999.99, 1, 2147483647
        UNION ALL SELECT i, 1, 1, 1, 1, 1 FROM range(3000) AS r(i)""");
    List<String> statements = session.statements(expression(expression)).toList();
    assertThat(statements).hasSize(2);
    assertThatThrownBy(() -> session.materialize("narrow", statements.get(0)))
        .isInstanceOfSatisfying(
            ExecutionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNFIT));
    session.materialize("wide", statements.get(1));
    assertThat(session.sample("SELECT x FROM wide ORDER BY abs(x) DESC LIMIT 1", 1).rows())
        .containsExactly(Map.of("x", exact));
  }

  @Test
  void aMapOfWhatIsThereIsMadeWithoutTheRest() {
    givenItems("SELECT i, i, NULL, 1, 1, i FROM range(3) AS r(i)");
    String map =
        "map_compact(map[\"p\", cast(price as varchar), \"d\", cast(discount as varchar)])"
            .replace("\"", "''");
    String statement = session.statements(expression(map)).findFirst().orElseThrow();
    assertThat(statement).contains("map_from_entries(list_filter([").doesNotContain("MAP {");
    assertThat(session.sample(statement, 3).rows())
        .extracting(row -> row.get("x"))
        .containsExactlyInAnyOrder("{p=0.00}", "{p=1.00}", "{p=2.00}");

    String twice =
        session.statements(expression(map.replace("''d''", "''p''"))).findFirst().orElseThrow();
    assertThat(twice).as("two keys that are the same are an error").contains("MAP {");
    assertThatThrownBy(() -> session.sample(twice, 3)).hasMessageContaining("unique");
  }
}
