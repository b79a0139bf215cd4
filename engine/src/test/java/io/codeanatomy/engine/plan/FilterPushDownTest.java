// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.SpecDocument;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.sql.SqlExplainLevel;
import org.junit.jupiter.api.Test;

/** {@code PruningPropertyTest} holds the results of plans with and without this rule together. */
class FilterPushDownTest {

  private static final Schema THINGS =
      Schema.of(
          Field.nullable("id", Primitive.LONG),
          Field.nullable("kind", Primitive.STRING),
          Field.nullable("size", Primitive.LONG));

  /** The trees of all views after the rule, each under its name. */
  private static String pushed(String views, String source) {
    String spec =
        """
        version: 1
        input_relations:
          - {logical_name: things, delta_location: things}
        view_definitions:
        %s
        output_targets:
          - {table_name: result, source_view: %s}
        """
            .formatted(views.indent(2), source);
    LogicalPlan plan =
        LogicalPlanner.plan(
            SpecDocument.parse(spec, Optional.empty()).spec(), Map.of("things", THINGS));
    LogicalPlan pushed = FilterPushDown.push(plan, Set.of());
    assertThat(pushed.views().keySet()).isEqualTo(plan.views().keySet());
    StringBuilder text = new StringBuilder();
    pushed
        .views()
        .forEach(
            (name, view) -> {
              assertThat(TreeSchema.difference(view.algebra(), view.schema()))
                  .as("the columns of %s", name)
                  .isEmpty();
              text.append(name)
                  .append(":\n")
                  .append(
                      RelOptUtil.toString(view.algebra(), SqlExplainLevel.DIGEST_ATTRIBUTES)
                          .indent(2));
            });
    return text.toString().replace("_UTF-8", "");
  }

  @Test
  void aFilterMovesIntoTheViewThatItAloneReads() {
    assertThat(
            pushed(
                """
                - {name: a, transform: {kind: Project, source: things, columns: [id, kind]}}
                - {name: b, transform: {kind: Filter, source: a, predicate: "kind = 'x'"}}
                """,
                "b"))
        .isEqualTo(
            """
            a:
              LogicalProject(inputs=[0..1])
                LogicalFilter(condition=[=($1, 'x')])
                  LogicalTableScan(table=[[things]])
            b:
              LogicalTableScan(table=[[a]])
            """);
  }

  @Test
  void aFilterStaysAboveAViewThatOthersRead() {
    assertThat(
            pushed(
                """
                - {name: a, transform: {kind: Project, source: things, columns: [id, kind]}}
                - {name: b, transform: {kind: Filter, source: a, predicate: "kind = 'x'"}}
                - {name: c, transform: {kind: Union, sources: [a, b]}}
                """,
                "c"))
        .contains(
            """
            b:
              LogicalFilter(condition=[=($1, 'x')])
                LogicalTableScan(table=[[a]])
            """);
  }

  @Test
  void conditionsOfAJoinGoToTheirSides() {
    assertThat(
            pushed(
                """
                - name: j
                  transform: {kind: Relate, left: things, right: things, join_type: Left,
                              join_keys: [{left_key: id, right_key: size}]}
                - {name: f, transform: {kind: Filter, source: j, predicate: "kind = 'x' and kind_right = 'y'"}}
                """,
                "f"))
        .as("the right side of a left join is filled up with NULLs")
        .containsPattern("LogicalFilter\\(condition=\\[=\\(\\$4, 'y'\\)\\]\\)\\s+LogicalJoin")
        .containsPattern("LogicalFilter\\(condition=\\[=\\(\\$1, 'x'\\)\\]\\)\\s+LogicalTableScan");
  }

  @Test
  void conditionsOnGroupColumnsGoBelowTheAggregate() {
    assertThat(
            pushed(
                """
                - name: g
                  transform: {kind: Aggregate, source: things, group_by: [kind],
                              aggregations: [{function: count, alias: n}]}
                - {name: f, transform: {kind: Filter, source: g, predicate: "kind = 'x' and n > 1"}}
                """,
                "f"))
        .containsPattern("LogicalFilter\\(condition=\\[>\\(\\$1, 1\\)\\]\\)")
        .containsPattern("LogicalAggregate[^\\n]*\\n[^\\n]*(?:Project[^\\n]*\\n[^\\n]*)?Filter");
  }

  @Test
  void conditionsGoIntoEveryBranchOfAUnion() {
    String plan =
        pushed(
            """
            - name: u
              transform: {kind: Union, sources: [things, other], discriminator_column: origin}
            - {name: other, transform: {kind: Project, source: things, columns: [id, kind, size]}}
            - {name: f, transform: {kind: Filter, source: u, predicate: "size > 3"}}
            """,
            "f");
    assertThat(plan.split("=\\[>\\(\\$2, 3\\)\\]", -1)).hasSize(3);
  }

  @Test
  void whatCanFailStays() {
    assertThat(
            pushed(
                """
                - {name: a, transform: {kind: Project, source: things, columns: [id, size]}}
                - {name: b, transform: {kind: Filter, source: a, predicate: "10 / size > 1"}}
                """,
                "b"))
        .containsPattern("b:\\s+LogicalFilter");
  }

  @Test
  void ranksAreABarrier() {
    String plan =
        pushed(
            """
            - {name: r, transform: {kind: Rank, source: things, partition_by: [kind], order_by: [size], keep: 1}}
            - {name: f, transform: {kind: Filter, source: r, predicate: "size > 3"}}
            """,
            "f");
    String rank = Objects.requireNonNull(plan.split("f:\n", 2)[0]);
    assertThat(rank.indexOf(">($2, 3)")).isLessThan(rank.indexOf("OVER")).isPositive();
  }

  @Test
  void nothingMovesWhereThereIsNoFilter() {
    String spec =
        """
        version: 1
        input_relations:
          - {logical_name: things, delta_location: things}
        view_definitions:
          - {name: a, transform: {kind: Project, source: things, columns: [id, kind]}}
        output_targets:
          - {table_name: result, source_view: a}
        """;
    LogicalPlan plan =
        LogicalPlanner.plan(
            SpecDocument.parse(spec, Optional.empty()).spec(), Map.of("things", THINGS));
    assertThat(FilterPushDown.push(plan, Set.of()).views().get("a"))
        .isSameAs(plan.views().get("a"));
  }
}
