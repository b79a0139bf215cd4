// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.extract.ExtractionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes that graphs of code are made with elsewhere; one test for each, on a real run. */
class CpgMistakesTest {

  private static final String LISTED =
      """
      SELECT node_id, unnest(edges, recursive := true) FROM (
        SELECT node_id, list_transform(edges, lambda e: {
          edge_id: e.edge_id, edge_kind: e.edge_kind, other: e.node_id, file_id: e.file_id,
          bstart: e.bstart, bend: e.bend}) AS edges FROM %s)""";

  @TempDir static Path folder;
  private static Path extracted;
  private static CpgGraph graph;

  @BeforeAll
  static void makesTheGraph() {
    extracted = folder.resolve("extracted");
    CpgGraph.extract(CpgGoldenTest.PROJECT, extracted, ExtractionOptions.defaults());
    graph = CpgGraph.of(extracted, folder.resolve("graph"));
  }

  @AfterAll
  static void closesIt() {
    graph.close();
  }

  private static String one(String sql) {
    return graph.column(sql).get(0);
  }

  /** "Edges whose ends are not node ids." The project uses what it does not declare. */
  @Test
  void noEdgeDangles() {
    for (String end : List.of("src_node_id", "dst_node_id")) {
      assertThat(
              graph.column(
                  "SELECT edge_id FROM cpg_edges WHERE %s NOT IN (SELECT node_id FROM cpg_nodes)"
                      .formatted(end)))
          .as(end)
          .isEmpty();
    }
    assertThat(
            graph.column(
                """
                SELECT DISTINCT edge_kind FROM cpg_edges AS e
                JOIN cpg_nodes AS n ON n.node_id = e.dst_node_id
                WHERE node_kind = 'external_symbol' ORDER BY 1"""))
        .contains("calls", "extends", "imports", "instantiates", "names_type", "resolves_to");
  }

  /** "Edge ids from span and kind alone collide." */
  @Test
  void edgesOfOneKindAndSpanHaveIdsOfTheirOwn() {
    assertThat(
            one(
                """
                SELECT count(*) FROM (SELECT edge_kind, path, bstart, bend FROM cpg_edges
                GROUP BY ALL HAVING count(*) > 1)"""))
        .as("edges that would collide")
        .isNotEqualTo("0");
    assertThat(one("SELECT count(*) - count(DISTINCT edge_id) FROM cpg_edges")).isEqualTo("0");
    assertThat(
            one(
                """
                SELECT count(*) FROM (SELECT edge_kind, src_node_id, dst_node_id FROM cpg_edges
                GROUP BY ALL HAVING count(*) > 1)"""))
        .isEqualTo("0");
  }

  /** "For recv.method(), the symbol overlapping the call is the receiver." */
  @Test
  void aCallMeansItsNameAndNotItsReceiver() {
    assertThat(graph.edges("calls"))
        .contains(
            "Visit:16 call tallest calls Bed:17 method tallest",
            "Bed:13 call get calls external_symbol get")
        .noneMatch(edge -> edge.contains("field") || edge.contains("local"));
  }

  /** "Best container scored by overlap length picks the outermost." */
  @Test
  void theSmallestEnclosingDeclarationIsTheContainer() {
    assertThat(graph.edges("occurs_in"))
        .contains(
            "Bed:30 ref height occurs_in Bed:29 method height",
            "Bed:35 call height occurs_in Bed:34 method height",
            "Bed:27 ref Plant occurs_in Bed:27 method fence")
        .doesNotContain(
            "Bed:30 ref height occurs_in Bed:27 method fence",
            "Bed:30 ref height occurs_in Bed:8 type Bed");
  }

  /** "Ties in ranking, and lists without an order, differ from run to run." */
  @Test
  void rowsAndListsAreTheSameInEveryRunAndInATotalOrder() {
    for (String table : List.of("cpg_edges_by_src", "cpg_edges_by_dst")) {
      List<String> order =
          graph.column(
              """
              SELECT node_id || ' ' || edge_kind || ' ' || other || ' ' || edge_id FROM (%s)"""
                  .formatted(LISTED.formatted(table)));
      List<String> sorted = new ArrayList<>(order);
      Collections.sort(sorted);
      assertThat(inGroups(order)).as(table).isEqualTo(inGroups(sorted));
    }
    try (CpgGraph again = CpgGraph.of(extracted, folder.resolve("again"))) {
      for (String table : CpgGraph.TABLES) {
        String all = "SELECT CAST(t AS VARCHAR) FROM %s AS t ORDER BY 1".formatted(table);
        assertThat(again.column(all)).as(table).isEqualTo(graph.column(all));
      }
    }
  }

