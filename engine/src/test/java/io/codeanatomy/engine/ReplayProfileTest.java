// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.engine.EditedRecords.edit;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.history.RunHistory;
import io.codeanatomy.engine.history.RunRecord;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.SpecDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The profile Replay holds a run to what the last one with the same envelope gave. */
class ReplayProfileTest {

  private static final String SPEC =
      """
      version: 1
      rulepack_profile: Replay
      input_relations: [{logical_name: orders, delta_location: orders, version_pin: 0}]
      view_definitions:
        - name: large_order
          transform: {kind: Filter, source: orders, predicate: "amount > 10"}
      output_targets:
        - {table_name: large, source_view: large_order}
      """;

  @TempDir Path folder;

  @BeforeEach
  void orders() throws IOException {
    new GivenTables(folder)
        .write(
            "orders",
            Schema.of(Field.nullable("amount", Primitive.LONG)),
            "SELECT i AS amount FROM range(100) t(i)");
    Files.writeString(folder.resolve("spec.yaml"), SPEC);
  }

  private Path output() {
    return folder.resolve("out");
  }

  private RunResult run() {
    return Engine.create()
        .run(Run.of(SpecDocument.read(folder.resolve("spec.yaml"))).outputRoot(output()));
  }

  private List<Diagnostic> faults() {
    try {
      run();
    } catch (DiagnosticException e) {
      return e.diagnostics();
    }
    throw new AssertionError("the run found nothing wrong");
  }

  private void rewrite(RunResult run, String digest) throws IOException {
    RunRecord record = RunHistory.in(output()).find(run.runId());
    EditedRecords.replace(
        run.recordLocation().orElseThrow(),
        edit(record, "outputs.contentDigest", (Optional<String> v) -> Optional.of(digest)));
  }

  @Test
  void everyRunGivesWhatTheFirstOneGave() {
    RunResult first = run();
    RunResult second = run();
    assertThat(first.outputs().get(0).contentDigest()).isPresent();
    assertThat(second.outputs().get(0).contentDigest())
        .isEqualTo(first.outputs().get(0).contentDigest());
    assertThat(second.envelopeHash()).isEqualTo(first.envelopeHash());
    assertThat(Engine.create().replay(Replay.of(output(), first.runId())).isProved()).isTrue();
  }

  @Test
  void aRunThatGivesOtherRowsThanTheLastOnePublishesNothing() throws IOException {
    String digest = run().outputs().get(0).contentDigest().orElseThrow();
    RunResult second = run();
    rewrite(second, "0".repeat(64));
    List<String> runs = RunHistory.in(output()).runIds();
    assertThat(faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.code()).isEqualTo("CA-REPLAY-004");
              assertThat(fault.pointer()).contains("/output_targets/0");
              assertThat(fault.line()).hasValue(8);
              assertThat(fault.message())
                  .isEqualTo(
                      "The output 'large' has other rows than the run "
                          + second.runId()
                          + " with the same envelope gave: content_digest is "
                          + digest
                          + " and was "
                          + "0".repeat(64));
              assertThat(fault.hint().orElseThrow()).contains("nothing was published");
            });
    assertThat(RunHistory.in(output()).runIds()).isEqualTo(runs);
    assertThat(DeltaStore.local().latest(output().resolve("large")).version()).isEqualTo(1);
  }

  @Test
  void runsWithAnotherEnvelopeAndOfOtherProfilesAreHeldToNothing() throws IOException {
    rewrite(run(), "0".repeat(64));
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(spec, SPEC.replace("amount > 10", "amount > 11"));
    assertThat(run().outputs().get(0).rowsWritten()).isEqualTo(88);
    Files.writeString(spec, SPEC.replace("rulepack_profile: Replay\n", ""));
    RunResult plain = run();
    rewrite(plain, "0".repeat(64));
    assertThat(run().envelopeHash()).isEqualTo(plain.envelopeHash());
  }

  @Test
  void aDamagedRecordHoldsARunToNothing() throws IOException {
    RunResult first = run();
    Files.writeString(first.recordLocation().orElseThrow(), "{");
    assertThat(run().outputs().get(0).contentDigest()).isPresent();
  }
}
