// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code plan} shows. The golden texts are in {@code src/test/resources/plan}; {@code
 * -Dcodeanatomy.golden=write} writes them anew, for a reviewer to read.
 */
class PlanCommandTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "plan");

  @TempDir Path folder;
  private GivenOrders given;

  @BeforeEach
  void givenOrders() throws IOException {
    given = GivenOrders.in(folder.toRealPath());
  }

  private Called plan(String... more) {
    List<String> words = new ArrayList<>(List.of("plan", given.spec().toString()));
    words.addAll(List.of("--environment", "small", "--output", given.output().toString()));
    words.addAll(List.of(more));
    return Called.with(words.toArray(String[]::new));
  }

  private void assertGolden(String name, Called called) throws IOException {
    assertThat(called.code()).as(called.err()).isZero();
    String shown =
        called
            .out()
            .replace(folder.toRealPath().toString(), "<folder>")
            .replaceAll("[0-9a-f]{64}", "<hash>")
            .replaceAll("\"(bytes(?:_read)?)\": \\d+", "\"$1\": <bytes>")
            .replaceAll(" +\\d[\\d.,]* k?B\n", "  <bytes>\n");
    Path golden = GOLDEN.resolve(name);
    if ("write".equals(System.getProperty("codeanatomy.golden"))) {
      Files.writeString(golden, shown);
    }
    assertThat(shown).isEqualTo(Files.readString(golden));
  }

  @Test
  void aPlanAsText() throws IOException {
    assertGolden("orders.txt", plan());
  }

  @Test
  void aPlanOverTablesThatAreThereWithEveryDecision() throws IOException {
    given
        .but(
            "{table_name: totals, source_view: total}",
            "{table_name: totals, source_view: total, materialization_mode: Append}")
        .run();
    assertGolden("orders-again.txt", plan("--verbose"));
  }

  @Test
  void aPlanAsJson() throws IOException {
    assertGolden("orders.json", plan("--format", "json"));
  }

  @Test
  void noLineIsWiderThanATerminal() {
    assertThat(plan("--verbose").out().replace(folder.toString(), "").lines())
        .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(100));
  }

  @Test
  void readsNoDataAndWritesNothing() throws IOException {
    List<Path> files;
    try (var found = Files.walk(given.tables())) {
      files = found.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      Files.delete(file);
    }
    Called planned = plan();
    assertThat(planned.code()).as(planned.err()).isZero();
    assertThat(given.output()).doesNotExist();
    assertThat(given.run().code()).as("but a run reads them").isNotZero();
  }

  @Test
  void changesAreToldByTheExitCodeIfOneAsks() {
    assertThat(plan("--detailed-exitcode").code()).isEqualTo(2);
    assertThat(plan().code()).isZero();
  }

  @Test
  void everyRunWritesItsOutputsSoThereAreChangesAfterARun() {
    assertThat(given.run().code()).isZero();
    assertThat(plan("--detailed-exitcode").code()).isEqualTo(2);
  }

  @Test
  void whatIsMissingIsShownAndStopsNothing() {
    Called planned = Called.with("plan", given.spec().toString());
    assertThat(planned.code()).as(planned.err()).isZero();
    assertThat(planned.out())
        .contains("large_orders  Overwrite")
        .contains("has no location yet")
        .contains("CA-RUN-001 The output 'totals' has no location. Give the folder of the outputs");
    Map<String, Object> json =
        JsonValue.object(Called.with("plan", given.spec().toString(), "--format", "json").out());
    assertThat(JsonValue.objects(json.get("missing"))).hasSize(2);
    assertThat(JsonValue.objects(json.get("outputs")).get(0))
        .containsEntry("effect", "unknown")
        .containsEntry("delta_location", null);
  }

  @Test
  void aFaultOfTheSpecIsOneOfThePlan() throws IOException {
    given.but("amount > 10", "amuont > 10");
    Called planned = plan("--detailed-exitcode");
    assertThat(planned.code()).isEqualTo(3);
    assertThat(planned.out()).isEmpty();
    assertThat(planned.err()).contains("CA-PLAN-").contains("amuont").contains("did you mean");
  }

  @Test
  void aMissingInputIsAFaultAsJson() {
    Called planned = plan("--inputs", folder.resolve("nowhere").toString(), "--format", "json");
    assertThat(planned.code()).isEqualTo(3);
    assertThat(planned.out()).contains("CA-INPUT-001");
  }

  @Test
  void anOutputThatCannotBeWrittenIsAFault() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    Called planned =
        Called.with("plan", given.spec().toString(), "-o", folder.resolve("file/out").toString());
    assertThat(planned.code()).isNotZero().isNotEqualTo(2);
    assertThat(planned.err()).contains("CA-PUBLISH-");
  }

  @Test
  void coloursAreForTerminals() {
    String[] words = {"plan", given.spec().toString()};
    assertThat(new Called.Caller().atTerminal().call(words).out()).contains("\u001b[");
    assertThat(new Called.Caller().call(words).out()).doesNotContain("\u001b[");
  }
}
