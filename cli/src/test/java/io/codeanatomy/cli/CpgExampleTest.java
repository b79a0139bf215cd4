// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.engine.ContentDigests;
import io.codeanatomy.engine.Engine;
import io.codeanatomy.engine.Run;
import io.codeanatomy.engine.RunResult;
import io.codeanatomy.extract.ExtractionOptions;
import io.codeanatomy.extract.ExtractionProgress;
import io.codeanatomy.extract.JavaExtractor;
import io.codeanatomy.spec.RulepackProfile;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.SpecDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of a code property graph, run over a small project whose edges can be told by hand,
 * and read back with Delta Kernel's own reader. One of its files has CRLF line ends.
 */
class CpgExampleTest {

  private static final Path SPEC = Path.of("..", "examples", "cpg-java", "cpg.yaml");
  private static final Path PROJECT = Path.of("src", "test", "resources", "cpg-project");
  private static final String WITH_CRLF = "Shelf.java";
  private static final Set<String> CONTAINERS =
      Set.of("file", "type", "method", "constructor", "initializer", "field", "enum_constant");
  private static final Set<String> CONTAINED =
      Set.of("ref", "call", "comment", "annotation", "statement");

  @TempDir static Path folder;
  private static RunResult result;
  private static Map<String, TableRows.Row> nodes;

  @BeforeAll
  static void makesTheGraph() throws IOException {
    copyProject(folder.resolve("project"));
    new JavaExtractor(ExtractionOptions.defaults().withoutAttribution(), ExtractionProgress.NONE)
        .extract(List.of(folder.resolve("project")), folder.resolve("extracted"));
    result = run(folder.resolve("graph"));
    nodes = new HashMap<>();
    graph("cpg_nodes").forEach(node -> nodes.put(node.text("node_id"), node));
  }

