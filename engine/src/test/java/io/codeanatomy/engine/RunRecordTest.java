// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.engine.history.PinnedSpec;
import io.codeanatomy.engine.history.RunHistory;
import io.codeanatomy.engine.history.RunRecord;
import io.codeanatomy.spec.CanonicalJson;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.JsonLayout;
import io.codeanatomy.spec.SpecDocument;
import io.codeanatomy.spec.SpecHashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves of itself, and what can be done with it. */
class RunRecordTest {

  @TempDir Path folder;
  private GivenRuns given;

  @BeforeEach
  void givenEdges() throws IOException {
    given = new GivenRuns(folder);
  }

  private RunRecord recordOf(RunResult result) {
    return RunHistory.in(given.output()).find(result.runId());
  }

  @Test
  void aRecordHoldsAllThatTheResultTells() throws IOException {
    RunResult result = given.publish();
    Path file = given.output().resolve("_codeanatomy/runs/" + result.runId() + ".json");
    assertThat(result.recordLocation()).contains(file);
    RunRecord record = recordOf(result);
    assertThat(record.json()).as("read as it was written").isEqualTo(Files.readString(file));

    assertThat(record.runId()).isEqualTo(result.runId());
    assertThat(record.engineVersion()).isEqualTo(Engine.version());
    assertThat(record.startedAt()).isEqualTo(result.startedAt());
    assertThat(record.completedAt()).isEqualTo(result.completedAt());
    assertThat(record.specHash()).isEqualTo(result.specHash());
    assertThat(record.planHash()).isEqualTo(result.planHash());
    assertThat(record.rulepackFingerprint()).isEqualTo(result.rulepackFingerprint());
    assertThat(record.envelopeHash()).isEqualTo(result.envelopeHash());
    assertThat(record.hashVersion()).isEqualTo(1);
    assertThat(record.executionEngine()).isEqualTo("duckdb");
    assertThat(record.environment()).isEqualTo("small");
    assertThat(record.schemaEvolution()).isEqualTo("NONE");
    assertThat(record.outputRoot()).isEqualTo(given.output());
    assertThat(record.specFile()).contains(folder.resolve("spec.yaml"));
    assertThat(record.specFolder()).isEqualTo(folder);
    assertThat(record.inputs())
        .extracting(
            RunRecord.Input::logicalName,
            RunRecord.Input::deltaLocation,
            RunRecord.Input::deltaVersion,
            RunRecord.Input::schemaHash)
        .containsExactlyElementsOf(
            result.inputs().stream()
                .map(
                    i ->
                        tuple(i.logicalName(), i.deltaLocation(), i.deltaVersion(), i.schemaHash()))
                .toList());
    assertThat(record.inputs())
        .extracting(
            RunRecord.Input::filesConsidered,
            RunRecord.Input::filesRead,
            RunRecord.Input::bytesRead,
            RunRecord.Input::rows)
        .containsExactlyElementsOf(
            result.inputs().stream()
                .map(i -> tuple(i.filesConsidered(), i.filesRead(), i.bytesRead(), i.rows()))
                .toList());
    assertThat(record.outputs())
        .isEqualTo(
            result.outputs().stream()
                .map(
                    o ->
                        new RunRecord.Output(
                            o.tableName(),
                            o.deltaLocation(),
                            o.deltaVersion(),
                            o.status().name(),
                            o.reason(),
                            o.rowsWritten(),
                            o.filesAdded(),
                            o.filesRemoved(),
                            o.bytesWritten(),
                            o.partitionCount(),
                            Optional.empty()))
                .toList());
    assertThat(record.changes())
        .containsExactly(new RunRecord.Changes("change", "edges", 1, 1, "file_difference"));
    assertThat(record.audits())
        .containsExactlyInAnyOrder(
            new RunRecord.Audit("view", "loop", 0),
            new RunRecord.Audit("constraint", "one_edge", 0));
    assertThat(record.stages())
        .extracting(RunRecord.Stage::name)
        .isEqualTo(result.stages().stream().map(RunResult.Stage::name).toList());
    assertThat(record.warnings())
        .extracting(RunRecord.Warning::code, RunRecord.Warning::message, w -> w.line().isPresent())
        .containsExactlyElementsOf(
            result.warnings().stream().map(w -> tuple(w.code(), w.message(), true)).toList());
    assertThat(record.warnings()).extracting(RunRecord.Warning::code).contains("CA-INPUT-015");
  }

