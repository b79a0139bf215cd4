// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.engine.EditedRecords.edit;
import static io.codeanatomy.engine.EditedRecords.with;
import static io.codeanatomy.engine.EditedRecords.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.engine.ReplayResult.Check;
import io.codeanatomy.engine.ReplayResult.Meaning;
import io.codeanatomy.engine.ReplayResult.Reached;
import io.codeanatomy.engine.history.RecordedSpec;
import io.codeanatomy.engine.history.RunHistory;
import io.codeanatomy.engine.history.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every field of a record, changed one by one: the replay fails by it, or it is one of those that
 * are told to be no part of the proof. A new field fails the test until that is decided.
 */
class ReplayFieldsTest {

  private static final String OTHER = "0".repeat(64);

  /** What a run had or took, but not what it computed. */
  private static final Set<String> NOT_COMPARED =
      Set.of(
          "runId",
          "startedAt",
          "completedAt",
          "specFile",
          "specFolder",
          "outputRoot",
          "schemaEvolution",
          "inputs.filesConsidered",
          "inputs.filesRead",
          "inputs.bytesRead",
          "inputs.rows",
          "outputs.deltaLocation",
          "outputs.deltaVersion",
          "outputs.status",
          "outputs.reason",
          "outputs.filesAdded",
          "outputs.filesRemoved",
          "outputs.bytesWritten",
          "outputs.partitionCount",
          "stages.name",
          "stages.seconds",
          "warnings.code",
          "warnings.pointer",
          "warnings.line",
          "warnings.column",
          "warnings.message",
          "warnings.hint");

  @TempDir static Path folder;
  private static GivenRuns given;
  private static RunRecord record;
  private static Map<String, Check> proof;

  @BeforeAll
  static void givenAProof() throws IOException {
    given = new GivenRuns(folder);
    RunResult result = Engine.create().run(given.run().contentDigests(ContentDigests.ALWAYS));
    record = RunHistory.in(given.output()).find(result.runId());
    ReplayResult replayed = replay(record, false);
    assertThat(replayed.isProved()).as(replayed.toString()).isTrue();
    proof = new LinkedHashMap<>();
    replayed.checks().forEach(check -> assertThat(proof.put(check.field(), check)).isNull());
  }

  @AfterEach
  void putBack() throws IOException {
    EditedRecords.replace(file(), record);
  }

  private static Path file() {
    return RunHistory.in(given.output()).file(record.runId());
  }

  private static ReplayResult replay(RunRecord edited, boolean acrossVersions) throws IOException {
    EditedRecords.replace(file(), edited);
    Replay replay = Replay.of(given.output(), record.runId());
    return Engine.create().replay(acrossVersions ? replay.acrossVersions() : replay);
  }

  /**
   * An edit.
   *
   * @param path of the component
   * @param field by which the replay is to fail first
   * @param reached where it is to fail
   */
  record Edit<V>(String path, UnaryOperator<V> change, String field, Reached reached) {

    RunRecord of(RunRecord whole) {
      return edit(whole, path, change);
    }

    @Override
    public String toString() {
      return path + " by " + field;
    }
  }

  private static <V> Edit<V> before(String path, UnaryOperator<V> change, String field) {
    return new Edit<>(path, change, field, Reached.environment);
  }

  private static <V> Edit<V> after(String path, UnaryOperator<V> change, String field) {
    return new Edit<>(path, change, field, Reached.results);
  }

  private static Edit<String> hash(String path, String field, Reached reached) {
    return new Edit<>(path, value -> OTHER, field, reached);
  }