  /** The entries of each node, in their order. */
  private static Map<String, List<String>> inGroups(List<String> entries) {
    Map<String, List<String>> groups = new java.util.TreeMap<>();
    for (String entry : entries) {
      String node = entry.substring(0, entry.indexOf(' '));
      groups.computeIfAbsent(node, any -> new ArrayList<>()).add(entry);
    }
    return groups;
  }

  /** The lists hold the edges, and nothing else. */
  @Test
  void theListsAreTheEdges() {
    String edges =
        "SELECT %s, edge_id, edge_kind, %s, bstart, bend FROM cpg_edges ORDER BY edge_id";
    String listed =
        "SELECT node_id, edge_id, edge_kind, other, bstart, bend FROM (%s) ORDER BY edge_id";
    assertThat(values(graph.rows(listed.formatted(LISTED.formatted("cpg_edges_by_src")))))
        .isEqualTo(values(graph.rows(edges.formatted("src_node_id", "dst_node_id"))));
    assertThat(values(graph.rows(listed.formatted(LISTED.formatted("cpg_edges_by_dst")))))
        .isEqualTo(values(graph.rows(edges.formatted("dst_node_id", "src_node_id"))));
  }

  private static List<List<String>> values(List<Map<String, String>> rows) {
    return rows.stream().map(row -> List.copyOf(row.values())).toList();
  }

  /** "A predicate over a missing column was skipped silently." */
  @Test
  void aMissingColumnIsAnErrorAndNotEveryPairOfTheFile() throws IOException {
    Path spec = folder.resolve("missing-column.yaml");
    Files.writeString(
        spec,
        Files.readString(CpgGraph.SPEC)
            .replace(
                "span: &within {predicate: within, left: [bstart, bend], right: [bstart, bend]}",
                "span: &within {predicate: within, left: [bstart, bend], right: [bstart, bendd]}"));
    Called called = Called.with("validate", spec.toString(), "--inputs", extracted.toString());
    assertThat(called.code()).isEqualTo(3);
    assertThat(called.err()).contains("CA-PLAN-").contains("bendd");
    assertThat(
            one(
                """
                SELECT max(n) FROM (SELECT src_node_id, count(*) AS n FROM cpg_edges
                WHERE edge_kind = 'occurs_in' GROUP BY 1)"""))
        .as("containers of one thing")
        .isEqualTo("1");
  }

  /** "One UNION branch per property: 120 scans of the sources." */
  @Test
  void everyThingIsReadOnceForAllOfItsProperties() {
    Called explained =
        Called.with(
            "explain",
            CpgGraph.SPEC.toString(),
            "cpg_props",
            "--inputs",
            extracted.toString(),
            "--format",
            "json");
    assertThat(explained.code()).as(explained.err()).isZero();
    int passes = 0;
    for (Map<String, Object> view :
        JsonValue.objects(JsonValue.object(explained.out()).get("written"))) {
      if (String.valueOf(view.get("name")).endsWith("_properties")) {
        passes++;
        assertThat(String.valueOf(view.get("tree")).split("Scan ", -1)).as("%s", view).hasSize(2);
      }
    }
    assertThat(passes).as("kinds of things with properties").isEqualTo(11);
    assertThat(Integer.parseInt(one("SELECT count(DISTINCT prop_key) FROM cpg_props")))
        .isGreaterThan(15);
  }

  /** Props as rows and as maps are the same, and belong to nodes. */
  @Test
  void propertiesAreTheEntriesOfTheMaps() {
    assertThat(
            graph.column(
                """
                SELECT entity_id || ' ' || e.key || '=' || e.value FROM (
                SELECT entity_id, unnest(map_entries(props)) AS e FROM cpg_props_map) ORDER BY 1"""))
        .isNotEmpty()
        .isEqualTo(
            graph.column(
                """
                SELECT entity_id || ' ' || prop_key || '='
                || coalesce(value_string, value_int::varchar, value_bool::varchar)
                FROM cpg_props ORDER BY 1"""));
    assertThat(
            graph.column(
                """
                SELECT entity_id FROM cpg_props_map
                WHERE entity_id NOT IN (SELECT node_id FROM cpg_nodes)"""))
        .isEmpty();
  }
}