  @Test
  void aRecordHoldsWhatTheResultDoesNotTell() {
    Run run = given.run().allowSchemaEvolution();
    RunRecord record = recordOf(Engine.create().run(run));
    assertThat(record.schemaEvolution()).isEqualTo("ADDITIVE");
    assertThat(record.spec().json()).isEqualTo(CanonicalJson.of(run.document().spec()));
    assertThat(record.spec().name()).contains("paths \u00e4 \ud83e\udded");
    assertThat(record.spec().document(folder).spec()).isEqualTo(run.document().spec());
    assertThat(record.viewHashes())
        .isEqualTo(SpecHashes.of(run.document().spec()).viewHashes())
        .containsOnlyKeys("path", "change", "file", "loop", "near_edge");
    assertThat(record.fragments())
        .extracting(f -> f.kind() + " " + f.name())
        .contains("close path", "audit loop", "write near", "write paths");
    assertThat(record.fragments()).allMatch(f -> f.hash().matches("[0-9a-f]{64}"));
    assertThat(record.ruleSet().profile()).isEqualTo("Default");
    assertThat(record.ruleSet().rules())
        .contains(
            new RunRecord.Rule(
                "require_empty", "SemanticIntegrity", "POLICY", Map.of("view", "loop")));
    RunRecord.Envelope envelope = record.envelope();
    assertThat(envelope.parameters()).isEqualTo(Map.of("most", "3", "other", "none"));
    assertThat(envelope.versions()).containsKeys("engine", "calcite", "duckdb");
    assertThat(envelope.configuration()).containsOnlyKeys("target_partitions", "memory_bytes");
    assertThat(envelope.functionsHash()).matches("[0-9a-f]{64}");
    assertThat(envelope.derived()).containsKeys("changes(edges, 1, 1)", "delta_files(edges)");
  }

  @Test
  void withoutAFolderOfOutputsTheRecordLiesBesideTheFirstOutput() {
    Run run =
        given.runOf(
            "{table_name: paths, source_view: path}",
            "{table_name: paths, source_view: path, delta_location: deep/er/paths}");
    Run bare = Run.of(new SpecDocument(onlyFirstOutput(run), run.document().path()));
    for (Map.Entry<String, String> value : run.parameters().entrySet()) {
      bare = bare.parameter(value.getKey(), value.getValue());
    }
    RunResult result = Engine.create().run(bare);
    assertThat(RunHistory.in(folder.resolve("deep/er")).find("latest").runId())
        .isEqualTo(result.runId());
  }

  private static io.codeanatomy.spec.Spec onlyFirstOutput(Run run) {
    io.codeanatomy.spec.Spec spec = run.document().spec();
    return spec.withOutputTargets(spec.outputTargets().subList(0, 1));
  }

  @Test
  void aFailedRunLeavesNoRecord() {
    Run failing = given.runOf("\"a = b\"", "\"a < b\"");
    assertThatThrownBy(() -> Engine.create().run(failing)).hasMessageContaining("CA-RUN-003");
    assertThat(given.output()).doesNotExist();
  }

