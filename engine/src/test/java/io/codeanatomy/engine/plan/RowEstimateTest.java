// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import static io.codeanatomy.engine.plan.RowEstimate.Certainty.estimated;
import static io.codeanatomy.engine.plan.RowEstimate.Certainty.exact;
import static io.codeanatomy.engine.plan.RowEstimate.Certainty.guessed;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.SpecDocument;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows of views over 1,000 customers with unique ids, 5 shops, and 10,000 orders that refer to
 * them.
 */
class RowEstimateTest {

  private static final Map<String, Schema> SCHEMAS =
      new TreeMap<>(
          Map.of(
              "customers",
              Schema.of(
                  Field.required("id", Primitive.LONG), Field.nullable("name", Primitive.STRING)),
              "orders",
              Schema.of(
                  Field.required("order_id", Primitive.LONG),
                  Field.nullable("customer_id", Primitive.LONG),
                  Field.nullable("shop_id", Primitive.LONG),
                  Field.nullable("paid", Primitive.BOOLEAN)),
              "shops",
              Schema.of(Field.required("id", Primitive.LONG))));

  private static final String SPEC =
      """
      version: 1
      input_relations:
        - {logical_name: customers, delta_location: customers}
        - {logical_name: orders, delta_location: orders}
        - {logical_name: shops, delta_location: shops}
      view_definitions:
        - {name: result, transform: {%s}}
      join_graph:
        edges:
          - {left_relation: orders, right_relation: shops, join_type: Inner, left_keys: [shop_id], right_keys: [id]}
        constraints:
          - {name: one_id, constraint_type: unique, relations: [customers], columns: [id]}
          - {name: order_shop, constraint_type: foreign_key, relations: [orders, shops], columns: [shop_id]}
          - {name: one_order, constraint_type: unique, relations: [orders], columns: [order_id]}
      output_targets:
        - {table_name: result, source_view: result}
      """;

  private static RowEstimate estimate(String transform, OptionalLong orders) {
    Spec spec = SpecDocument.parse(SPEC.formatted(transform), Optional.empty()).spec();
    PlanningFacts facts =
        new PlanningFacts(
            Map.of(
                "customers", new InputStatistics(OptionalLong.of(1_000), 10_000, 1),
                "orders", new InputStatistics(orders, 17_000, 1),
                "shops", new InputStatistics(OptionalLong.of(5), 100, 1)),
            DeclaredKeys.of(spec),
            1L << 30,
            Map.of(),
            PlanningFacts.Boundaries.BY_COST,
            SpanJoinOrders.NONE);
    LogicalPlan plan = ColumnPruning.prune(LogicalPlanner.plan(spec, SCHEMAS), Set.of());
    return FragmentCutter.cut(plan, Set.of(), facts).estimates().get("result");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: Filter, source: orders, predicate: order_id = 7 | 1",
        "kind: Filter, source: orders, predicate: paid = true | 5000",
        "kind: Filter, source: orders, predicate: customer_id = 7 | 1000",
        "kind: Filter, source: orders, predicate: order_id > 7 | 3333",
        "kind: Filter, source: orders, predicate: order_id > 7 and order_id < 9 | 1111",
        "kind: Filter, source: orders, predicate: customer_id is null | 1000",
        "kind: Filter, source: orders, predicate: customer_id is not null | 9000",
        "kind: Filter, source: orders, predicate: 'order_id in (1, 2, 3)' | 3",
        "kind: Filter, source: orders, predicate: not (order_id > 7) | 6667",
        "'kind: Aggregate, source: orders, group_by: [order_id], aggregations: [{function: count, alias: n}]' | 10000",
        "'kind: Aggregate, source: orders, group_by: [paid], aggregations: [{function: count, alias: n}]' | 2",
        "'kind: Union, sources: [orders, customers]' | 11000",
        "'kind: Relate, left: orders, right: customers, join_type: Inner, join_keys: [{left_key: customer_id, right_key: id}]' | 10000",
        "'kind: Relate, left: orders, right: shops, join_type: Inner, join_keys: [{left_key: shop_id, right_key: id}]' | 10000",
        "'kind: Relate, left: customers, right: orders, join_type: Inner, join_keys: [{left_key: id, right_key: customer_id}]' | 10000",
        "'kind: Relate, left: customers, right: orders, join_type: Left, join_keys: [{left_key: id, right_key: order_id}]' | 1000",
        "'kind: Relate, left: orders, right: customers, join_type: Semi, join_keys: [{left_key: order_id, right_key: id}]' | 1000",
        "'kind: Relate, left: orders, right: customers, join_type: Anti, join_keys: [{left_key: order_id, right_key: id}]' | 9000",
        "'kind: Rank, source: orders, partition_by: [paid], order_by: [{column: order_id}], keep: 3' | 6",
      })
  void rowsOfATransform(String transform, long rows) {
    RowEstimate estimate = estimate(transform, OptionalLong.of(10_000));
    assertThat(Math.round(estimate.rows())).isEqualTo(rows);
  }

  @Test
  void whatKeepsEveryRowIsExactAndWhatRestsOnAssumptionsIsNot() {
    OptionalLong known = OptionalLong.of(10_000);
    assertThat(estimate("kind: Union, sources: [orders, customers]", known).certainty())
        .isEqualTo(exact);
    assertThat(estimate("kind: Project, source: orders, columns: [paid]", known))
        .isEqualTo(new RowEstimate(10_000, 1, exact));
    assertThat(estimate("kind: Filter, source: orders, predicate: order_id > 7", known).certainty())
        .isEqualTo(estimated);
  }

  @Test
  void rowsThatNobodyCountedAreGuessedFromTheBytes() {
    RowEstimate estimate =
        estimate("kind: Project, source: orders, columns: [paid]", OptionalLong.empty());
    assertThat(estimate.certainty()).isEqualTo(guessed);
    assertThat(estimate.rows()).isEqualTo(17_000.0 * 3 / 25);
  }
}
