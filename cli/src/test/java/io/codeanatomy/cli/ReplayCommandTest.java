// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.engine.history.RunHistory;
import io.codeanatomy.engine.history.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

  @TempDir Path folder;
  private GivenOrders given;

  @BeforeEach
  void givenOrders() throws IOException {
    given = GivenOrders.in(folder);
  }

  private Map<String, Object> publish(String... more) {
    String[] words = java.util.Arrays.copyOf(more, more.length + 1);
    words[more.length] = "--format=json";
    Called run = given.run(words);
    assertThat(run.code()).as(run.err()).isZero();
    return JsonValue.object(run.out());
  }

  private Called replay(String... more) {
    return Called.with(words(more));
  }

  private String[] words(String... more) {
    String[] words = new String[4 + more.length];
    words[0] = "replay";
    words[1] = "latest";
    words[2] = "--output";
    words[3] = given.output().toString();
    System.arraycopy(more, 0, words, 4, more.length);
    return words;
  }

  private static void remove(Path table) throws IOException {
    try (Stream<Path> files = Files.walk(table)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Another table in the place of the orders. */
  private void replaceOrders(String csv) throws IOException {
    remove(given.tables().resolve("orders"));
    Path file = Files.writeString(folder.resolve("others.csv"), csv);
    Called loaded = Called.with("load", "orders=" + file, "--output", given.tables().toString());
    assertThat(loaded.code()).as(loaded.err()).isZero();
  }

  @Test
  void aRunIsProved() {
    Map<String, Object> run = publish("--digest");
    Called replay = replay();
    assertThat(replay.code()).as(replay.err()).isZero();
    assertThat(replay.err()).contains("digest totals").doesNotContain("warning");
    assertThat(replay.out())
        .startsWith("Proved run " + run.get("run_id") + " in ")
        .containsPattern(" s: \\d+ fields, all the same\n")
        .contains("spec hash           " + run.get("spec_hash"))
        .contains("plan hash           " + run.get("plan_hash"))
        .contains("envelope hash       " + run.get("envelope_hash"))
        .containsPattern("Output +Rows +Content digest\n")
        .containsPattern("totals +2 +[0-9a-f]{64}\n")
        .doesNotContain("Different");
    for (Map<String, Object> output : JsonValue.objects(run.get("outputs"))) {
      assertThat(replay.out())
          .containsPattern(
              output.get("table_name")
                  + " +"
                  + output.get("rows_written")
                  + "  "
                  + output.get("content_digest"));
    }
    assertThat(replay.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(replay("--verbose").out())
        .contains("Everything that was compared")
        .containsPattern("hash_version +1 +the same\n")
        .containsPattern("inputs.orders.delta_version +0 +the same\n")
        .containsPattern("versions.duckdb +\\S+ +the same\n");
    assertThat(RunHistory.in(given.output()).runIds())
        .containsExactly(run.get("run_id").toString());
  }

  @Test
  void aProofIsAJsonDocumentWhereThatIsWanted() {
    Map<String, Object> run = publish();
    Called replay = replay("--format=json");
    assertThat(replay.code()).as(replay.err()).isZero();
    Map<String, Object> json = JsonValue.object(replay.out());
    assertThat(json)
        .containsEntry("run_id", run.get("run_id"))
        .containsEntry("proved", true)
        .containsEntry("reached", "results")
        .containsEntry("first_difference", null)
        .containsEntry("warnings", List.of())
        .containsKey("seconds");
    assertThat(JsonValue.objects(json.get("checks")))
        .contains(
            Map.of(
                "field",
                "spec_hash",
                "recorded",
                run.get("spec_hash"),
                "replayed",
                run.get("spec_hash"),
                "equal",
                true,
                "meaning",
                "decisive"))
        .allSatisfy(check -> assertThat(check).containsEntry("equal", true));
  }

  @Test
  void otherRowsInAnInputAreOtherRowsInAnOutput() throws IOException {
    publish("--digest");
    replaceOrders("id,customer,amount\n1,Ann,5\n2,Ann,20\n3,Bob,30\n4,Bob,4\n");
    Called replay = replay();
    assertThat(replay.code()).as(replay.err()).isEqualTo(4);
    String runId = RunHistory.in(given.output()).runIds().get(0);
    assertThat(replay.out())
        .startsWith("Not proved: run " + runId + " does not give the same again\n")
        .contains("  differs             outputs.large_orders.rows_written\n")
        .contains("  recorded            3\n")
        .contains("  now                 2\n")
        .contains("All that differs\n")
        .containsPattern("outputs.totals.content_digest +[0-9a-f]{23}… +[0-9a-f]{23}…\n");
    assertThat(replay.out().lines()).allMatch(line -> line.length() <= 100);

    Called json = replay("--format=json");
    assertThat(json.code()).isEqualTo(4);
    assertThat(JsonValue.object(json.out()))
        .containsEntry("proved", false)
        .containsEntry("reached", "results")
        .containsEntry(
            "first_difference",
            Map.of("field", "outputs.large_orders.rows_written", "recorded", "3", "replayed", "2"));
  }

  @Test
  void anotherSchemaIsSaidBeforeAnythingRuns() throws IOException {
    publish();
    replaceOrders("id,customer,amount\n1,Ann,5.5\n");
    Called replay = replay();
    assertThat(replay.code()).as(replay.err()).isEqualTo(4);
    assertThat(replay.out())
        .contains("cannot be done again as it was; nothing was run\n")
        .contains("  differs             inputs.orders.schema_hash\n")
        .doesNotContain("All that differs");
  }

  @Test
  void anotherVersionOfTheEngineIsSaidBeforeAnythingRuns() throws IOException {
    publish("--digest");
    RunHistory history = RunHistory.in(given.output());
    RunRecord record = history.find("latest");
    Files.writeString(history.file(record.runId()), ofEngine("0.0.9", record).json());
    Called replay = replay();
    assertThat(replay.code()).as(replay.err()).isEqualTo(4);
    assertThat(replay.out())
        .contains("nothing was run\n")
        .contains("  differs             engine_version\n")
        .contains("  recorded            0.0.9\n")
        .contains("  now                 " + record.engineVersion() + "\n");
    Called json = replay("--format=json");
    assertThat(json.code()).isEqualTo(4);
    assertThat(JsonValue.object(json.out()))
        .containsEntry("reached", "environment")
        .containsEntry(
            "first_difference",
            Map.of(
                "field",
                "engine_version",
                "recorded",
                "0.0.9",
                "replayed",
                record.engineVersion()));

    Called across = replay("--across-versions");
    assertThat(across.code()).as(across.err()).isZero();
    assertThat(across.out())
        .containsPattern("\\d+ fields the same\n")
        .contains("Different, as is to be expected of other versions or places\n")
        .containsPattern("engine_version +0\\.0\\.9 +" + record.engineVersion() + "\n");
    assertThat(
            JsonValue.objects(
                JsonValue.object(replay("--across-versions", "--format=json").out()).get("checks")))
        .filteredOn(check -> check.get("equal").equals(false))
        .singleElement()
        .satisfies(check -> assertThat(check).containsEntry("meaning", "told"));
  }

  @Test
  void anInputThatWasMovedIsNamed() throws IOException {
    publish("--digest");
    Path moved = folder.resolve("moved");
    Files.move(given.tables(), moved);
    Called replay = replay();
    assertThat(replay.code()).isEqualTo(1);
    assertThat(replay.out()).isEmpty();
    assertThat(replay.err())
        .contains("error[CA-REPLAY-001]: The input 'orders' cannot be read as it was, at version 0")
        .contains("--input orders=LOCATION");
    Called json = replay("--format=json");
    assertThat(json.code()).isEqualTo(1);
    assertThat(JsonValue.objects(JsonValue.object(json.out()).get("diagnostics")))
        .extracting(diagnostic -> diagnostic.get("code"))
        .containsExactly("CA-REPLAY-001");
    Called again = replay("--input", "orders=" + moved.resolve("orders"));
    assertThat(again.code()).as(again.err() + again.out()).isZero();
    assertThat(again.out()).containsPattern("inputs.orders.delta_location +\\S+… +\\S+…\n");
    Called unknown = replay("--input", "ordres=" + moved.resolve("orders"));
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("error[CA-REPLAY-003]").contains("did you mean \"orders\"?");
  }

  @Test
  void whatCannotBeComparedIsAWarning() throws IOException {
    publish();
    remove(given.output().resolve("totals"));
    Called replay = replay();
    assertThat(replay.code()).as(replay.err()).isZero();
    assertThat(replay.err()).contains("warning[CA-REPLAY-005]").contains("the output 'totals'");
    assertThat(replay.out()).containsPattern("totals +2  not compared\n");
  }

  @Test
  void recordsThatAreDamagedOrNotThereAreNotReplayed() throws IOException {
    String runId = publish().get("run_id").toString();
    Path file = RunHistory.in(given.output()).file(runId);
    Files.writeString(file, Files.readString(file).replace("\"amount > 10\"", "\"amount > 20\""));
    Called edited = replay();
    assertThat(edited.code()).isEqualTo(1);
    assertThat(edited.err()).contains("error[CA-HISTORY-005]");
    Called unknown = Called.with("replay", "2020", "--output", given.output().toString());
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("error[CA-HISTORY-007]");
  }

  @Test
  void aReplayIsInterruptedLikeARun() {
    publish();
    Called called = new Called.Caller().interrupted().call(words());
    assertThat(called.code()).isEqualTo(130);
    assertThat(called.out()).isEmpty();
    assertThat(called.err()).contains("Interrupted. Nothing was published.");
  }

  private static RunRecord ofEngine(String version, RunRecord record) {
    return new RunRecord(
        record.runId(),
        version,
        record.startedAt(),
        record.completedAt(),
        record.spec(),
        record.specFile(),
        record.specFolder(),
        record.outputRoot(),
        record.specHash(),
        record.planHash(),
        record.rulepackFingerprint(),
        record.envelopeHash(),
        record.hashVersion(),
        record.executionEngine(),
        record.environment(),
        record.schemaEvolution(),
        record.envelope(),
        record.ruleSet(),
        record.inputs(),
        record.viewHashes(),
        record.fragments(),
        record.outputs(),
        record.changes(),
        record.audits(),
        record.stages(),
        record.warnings());
  }
}
