// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.execute.ExecutionSession.Lineage;
import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.execute.duckdb.DuckDbEngine;
import io.codeanatomy.engine.plan.CacheDecision;
import io.codeanatomy.engine.plan.CacheDecision.Choice;
import io.codeanatomy.engine.plan.FragmentCutter;
import io.codeanatomy.engine.plan.FragmentedPlan;
import io.codeanatomy.engine.plan.GeneratedSpecs;
import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.plan.LogicalPlanner;
import io.codeanatomy.engine.plan.PlanningFacts;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is kept or inlined, by cost or by order, generated specs give the same rows. {@code
 * -Dcodeanatomy.seed=…} repeats a run.
 */
class CacheDecisionPropertyTest {

  private static final int VIEWS = 9;
  private static final int SPECS = "full".equals(System.getProperty("codeanatomy.tests")) ? 100 : 6;

  @TempDir Path folder;
  private final Map<String, Snapshot> inputs = new LinkedHashMap<>();
  private final DuckDbEngine engine = new DuckDbEngine();

  @BeforeEach
  void givenInputs() {
    GivenTables given = new GivenTables(folder);
    int offset = 0;
    for (String name : GeneratedSpecs.inputs().keySet()) {
      Path location =
          given.write(
              name,
              GeneratedSpecs.ROWS,
              """
              SELECT i, i %% 3, ['a', 'b', NULL][1 + i %% 3], 'title ' || i, i * 7 %% 60
              FROM range(%d, %d) t(i)
              """
                  .formatted(offset, offset + 8));
      inputs.put(name, DeltaStore.local().latest(location));
      offset += 2;
    }
  }

  @Test
  void noDecisionChangesARow() throws Exception {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int s = 0; s < SPECS; s++) {
      String spec = GeneratedSpecs.shared(VIEWS, random);
      LogicalPlan plan =
          LogicalPlanner.plan(
              SpecDocument.parse(spec, Optional.empty()).spec(), GeneratedSpecs.inputs());
      Map<String, List<String>> expected = rows(plan, view -> Choice.MATERIALIZE);
      String message = "seed " + seed + ", spec " + s + ":\n" + spec;
      assertThat(rows(plan, view -> Choice.INLINE)).as(message).isEqualTo(expected);
      assertThat(rows(plan, PlanningFacts.NONE)).as(message).isEqualTo(expected);
      assertThat(rows(plan, view -> random.nextBoolean() ? Choice.MATERIALIZE : Choice.INLINE))
          .as(message)
          .isEqualTo(expected);
    }
  }

  @Test
  void anOrderIsObeyedAndSaidToBeOne() {
    LogicalPlan plan =
        LogicalPlanner.plan(
            SpecDocument.parse(GeneratedSpecs.diamonds(3), Optional.empty()).spec(),
            GeneratedSpecs.inputs());
    FragmentedPlan cut =
        FragmentCutter.cut(
            plan,
            Set.of(),
            PlanningFacts.NONE.forcing(
                Map.of("side_1", Choice.MATERIALIZE, "top_0", Choice.INLINE)));
    assertThat(cut.decisions())
        .filteredOn(decision -> decision.reason().contains("by order"))
        .extracting(CacheDecision::view, CacheDecision::choice, CacheDecision::reason)
        .containsExactlyInAnyOrder(
            tuple("side_1", Choice.MATERIALIZE, "kept, by order"),
            tuple("top_0", Choice.INLINE, "never kept, by order"));
    assertThat(cut.materialized()).extracting(f -> f.result().name()).containsExactly("side_1");
  }

  private Map<String, List<String>> rows(LogicalPlan plan, Function<String, Choice> order)
      throws Exception {
    Map<String, Choice> forced = new TreeMap<>();
    plan.views().keySet().forEach(view -> forced.put(view, order.apply(view)));
    return rows(plan, PlanningFacts.NONE.forcing(forced));
  }

  /** The rows of every output, sorted. */
  private Map<String, List<String>> rows(LogicalPlan plan, PlanningFacts facts) throws Exception {
    PhysicalPlan physical = PhysicalPlan.of(FragmentCutter.cut(plan, Set.of(), facts));
    Map<String, List<String>> rows = new TreeMap<>();
    ExecutionConfig config =
        new ExecutionConfig(
            2,
            256L << 20,
            Files.createTempDirectory(folder, "scratch"),
            inputs.values().stream().map(Snapshot::location).toList(),
            List.of());
    try (ExecutionSession session = engine.open(config)) {
      inputs.forEach(
          (name, snapshot) -> session.bind(name, snapshot, snapshot.scanFiles(), Lineage.NONE));
      for (PhysicalPlan.Step step : physical.steps()) {
        if (step instanceof PhysicalPlan.Materialize materialize) {
          session.materialize(materialize.relation(), engine.sql(materialize.fragment()));
        } else if (step instanceof PhysicalPlan.Release release) {
          session.drop(release.relation());
        } else if (step instanceof PhysicalPlan.Write write) {
          rows.put(write.table(), sorted(session, engine.sql(write.fragment())));
        }
      }
    }
    return rows;
  }

  private static List<String> sorted(ExecutionSession session, String sql) {
    List<String> rows = new ArrayList<>();
    session.sample(sql, 1_000_000).rows().forEach(row -> rows.add(row.toString()));
    rows.sort(null);
    return rows;
  }
}
