// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.DOUBLE;
import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.environment.EnvironmentProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of several profiles and environments in one process, at once, on one engine. */
class SessionsAtOnceTest {

  private static final String VIEWS =
      """
      - name: v
        transform: {kind: Aggregate, source: given, group_by: [g], aggregations: [{function: sum, column: x, alias: s}]}
        output_schema: [{name: g, type: bigint}, {name: s, type: double}]
      """;

  @TempDir Path folder;

  @Test
  void theyDoNotInfluenceEachOther() throws Exception {
    TransformRun given =
        new TransformRun(folder)
            .given(
                "given",
                Schema.of(Field.nullable("g", LONG), Field.nullable("x", DOUBLE)),
                "SELECT i % 5, i::DOUBLE FROM range(20000) AS r(i)");
    List<Run> runs = new ArrayList<>();
    for (String settings :
        List.of(
            "rulepack_profile: Strict\n",
            "rulepack_profile: LowLatency\n",
            "rulepack_profile: Default\nrule_intents: [{name: parallelism, class: CostShape, params: {threads: 1}}]\n",
            "rulepack_profile: Strict\nrule_intents: [{name: memory_budget, class: CostShape, params: {bytes: 256MB}}]\n")) {
      Run run = given.settings(settings).inFolder(given.spec(VIEWS, "v"));
      runs.add(run.environment(EnvironmentProfile.small));
      runs.add(run.environment(EnvironmentProfile.medium));
    }
    Engine engine = Engine.create();
    List<RunResult> alone = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      alone.add(engine.run(runs.get(i).outputRoot(folder.resolve("alone" + i))));
    }
    assertThat(alone.stream().map(RunResult::envelopeHash)).doesNotHaveDuplicates();

    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<RunResult>> futures = new ArrayList<>();
      for (int i = 0; i < runs.size(); i++) {
        Run run = runs.get(i).outputRoot(folder.resolve("together" + i));
        futures.add(threads.submit(() -> engine.run(run)));
      }
      for (int i = 0; i < runs.size(); i++) {
        RunResult together = futures.get(i).get();
        assertThat(together.envelopeHash()).isEqualTo(alone.get(i).envelopeHash());
        assertThat(together.rulepackFingerprint()).isEqualTo(alone.get(i).rulepackFingerprint());
        assertThat(together.planHash()).isEqualTo(alone.get(i).planHash());
        assertThat(rows("together" + i)).isEqualTo(rows("alone" + i));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private List<String> rows(String output) {
    return KernelReader.rows(folder.resolve(output).resolve("v")).stream()
        .map(Object::toString)
        .sorted()
        .toList();
  }
}
