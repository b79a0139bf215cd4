// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.codeanatomy.engine.plan.GeneratedSpecs;
import io.codeanatomy.spec.SpecDocument;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An explanation grows with the number of views, as the plan that it tells of does. */
class ExplainGrowthTest {

  /** Four times the views may take up to six times as much; the square would take sixteen. */
  private static final double MOST_GROWTH = 6;

  private static final int SMALL = 60;
  private static final int LARGE = 4 * SMALL;

  @TempDir static Path tables;

  private record Cost(long allocatedBytes, long characters) {}

  @BeforeAll
  static void givenTables() {
    GivenTables given = new GivenTables(tables);
    GeneratedSpecs.inputs()
        .forEach(
            (name, schema) ->
                given.write(
                    name,
                    schema,
                    "SELECT i, i % 7, 'k' || i % 3, 't' || i, i % 50 FROM range(100) AS t(i)"));
  }

  @Test
  void aSharedGraphGrowsWithItsViews() {
    assertLinear(views -> GeneratedSpecs.shared(views, new Random(42)));
  }

  @Test
  void stackedDiamondsGrowWithTheirNumberAndNotWithTheirPaths() {
    assertLinear(views -> GeneratedSpecs.diamonds(views / 4));
  }

  private static void assertLinear(IntFunction<String> spec) {
    String large = spec.apply(LARGE);
    // What is loaded and cached once is no matter of growth.
    cost(large);
    Cost few = cost(spec.apply(SMALL));
    Cost many = cost(large);
    assertThat((double) many.allocatedBytes() / few.allocatedBytes())
        .as("bytes allocated: %s, %s", few, many)
        .isLessThan(MOST_GROWTH);
    assertThat((double) many.characters() / few.characters())
        .as("characters: %s, %s", few, many)
        .isLessThan(MOST_GROWTH);
  }

  private static Cost cost(String text) {
    Run run = Run.of(SpecDocument.parse(text, Optional.empty())).inputsFrom(tables);
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    Explanation explanation = Engine.create().explain(run);
    long allocated = thread.getCurrentThreadAllocatedBytes() - before;
    assertThat(explanation.executionPlans())
        .hasSameSizeAs(explanation.fragments())
        .allSatisfy(plan -> assertThat(plan.plan()).as(plan.step()).isNotEmpty());
    return new Cost(allocated, ExplanationLines.of(explanation).length());
  }
}
