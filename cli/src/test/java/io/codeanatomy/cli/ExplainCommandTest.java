// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.extract.ExtractionOptions;
import io.codeanatomy.extract.ExtractionProgress;
import io.codeanatomy.extract.JavaExtractor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code explain} shows. */
class ExplainCommandTest {

  private static final Path CPG = Path.of("..", "examples", "cpg-java", "cpg.yaml");
  private static final List<String> SECTIONS =
      List.of(
          "Setting",
          "Inputs",
          "Rules",
          "Plan as written",
          "What the rules changed",
          "Statements",
          "Steps",
          "Cache decisions",
          "Plans of duckdb");

  @TempDir Path folder;
  private GivenOrders given;

  @BeforeEach
  void givenOrders() throws IOException {
    given = GivenOrders.in(folder.toRealPath());
  }

  private Called explain(String... more) {
    List<String> words = new ArrayList<>(List.of("explain", given.spec().toString()));
    words.addAll(List.of(more));
    return Called.with(words.toArray(String[]::new));
  }

  private static String section(Called called, String title) {
    int begin = called.out().indexOf("\n" + title + "\n");
    assertThat(begin).as("%s in %s", title, called.out()).isNotNegative();
    int end = called.out().indexOf("\n\n", begin + 1);
    return called.out().substring(begin + title.length() + 2, end + 1);
  }

  @Test
  void theSectionsAreInTheOrderInWhichARunComesAbout() {
    Called explained = explain();
    assertThat(explained.code()).as(explained.err()).isZero();
    assertThat(explained.out())
        .startsWith("The whole plan: 3 views, ")
        .containsSubsequence(SECTIONS.stream().map(title -> "\n" + title + "\n").toList());
    assertThat(section(explained, "Plan as written"))
        .isEqualTo(
            """
              large_order
                Filter amount > 10
                  Scan orders
              order_without_customer
                Filter customer IS NULL
                  Scan orders
              total
                Project customer, orders
                  Aggregate by customer: COUNT(*) AS orders
                    Scan large_order
            """);
    assertThat(section(explained, "What the rules changed"))
        .contains("  prune_columns: changed ")
        .contains("    total\n");
    assertThat(section(explained, "Plans of duckdb"))
        .isEqualTo("  Shown of one view, and with --verbose.\n");
    assertThat(explained.out()).containsPattern("envelope +[0-9a-f]{64}\n");
  }

  @Test
  void ofOneViewTheStatementsAndTheirPlansAreShownToo() {
    Called explained = explain("total");
    assertThat(explained.code()).as(explained.err()).isZero();
    assertThat(explained.out()).startsWith("The view total and what it is made of: 2 views, ");
    assertThat(explained.out()).doesNotContain("  order_without_customer\n");
    assertThat(section(explained, "Plans of duckdb"))
        .contains("READ_PARQUET")
        .contains("filters amount>10");
    assertThat(section(explained, "Statements")).contains("Filter amount > 10");
  }

  @Test
  void verboseShowsTreesBeforeAndAfterEachRule() {
    assertThat(section(explain("--verbose"), "What the rules changed"))
        .contains("      before\n        Project customer, orders\n")
        .contains("      after\n");
  }

  @Test
  void aRuleThatIsTurnedOffDisappears() {
    Called explained = explain("--without-rule", "prune_columns");
    assertThat(explained.code()).as(explained.err()).isZero();
    assertThat(explained.out()).doesNotContain("prune_columns");
    assertThat(explain().out()).contains("prune_columns");
  }

  @Test
  void jsonHasEverySection() {
    Called explained = explain("total", "--format", "json");
    assertThat(explained.code()).as(explained.err()).isZero();
    Map<String, Object> json = JsonValue.object(explained.out());
    assertThat(json.keySet())
        .containsExactly(
            "spec_hash",
            "plan_hash",
            "rulepack_fingerprint",
            "envelope_hash",
            "view",
            "setting",
            "inputs",
            "rules",
            "written",
            "applications",
            "fragments",
            "steps",
            "cache_decisions",
            "span_joins",
            "execution_plans",
            "missing",
            "warnings");
    assertThat(json).containsEntry("view", "total");
    for (String list :
        List.of(
            "inputs",
            "rules",
            "written",
            "applications",
            "fragments",
            "steps",
            "cache_decisions",
            "execution_plans")) {
      assertThat(JsonValue.objects(json.get(list))).as(list).isNotEmpty();
    }
    assertThat(JsonValue.objects(json.get("inputs")).get(0))
        .containsEntry("rows", 4L)
        .containsEntry("files_considered", 1L)
        .containsEntry("files_read", 1L)
        .containsEntry("predicate", "customer IS NULL OR amount > 10")
        .containsEntry("row_groups_considered", 1L)
        .containsEntry("row_groups_matching", 1L);
    assertThat(JsonValue.objects(json.get("written")).get(0))
        .containsEntry("name", "large_order")
        .containsEntry("tree", List.of("Filter amount > 10", "  Scan orders"));
  }

