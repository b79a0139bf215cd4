// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.execute.duckdb.ClosureFunction.Sources;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * The closure of a graph as a table of DuckDB's: beginning, end, and length of the shortest path,
 * all INTEGER. DuckDB's threads search from one node after the other and take the pairs as they
 * come, so that they are never all in memory.
 */
final class ClosureFunction implements DuckDBTableFunction<Sources, AtomicLong, EdgeGraph.Search> {

  static final String NAME = "codeanatomy_closure";

  private volatile @Nullable Sources sources;

  /**
   * What the next call works on.
   *
   * @param pairs about how many pairs there are
   */
  record Sources(EdgeGraph graph, long maxDepth, int threads, long pairs) {}

  /** Registers the function; a database has no way to forget it, so it is registered once. */
  static ClosureFunction register(Connection connection) {
    ClosureFunction closure = new ClosureFunction();
    try (DuckDBTableFunctionBuilder function = DuckDBFunctions.tableFunction()) {
      function.withName(NAME).withFunction(closure).register(connection);
    } catch (SQLException e) {
      throw DuckDbErrors.of(e);
    }
    return closure;
  }

  /** Gives the function what to work on while something runs. */
  void during(Sources current, Runnable work) {
    sources = current;
    try {
      work.run();
    } finally {
      sources = null;
    }
  }

  @Override
  public Sources bind(DuckDBTableFunctionBindInfo info) {
    Sources current = sources;
    if (current == null) {
      throw new IllegalStateException("no graph is given");
    }
    info.addResultColumn("begins", Integer.class)
        .addResultColumn("ends", Integer.class)
        .addResultColumn("depth", Integer.class)
        .setCardinality(current.pairs(), false);
    return current;
  }

  @Override
  public AtomicLong init(DuckDBTableFunctionInitInfo info) {
    Sources current = info.getBindData();
    info.setMaxThreads(current.threads());
    return new AtomicLong();
  }

  @Override
  public EdgeGraph.Search localInit(DuckDBTableFunctionInitInfo info) {
    Sources current = info.getBindData();
    return current.graph().new Search();
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter out) {
    Sources current = call.getBindData();
    AtomicLong nextStart = call.getInitData();
    EdgeGraph.Search search = call.getLocalInitData();
    DuckDBWritableVector begins = out.vector(0);
    DuckDBWritableVector ends = out.vector(1);
    DuckDBWritableVector depth = out.vector(2);
    int rows = 0;
    while (rows < out.capacity()) {
      if (search.next()) {
        begins.setInt(rows, search.start());
        ends.setInt(rows, search.node());
        depth.setInt(rows, search.depth());
        rows++;
      } else {
        long start = nextStart.getAndIncrement();
        if (start >= current.graph().nodes()) {
          break;
        }
        search.from((int) start, current.maxDepth());
      }
    }
    return rows;
  }
}
