// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.plan.CacheDecision;
import io.codeanatomy.engine.plan.ColumnPruning;
import io.codeanatomy.engine.plan.DeclaredKeys;
import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.plan.FragmentCutter;
import io.codeanatomy.engine.plan.FragmentedPlan;
import io.codeanatomy.engine.plan.InputStatistics;
import io.codeanatomy.engine.plan.LogicalPlanner;
import io.codeanatomy.engine.plan.PlanningFacts;
import io.codeanatomy.engine.plan.SpanJoinOrders;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.SpecDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept, what is inlined, which columns are left, and in what order it all happens. */
class PhysicalPlanTest {

  private static final Schema THINGS =
      Schema.of(
          Field.required("id", Primitive.LONG),
          Field.nullable("name", Primitive.STRING),
          Field.nullable("size", Primitive.LONG),
          Field.nullable("unread", Primitive.STRING));

  private static final String SPEC =
      """
      version: 1
      input_relations: [{logical_name: things, delta_location: things}]
      view_definitions:
        - {name: large, transform: {kind: Filter, source: things, predicate: size > 10}}
        - name: paired
          transform:
            kind: Relate
            left: large
            right: large
            join_type: Inner
            join_keys: [{left_key: id, right_key: id}]
            select: [left.id, left.name, left.size, {expr: right.unread, as: other}]
        - {name: named, transform: {kind: Filter, source: paired, predicate: name is not null}}
        - {name: unnamed, transform: {kind: Filter, source: paired, predicate: name is null}}
        - {name: nobody_reads, transform: {kind: Filter, source: paired, predicate: size = 0}}
      join_graph:
        constraints:
          - {name: one_id, constraint_type: unique, relations: [things], columns: [id]}
      output_targets:
        - {table_name: first, source_view: named, columns: [id]}
        - {table_name: second, source_view: unnamed, columns: [id]}
      """;

  private static FragmentedPlan cut(Set<String> audited) {
    return cut(SPEC, audited);
  }

  private static FragmentedPlan cut(String document, Set<String> audited) {
    Spec spec = SpecDocument.parse(document, Optional.empty()).spec();
    return FragmentCutter.cut(
        ColumnPruning.prune(LogicalPlanner.plan(spec, Map.of("things", THINGS)), audited),
        audited,
        new PlanningFacts(
            Map.of("things", new InputStatistics(OptionalLong.of(1_000_000), 20_000_000, 1)),
            DeclaredKeys.of(spec),
            512L << 20,
            Map.of(),
            PlanningFacts.Boundaries.BY_COST,
            SpanJoinOrders.NONE));
  }

  @Test
  void aJoinThatTwoReadIsComputedOnceAndAFilterThatTwoReadIsNot() {
    assertThat(cut(Set.of()).decisions())
        .extracting(
            d -> d.view() + " " + d.choice() + " " + d.consumers() + ": " + masked(d.reason()))
        .containsExactly(
            "large INLINE 1: only one reads it",
            "paired MATERIALIZE 2: computing it 2 times costs X ms, keeping it Y ms",
            "named INLINE 1: only one reads it",
            "unnamed INLINE 1: only one reads it");
  }

  private static String masked(String reason) {
    return reason.replaceFirst("[\\d,.]+ ms", "X ms").replaceFirst("[\\d,.]+ ms", "Y ms");
  }

  /** A hash is dear, so a view with one is kept, unless those who read the view do without it. */
  @ParameterizedTest
  @CsvSource({"key, MATERIALIZE", "size, INLINE"})
  void whatIsComputedCountsWhereItIsRead(String column, CacheDecision.Choice choice) {
    String spec =
        """
        version: 1
        input_relations: [{logical_name: things, delta_location: things}]
        view_definitions:
          - name: keyed
            transform: {kind: Project, source: things, columns: [size, {expr: "stable_id('thing', name)", as: key}]}
          - {name: one, transform: {kind: Filter, source: keyed, predicate: size > 1}}
          - {name: two, transform: {kind: Filter, source: keyed, predicate: size > 2}}
          - {name: both, transform: {kind: Filter, source: keyed, predicate: size > 3}}
        output_targets:
          - {table_name: first, source_view: one, columns: [%1$s]}
          - {table_name: second, source_view: two, columns: [%1$s]}
          - {table_name: third, source_view: both, columns: [size, key]}
        """
            .formatted(column);
    assertThat(cut(spec, Set.of()).decisions())
        .filteredOn(decision -> decision.view().equals("keyed"))
        .singleElement()
        .extracting(CacheDecision::choice)
        .isEqualTo(choice);
  }

  @Test
  void onlyWhatSomebodyReadsIsLeft() {
    FragmentedPlan plan = cut(Set.of());
    assertThat(plan.inputColumns()).isEqualTo(Map.of("things", List.of("id", "name", "size")));
    Fragment paired = plan.materialized().get(0);
    assertThat(paired.result().schema().names()).containsExactly("id", "name");
    assertThat(paired.inlined())
        .extracting(table -> table.name() + table.schema().names())
        .containsExactly("large[id, name]");
  }

  @Test
  void everythingComesAfterWhatItReadsAndGoesAfterItsLastUse() {
    assertThat(PhysicalPlan.of(cut(Set.of("named"))).steps())
        .extracting(PhysicalPlan.Step::name)
        .containsExactly(
            "materialize paired", "audit named", "write first", "write second", "release paired");
  }

  @Test
  void whatReadsLittleOfMuchIsKeptInPlaceOfIt() {
    String whole = SPEC.replace("source_view: unnamed, columns: [id]", "source_view: unnamed");
    assertThat(PhysicalPlan.of(cut(whole, Set.of("unnamed"))).steps())
        .extracting(PhysicalPlan.Step::name)
        .containsExactly(
            "materialize paired",
            "write first",
            "materialize unnamed",
            "release paired",
            "audit unnamed",
            "write second",
            "release unnamed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[id, name, size, unread] | things",
        "[id] |",
        "[id, name, unread, size] |",
        "[name, id] |",
        "[{expr: id, as: key}, name] |",
        "[{expr: id + 1, as: id}, name] |",
      })
  void aStatementThatGivesARelationAsItIsSaysSo(String columns, String copied) {
    String spec =
        """
        version: 1
        input_relations: [{logical_name: things, delta_location: things}]
        view_definitions:
          - {name: chosen, transform: {kind: Project, source: things, columns: %s}}
        output_targets: [{table_name: out, source_view: chosen}]
        """
            .formatted(columns);
    assertThat(cut(spec, Set.of()).outputs().get(0).fragment().copied())
        .isEqualTo(Optional.ofNullable(copied));
    String filtered =
        spec.replace(
                "output_targets:",
                "  - {name: some, transform: {kind: Filter, source: chosen, predicate: 1 = 1}}\noutput_targets:")
            .replace("source_view: chosen", "source_view: some");
    assertThat(cut(filtered, Set.of()).outputs().get(0).fragment().copied()).isEmpty();
  }
}