  private static void copyProject(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file).replace("\r", "");
        Path copy = target.resolve(PROJECT.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, file.endsWith(WITH_CRLF) ? text.replace("\n", "\r\n") : text);
      }
    }
  }

  private static RunResult run(Path output) {
    return Engine.create()
        .run(
            Run.of(SpecDocument.read(SPEC))
                .inputsFrom(folder.resolve("extracted"))
                .outputRoot(output));
  }

  /**
   * All proofs and contracts hold, nothing varies, and the rows are those of the profile Default.
   */
  @Test
  void theExampleRunsUnderTheProfileStrict() {
    SpecDocument document = SpecDocument.read(SPEC);
    Spec spec = document.spec();
    Spec strict = spec.withRulepackProfile(RulepackProfile.Strict);
    RunResult proved =
        Engine.create()
            .run(
                Run.of(new SpecDocument(strict, document.path()))
                    .inputsFrom(folder.resolve("extracted"))
                    .outputRoot(folder.resolve("strict")));
    RunResult digested =
        Engine.create()
            .run(
                Run.of(document)
                    .inputsFrom(folder.resolve("extracted"))
                    .outputRoot(folder.resolve("digested"))
                    .contentDigests(ContentDigests.ALWAYS));
    assertThat(proved.outputs())
        .extracting(RunResult.Output::contentDigest)
        .doesNotContain(Optional.empty())
        .isEqualTo(digested.outputs().stream().map(RunResult.Output::contentDigest).toList());
    assertThat(proved.captureLocation()).isPresent();
  }

  private static List<TableRows.Row> graph(String table) {
    return TableRows.of(folder.resolve("graph").resolve(table));
  }

  private static List<TableRows.Row> extracted(String table) {
    return TableRows.of(folder.resolve("extracted").resolve(table));
  }

  @Test
  void namesLeadToTheVariablesThatTheyMean() {
    assertThat(edges("reads", "writes"))
        .containsExactlyInAnyOrder(
            "Base:5 first reads parameter first:4",
            "Base:5 first reads parameter first:4",
            "Base:5 second reads parameter second:4",
            "Base:5 second reads parameter second:4",
            "Color:8 base reads field base:12",
            "Color:15 base reads parameter base:14",
            "Color:15 base writes field base:12",
            "Color:20 base reads field base:12",
            "Item:11 name reads parameter name:10",
            "Item:11 name writes field name:7",
            "Item:12 made writes field made:5",
            "Item:17 stock reads field stock:8",
            "Item:21 stock reads field stock:8",
            "Item:22 before reads local before:21",
            "Item:22 count reads parameter count:20",
            "Item:22 stock writes field stock:8",
            "Item:26 count reads parameter count:25",
            "Item:30 count reads parameter count:29",
            "Item:30 times reads parameter times:29",
            "Item:34 name reads parameter name:33",
            "Shelf:11 items reads parameter items:10",
            "Shelf:11 items writes field items:8",
            "Shelf:17 items reads field items:8",
            "Shelf:18 item reads local item:17",
            "Shelf:18 total writes local total:16",
            "Shelf:20 total reads local total:16",
            "Shelf:24 item reads parameter item:24",
            "Shelf:24 items reads field items:8",
            "Shelf:28 items reads parameter items:27",
            "Shelf:30 size reads local size:28",
            "Shelf:31 inner reads local inner:30",
            "Shelf:36 inner reads parameter inner:35",
            "Shelf:53 items reads field items:8",
            "Size:8 text reads parameter text:7",
            "Size:9 zeichen reads local zeichen:8",
            "Size:13 text reads field text:6",
            "Size:14 value reads local value:13",
            "Size:15 string reads local string:14",
            "Size:17 text reads field text:6");
  }

  @Test
  void namesLeadToTheTypesThatTheyMean() {
    assertThat(edges("names_type"))
        .containsExactlyInAnyOrder(
            "Base:3 Countable names_type type Countable:5",
            "Base:3 T names_type type_parameter T:3",
            "Base:4 T names_type type_parameter T:3",
            "Base:4 T names_type type_parameter T:3",
            "Base:4 T names_type type_parameter T:3",
            "Countable:9 Countable names_type type Countable:5",
            "Countable:9 Paths names_type type Paths:9",
            "Countable:9 Paths names_type type Paths:9",
            "Item:33 Item names_type type Item:4",
            "Item:34 Item names_type type Item:4",
            "Shelf:7 Base names_type type Base:3",
            "Shelf:7 Countable names_type type Countable:5",
            "Shelf:8 Item names_type type Item:4",
            "Shelf:10 Item names_type type Item:4",
            "Shelf:17 Item names_type type Item:4",
            "Shelf:28 Größe names_type type Größe:6",
            "Shelf:28 Größe names_type type Größe:6",
            "Shelf:36 Item names_type type Item:4",
            "Shelf:41 Shelf names_type type Shelf:7",
            "Shelf:50 Countable names_type type Countable:5",
            "Shelf:51 Countable names_type type Countable:5",
            "Size:7 Größe names_type type Größe:6",
            "Size:9 Größe names_type type Größe:6",
            "Size:17 Item names_type type Item:4");
  }

  @Test
  void callsLeadToTheMethodsAndConstructorsThatTheyMean() {
    assertThat(edges("calls", "instantiates"))
        .containsExactlyInAnyOrder(
            "Item:26 add calls method add:20",
            "Item:30 add calls method add:25",
            "Item:30 add calls method add:29",
            "Item:34 Item calls constructor Item:10",
            "Item:34 Item instantiates type Item:4",
            "Shelf:24 print calls method print:27",
            "Shelf:28 of calls method of:7",
            "Shelf:31 made calls method made:35",
            "Shelf:45 count calls method count:40",
            "Shelf:49 print calls method print:27",
            "Shelf:51 Countable instantiates type Countable:5",
            "Shelf:53 twice calls method twice:44",
            "Size:9 Größe instantiates type Größe:6",
            "Size:17 named calls method named:33");
  }

  @Test
  void typesLeadToTheirSupertypesAndImportsToTypes() {
    assertThat(edges("extends", "implements", "permits", "imports"))
        .containsExactlyInAnyOrder(
            "Base:3 Base implements type Countable:5",
            "Countable:9 Twice extends type Countable:5",
            "Shelf:4 shop.text.Größe imports type Größe:6",
            "Shelf:4 shop.text.Größe imports type Größe:6",
            "Shelf:7 Shelf extends type Base:3",
            "Shelf:7 Shelf implements type Countable:5",
            "Shelf:51 null implements type Countable:5");
  }

  @Test
  void membersAndNestedTypesLeadToWhatTheyAreDeclaredIn() {
    assertThat(edges("member_of", "declared_in"))
        .containsExactlyInAnyOrder(
            "Base:3 T declared_in type Base:3",
            "Base:4 first declared_in method largest:4",
            "Base:4 largest member_of type Base:3",
            "Base:4 second declared_in method largest:4",
            "Color:4 RED member_of type Color:3",
            "Color:5 GREEN member_of type Color:3",
            "Color:5 null declared_in enum_constant GREEN:5",
            "Color:6 weight member_of type null:5",
            "Color:12 base member_of type Color:3",
            "Color:14 Color member_of type Color:3",
            "Color:14 base declared_in constructor Color:14",
            "Color:18 weight member_of type Color:3",
            "Base:10 Open declared_in type Paths:9",
            "Base:12 Closed declared_in type Paths:9",
            "Countable:6 count member_of type Countable:5",
            "Item:5 made member_of type Item:4",
            "Item:7 name member_of type Item:4",
            "Item:8 stock member_of type Item:4",
            "Item:10 Item member_of type Item:4",
            "Item:10 name declared_in constructor Item:10",
            "Item:16 stock member_of type Item:4",
            "Item:20 add member_of type Item:4",
            "Item:20 count declared_in method add:20",
            "Item:21 before declared_in method add:20",
            "Item:25 add member_of type Item:4",
            "Item:25 count declared_in method add:25",
            "Item:25 reason declared_in method add:25",
            "Item:29 add member_of type Item:4",
            "Item:29 count declared_in method add:29",
            "Item:29 times declared_in method add:29",
            "Item:33 name declared_in method named:33",
            "Item:33 named member_of type Item:4",
            "Shelf:8 items member_of type Shelf:7",
            "Shelf:10 Shelf member_of type Shelf:7",
            "Shelf:10 items declared_in constructor Shelf:10",
            "Shelf:14 count member_of type Shelf:7",
            "Shelf:16 total declared_in method count:14",
            "Shelf:17 item declared_in method count:14",
            "Shelf:23 each member_of type Shelf:7",
            "Shelf:24 item declared_in method each:23",
            "Shelf:27 items declared_in method print:27",
            "Shelf:27 print member_of type Shelf:7",
            "Shelf:28 size declared_in method print:27",
            "Shelf:30 inner declared_in method print:27",
            "Shelf:35 inner declared_in method made:35",
            "Shelf:35 made member_of type Shelf:7",
            "Shelf:39 Slot declared_in type Shelf:7",
            "Shelf:40 count member_of type Slot:39",
            "Shelf:44 twice member_of type Slot:39",
            "Shelf:48 show member_of type Slot:39",
            "Shelf:50 anonymous declared_in method show:48",
            "Shelf:51 null declared_in method show:48",
            "Shelf:52 count member_of type null:51",
            "Size:6 text member_of type Größe:6",
            "Size:7 of member_of type Größe:6",
            "Size:7 text declared_in method of:7",
            "Size:8 zeichen declared_in method of:7",
            "Size:12 length member_of type Größe:6",
            "Size:13 value declared_in method length:12",
            "Size:14 string declared_in method length:12");
  }

  @Test
  void commentsAndAnnotationsLeadToTheirOwners() {
    assertThat(edges("documents", "annotates"))
        .containsExactlyInAnyOrder(
            "Color:6 Override annotates method weight:6",
            "Color:18 Deprecated annotates method weight:18",
            "Item:3 null documents type Item:4",
            "Item:15 null documents method stock:16",
            "Shelf:14 Override annotates method count:14",
            "Size:5 null documents type Größe:6");
  }

  @Test
  void everythingIsInTheSmallestDeclarationAroundIt() {
    Map<String, String> found = new HashMap<>();
    for (TableRows.Row edge : graph("cpg_edges")) {
      if (edge.text("edge_kind").equals("occurs_in")) {
        assertThat(found.put(edge.text("src_node_id"), edge.text("dst_node_id")))
            .as("a second container, besides that of %s", edge)
            .isNull();
      }
    }
    for (TableRows.Row node : nodesOf(CONTAINED)) {
      assertThat(found.remove(node.text("node_id")))
          .as("container of %s", node)
          .isEqualTo(smallestContainer(node).text("node_id"));
    }
    assertThat(found).as("containers of other things").isEmpty();
  }

  private static TableRows.Row smallestContainer(TableRows.Row node) {
    return nodesOf(CONTAINERS).stream()
        .filter(container -> contains(container, node))
        .min(Comparator.comparing(c -> c.number("bend") - c.number("bstart")))
        .orElseThrow();
  }

  private static List<TableRows.Row> nodesOf(Set<String> kinds) {
    return nodes.values().stream().filter(node -> kinds.contains(node.text("node_kind"))).toList();
  }

  private static boolean contains(TableRows.Row outer, TableRows.Row inner) {
    return outer.text("path").equals(inner.text("path"))
        && outer.number("bstart") <= inner.number("bstart")
        && inner.number("bend") <= outer.number("bend");
  }

  @Test
  void everyExtractedThingIsANodeWithItsSpan() {
    Map<String, String> kindOfTable =
        Map.of(
            "refs", "ref",
            "calls", "call",
            "call_args", "argument",
            "imports", "import",
            "annotations", "annotation",
            "comments", "comment",
            "types", "type",
            "files", "file");
    kindOfTable.forEach(
        (table, kind) ->
            assertThat(spans(nodesOf(Set.of(kind))))
                .as("nodes of %s", table)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(spans(extracted(table))));
  }

  private static List<String> spans(List<TableRows.Row> rows) {
    return rows.stream()
        .map(row -> row.text("path") + ":" + row.number("bstart") + "-" + row.number("bend"))
        .toList();
  }

  @Test
  void idsAreUniqueAndEveryEndOfAnEdgeIsANode() {
    assertThat(nodes).hasSameSizeAs(graph("cpg_nodes"));
    List<TableRows.Row> edges = graph("cpg_edges");
    assertThat(edges).extracting(edge -> edge.text("edge_id")).doesNotHaveDuplicates();
    for (TableRows.Row edge : edges) {
      assertThat(nodes).containsKey(edge.text("src_node_id")).containsKey(edge.text("dst_node_id"));
    }
    for (TableRows.Row property : graph("cpg_props")) {
      assertThat(nodes).containsKey(property.text("entity_id"));
    }
    assertThat(result.audits())
        .extracting(RunResult.Audit::name)
        .contains("duplicate_node", "duplicate_edge", "edge_without_source", "edge_without_target");
  }

  @Test
  void onlyWhatIsWrittenIsCertain() {
    for (TableRows.Row edge : graph("cpg_edges")) {
      assertThat(edge.text("confidence").equals("certain"))
          .as("%s", edge)
          .isEqualTo(edge.text("resolution_method").equals("syntax"));
    }
  }

  @Test
  void propertiesHoldWhatTheExtractionFound() {
    assertThat(properties("type", "Slot")).containsExactly("kind=class");
    assertThat(properties("method", "named")).containsExactly("modifiers=static", "type_text=Item");
    assertThat(properties("call", "of"))
        .containsExactly("arg_count=1", "kind=method", "receiver_text=Größe");
    assertThat(properties("import", "shop")).containsExactly("is_star=true", "is_static=false");
  }

  private static List<String> properties(String kind, String name) {
    return graph("cpg_props").stream()
        .filter(
            property -> {
              TableRows.Row node = nodes.get(property.text("entity_id"));
              return node.text("node_kind").equals(kind) && name.equals(node.text("name"));
            })
        .map(property -> property.text("prop_key") + "=" + value(property))
        .sorted()
        .toList();
  }

  private static String value(TableRows.Row property) {
    return Stream.of("value_string", "value_int", "value_float", "value_bool")
        .map(property::text)
        .filter(value -> !value.equals("null"))
        .collect(Collectors.joining(" and "));
  }

  @Test
  void aSecondRunGivesTheSameRows() {
    Path again = folder.resolve("again");
    RunResult second = run(again);
    assertThat(second.specHash()).isEqualTo(result.specHash());
    assertThat(second.envelopeHash()).isEqualTo(result.envelopeHash());
    for (String table : List.of("cpg_nodes", "cpg_edges", "cpg_props")) {
      assertThat(sorted(TableRows.of(again.resolve(table))))
          .as(table)
          .isEqualTo(sorted(graph(table)));
    }
  }

  private static List<String> sorted(List<TableRows.Row> rows) {
    return rows.stream().map(TableRows.Row::toString).sorted().toList();
  }

  /** Edges as {@code file:line name kind target's kind target's name:line}. */
  private static List<String> edges(String... kinds) {
    Set<String> wanted = Set.of(kinds);
    return graph("cpg_edges").stream()
        .filter(edge -> wanted.contains(edge.text("edge_kind")))
        .map(CpgExampleTest::readable)
        .toList();
  }

  private static String readable(TableRows.Row edge) {
    TableRows.Row source = nodes.get(edge.text("src_node_id"));
    TableRows.Row target = nodes.get(edge.text("dst_node_id"));
    return "%s:%d %s %s %s %s:%d"
        .formatted(
            Path.of(source.text("path")).getFileName().toString().replace(".java", ""),
            line(source),
            source.text("name"),
            edge.text("edge_kind"),
            target.text("node_kind"),
            target.text("name"),
            line(target));
  }

  private static long line(TableRows.Row node) {
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve("project").resolve(node.text("path")));
      long line = 1;
      for (int i = 0; i < node.number("bstart"); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
