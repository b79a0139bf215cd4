// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.Engine;
import io.codeanatomy.engine.Run;
import io.codeanatomy.engine.RunResult;
import io.codeanatomy.engine.query.TableQuery;
import io.codeanatomy.extract.ExtractionOptions;
import io.codeanatomy.extract.ExtractionProgress;
import io.codeanatomy.extract.JavaExtractor;
import io.codeanatomy.spec.SpecDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A graph that the CPG example makes of sources, and what one asks it. */
final class CpgGraph implements AutoCloseable {

  static final Path SPEC = Path.of("..", "examples", "cpg-java", "cpg.yaml");
  static final List<String> TABLES =
      List.of(
          "cpg_nodes",
          "cpg_edges",
          "cpg_props",
          "cpg_props_map",
          "cpg_edges_by_src",
          "cpg_edges_by_dst");

  private static final int MOST_ROWS = 1_000_000;

  private final RunResult result;
  private final TableQuery query;

  private CpgGraph(RunResult result, TableQuery query) {
    this.result = result;
    this.query = query;
  }

  static void extract(Path sources, Path extracted, ExtractionOptions options) {
    new JavaExtractor(options, ExtractionProgress.NONE).extract(List.of(sources), extracted);
  }

  static CpgGraph of(Path extracted, Path output) {
    RunResult result =
        Engine.create()
            .run(Run.of(SpecDocument.read(SPEC)).inputsFrom(extracted).outputRoot(output));
    Map<String, Path> tables = new LinkedHashMap<>();
    TABLES.forEach(name -> tables.put(name, output.resolve(name)));
    return new CpgGraph(result, TableQuery.open(tables));
  }

  /** Extracts files that are given as text, and makes the graph of them. */
  static CpgGraph ofText(Map<String, String> files, Path folder, ExtractionOptions options)
      throws IOException {
    Path sources = folder.resolve("sources");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = sources.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    extract(sources, folder.resolve("extracted"), options);
    return of(folder.resolve("extracted"), folder.resolve("graph"));
  }

  RunResult result() {
    return result;
  }

  /** The rows of a query in its order, which is that of a number in front of them. */
  List<Map<String, String>> rows(String sql) {
    String numbered =
        "SELECT lpad(CAST(row_number() OVER () AS VARCHAR), 9, '0') AS number, q.* FROM (%s) AS q"
            .formatted(sql);
    List<Map<String, String>> rows = new ArrayList<>();
    for (Map<String, String> row : query.rows(numbered, MOST_ROWS)) {
      Map<String, String> values = new LinkedHashMap<>(row);
      values.remove("number");
      rows.add(values);
    }
    return rows;
  }

  /** The only column of a query, row by row. */
  List<String> column(String sql) {
    return rows(sql).stream().map(row -> row.values().iterator().next()).toList();
  }

  /** {@code Name:line kind name -> Name:line kind name} of edges of some kinds. */
  List<String> edges(String... kinds) {
    return column(
        """
        SELECT %s || ' ' || edge_kind || ' ' || %s FROM cpg_edges AS e
        JOIN cpg_nodes AS s ON s.node_id = e.src_node_id
        JOIN cpg_nodes AS d ON d.node_id = e.dst_node_id
        WHERE edge_kind IN ('%s') ORDER BY s.path, s.bstart, s.node_kind, d.path, d.bstart, edge_kind"""
            .formatted(label("s"), label("d"), String.join("', '", kinds)));
  }

  /** An expression for a node as people name it: its file, line, kind and name. */
  static String label(String node) {
    return """
        (coalesce(regexp_extract(%1$s.path, '([^/]+)[.]java', 1) || ':' || %1$s.line || ' ', '')
        || %1$s.node_kind || coalesce(' ' || %1$s.name, ''))"""
        .formatted(node);
  }

  @Override
  public void close() {
    query.close();
  }
}
