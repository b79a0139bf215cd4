// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.query;

import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.engine.environment.Environment;
import io.codeanatomy.engine.environment.EnvironmentProfile;
import io.codeanatomy.engine.environment.Machine;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.execute.Folders;
import io.codeanatomy.engine.execute.duckdb.DuckDbEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks published Delta tables questions in SQL. All questions see the snapshots of when it was
 * opened. Not safe for use by several threads.
 *
 * <pre>{@code
 * try (TableQuery query = TableQuery.open(Map.of("nodes", graph.resolve("cpg_nodes")))) {
 *   query.rows("SELECT node_kind, count(*) AS n FROM nodes GROUP BY 1 ORDER BY 1", 10);
 * }
 * }</pre>
 */
public final class TableQuery implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(TableQuery.class);

  private final ExecutionSession session;
  private final Path scratch;

  private TableQuery(ExecutionSession session, Path scratch) {
    this.session = session;
    this.scratch = scratch;
  }

  /**
   * Binds the latest snapshots of tables.
   *
   * @param tables locations by the names that questions use
   * @throws io.codeanatomy.spec.DiagnosticException if one of them cannot be read
   */
  public static TableQuery open(Map<String, Path> tables) {
    Map<String, Snapshot> snapshots = new LinkedHashMap<>();
    tables.forEach((name, location) -> snapshots.put(name, snapshot(name, location)));
    Path scratch;
    try {
      scratch = Files.createTempDirectory("codeanatomy-query-");
    } catch (IOException e) {
      throw QueryErrors.scratch(e);
    }
    TableQuery query = new TableQuery(new DuckDbEngine().open(config(scratch, snapshots)), scratch);
    try {
      snapshots.forEach(query::bind);
      return query;
    } catch (RuntimeException e) {
      query.close();
      throw e;
    }
  }

  /**
   * The first rows that a query gives.
   *
   * @param sql a query in the dialect of the execution engine
   * @param limit the most rows to give
   * @return each row by column name, in the order of the columns; NULL is the text {@code NULL}
   * @throws io.codeanatomy.spec.DiagnosticException if the query is wrong or fails
   */
  public List<Map<String, String>> rows(String sql, int limit) {
    try {
      return session.sample(sql, limit).rows();
    } catch (ExecutionException e) {
      throw QueryErrors.statement(e);
    }
  }

  /**
   * Computes a query once and gives it a name that later questions can use.
   *
   * @throws io.codeanatomy.spec.DiagnosticException if the query is wrong or fails
   */
  public void define(String name, String sql) {
    try {
      session.materialize(name, sql);
    } catch (ExecutionException e) {
      throw QueryErrors.statement(e);
    }
  }

  @Override
  public void close() {
    session.close();
    try {
      Folders.remove(scratch);
    } catch (IOException e) {
      LOGGER.warn("The temporary folder {} could not be removed", scratch, e);
    }
  }

  private void bind(String name, Snapshot snapshot) {
    try {
      session.bind(name, snapshot, snapshot.scanFiles(), ExecutionSession.Lineage.NONE);
    } catch (DeltaException e) {
      throw QueryErrors.table(name, e);
    } catch (ExecutionException e) {
      throw QueryErrors.statement(e);
    }
  }

  private static Snapshot snapshot(String name, Path location) {
    try {
      return DeltaStore.local().latest(location);
    } catch (DeltaException e) {
      throw QueryErrors.table(name, e);
    }
  }

  private static ExecutionConfig config(Path scratch, Map<String, Snapshot> snapshots) {
    EnvironmentProfile profile = EnvironmentProfile.medium;
    return new ExecutionConfig(
        Environment.of(profile).threads(Machine.processors()),
        Environment.of(profile).memoryBytes(Machine.physicalMemory()),
        scratch,
        snapshots.values().stream().map(Snapshot::location).toList(),
        List.of());
  }
}
