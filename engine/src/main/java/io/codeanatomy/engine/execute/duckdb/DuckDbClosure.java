// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.Schema;
import java.util.List;
import java.util.OptionalLong;

/**
 * Computes transitive closures: DuckDB numbers the nodes, the edges go as numbers into Java, where
 * a search from every node finds what it leads to, and the pairs go back by way of {@link
 * ClosureFunction}. Only the graph is in Java's memory, 12 bytes for an edge and a few for a node;
 * the pairs are DuckDB's, and spill.
 *
 * <p>DuckDB's own recursive queries do not spill, cost a scan of all edges for every step, and of
 * all pairs for every step where the depth is asked for. The figures are in {@code
 * docs/decisions/0007-closure-by-search.md}.
 */
final class DuckDbClosure {

  private static final int EDGES_AT_A_TIME = 1 << 20;

  private final DuckDbDatabase database;
  private final ClosureFunction function;

  DuckDbClosure(DuckDbDatabase database, ClosureFunction function) {
    this.database = database;
    this.function = function;
  }

  /**
   * Makes a table of a closure.
   *
   * @param edges a query of two columns of one type
   * @param schema the columns of the table: the two, and the depth if it is asked for
   */
  void create(String relation, String edges, Schema schema, OptionalLong maxDepth) {
    // Names of relations hold no blanks.
    String given = Sql.identifier(relation + " edges");
    String nodes = Sql.identifier(relation + " nodes");
    String links = Sql.identifier(relation + " links");
    try {
      database.execute(
          """
          CREATE TABLE %s AS SELECT DISTINCT begins, ends FROM (%s) AS e(begins, ends)
          WHERE begins IS NOT NULL AND ends IS NOT NULL"""
              .formatted(given, edges));
      database.execute(
          """
          CREATE TABLE %s AS SELECT node, CAST(row_number() OVER () - 1 AS INTEGER) AS number
          FROM (SELECT begins AS node FROM %2$s UNION SELECT ends FROM %2$s)"""
              .formatted(nodes, given));
      database.execute(
          """
          CREATE TABLE %s AS SELECT b.number AS begins, e.number AS ends FROM %s AS g
          JOIN %3$s AS b ON b.node = g.begins JOIN %3$s AS e ON e.node = g.ends"""
              .formatted(links, given, nodes));
      drop(given);
      ClosureFunction.Sources sources = sources(nodes, links, maxDepth);
      drop(links);
      function.during(
          sources, () -> database.execute(pairs(Sql.identifier(relation), nodes, schema)));
    } finally {
      List.of(given, nodes, links).forEach(this::drop);
    }
  }

  private ClosureFunction.Sources sources(String nodes, String links, OptionalLong maxDepth) {
    long nodeCount = database.number("SELECT count(*) FROM " + nodes);
    long edgeCount = database.number("SELECT count(*) FROM " + links);
    int threads = (int) database.number("SELECT current_setting('threads')");
    long bytes =
        EdgeGraph.bytes(nodeCount, edgeCount) + threads * EdgeGraph.Search.bytes(nodeCount);
    if (bytes > JavaHeap.share() || edgeCount > Integer.MAX_VALUE - 8) {
      throw JavaHeap.tooSmall(
          "The closure over %d nodes and %d edges".formatted(nodeCount, edgeCount), bytes, "");
    }
    EdgeGraph graph = read(links, (int) nodeCount, (int) edgeCount);
    return new ClosureFunction.Sources(
        graph, maxDepth.orElse(Long.MAX_VALUE), threads, 8 * (nodeCount + edgeCount));
  }

  private EdgeGraph read(String links, int nodes, int edges) {
    int[] begins = new int[edges];
    int[] ends = new int[edges];
    int read = 0;
    for (long row = 0; read < edges; row += EDGES_AT_A_TIME) {
      int at = read;
      read +=
          database.query(
              "SELECT begins, ends FROM %s WHERE rowid >= %d AND rowid < %d"
                  .formatted(links, row, row + EDGES_AT_A_TIME),
              rows -> {
                int count = 0;
                while (rows.next()) {
                  begins[at + count] = rows.getInt(1);
                  ends[at + count] = rows.getInt(2);
                  count++;
                }
                return count;
              });
    }
    return EdgeGraph.of(nodes, begins, ends);
  }

  private static String pairs(String table, String nodes, Schema schema) {
    List<String> names = schema.names().stream().map(Sql::identifier).toList();
    String depth = names.size() == 3 ? ", CAST(p.depth AS BIGINT) AS " + names.get(2) : "";
    return """
        CREATE TABLE %s AS SELECT b.node AS %s, e.node AS %s%s FROM %s() AS p
        JOIN %6$s AS b ON b.number = p.begins JOIN %6$s AS e ON e.number = p.ends"""
        .formatted(table, names.get(0), names.get(1), depth, ClosureFunction.NAME, nodes);
  }

  private void drop(String table) {
    database.execute("DROP TABLE IF EXISTS " + table);
  }
}
