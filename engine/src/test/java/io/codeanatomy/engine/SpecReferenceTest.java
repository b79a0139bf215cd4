// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.engine.function.FunctionDeclaration;
import io.codeanatomy.engine.function.FunctionGroup;
import io.codeanatomy.engine.function.FunctionLibrary;
import io.codeanatomy.engine.ingest.LoadSource;
import io.codeanatomy.engine.ingest.TableLoader;
import io.codeanatomy.spec.ReferencePage;
import io.codeanatomy.spec.SpecDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages of the spec language are what the records say of themselves, and their examples give
 * what they show.
 */
class SpecReferenceTest {

  private static final Path PAGES = Path.of("../docs/spec");
  private static final Path DATA = Path.of("../examples/load-csv/data");
  private static final Pattern VIEW = Pattern.compile("(?m)^- name: (\\w+)$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)?(#[^)]+)?\\)");

  private static final String FRAME =
      """
      version: 1
      input_relations:
        - {logical_name: customers, delta_location: tables/customers}
        - {logical_name: orders, delta_location: tables/orders}
        - {logical_name: prices, delta_location: tables/prices}
      view_definitions:
      %s
      output_targets:
        - {table_name: result, source_view: %s}
      """;

  @TempDir static Path folder;
  private static int results;

  @BeforeAll
  static void givenTheTablesOfTheExample() {
    TableLoader.load(
        Stream.of("customers", "orders", "prices")
            .map(name -> LoadSource.of(name, DATA.resolve(name + ".csv").toString()))
            .toList(),
        folder.resolve("tables"));
  }

  @Test
  void thePagesAreUpToDate() throws IOException {
    TreeMap<Path, String> expected = new TreeMap<>();
    for (String kind : ReferencePage.kinds()) {
      expected.put(
          PAGES.resolve(ReferencePage.fileName(kind)),
          ReferencePage.ofTransform(kind, SpecReferenceTest::result));
    }
    expected.put(PAGES.resolve("functions.md"), functions());
    for (Path page : pages()) {
      if (!expected.containsKey(page)) {
        String filled = ReferencePage.filled(Files.readString(page), SpecReferenceTest::result);
        expected.put(
            page, page.endsWith(RuleIntentsPage.FILE) ? RuleIntentsPage.filled(filled) : filled);
      }
    }
    for (Path page : expected.keySet()) {
      if (Boolean.getBoolean("codeanatomy.update")) {
        Files.writeString(page, expected.get(page));
      }
      assertThat(page).as("run this test with -Dcodeanatomy.update=true to write it").exists();
      assertThat(Files.readString(page))
          .as("run this test with -Dcodeanatomy.update=true to write %s", page)
          .isEqualTo(expected.get(page));
    }
  }

  @Test
  void theExamplesOfTheIntentsAreKept() throws IOException {
    Map<String, String> documents =
        RuleIntentsPage.examples(Files.readString(PAGES.resolve(RuleIntentsPage.FILE)));
    assertThat(documents).hasSizeGreaterThan(10);
    documents.forEach((intent, document) -> assertThat(result(document)).as(intent).contains("30"));
  }

