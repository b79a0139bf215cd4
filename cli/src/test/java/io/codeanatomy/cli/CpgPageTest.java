// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.extract.ExtractionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about the graph tells what is there, and its questions have its answers. */
class CpgPageTest {

  private static final Path PAGE = Path.of("..", "docs", "cpg.md");
  private static final Pattern QUESTION =
      Pattern.compile("(?s)```sql\n(.*?)```\n\n<!-- answer -->\n(.*?)<!-- end -->");

  @TempDir static Path folder;
  private static CpgGraph graph;

  @BeforeAll
  static void makesTheGraph() {
    CpgGraph.extract(
        CpgGoldenTest.PROJECT, folder.resolve("extracted"), ExtractionOptions.defaults());
    graph = CpgGraph.of(folder.resolve("extracted"), folder.resolve("graph"));
  }

  @AfterAll
  static void closesIt() {
    graph.close();
  }

  /** {@code -Dcodeanatomy.update=true} writes the answers anew. */
  @Test
  void questionsHaveTheirAnswers() throws IOException {
    String page = Files.readString(PAGE);
    Matcher question = QUESTION.matcher(page);
    StringBuilder answered = new StringBuilder();
    int questions = 0;
    while (question.find()) {
      questions++;
      String answer = "\n" + table(graph.rows(question.group(1))) + "\n";
      question.appendReplacement(
          answered,
          Matcher.quoteReplacement(
              "```sql\n"
                  + question.group(1)
                  + "```\n\n<!-- answer -->\n"
                  + answer
                  + "<!-- end -->"));
    }
    question.appendTail(answered);
    assertThat(questions).isEqualTo(5);
    if (Boolean.getBoolean("codeanatomy.update")) {
      Files.writeString(PAGE, answered);
    }
    assertThat(answered.toString())
        .as("run this test with -Dcodeanatomy.update=true to write it")
        .isEqualTo(Files.readString(PAGE));
  }

  private static String table(List<Map<String, String>> rows) {
    assertThat(rows).isNotEmpty();
    StringBuilder text = new StringBuilder();
    List<String> names = List.copyOf(rows.get(0).keySet());
    text.append(names.stream().map(name -> "`" + name + "`").collect(cells())).append('\n');
    text.append(names.stream().map(name -> "---").collect(Collectors.joining("|", "|", "|\n")));
    for (Map<String, String> row : rows) {
      text.append(row.values().stream().collect(cells())).append('\n');
    }
    return text.toString();
  }

  private static java.util.stream.Collector<CharSequence, ?, String> cells() {
    return Collectors.joining(" | ", "| ", " |");
  }

  /** Kinds, methods and properties of this graph are all on the page. */
  @Test
  void everyKindIsOnThePage() throws IOException {
    TreeSet<String> words = new TreeSet<>();
    words.addAll(graph.column("SELECT DISTINCT node_kind FROM cpg_nodes"));
    words.addAll(graph.column("SELECT DISTINCT edge_kind FROM cpg_edges"));
    words.addAll(graph.column("SELECT DISTINCT resolution_method FROM cpg_edges"));
    words.addAll(graph.column("SELECT DISTINCT prop_key FROM cpg_props"));
    assertThat(words).hasSizeGreaterThan(50);
    String page = Files.readString(PAGE);
    assertThat(words).allSatisfy(word -> assertThat(page).contains("`" + word + "`"));
  }

  /** The columns of the tables are those of the page. */
  @Test
  void everyColumnIsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    for (String name : CpgGraph.TABLES) {
      for (String column : graph.rows("SELECT * FROM " + name + " LIMIT 1").get(0).keySet()) {
        assertThat(page).as(name).contains("`" + column + "`");
      }
    }
  }
}
