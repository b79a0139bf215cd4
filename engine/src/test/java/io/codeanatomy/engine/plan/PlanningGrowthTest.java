// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.execute.duckdb.DuckDbEngine;
import io.codeanatomy.engine.rules.Analysis;
import io.codeanatomy.engine.rules.RuleCatalog;
import io.codeanatomy.engine.rules.RulePipeline;
import io.codeanatomy.engine.rules.RuleTrace;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.SpecDocument;
import io.codeanatomy.spec.SpecValidator;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Planning grows with the number of views, not with its square, nor with the number of paths. What
 * is compared is allocated bytes and the length of the SQL: seconds belong to the benchmark.
 */
class PlanningGrowthTest {

  /** Four times the views may take up to six times as much; the square would take sixteen. */
  private static final double MOST_GROWTH = 6;

  private static final int SMALL = 60;
  private static final int LARGE = 4 * SMALL;

  private record Cost(long allocatedBytes, long characters, int steps) {}

  @Test
  void aSharedGraphGrowsWithItsViews() {
    assertLinear(views -> GeneratedSpecs.shared(views, new Random(42)));
  }

  @Test
  void stackedDiamondsGrowWithTheirNumberAndNotWithTheirPaths() {
    assertLinear(views -> GeneratedSpecs.diamonds(views / 4));
  }

  @Test
  void aLongChainIsCutIntoStatementsOfBoundedSize() {
    StringBuilder views = new StringBuilder();
    String below = "input_0";
    for (int i = 0; i < 1_000; i++) {
      views.append(
          "  - {name: v%d, transform: {kind: Filter, source: %s, predicate: size > %d}}\n"
              .formatted(i, below, i));
      below = "v" + i;
    }
    String text =
        GeneratedSpecs.diamonds(1)
            .replace("output_targets:\n", views + "output_targets:\n")
            .replaceAll("out_top_0, source_view: top_0", "out, source_view: " + below);
    // Moved together, the filters would be one.
    FragmentedPlan cut = cut(text, List.of("push_down_filters"));
    assertThat(cut.materialized()).hasSizeGreaterThan(2);
    assertThat(cut.materialized())
        .allSatisfy(fragment -> assertThat(fragment.inlined().size()).isLessThan(100));
    assertThat(cut.decisions())
        .filteredOn(decision -> decision.choice() == CacheDecision.Choice.MATERIALIZE)
        .first()
        .extracting(CacheDecision::reason)
        .asString()
        .isEqualTo(
            "with what is inlined into it, its statement is 102 operators high, more than 100");
  }

  private static void assertLinear(IntFunction<String> spec) {
    String small = spec.apply(SMALL);
    String large = spec.apply(LARGE);
    // What is loaded and cached once is no matter of growth.
    cost(large);
    Cost few = cost(small);
    Cost many = cost(large);
    assertThat(ratio(many.allocatedBytes(), few.allocatedBytes()))
        .as("bytes allocated: %s, %s", few, many)
        .isLessThan(MOST_GROWTH);
    assertThat(ratio(many.characters(), few.characters()))
        .as("characters of SQL: %s, %s", few, many)
        .isLessThan(MOST_GROWTH);
  }

  private static double ratio(long large, long small) {
    return (double) large / small;
  }

  private static FragmentedPlan cut(String text) {
    return cut(text, List.of());
  }

  private static FragmentedPlan cut(String text, List<String> turnedOff) {
    SpecDocument document = SpecDocument.parse(text, Optional.empty());
    assertThat(SpecValidator.validate(document)).filteredOn(Diagnostic::isError).isEmpty();
    LogicalPlan written = LogicalPlanner.plan(document.spec(), GeneratedSpecs.inputs());
    RulePipeline.Outcome ruled =
        RulePipeline.apply(
            RuleCatalog.withBuiltIn(List.of()).rules(document.spec(), turnedOff),
            new Analysis(document.spec(), written, Set.of(), Map.of()),
            RuleTrace.NONE);
    return FragmentCutter.cut(ruled.plan(), Set.of());
  }

  private static Cost cost(String text) {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    FragmentedPlan cut = cut(text);
    List<PhysicalPlan.Step> steps = PhysicalPlan.of(cut).steps();
    DuckDbEngine engine = new DuckDbEngine();
    long characters = 0;
    for (Fragment fragment : cut.materialized()) {
      characters += engine.sql(fragment).length();
    }
    for (FragmentedPlan.OutputFragment output : cut.outputs()) {
      characters += engine.sql(output.fragment()).length();
    }
    return new Cost(thread.getCurrentThreadAllocatedBytes() - before, characters, steps.size());
  }
}