  @Test
  void theLinksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      String text = Files.readString(page);
      for (MatchResult link : LINK.matcher(text).results().toList()) {
        Path target = link.group(1) == null ? page : page.resolveSibling(link.group(1)).normalize();
        boolean leads = Files.exists(target);
        if (leads && link.group(2) != null) {
          leads = anchors(Files.readString(target)).contains(link.group(2).substring(1));
        }
        if (!leads) {
          broken.add(page.getFileName() + ": " + link.group());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static List<String> anchors(String page) {
    return Pattern.compile("(?m)^#+ (.*)$")
        .matcher(page)
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .toList();
  }

  private static String functions() {
    StringBuilder page =
        new StringBuilder(
            """
            # Functions

            Every operator and function that [expressions](expressions.md) may use, and the functions of [Aggregate](aggregate.md). The examples are run by a test. \
            `codeanatomy functions NAME` shows the same. Names are found in any case.

            In signatures, `T`, `K` and `V` stand for any type, the same one wherever the letter stands; `integer` is any integer type, `number` any numeric one, `value` what has one exact text. \
            An ellipsis repeats the last parameter; parameters in brackets may be left out.
            """);
    for (FunctionGroup group : FunctionGroup.values()) {
      List<FunctionDeclaration> declarations =
          FunctionLibrary.instance().declarations().stream()
              .filter(declaration -> declaration.group() == group)
              .toList();
      if (!declarations.isEmpty()) {
        page.append("\n## ").append(group.title()).append("\n\n");
        page.append("| signature | meaning | example |\n|---|---|---|\n");
        declarations.forEach(declaration -> page.append(row(declaration)));
      }
    }
    return page.append("\nPart of [the spec language](README.md).\n").toString();
  }

  private static String row(FunctionDeclaration declaration) {
    String signatures =
        declaration.signatures().stream()
            .map(signature -> code(signature.text()))
            .collect(Collectors.joining("<br>"));
    String examples =
        declaration.examples().stream()
            .map(example -> code(example.call()) + " gives " + code(example.result()))
            .collect(Collectors.joining("<br>"));
    return "| %s | %s %s | %s |\n"
        .formatted(
            signatures,
            declaration.meaning().replace("|", "\\|"),
            declaration.nulls().replace("|", "\\|"),
            examples);
  }

  /** Code in a cell of a table, where a bar would end the cell. */
  private static String code(String text) {
    if (!text.contains("|") && !text.contains("`") && !text.contains("\n")) {
      return "`" + text + "`";
    }
    String escaped =
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("|", "&#124;");
    return "<code>" + escaped.replace("`", "&#96;").replace("\n", "\\n") + "</code>";
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  /** A document of views, of which the last is published. */
  static String framed(String views) {
    List<MatchResult> names = VIEW.matcher(views).results().toList();
    return FRAME.formatted(views.indent(2), names.get(names.size() - 1).group(1));
  }

  /** Runs the views, or the whole document, of an example. */
  private static String result(String yaml) {
    String text = yaml.startsWith("version:") ? yaml : framed(yaml);
    Path output = folder.resolve("result-" + results++);
    RunResult run =
        Engine.create()
            .run(
                Run.of(SpecDocument.parse(text, Optional.of(folder.resolve("spec.yaml"))))
                    .outputRoot(output));
    return table(output.resolve(run.outputs().get(0).tableName()));
  }

  private static String table(Path location) {
    List<Field> fields = TableRows.schema(location).fields();
    StringBuilder table = new StringBuilder("|");
    fields.forEach(field -> table.append(" `").append(field.name()).append("` |"));
    table.append("\n|").append("---|".repeat(fields.size())).append('\n');
    List<List<String>> rows = new ArrayList<>();
    for (List<Object> row : KernelReader.rows(location)) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < fields.size(); i++) {
        cells.add(cell(TableRows.text(fields.get(i).type(), row.get(i))));
      }
      rows.add(cells);
    }
    rows.sort(Comparator.comparing(SpecReferenceTest::sortable));
    rows.forEach(row -> table.append("| ").append(String.join(" | ", row)).append(" |\n"));
    return table.toString();
  }

  private static String cell(String value) {
    boolean text = value.length() >= 2 && value.startsWith("'") && value.endsWith("'");
    String plain = text ? value.substring(1, value.length() - 1) : value;
    return plain.replace("|", "\\|").strip();
  }

  /** Numbers by their value, everything else as text. */
  private static String sortable(List<String> row) {
    StringBuilder key = new StringBuilder();
    for (String cell : row) {
      boolean number = cell.matches("\\d{1,18}");
      key.append(number ? "0".repeat(18 - cell.length()) + cell : cell).append('\u0000');
    }
    return key.toString();
  }
}
