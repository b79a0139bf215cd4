// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

  @TempDir Path folder;
  private GivenOrders given;

  @BeforeEach
  void givenOrders() throws IOException {
    given = GivenOrders.in(folder);
  }

  @Test
  void publishesTheOutputsAndShowsThem() {
    Called run = given.run();
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("Published 2 tables to " + given.output().toAbsolutePath())
        .containsPattern("large_orders +0 +3 +1 ")
        .containsPattern("totals +0 +2 +1 ")
        .contains("empty, as required  order_without_customer")
        .containsPattern("spec hash +[0-9a-f]{64}");
    assertThat(run.err()).as("a line for each stage").contains("  validate").contains("publish");
    assertThat(given.output().resolve("totals/_delta_log/00000000000000000000.json")).exists();
  }

  @Test
  void showsInputsAndStagesWhenVerbose() {
    Called run = given.run("--verbose");
    assertThat(run.out())
        .contains("Input")
        .containsPattern("orders +0 +4 +1 of 1")
        .contains("Stage");
  }

  @Test
  void saysNothingOnStandardErrorWhenQuiet() {
    Called run = given.run("--quiet");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Published");
  }

  @Test
  void writesTheResultAsOneJsonDocument() {
    Called run = given.run("--format", "json");
    assertThat(run.code()).as(run.err()).isZero();
    Map<String, Object> result = JsonValue.object(run.out());
    assertThat(result.keySet())
        .containsExactly(
            "run_id",
            "spec_hash",
            "envelope_hash",
            "rulepack_fingerprint",
            "plan_hash",
            "started_at",
            "completed_at",
            "outputs",
            "inputs",
            "changes",
            "audits",
            "stages",
            "warnings",
            "record_location",
            "capture_location");
    assertThat(result.get("spec_hash").toString()).matches("[0-9a-f]{64}");
    assertThat(Instant.parse(result.get("started_at").toString()))
        .isBeforeOrEqualTo(Instant.parse(result.get("completed_at").toString()));
    Map<String, Object> output = JsonValue.objects(result.get("outputs")).get(0);
    assertThat(output)
        .containsEntry("table_name", "large_orders")
        .containsEntry("delta_location", given.output().resolve("large_orders").toString())
        .containsEntry("delta_version", 0L)
        .containsEntry("status", "written")
        .containsEntry("rows_written", 3L)
        .containsEntry("files_added", 1L)
        .containsEntry("files_removed", 0L)
        .containsEntry("content_digest", null)
        .containsKeys("reason", "bytes_written", "partition_count");
    assertThat(JsonValue.objects(result.get("inputs")).get(0))
        .containsEntry("logical_name", "orders")
        .containsEntry("rows", 4L)
        .containsKeys("delta_location", "delta_version", "schema_hash", "files_considered");
    assertThat(result.get("audits"))
        .isEqualTo(
            List.of(Map.of("subject", "view", "name", "order_without_customer", "rows", 0L)));
    assertThat(JsonValue.objects(result.get("stages")))
        .allSatisfy(stage -> assertThat(stage).containsOnlyKeys("name", "seconds"));
  }

  @Test
  void digestsTheOutputsIfAskedTo() throws IOException {
    Called run = given.run("--digest", "--format", "json");
    assertThat(run.code()).as(run.err()).isZero();
    String digest =
        JsonValue.objects(JsonValue.object(run.out()).get("outputs"))
            .get(0)
            .get("content_digest")
            .toString();
    assertThat(digest).matches("[0-9a-f]{64}");
    assertThat(given.run("--digest").out())
        .containsPattern("content digests +large_orders " + digest.substring(0, 16) + "…");
    Called without = given.run("--no-digest");
    assertThat(without.code()).as(without.err()).isZero();
    assertThat(without.out()).contains("Published").doesNotContain("digest");
  }

  @Test
  void tellsWhereTheChangesOfViewsWereFound() throws IOException {
    given.but(
        "{kind: Filter, source: orders, predicate: \"amount > 10\"}",
        "{kind: Changes, source: orders, from_version: 0}");
    Called verbose = given.run("--verbose");
    assertThat(verbose.code()).as(verbose.err()).isZero();
    assertThat(verbose.out())
        .containsPattern("Changes +Source +From version +To version +Found in")
        .containsPattern("large_order +orders +0 +0 +difference of the versions");
    assertThat(given.run("--format", "json").out()).contains("\"form\": \"file_difference\"");
  }

  @Test
  void bindsInputsByFolderAndByName() throws IOException {
    given.but("tables/orders", "nowhere");
    assertThat(given.run().code()).isEqualTo(3);
    assertThat(given.run("--inputs", given.tables().toString()).code()).isZero();
    String location = "orders=" + given.tables().resolve("orders");
    assertThat(given.run("--input", location).code()).isZero();
  }

  @Test
  void bindsParameters() throws IOException {
    given
        .but("source: orders, predicate: \"amount > 10\"", "source: by_amount, predicate: \"TRUE\"")
        .but(
            "output_targets:",
            """
            parameter_templates:
              - name: by_amount
                base_table: orders
                predicate: "amount > :least"
                parameters: [{name: least, type: bigint}]
            output_targets:""");
    Called run = given.run("--param", "least=25", "--format=json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(JsonValue.objects(JsonValue.object(run.out()).get("outputs")).get(0))
        .containsEntry("rows_written", 2L);
    Path values = given.output().resolveSibling("values.yaml");
    Files.writeString(values, "least: 35\n");
    assertThat(rowsWritten(given.run("--params", values.toString(), "--format=json")))
        .isEqualTo(1L);
    assertThat(
            rowsWritten(
                given.run("--params", values.toString(), "--param", "least=0", "--format=json")))
        .as("an option is stronger than the file")
        .isEqualTo(4L);
    Files.writeString(values, "least: [1]\nleast: 2\n");
    Called bad = given.run("--params", values.toString());
    assertThat(bad.code()).isEqualTo(3);
    assertThat(bad.err())
        .contains("CA-SPEC-010")
        .contains("CA-SPEC-005")
        .contains("values.yaml:1:8");
    assertThat(given.run("--params", "nowhere.json").err())
        .contains("error[CA-SPEC-001]: the file nowhere.json does not exist");
    assertThat(given.run().code()).as("without a value").isEqualTo(3);
    assertThat(given.run("--param", "least=many").code()).as("of another type").isEqualTo(3);
    assertThat(given.run("--param", "most=1").code()).as("unknown").isEqualTo(3);
  }

  private static Object rowsWritten(Called run) {
    assertThat(run.code()).as(run.err()).isZero();
    return JsonValue.objects(JsonValue.object(run.out()).get("outputs")).get(0).get("rows_written");
  }

  @Test
  void runsInTheEnvironmentThatIsAskedFor() {
    assertThat(given.run("--environment", "small").code()).isZero();
    assertThat(given.run("--environment", "LARGE", "--profile", "Default").code()).isZero();
  }

  @Test
  void aFailedAuditIsAFailedRunAndPublishesNothing() throws IOException {
    given.but("customer IS NULL", "amount > 35");
    Called run = given.run();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("CA-RUN-003").contains("order_without_customer");
    assertThat(given.output()).doesNotExist();
  }

  @Test
  void anInvalidSpecIsShownWithItsLine() throws IOException {
    given.but("amount > 10", "amuont > 10");
    Called run = given.run();
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("spec.yaml:7:").contains("amuont").contains("1 error");
  }

  @Test
  void aFailureIsOneJsonDocument() throws IOException {
    given.but("amount > 10", "amuont > 10");
    Called run = given.run("--format=json");
    assertThat(run.code()).isEqualTo(3);
    Map<String, Object> document = JsonValue.object(run.out());
    assertThat(document.get("error"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("kind", "invalid_spec")
        .containsEntry("exit_code", 3L);
    assertThat(JsonValue.objects(document.get("diagnostics")).get(0))
        .containsKeys("code", "pointer", "line", "column", "message", "hint");
  }

  @Test
  void anInterruptedRunPublishesNothing() {
    Called run =
        new Called.Caller()
            .interrupted()
            .call("run", given.spec().toString(), "--output", given.output().toString());
    assertThat(run.code()).isEqualTo(130);
    assertThat(run.err()).contains("Interrupted. Nothing was published.");
    assertThat(given.output()).doesNotExist();
  }

  @Test
  void anUnwritableOutputFolderIsAFailedRun() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Called run = Called.with("run", given.spec().toString(), "--output", file + "/out");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("CA-PUBLISH-");
  }

  @Test
  void anOutputOverAnInputIsAnInvalidSpec() throws IOException {
    given.but("table_name: totals", "table_name: orders");
    Called run = Called.with("run", given.spec().toString(), "--output", given.tables().toString());
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("CA-INPUT-007");
  }

  @Test
  void debuggingShowsTheStackTrace() throws IOException {
    given.but("tables/orders", "nowhere");
    assertThat(given.run().err()).doesNotContain("\tat ");
    assertThat(given.run("--debug").err()).contains("\tat io.codeanatomy");
  }
}
