// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.engine.history.Captures;
import io.codeanatomy.engine.history.Retention;
import io.codeanatomy.engine.history.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTest {

  @TempDir Path folder;
  private GivenOrders given;

  @BeforeEach
  void givenOrders() throws IOException {
    given = GivenOrders.in(folder);
  }

  private String publish() {
    Called run = given.run("--format=json");
    assertThat(run.code()).as(run.err()).isZero();
    return JsonValue.object(run.out()).get("run_id").toString();
  }

  private Called call(String... words) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--output";
    all[words.length + 1] = given.output().toString();
    return Called.with(all);
  }

  private Path record(String runId) {
    return RunHistory.in(given.output()).file(runId);
  }

  @Test
  void aRunTellsWhereItsRecordIs() {
    Called run = given.run();
    String latest = RunHistory.in(given.output()).runIds().get(0);
    assertThat(run.out()).contains("record              " + record(latest));
    Map<String, Object> json = JsonValue.object(given.run("--format=json").out());
    assertThat(json)
        .containsEntry("record_location", record(json.get("run_id").toString()).toString());
  }

  @Test
  void theRunsAreListedTheNewestFirst() {
    String first = publish();
    String second = publish();
    String third = publish();
    Called history = call("history");
    assertThat(history.code()).as(history.err()).isZero();
    assertThat(history.err()).isEmpty();
    assertThat(history.out().lines().map(String::strip))
        .satisfies(
            lines -> {
              assertThat(lines.get(0))
                  .matches("Run +Started \\(UTC\\) +Spec +Profile +Written +Rows +Time");
              assertThat(lines.get(2)).startsWith(third);
              assertThat(lines.get(3)).startsWith(second);
              assertThat(lines.get(4))
                  .matches(
                      first
                          + "  \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d  orders  Default +2 of 2 +5 +\\S+ s");
              assertThat(lines).hasSize(5);
            });
    assertThat(history.out().lines()).allMatch(line -> line.length() <= 100);
    Called limited = call("history", "--limit", "1");
    assertThat(limited.out())
        .contains(third)
        .doesNotContain(second)
        .contains("1 of 3 runs; --limit shows more.");

    Map<String, Object> json = JsonValue.object(call("history", "--format=json").out());
    assertThat(json).containsEntry("run_count", 3L).containsKeys("output", "runs");
    assertThat(JsonValue.objects(json.get("runs")))
        .extracting(run -> run.get("run_id"))
        .containsExactly(third, second, first);
    assertThat(JsonValue.objects(json.get("runs")).get(0))
        .containsEntry("damaged", false)
        .containsEntry("spec_name", "orders")
        .containsEntry("rulepack_profile", "Default")
        .containsEntry("outputs_written", 2L)
        .containsEntry("rows_written", 5L)
        .containsEntry("diagnostics", List.of())
        .containsKeys("started_at", "completed_at", "spec_hash", "seconds", "record_location");
  }

  @Test
  void aSpecWithoutANameIsKnownByItsFile() throws IOException {
    given.but("name: orders\n", "");
    publish();
    assertThat(call("history").out()).contains("  spec.yaml  ");
  }

  @Test
  void aFolderWithoutRunsHasAnEmptyHistory() {
    Called history = call("history");
    assertThat(history.code()).isZero();
    assertThat(history.out()).isEqualTo("No runs are recorded in " + given.output() + "\n");
    assertThat(JsonValue.object(call("history", "--format=json").out()))
        .containsEntry("runs", List.of());
  }

  @Test
  void damagedRecordsAreShownAsDamaged() throws IOException {
    String first = publish();
    String second = publish();
    Files.writeString(record(first), Files.readString(record(first)).replace("orders", "orderz"));
    Called history = call("history");
    assertThat(history.code()).isZero();
    assertThat(history.out()).containsPattern(first + "  damaged\n").contains(second);
    assertThat(history.err())
        .contains("warning[CA-HISTORY-005]: The run record " + record(first))
        .contains("1 warning");
    Map<String, Object> run =
        JsonValue.objects(JsonValue.object(call("history", "--format", "json").out()).get("runs"))
            .get(1);
    assertThat(run).containsEntry("damaged", true).doesNotContainKey("spec_hash");
    assertThat(JsonValue.objects(run.get("diagnostics")).get(0))
        .containsEntry("code", "CA-HISTORY-005");
    Called show = call("show", first);
    assertThat(show.code()).isEqualTo(1);
    assertThat(show.err()).contains("error[CA-HISTORY-005]");
  }

  @Test
  void aRunIsShownInFull() throws IOException {
    publish();
    String runId = publish();
    Called show = call("show", "latest");
    assertThat(show.code()).as(show.err()).isZero();
    assertThat(show.out())
        .startsWith("Run " + runId + " of orders\n")
        .containsPattern("started +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC")
        .contains("spec                " + given.spec())
        .contains("record              " + record(runId))
        .containsPattern("orders +0 +4 +1 of 1 ")
        .contains("orders              " + given.tables().resolve("orders"))
        .containsPattern("schema [0-9a-f]{64}")
        .containsPattern("large_orders +1 +3 +1 .*written")
        .contains("require_empty       SemanticIntegrity, view = order_without_customer")
        .containsPattern("order_without_customer\n +view, 0 rows as required")
        .containsPattern("large_order +[0-9a-f]{64}")
        .containsPattern("write totals +[0-9a-f]{64}")
        .containsPattern("settings +memory_bytes = \\d+, target_partitions = \\d+")
        .containsPattern("versions +.*calcite 1")
        .contains("publish")
        .containsPattern("envelope hash +[0-9a-f]{64}");
    assertThat(show.out().lines().filter(line -> !line.contains(folder.toString())))
        .allMatch(line -> line.length() <= 100);
    assertThat(call("show", runId.substring(0, 18)).out()).isEqualTo(show.out());
    assertThat(call("show", runId, "--format=json").out())
        .isEqualTo(Files.readString(record(runId)));
  }

  @Test
  void aRunThatIsNotThereIsSaidWithThoseThatAre() {
    String runId = publish();
    Called show = call("show", runId.substring(0, runId.length() - 1) + "x");
    assertThat(show.code()).isEqualTo(1);
    assertThat(show.out()).isEmpty();
    assertThat(show.err())
        .contains("error[CA-HISTORY-007]: There is no record of a run")
        .contains("did you mean \"" + runId + "\"? The only run is " + runId);
    Called nowhere = Called.with("show", "latest", "--output", folder.resolve("x").toString());
    assertThat(nowhere.code()).isEqualTo(1);
    assertThat(nowhere.err()).contains("CA-HISTORY-009");
  }

  @Test
  void pruningAppliesRetentionAndKeepsTheLatestOfEveryOutput() throws IOException {
    String first = publish();
    String second = publish();
    Captures captures = Captures.in(given.output());
    Instant past = Instant.now().minus(Duration.ofDays(8));
    Path expired = captures.create(first, Retention.SHORT, past);
    Path kept = captures.create(second, Retention.LONG, past);

    Called dry = call("history", "prune", "--keep-days", "0", "--dry-run");
    assertThat(dry.code()).as(dry.err()).isZero();
    assertThat(dry.out())
        .startsWith("Would remove 1 capture and 1 record.\n")
        .containsPattern("capture  " + first + "  expired at ")
        .containsPattern("record   " + first + "  older than is kept");
    assertThat(expired).exists();

    Called plain = call("history", "prune");
    assertThat(plain.out())
        .startsWith("Removed 1 capture.\n")
        .contains("Kept 1 capture and 2 records:")
        .containsPattern("record +2  records are kept unless an age is given");
    assertThat(expired).doesNotExist();
    assertThat(kept).exists();

    Map<String, Object> json =
        JsonValue.object(call("history", "prune", "--older-than=0h", "--format=json").out());
    assertThat(json).containsEntry("dry_run", false);
    assertThat(JsonValue.objects(json.get("removed")))
        .containsExactly(
            Map.of(
                "kind",
                "record",
                "run_id",
                first,
                "location",
                record(first).toString(),
                "reason",
                "older than is kept"));
    assertThat(RunHistory.in(given.output()).runIds()).containsExactly(second);
    assertThat(call("history", "prune", "--keep-days=0", "--verbose").out())
        .startsWith("Nothing to remove.\n")
        .containsPattern("record   " + second + "  the latest of an output");
  }

  @Test
  void theSpecOfARunIsPinnedAndRunsAgain() throws IOException {
    Path pinned = folder.resolve("pinned.json");
    Called run = given.run("--pin", pinned.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("Pinned spec written to " + pinned);
    assertThat(Files.readString(pinned))
        .contains("\"version_pin\": 0")
        .contains("\"delta_location\": \"" + given.tables().resolve("orders") + "\"")
        .contains("\"rulepack_profile\": \"Default\"");
    Path csv = Files.writeString(folder.resolve("more.csv"), "id,customer,amount\n5,Eve,99\n");
    Called loaded = Called.with("load", "orders=" + csv, "--output", given.tables().toString());
    assertThat(loaded.code()).as(loaded.err()).isZero();
    Called again =
        Called.with(
            "run", pinned.toString(), "--output", given.output().toString(), "--format=json");
    assertThat(again.code()).as(again.err()).isZero();
    Map<String, Object> result = JsonValue.object(again.out());
    assertThat(run.out()).contains("spec hash           " + result.get("spec_hash"));
    assertThat(JsonValue.objects(result.get("outputs")).get(0)).containsEntry("rows_written", 3L);
    assertThat(
            JsonValue.objects(JsonValue.object(given.run("--format=json").out()).get("outputs"))
                .get(0))
        .as("the spec itself reads the new version")
        .containsEntry("rows_written", 1L);
  }

  @Test
  void aFileIsNotReplacedByAPinnedSpecAndNothingIsRun() throws IOException {
    String before = Files.readString(given.spec());
    Called onItself = given.run("--pin", given.spec().toString());
    assertThat(onItself.code()).isEqualTo(1);
    assertThat(onItself.err())
        .contains("error[CA-HISTORY-012]: The pinned spec cannot be written to " + given.spec());
    assertThat(given.spec()).hasContent(before);
    Called nowhere = given.run("--pin", folder.resolve("nowhere/pinned.json").toString());
    assertThat(nowhere.code()).isEqualTo(1);
    assertThat(nowhere.err()).contains("CA-HISTORY-013");
    assertThat(given.output()).doesNotExist();
    given.but("amount > 10", "amuont > 10");
    assertThat(given.run("--pin", folder.resolve("pinned.json").toString()).code()).isEqualTo(3);
    assertThat(folder.resolve("pinned.json")).doesNotExist();
    try (java.util.stream.Stream<Path> files = Files.list(folder)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".tmp"));
    }
  }

  @Test
  void aRecordThatCannotBeWrittenIsAWarningOfARunThatIsDone() throws IOException {
    Files.createDirectories(given.output());
    Files.writeString(given.output().resolve("_codeanatomy"), "in the way");
    Called run = given.run();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Published 2 tables").doesNotContain("record  ");
    assertThat(run.err())
        .contains("warning[CA-HISTORY-010]: The run is published, but its record ");
    Called json = given.run("--format=json");
    assertThat(JsonValue.object(json.out())).containsEntry("record_location", null);
  }
}
