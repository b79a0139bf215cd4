// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import static io.codeanatomy.delta.schema.DataType.Primitive.DOUBLE;
import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.plan.Nondeterminism.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;
import org.junit.jupiter.api.Test;

/** What makes results vary is found in any plan, also one that no spec can ask for. */
class NondeterminismTest {

  private static final Schema THINGS =
      Schema.of(
          Field.nullable("id", LONG), Field.nullable("name", STRING), Field.nullable("w", DOUBLE));

  private final Algebra algebra = new Algebra();

  private List<Nondeterminism> in(UnaryOperator<RelBuilder> tree) {
    RelNode scan =
        algebra.scan(new Algebra.Relation("things", PlanTypes.toAlgebra(algebra.types(), THINGS)));
    RelBuilder builder = Algebra.builder(scan.getCluster()).push(scan);
    return in(tree.apply(builder).build());
  }

  private static List<Nondeterminism> in(RelNode tree) {
    LogicalPlan.View view =
        new LogicalPlan.View(
            "v", tree, THINGS, List.of("things"), "/view_definitions/0/transform", Set.of());
    return Nondeterminism.in(
        new LogicalPlan(
            Map.of("things", THINGS), Map.of("v", view), List.of(), List.of(), List.of()));
  }

  private static void assertFound(List<Nondeterminism> found, Kind kind, String what, String code) {
    assertThat(found)
        .singleElement()
        .satisfies(
            place -> {
              assertThat(place.view()).isEqualTo("v");
              assertThat(place.kind()).isEqualTo(kind);
              assertThat(place.what()).isEqualTo(what);
              assertThat(place.diagnostic("/here").code()).isEqualTo(code);
              assertThat(place.diagnostic("/here").pointer()).contains("/here");
              assertThat(place.diagnostic("/here").isError()).isTrue();
            });
  }

  @Test
  void plainPlansHaveNone() {
    assertThat(
            in(
                b ->
                    b.filter(b.greaterThan(b.field("id"), b.literal(1)))
                        .aggregate(
                            b.groupKey("name"),
                            b.count(),
                            b.sum(b.field("id")),
                            b.max(b.field("w")),
                            b.aggregateCall(SqlLibraryOperators.ARRAY_AGG, b.field("id"))
                                .sort(b.field("id"))
                                .as("ids"))))
        .isEmpty();
  }

  @Test
  void sumsAndMeansOfFloatingPointNumbers() {
    List<Nondeterminism> found =
        in(
            b ->
                b.aggregate(
                    b.groupKey(), b.sum(b.field("w")).as("s"), b.avg(b.field("w")).as("m")));
    assertThat(found).extracting(Nondeterminism::kind).containsOnly(Kind.INEXACT_SUM).hasSize(2);
    assertThat(found).extracting(place -> place.alias().orElse("")).containsExactly("s", "m");
    assertThat(found).extracting(place -> place.column().orElse("")).containsOnly("w");
  }

  @Test
  void exactSumsAreNone() {
    RelNode scan =
        algebra.scan(new Algebra.Relation("things", PlanTypes.toAlgebra(algebra.types(), THINGS)));
    RelBuilder b = Algebra.builder(scan.getCluster()).push(scan);
    RelNode tree =
        b.aggregate(b.groupKey("name"), b.sum(b.field("w")), b.avg(b.field("w"))).build();
    assertThat(in(tree)).hasSize(2);
    RelNode exact = InexactSums.exact(tree);
    assertThat(in(exact)).isEmpty();
    assertThat(exact.getRowType().getFieldNames()).isEqualTo(tree.getRowType().getFieldNames());
    assertThat(InexactSums.exact(exact)).isSameAs(exact);
    assertThat(CartesianProducts.in(exact)).isFalse();
  }

  @Test
  void aListInNoOrder() {
    assertFound(
        in(
            b ->
                b.aggregate(
                    b.groupKey("name"),
                    b.aggregateCall(SqlLibraryOperators.ARRAY_AGG, b.field("id")).as("ids"))),
        Kind.UNORDERED_AGGREGATE,
        "array_agg",
        "CA-PLAN-043");
  }

  @Test
  void anyValueOfAGroup() {
    assertFound(
        in(
            b ->
                b.aggregate(
                    b.groupKey("name"),
                    b.aggregateCall(SqlStdOperatorTable.ANY_VALUE, b.field("id")).as("x"))),
        Kind.UNORDERED_AGGREGATE,
        "any_value",
        "CA-PLAN-043");
  }

  @Test
  void theFirstRowsInNoOrder() {
    assertFound(in(b -> b.limit(0, 3)), Kind.LIMIT_WITHOUT_ORDER, "limit", "CA-PLAN-045");
    assertFound(in(b -> b.limit(3, -1)), Kind.LIMIT_WITHOUT_ORDER, "limit", "CA-PLAN-045");
    assertThat(in(b -> b.sortLimit(0, 3, b.field("id")))).isEmpty();
  }

  @Test
  void chanceInAProjectionAFilterAndAJoin() {
    assertUnstable(SqlStdOperatorTable.RAND, "rand");
    assertFound(
        in(
            b ->
                b.filter(
                    b.greaterThan(
                        b.call(
                            SqlStdOperatorTable.PLUS,
                            b.literal(1),
                            b.call(SqlStdOperatorTable.RAND)),
                        b.field("w")))),
        Kind.UNSTABLE_FUNCTION,
        "rand",
        "CA-PLAN-044");
    assertFound(
        in(
            b ->
                b.push(b.peek())
                    .join(
                        JoinRelType.INNER,
                        b.greaterThan(b.call(SqlStdOperatorTable.RAND), b.field(2, 0, "w")))),
        Kind.UNSTABLE_FUNCTION,
        "rand",
        "CA-PLAN-044");
  }

  @Test
  void theClockAndTheUser() {
    assertUnstable(SqlStdOperatorTable.CURRENT_TIMESTAMP, "current_timestamp");
    assertUnstable(SqlStdOperatorTable.CURRENT_DATE, "current_date");
    assertUnstable(SqlStdOperatorTable.CURRENT_USER, "current_user");
  }

  private void assertUnstable(SqlOperator operator, String name) {
    assertFound(
        in(b -> b.project(b.alias(b.call(operator), "x"))),
        Kind.UNSTABLE_FUNCTION,
        name,
        "CA-PLAN-044");
  }
}