  @Test
  void aRunWhoseRecordCannotBeWrittenIsPublishedAndSaysSo() throws IOException {
    Files.createDirectories(given.output());
    Files.writeString(given.output().resolve("_codeanatomy"), "in the way");
    RunResult result = given.publish();
    assertThat(KernelReader.rows(given.output().resolve("paths"))).hasSize(6);
    assertThat(result.outputs()).hasSize(4);
    assertThat(result.recordLocation()).isEmpty();
    assertThat(result.warnings())
        .filteredOn(warning -> warning.code().equals("CA-HISTORY-010"))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.isError()).isFalse();
              assertThat(warning.message())
                  .startsWith("The run is published, but its record " + given.output())
                  .contains("could not be written");
            });
  }

  @Test
  void anOutputAmongTheRecordsIsRefused() throws IOException {
    for (String location : List.of("out/_codeanatomy", "out/x/../_codeanatomy/runs/near")) {
      Run run = given.runOf("own/near", location);
      assertThatThrownBy(() -> Engine.create().run(run))
          .hasMessageContaining("CA-HISTORY-014")
          .hasMessageContaining("The output 'near' would be written among the run records");
      assertThat(Engine.create().validate(run))
          .anySatisfy(found -> assertThat(found.pointer()).contains("/output_targets/1"));
    }
    assertThatThrownBy(
            () -> Engine.create().run(given.runOf("table_name: near", "table_name: _codeanatomy")))
        .hasMessageContaining("_codeanatomy");
    assertThat(given.output()).doesNotExist();
  }

  @Test
  void nothingButTheRecordIsLeftBesideTheTables() throws IOException {
    RunResult result = given.publish();
    try (Stream<Path> left = Files.walk(given.output().resolve("_codeanatomy"))) {
      assertThat(left.filter(Files::isRegularFile))
          .containsExactly(result.recordLocation().orElseThrow());
    }
  }

  @Test
  void aPinnedSpecGivesTheSameRowsWhateverIsCommittedLater() throws IOException {
    Run run = given.run();
    RunResult result = given.publish();
    List<List<Object>> rows = rows("paths");
    PinnedSpec pinned = result.pinned(run);
    assertThat(pinned).isEqualTo(PinnedSpec.of(recordOf(result)));
    given.append("VALUES (9, 10, 'later')");
    assertThat(rows(given.publish(), "paths")).as("unpinned").isNotEqualTo(rows);

    Path elsewhere = Files.createDirectories(folder.resolve("else/where"));
    Path file = elsewhere.resolve("pinned.json");
    try (PinnedSpec.Place place = PinnedSpec.Place.take(file)) {
      assertThat(file).doesNotExist();
      place.write(pinned);
    }
    try (Stream<Path> files = Files.list(elsewhere)) {
      assertThat(files).containsExactly(file);
    }
    assertThat(Files.readString(file))
        .isEqualTo(pinned.json())
        .contains("\n      \"version_pin\": 1");
    SpecDocument document = SpecDocument.read(file);
    assertThat(JsonLayout.compact(pinned.json())).isEqualTo(CanonicalJson.of(document.spec()));
    assertThat(SpecHashes.of(document.spec()).specHash()).isEqualTo(result.specHash());
    assertThat(document.spec().rulepackProfile())
        .isEqualTo(run.document().spec().rulepackProfile());
    assertThat(document.spec().inputRelations())
        .allMatch(input -> input.versionPin().equals(Optional.of(1L)))
        .allMatch(input -> Path.of(input.deltaLocation()).equals(folder.resolve("tables/edges")));
    assertThat(document.spec().outputTargets().get(1).deltaLocation())
        .contains(folder.resolve("own/near").toString());
    RunResult again =
        Engine.create().run(Run.of(document).outputRoot(given.output()).parameter("most", "3"));
    assertThat(again.specHash()).isEqualTo(result.specHash());
    assertThat(again.planHash()).isEqualTo(result.planHash());
    assertThat(rows(again, "paths")).isEqualTo(rows);
    assertThat(recordOf(again).fragments()).isEqualTo(recordOf(result).fragments());
  }

  @Test
  void aPinnedSpecNeverReplacesAFileAndSaysBeforeTheRunWhatSpeaksAgainstIt() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.json"), "mine");
    assertThatThrownBy(() -> PinnedSpec.Place.take(file))
        .isInstanceOf(DiagnosticException.class)
        .hasMessage(
            "CA-HISTORY-012: The pinned spec cannot be written to " + file + ", which exists");
    assertThatThrownBy(() -> PinnedSpec.Place.take(folder.resolve("nowhere/pinned.json")))
        .hasMessageContaining("CA-HISTORY-013")
        .hasMessageContaining("nowhere");
    PinnedSpec pinned = given.publish().pinned(given.run());
    Path raced = folder.resolve("raced.json");
    try (PinnedSpec.Place place = PinnedSpec.Place.take(raced)) {
      Files.writeString(raced, "somebody else's");
      assertThatThrownBy(() -> place.write(pinned)).hasMessageContaining("CA-HISTORY-012");
    }
    assertThat(file).hasContent("mine");
    assertThat(raced).hasContent("somebody else's");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).noneMatch(left -> left.toString().endsWith(".tmp"));
    }
  }

  private List<List<Object>> rows(RunResult result, String table) {
    assertThat(result.output(table)).isPresent();
    return rows(table);
  }

  private List<List<Object>> rows(String table) {
    return KernelReader.rows(given.output().resolve(table)).stream()
        .sorted(java.util.Comparator.comparing(Object::toString))
        .toList();
  }
}
