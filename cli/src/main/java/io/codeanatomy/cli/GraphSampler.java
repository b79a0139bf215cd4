// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.query.TableQuery;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes one method out of the published tables of the CPG example, with all around it. */
final class GraphSampler implements AutoCloseable {

  private static final int MOST_ROWS = 1_000;

  /** A method that many have seen; without it, the one that takes part in the most calls. */
  private static final String CHOICE =
      """
      SELECT m.node_id, m.name, t.qualified_name AS type, m.path, m.bstart, m.bend
      FROM nodes AS m
      JOIN edges AS e ON e.src_node_id = m.node_id AND e.edge_kind = 'member_of'
      JOIN nodes AS t ON t.node_id = e.dst_node_id
      LEFT JOIN (
        SELECT dst_node_id, count(*) AS calls FROM edges WHERE edge_kind = 'calls' GROUP BY ALL
      ) AS c ON c.dst_node_id = m.node_id
      WHERE m.node_kind = 'method'
      ORDER BY t.name = 'StringUtils' AND m.name = 'strip' DESC, c.calls DESC NULLS LAST,
        m.path, m.bstart
      LIMIT 1""";

  private static final String PROPERTIES =
      """
      SELECT prop_key, value_string FROM props
      WHERE entity_id = (SELECT node_id FROM chosen) AND value_string IS NOT NULL
      ORDER BY prop_key""";

  private static final String JAVADOC =
      """
      SELECT p.value_string AS text
      FROM edges AS e JOIN props AS p ON p.entity_id = e.src_node_id AND p.prop_key = 'text'
      WHERE e.edge_kind = 'documents' AND e.dst_node_id = (SELECT node_id FROM chosen)
        AND p.value_string IS NOT NULL
      ORDER BY e.bstart DESC LIMIT 1""";

  private static final String PARAMETERS =
      """
      SELECT trim(concat(p.value_string, ' ', n.name)) AS parameter
      FROM edges AS e JOIN nodes AS n ON n.node_id = e.src_node_id
      LEFT JOIN props AS p ON p.entity_id = n.node_id AND p.prop_key = 'type_text'
      WHERE e.edge_kind = 'declared_in' AND n.node_kind = 'parameter'
        AND e.dst_node_id = (SELECT node_id FROM chosen)
      ORDER BY n.bstart""";

  private static final String CALLS =
      """
      SELECT coalesce(min(t.name || '.' || m.name), c.name) AS callee, min(c.bstart) AS first
      FROM edges AS o JOIN nodes AS c ON c.node_id = o.src_node_id AND c.node_kind = 'call'
      LEFT JOIN edges AS e ON e.src_node_id = c.node_id AND e.edge_kind = 'calls'
      LEFT JOIN nodes AS m ON m.node_id = e.dst_node_id
      LEFT JOIN edges AS b ON b.src_node_id = m.node_id AND b.edge_kind = 'member_of'
      LEFT JOIN nodes AS t ON t.node_id = b.dst_node_id
      WHERE o.edge_kind = 'occurs_in' AND o.dst_node_id = (SELECT node_id FROM chosen)
      GROUP BY c.name, coalesce(t.name || '.' || m.name, c.name) ORDER BY first""";

  private static final String CALLERS =
      """
      SELECT DISTINCT coalesce(t.name || '.', '') || m.name AS caller
      FROM edges AS e
      JOIN edges AS o ON o.src_node_id = e.src_node_id AND o.edge_kind = 'occurs_in'
      JOIN nodes AS m ON m.node_id = o.dst_node_id
      LEFT JOIN edges AS b ON b.src_node_id = m.node_id AND b.edge_kind = 'member_of'
      LEFT JOIN nodes AS t ON t.node_id = b.dst_node_id
      WHERE e.edge_kind = 'calls' AND e.dst_node_id = (SELECT node_id FROM chosen)
        AND m.name IS NOT NULL
      ORDER BY caller""";

  private static final String EDGES =
      """
      SELECT edge_kind, count(*) AS n FROM edges
      WHERE src_node_id = (SELECT node_id FROM chosen)
        OR dst_node_id = (SELECT node_id FROM chosen)
      GROUP BY edge_kind ORDER BY n DESC, edge_kind""";

  private final TableQuery query;

  private GraphSampler(TableQuery query) {
    this.query = query;
  }

  /** Opens the tables of a graph by their locations. */
  static GraphSampler open(Path nodes, Path edges, Path properties) {
    Map<String, Path> tables = new LinkedHashMap<>();
    tables.put("nodes", nodes);
    tables.put("edges", edges);
    tables.put("props", properties);
    return new GraphSampler(TableQuery.open(tables));
  }

  /** The sample; empty if the graph holds no method. */
  Optional<GraphSample> sample() {
    query.define("chosen", CHOICE);
    return query.rows("SELECT * FROM chosen", 1).stream().findFirst().map(this::describe);
  }

  private GraphSample describe(Map<String, String> method) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (Map<String, String> row : rows(PROPERTIES)) {
      properties.put(value(row, "prop_key"), value(row, "value_string"));
    }
    Map<String, Long> edges = new LinkedHashMap<>();
    for (Map<String, String> row : rows(EDGES)) {
      edges.put(value(row, "edge_kind"), Long.valueOf(value(row, "n")));
    }
    return new GraphSample(
        value(method, "type"),
        value(method, "name"),
        properties.getOrDefault("modifiers", ""),
        properties.getOrDefault("type_text", ""),
        column(PARAMETERS, "parameter"),
        column(JAVADOC, "text").stream().findFirst().map(Javadoc::firstSentence).orElse(""),
        value(method, "path"),
        Long.parseLong(value(method, "bstart")),
        Long.parseLong(value(method, "bend")),
        column(CALLS, "callee").stream().distinct().toList(),
        column(CALLERS, "caller"),
        edges);
  }

  private List<Map<String, String>> rows(String sql) {
    return query.rows(sql, MOST_ROWS);
  }

  private List<String> column(String sql, String name) {
    return rows(sql).stream().map(row -> value(row, name)).toList();
  }

  private static String value(Map<String, String> row, String column) {
    String value = row.get(column);
    if (value == null) {
      throw new IllegalStateException("no column " + column + " in " + row.keySet());
    }
    return value;
  }

  @Override
  public void close() {
    query.close();
  }
}
