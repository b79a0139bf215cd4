// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.extract.ExtractionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole graph of a small project, compared line by line with texts that were checked by hand:
 * once of what names tell, once of what the compiler tells.
 *
 * <p>{@code -Dcodeanatomy.golden=write} writes the texts anew; their difference is to be read.
 */
class CpgGoldenTest {

  static final Path PROJECT = Path.of("src", "test", "resources", "cpg-golden");
  private static final Path GOLDEN = Path.of("src", "test", "resources", "cpg-golden-graph");

  /** A node with its place in bytes, which tells it from all others. */
  private static final String PLACED =
      """
      (coalesce(%1$s.path || ':' || %1$s.line || ' [' || %1$s.bstart || ',' || %1$s.bend || ') ', '')
      || %1$s.node_kind || coalesce(' ' || coalesce(%1$s.qualified_name, %1$s.name), ''))""";

  private static final String NODES =
      """
      SELECT %s || coalesce(' to line ' || n.end_line, '') FROM cpg_nodes AS n
      ORDER BY n.path NULLS FIRST, n.bstart, n.bend DESC, n.node_kind, n.name, n.qualified_name"""
          .formatted(PLACED.formatted("n"));

  private static final String EDGES =
      """
      SELECT e.edge_kind || ': ' || %s || ' -> ' || %s || ' [' || e.resolution_method || ' '
        || e.score || ' ' || e.confidence || '] at ' || coalesce(e.bstart || ',' || e.bend, 'no place')
      FROM cpg_edges AS e
      JOIN cpg_nodes AS s ON s.node_id = e.src_node_id
      JOIN cpg_nodes AS d ON d.node_id = e.dst_node_id
      ORDER BY 1"""
          .formatted(PLACED.formatted("s"), PLACED.formatted("d"));

  private static final String PROPERTIES =
      """
      SELECT %s || ': ' || p.prop_key || ' = '
        || coalesce(p.value_string, p.value_int::varchar, p.value_bool::varchar)
        || ' (' || p.value_type || ')'
      FROM cpg_props AS p JOIN cpg_nodes AS n ON n.node_id = p.entity_id
      ORDER BY n.path NULLS FIRST, n.bstart, n.bend DESC, n.node_kind, n.name, n.qualified_name,
        p.prop_key"""
          .formatted(PLACED.formatted("n"));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"names", "attribution"})
  void theGraphIsTheOneThatWasChecked(String way) throws IOException {
    ExtractionOptions options = ExtractionOptions.defaults();
    CpgGraph.extract(
        PROJECT,
        folder.resolve("extracted"),
        way.equals("names") ? options.withoutAttribution() : options);
    try (CpgGraph graph = CpgGraph.of(folder.resolve("extracted"), folder.resolve("graph"))) {
      check(way, "nodes", graph.column(NODES));
      check(way, "edges", graph.column(EDGES));
      check(way, "properties", graph.column(PROPERTIES));
      assertThat(graph.column("SELECT count(*) FROM cpg_nodes"))
          .containsExactly(Integer.toString(graph.column(NODES).size()));
      assertThat(graph.column("SELECT count(*) FROM cpg_edges"))
          .containsExactly(Integer.toString(graph.column(EDGES).size()));
    }
  }

  private static void check(String way, String part, List<String> lines) throws IOException {
    Path golden = GOLDEN.resolve(way).resolve(part + ".txt");
    String text = String.join("\n", lines.stream().map(CpgGoldenTest::oneLine).toList()) + "\n";
    if ("write".equals(System.getProperty("codeanatomy.golden"))) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, text);
    }
    assertThat(text).as("%s, %s", way, part).isEqualTo(Files.readString(golden));
  }

  private static String oneLine(String text) {
    return text.replace("\n", "\\n");
  }
}
