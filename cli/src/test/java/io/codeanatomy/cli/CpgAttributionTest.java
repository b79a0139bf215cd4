// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.extract.ExtractionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where the compiler and the names tell different things: symbols are given by hand, for parts of
 * two files.
 */
class CpgAttributionTest {

  private static final String UP =
      """
      class Up {
        int size;

        void run(int a) {}

        void run(long a) {}

        int size() {
          return size;
        }
      }
      """;

  private static final String DOWN =
      """
      import java.util.List;

      class Down extends Up {
        void run(int b) {
          run(b);
          size = 1;
          size();
          lib.Tool.make();
          new Up();
        }

        Up other(Down size) {
          return size.self();
        }

        Down self() {
          return this;
        }
      }
      """;

  private static final Map<String, String> FILES =
      new TreeMap<>(Map.of("Up.java", UP, "Down.java", DOWN));

  @TempDir static Path folder;
  private static CpgGraph graph;

  @BeforeAll
  static void makesTheGraph() throws IOException {
    Path sources = folder.resolve("sources");
    Files.createDirectories(sources);
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Files.writeString(sources.resolve(file.getKey()), file.getValue());
    }
    Path extracted = folder.resolve("extracted");
    CpgGraph.extract(sources, extracted, ExtractionOptions.defaults().withoutAttribution());
    new GivenSymbols(FILES, extracted)
        .at("Up.java", "class Up", "Up", "Up", "class", "definition")
        .at("Up.java", "run(int", "run", "Up#run(int)", "method", "definition")
        .at("Up.java", "run(long", "run", "Up#run(long)", "method", "definition")
        .at("Down.java", "import", "List", "java.util.List", "interface", "import")
        .at("Down.java", "class Down", "Down", "Down", "class", "definition")
        .at("Down.java", "run(int b", "run", "Down#run(int)", "method", "definition")
        // Names alone would say that this is Down.run.
        .at("Down.java", "run(b)", "run", "Up#run(long)", "method", "call")
        // Longer than the name, and one around it: the smallest that ends with the name counts.
        .at("Down.java", "lib.Tool.make", "Tool", "java.lib.Tool", "class", "read")
        .at(
            "Down.java",
            "lib.Tool.make",
            "lib.Tool.make",
            "java.lib.Wrong#make()",
            "method",
            "call")
        .at("Down.java", "lib.Tool.make", "Tool.make", "java.lib.Tool#make()", "method", "call")
        .at("Down.java", "new Up", "Up", "Up", "class", "type")
        .at("Down.java", "new Up", "Up", "Up#<init>()", "constructor", "call")
        .relation("Down.java", "class Down", "Down", "Down", "extends", "Up")
        .relation("Down.java", "class Down", "Down", "Down", "implements", "java.io.Closeable")
        .relation("Down.java", "run(int b", "run", "Down#run(int)", "overrides", "Up#run(int)")
        .write();
    graph = CpgGraph.of(extracted, folder.resolve("graph"));
  }

  @AfterAll
  static void closesIt() {
    graph.close();
  }

  private static List<String> methods(String kind, int line) {
    return graph.column(
        """
        SELECT resolution_method || ' ' || %s FROM cpg_edges AS e
        JOIN cpg_nodes AS s ON s.node_id = e.src_node_id
        JOIN cpg_nodes AS d ON d.node_id = e.dst_node_id
        WHERE edge_kind = '%s' AND s.line = %d AND s.path = 'Down.java' ORDER BY ALL"""
            .formatted(CpgGraph.label("d"), kind, line));
  }

  @Test
  void theCompilerIsBelievedAgainstTheNames() {
    assertThat(methods("calls", 5)).containsExactly("attribution Up:6 method run");
    assertThat(methods("resolves_to", 5)).containsExactly("attribution Up:6 method run");
  }

  @Test
  void whereItSaysNothingNamesDecide() {
    assertThat(methods("reads", 5)).containsExactly("enclosing_block Down:4 parameter b");
    assertThat(methods("writes", 6)).containsExactly("inherited Up:2 field size");
    assertThat(methods("calls", 7)).containsExactly("inherited Up:8 method size");
  }

  @Test
  void withoutAnOccurrenceOfItsSpanANameHasTheSmallestThatEndsWithIt() {
    assertThat(methods("resolves_to", 8))
        .containsExactly(
            "attribution external_symbol Tool", "attribution_overlap external_symbol make");
  }

  /** The occurrence is not that of the callee's name, so it is not believed of a call. */
  @Test
  void callsNeedTheSpanOfTheirName() {
    assertThat(methods("calls", 8)).isEmpty();
  }

  @Test
  void whatNoFileDeclaresIsANodeAndAMemberOfItsType() {
    assertThat(methods("imports", 1)).containsExactly("attribution external_symbol List");
    assertThat(methods("calls", 9)).containsExactly("attribution external_symbol Up");
    assertThat(methods("instantiates", 9)).containsExactly("attribution Up:1 type Up");
    assertThat(
            graph.column(
                """
                SELECT s.qualified_name || ' -> ' || coalesce(d.qualified_name, d.name)
                FROM cpg_edges AS e
                JOIN cpg_nodes AS s ON s.node_id = e.src_node_id AND s.node_kind = 'external_symbol'
                JOIN cpg_nodes AS d ON d.node_id = e.dst_node_id
                WHERE edge_kind = 'member_of' ORDER BY ALL"""))
        .containsExactly("Up#<init>() -> Up", "java.lib.Tool#make() -> java.lib.Tool");
  }

  @Test
  void relationsAreThoseOfTheCompilerAndNotTwice() {
    assertThat(methods("extends", 3)).containsExactly("attribution Up:1 type Up");
    assertThat(methods("implements", 3)).containsExactly("attribution external_symbol Closeable");
    assertThat(methods("inherits", 3))
        .containsExactly("closure Up:1 type Up", "closure external_symbol Closeable");
  }

  /** By name it would override both methods of one parameter. */
  @Test
  void overridingIsThatOfTheCompiler() {
    assertThat(methods("overrides", 4)).containsExactly("attribution Up:4 method run");
  }
}