  static List<Edit<?>> edits() {
    return List.of(
        before("engineVersion", (String v) -> "0.0.9", "engine_version"),
        before("hashVersion", (Integer v) -> 2, "hash_version"),
        before("executionEngine", (String v) -> "spark", "execution_engine"),
        before("environment", (String v) -> "huge", "environment"),
        before("environment", (String v) -> "large", "configuration.memory_bytes"),
        before(
            "spec",
            (RecordedSpec v) -> new RecordedSpec(v.json().replace("<= :most", "< :most")),
            "spec_hash"),
        hash("specHash", "spec_hash", Reached.environment),
        hash("rulepackFingerprint", "rulepack_fingerprint", Reached.environment),
        hash("envelopeHash", "envelope_hash", Reached.environment),
        before("viewHashes", (Map<String, String> v) -> with(v, "loop", OTHER), "view_hashes.loop"),
        before(
            "envelope.versions",
            (Map<String, String> v) -> with(v, "duckdb", "0.1"),
            "versions.duckdb"),
        before(
            "envelope.versions",
            (Map<String, String> v) -> with(v, "spark", "9"),
            "versions.spark"),
        before(
            "envelope.versions",
            (Map<String, String> v) -> without(v, "calcite"),
            "versions.calcite"),
        before(
            "envelope.configuration",
            (Map<String, String> v) -> with(v, "memory_bytes", "1"),
            "configuration.memory_bytes"),
        before("envelope.functionLibraryVersion", (Integer v) -> 99, "function_library_version"),
        hash("envelope.functionsHash", "functions_hash", Reached.environment),
        before(
            "envelope.parameters",
            (Map<String, String> v) -> with(v, "most", "4"),
            "envelope_hash"),
        before(
            "envelope.parameters",
            (Map<String, String> v) -> without(v, "other"),
            "parameters.other"),
        before(
            "envelope.derived",
            (Map<String, String> v) -> with(v, "delta_files(edges)", "x"),
            "derived.delta_files(edges)"),
        before("ruleSet.profile", (String v) -> "Strict", "rule_set.profile"),
        before(
            "ruleSet.providers",
            (Map<String, String> v) -> with(v, v.keySet().iterator().next(), "0"),
            "rule_set.providers." + record.ruleSet().providers().keySet().iterator().next()),
        before(
            "ruleSet.providers",
            (Map<String, String> v) -> with(v, "acme", "1"),
            "rule_set.providers.acme"),
        before("ruleSet.turnedOff", (List<String> v) -> List.of(optional()), "rule_set.rules."),
        before("ruleSet.rules.name", (String v) -> "x", "rule_set.rules.0"),
        before("ruleSet.rules.ruleClass", (String v) -> "Safety!", "rule_set.rules.0"),
        before("ruleSet.rules.purpose", (String v) -> "NONE", "rule_set.rules.0"),
        before(
            "ruleSet.rules.parameters",
            (Map<String, String> v) -> with(v, "x", "1"),
            "rule_set.rules.0"),
        before("inputs.logicalName", (String v) -> "nodes", "inputs"),
        before("inputs.1.deltaVersion", (Long v) -> 0L, "envelope_hash"),
        hash("inputs.schemaHash", "inputs.edges.schema_hash", Reached.environment),
        hash("planHash", "plan_hash", Reached.results),
        after("fragments.kind", (String v) -> "x", "fragments.x constraint:one_edge"),
        after("fragments.name", (String v) -> "x", "fragments.audit x"),
        after("fragments.hash", (String v) -> OTHER, "fragments.audit constraint:one_edge"),
        after("changes.view", (String v) -> "x", "changes.x"),
        after("changes.source", (String v) -> "x", "changes.change"),
        after("changes.fromVersion", (Long v) -> 0L, "changes.change"),
        after("changes.toVersion", (Long v) -> 2L, "changes.change"),
        after("changes.form", (String v) -> "x", "changes.change"),
        after("audits.subject", (String v) -> "x", "audits."),
        after("audits.name", (String v) -> "x", "audits."),
        after("audits.rows", (Long v) -> 1L, "audits."),
        after("outputs.tableName", (String v) -> "x", "outputs.x.rows_written"),
        after("outputs.rowsWritten", (Long v) -> 7L, "outputs.paths.rows_written"),
        after(
            "outputs.contentDigest",
            (Optional<String> v) -> Optional.of(OTHER),
            "outputs.paths.content_digest"));
  }

  private static String optional() {
    return record.ruleSet().rules().stream()
        .filter(rule -> rule.purpose().equals("OPTIMIZATION"))
        .findFirst()
        .orElseThrow()
        .name();
  }

  @ParameterizedTest
  @MethodSource("edits")
  void aReplayFailsByTheFirstFieldThatDiffers(Edit<?> edit) throws IOException {
    ReplayResult result = replay(edit.of(record), false);
    assertThat(result.isProved()).isFalse();
    assertThat(result.reached()).isEqualTo(edit.reached());
    Check first = result.firstDifference().orElseThrow();
    assertThat(first.field()).startsWith(edit.field());
    assertThat(first.recorded()).isNotEqualTo(first.replayed());
    Optional<String> proved =
        Optional.ofNullable(proof.get(first.field())).flatMap(Check::recorded);
    assertThat(List.of(first.recorded(), first.replayed()))
        .as("the value of the record as it was is told")
        .anyMatch(
            value ->
                value.isPresent() == proved.isPresent()
                    && value.orElse("").contains(proved.orElse("")));
  }

