// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ContentDigest;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.execute.ExecutionSession.Lineage;
import io.codeanatomy.engine.execute.duckdb.DuckDbEngine;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.RulepackProfile;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.SpecDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digests of a run's outputs: when there are some, and of which rows. */
class ContentDigestsTest {

  private static final Schema ORDERS =
      Schema.of(Field.nullable("day", Primitive.DATE), Field.nullable("amount", Primitive.LONG));

  @TempDir Path folder;

  @BeforeEach
  void tables() {
    new GivenTables(folder)
        .write(
            "orders",
            ORDERS,
            "SELECT DATE '2026-01-01' + (i % 3)::INTEGER AS day, i AS amount FROM range(100) t(i)");
  }

  @Test
  void aRunDigestsWhatItWritesIfItIsAskedTo() throws IOException {
    RunResult result = run(ContentDigests.ALWAYS, "Overwrite", "[day]");
    String digest = digest(result).orElseThrow();
    assertThat(digest).matches("[0-9a-f]{64}").isEqualTo(published("large"));
    assertThat(result.stages().stream().map(RunResult.Stage::name))
        .containsSubsequence("write large", "digest large", "publish");
    assertThat(lastCommit()).contains("\"content_digest\":\"" + digest + "\"");
  }

  @Test
  void theDigestDoesNotDependOnThePartitions() throws IOException {
    String parted = digest(run(ContentDigests.ALWAYS, "Overwrite", "[day]")).orElseThrow();
    Files.move(folder.resolve("out"), folder.resolve("other"));
    assertThat(digest(run(ContentDigests.ALWAYS, "Overwrite", "[]"))).contains(parted);
  }

  @Test
  void anOutputThatAppendsHasTheDigestOfTheAddedRows() throws IOException {
    String first = digest(run(ContentDigests.ALWAYS, "Append", "[]")).orElseThrow();
    assertThat(first).isEqualTo(published("large"));
    assertThat(digest(run(ContentDigests.ALWAYS, "Append", "[]"))).contains(first);
    assertThat(published("large")).isNotEqualTo(first);
  }

  @Test
  void withoutAWishTheProfileDecides() throws IOException {
    RunResult result = run(ContentDigests.AUTOMATIC, "Overwrite", "[]");
    assertThat(digest(result)).isEmpty();
    assertThat(result.stages().stream().map(RunResult.Stage::name)).doesNotContain("digest large");
    assertThat(lastCommit()).doesNotContain("content_digest");
    for (RulepackProfile profile : RulepackProfile.values()) {
      boolean proves = profile == RulepackProfile.Replay || profile == RulepackProfile.Strict;
      assertThat(ContentDigests.AUTOMATIC.under(profile)).as("%s", profile).isEqualTo(proves);
      assertThat(ContentDigests.ALWAYS.under(profile)).as("%s", profile).isTrue();
      assertThat(ContentDigests.NEVER.under(profile)).as("%s", profile).isFalse();
      assertThat(ContentDigests.NEVER.contradicts(profile)).as("%s", profile).isEqualTo(proves);
      assertThat(ContentDigests.ALWAYS.contradicts(profile)).as("%s", profile).isFalse();
    }
  }

  @Test
  void aProfileThatProvesItsOutputsRefusesARunWithoutDigests() throws IOException {
    SpecDocument ordinary =
        SpecDocument.read(Files.writeString(folder.resolve("spec.yaml"), spec("Overwrite", "[]")));
    Run run = Run.of(strict(ordinary)).outputRoot(folder.resolve("out"));
    List<Diagnostic> found = Engine.create().validate(run.contentDigests(ContentDigests.NEVER));
    assertThat(found)
        .filteredOn(diagnostic -> diagnostic.code().equals("CA-RUN-011"))
        .singleElement()
        .extracting(Diagnostic::message, InstanceOfAssertFactories.STRING)
        .isEqualTo(
            "The profile Strict proves what the outputs hold by their content digests, and the run"
                + " is asked for none");
    assertThat(Engine.create().validate(run.contentDigests(ContentDigests.ALWAYS)))
        .noneMatch(diagnostic -> diagnostic.code().equals("CA-RUN-011"));
  }

  private static SpecDocument strict(SpecDocument document) {
    Spec spec = document.spec();
    return new SpecDocument(
        spec.withRulepackProfile(RulepackProfile.Strict), document.path(), document.sourceMap());
  }

  private RunResult run(ContentDigests wish, String mode, String partitions) throws IOException {
    Path spec = Files.writeString(folder.resolve("spec.yaml"), spec(mode, partitions));
    try {
      return Engine.create()
          .run(
              Run.of(SpecDocument.read(spec))
                  .outputRoot(folder.resolve("out"))
                  .contentDigests(wish));
    } catch (DiagnosticException e) {
      throw new AssertionError(e.diagnostics().toString(), e);
    }
  }

  private static String spec(String mode, String partitions) {
    return """
        version: 1
        input_relations: [{logical_name: orders, delta_location: orders}]
        view_definitions:
          - name: large_orders
            transform: {kind: Filter, source: orders, predicate: "amount > 10"}
        output_targets:
          - {table_name: large, source_view: large_orders, materialization_mode: %s, partition_by: %s}
        """
        .formatted(mode, partitions);
  }

  private static Optional<String> digest(RunResult result) {
    return result.output("large").orElseThrow().contentDigest();
  }

  /** The digest of the table's latest version. */
  private String published(String table) {
    Snapshot snapshot = DeltaStore.local().latest(folder.resolve("out").resolve(table));
    try (ExecutionSession session =
        new DuckDbEngine()
            .open(
                new ExecutionConfig(
                    2, 256L << 20, folder.resolve("scratch"), List.of(folder), List.of()))) {
      session.bind("t", snapshot, snapshot.scanFiles(), Lineage.NONE);
      return ContentDigest.of(snapshot.schema(), session.digest("t", snapshot.schema()));
    }
  }

  private String lastCommit() throws IOException {
    return Files.readString(folder.resolve("out/large/_delta_log/00000000000000000000.json"));
  }
}