  @Test
  void nothingIsWritten() {
    Called explained = explain("--output", given.output().toString());
    assertThat(explained.code()).as(explained.err()).isZero();
    assertThat(explained.out()).doesNotContain("CA-RUN-001");
    assertThat(given.output()).doesNotExist();
    assertThat(explain().out()).contains("CA-RUN-001 The output 'totals' has no location");
  }

  @Test
  void anUnknownViewIsAnError() {
    Called explained = explain("totl");
    assertThat(explained.code()).isEqualTo(1);
    assertThat(explained.out()).isEmpty();
    assertThat(explained.err())
        .contains("CA-SCHEMA-002")
        .contains("The spec has no view or input 'totl'")
        .contains("total");
  }

  @Test
  void aFaultOfTheSpecIsOneOfTheExplanation() throws IOException {
    given.but("amount > 10", "amuont > 10");
    Called explained = explain();
    assertThat(explained.code()).isEqualTo(3);
    assertThat(explained.err()).contains("CA-PLAN-").contains("amuont");
  }

  @Test
  void coloursAreForTerminals() {
    String[] words = {"explain", given.spec().toString()};
    assertThat(new Called.Caller().atTerminal().call(words).out()).contains("\u001b[");
    assertThat(new Called.Caller().call(words).out()).doesNotContain("\u001b[");
  }

  /** The page shows what is true, but for hashes, sizes of files and versions. */
  @Test
  void thePageShowsTheExampleAsItIs() throws IOException {
    Path example = Path.of("..", "examples", "load-csv");
    Path tables = folder.resolve("example");
    List<String> load = new ArrayList<>(List.of("load"));
    for (String name : List.of("customers", "orders", "prices")) {
      load.add(name + "=" + example.resolve("data").resolve(name + ".csv"));
    }
    load.addAll(List.of("--output", tables.toString()));
    assertThat(Called.with(load.toArray(String[]::new)).code()).isZero();
    Called explained =
        Called.with(
            "explain",
            example.resolve("revenue.yaml").toString(),
            "priced_order",
            "--inputs",
            tables.toString(),
            "--environment",
            "small",
            "--output",
            folder.resolve("result").toString());
    assertThat(explained.code()).as(explained.err()).isZero();
    Path page = Path.of("..", "docs", "explain.md");
    Pattern block = Pattern.compile("(?s)(?<=```text\n).*?(?=```)");
    if (Boolean.getBoolean("codeanatomy.update")) {
      String shown = Matcher.quoteReplacement(explained.out());
      Files.writeString(
          page, block.matcher(Files.readString(page)).replaceFirst(shown), StandardCharsets.UTF_8);
    }
    Matcher found = block.matcher(Files.readString(page));
    assertThat(found.find()).isTrue();
    assertThat(masked(explained.out()))
        .as("run this test with -Dcodeanatomy.update=true to write it")
        .isEqualTo(masked(found.group()));
  }

  private static String masked(String text) {
    return text.replaceAll("[0-9a-f]{64}", "<hash>")
        .replaceAll(" +\\d[\\d.,]* k?B of \\d[\\d.,]* k?B", " <bytes>")
        .replaceAll("─{5,}", "─")
        .replaceAll("duckdb v[\\d.]+", "duckdb");
  }

  @Test
  void noLineOfTheGraphExampleIsWiderThanATerminal() throws IOException {
    Path extracted = folder.resolve("extracted");
    Files.createDirectories(extracted);
    new JavaExtractor(ExtractionOptions.defaults(), ExtractionProgress.NONE)
        .extract(List.of(Path.of("src", "test", "resources", "cpg-project")), extracted);
    String[] words = {"explain", CPG.toString(), "--inputs", extracted.toString()};
    String[] verbose = {"explain", CPG.toString(), "--inputs", extracted.toString(), "--verbose"};
    for (Called explained : List.of(Called.with(words), Called.with(verbose))) {
      assertThat(explained.code()).as(explained.err()).isZero();
      assertThat(explained.out()).contains("Span join").doesNotContain("not known");
      assertThat(explained.out().lines())
          .allSatisfy(
              line ->
                  assertThat(line.codePointCount(0, line.length()))
                      .as(line)
                      .isLessThanOrEqualTo(100));
    }
  }
}