  @Test
  void everyFieldOfARecordIsComparedOrKnownNotToBe() {
    Set<String> decided = new LinkedHashSet<>(NOT_COMPARED);
    edits().forEach(edit -> decided.add(edit.path().replaceAll("\\.\\d+", "")));
    // A table that lies somewhere else is told by the envelope: ReplayTest.
    decided.add("inputs.deltaLocation");
    assertThat(decided).containsExactlyInAnyOrderElementsOf(EditedRecords.paths());
  }

  @Test
  void whatARunTookIsNoPartOfTheProof() throws IOException {
    RunRecord edited = record;
    edited = edit(edited, "startedAt", (Instant v) -> v.minusSeconds(99));
    edited = edit(edited, "completedAt", (Instant v) -> v.plusSeconds(99));
    edited = edit(edited, "specFile", (Optional<Path> v) -> Optional.empty());
    edited = edit(edited, "specFolder", (Path v) -> folder.resolve("gone"));
    edited = edit(edited, "outputRoot", (Path v) -> folder.resolve("gone/out"));
    edited = edit(edited, "schemaEvolution", (String v) -> "ADDITIVE");
    for (String figure : List.of("inputs.filesConsidered", "inputs.filesRead")) {
      edited = edit(edited, figure, (Integer v) -> 77);
    }
    edited = edit(edited, "inputs.bytesRead", (Long v) -> 77L);
    edited = edit(edited, "inputs.rows", (OptionalLong v) -> OptionalLong.empty());
    edited = edit(edited, "outputs.deltaLocation", (Path v) -> folder.resolve("gone/paths"));
    edited = edit(edited, "outputs.deltaVersion", (Long v) -> 77L);
    edited = edit(edited, "outputs.status", (String v) -> "unchanged");
    edited = edit(edited, "outputs.reason", (String v) -> "x");
    for (String figure : List.of("filesAdded", "filesRemoved", "partitionCount")) {
      edited = edit(edited, "outputs." + figure, (Integer v) -> 77);
    }
    edited = edit(edited, "outputs.bytesWritten", (Long v) -> 77L);
    edited = edit(edited, "stages", (List<RunRecord.Stage> v) -> List.of());
    edited = edit(edited, "warnings", (List<RunRecord.Warning> v) -> List.of());
    ReplayResult result = replay(edited, false);
    assertThat(result.firstDifference()).isEmpty();
    assertThat(result.isProved()).isTrue();
  }

  @Test
  void acrossVersionsOnlyWhatIsAskedForAndWhatCameOutDecide() throws IOException {
    RunRecord other = record;
    other = edit(other, "engineVersion", (String v) -> "0.0.9");
    other = edit(other, "envelope.versions", (Map<String, String> v) -> with(v, "duckdb", "0.1"));
    other =
        edit(
            other,
            "ruleSet.providers",
            (Map<String, String> v) -> with(v, v.keySet().iterator().next(), "0"));
    other = edit(other, "ruleSet.rules.name", (String v) -> "x");
    other = edit(other, "envelope.functionLibraryVersion", (Integer v) -> 99);
    for (String hash :
        List.of(
            "rulepackFingerprint",
            "envelopeHash",
            "planHash",
            "envelope.functionsHash",
            "fragments.hash")) {
      other = edit(other, hash, (String v) -> OTHER);
    }
    ReplayResult told = replay(other, true);
    assertThat(told.firstDifference()).isEmpty();
    assertThat(told.isProved()).isTrue();
    assertThat(told.checks())
        .filteredOn(check -> !check.isEqual())
        .hasSize(10)
        .allMatch(check -> check.meaning() == Meaning.TOLD)
        .anySatisfy(
            check ->
                assertThat(check)
                    .extracting(Check::field, Check::recorded, Check::replayed)
                    .containsExactly(
                        "engine_version", Optional.of("0.0.9"), Optional.of(Engine.version())));

    ReplayResult rows =
        replay(
            edit(other, "outputs.contentDigest", (Optional<String> v) -> Optional.of(OTHER)), true);
    assertThat(rows.firstDifference().map(Check::field)).contains("outputs.paths.content_digest");
    ReplayResult missing =
        replay(
            edit(other, "ruleSet.providers", (Map<String, String> v) -> with(v, "acme", "1")),
            true);
    assertThat(missing.firstDifference().map(Check::field)).contains("rule_set.providers.acme");
    assertThat(missing.reached()).isEqualTo(Reached.environment);
    ReplayResult hashes = replay(edit(other, "hashVersion", (Integer v) -> 2), true);
    assertThat(hashes.firstDifference().map(Check::field)).contains("hash_version");
  }
}
