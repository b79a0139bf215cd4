// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;

/**
 * The pairs of a nested index as a table function of DuckDB's, {@code (index) → (inner, outer)}:
 * the number of a span, or of a place where spans touch, and that of a span around it, both BIGINT;
 * a span is around itself. They are listed as they are read, and never kept. DuckDB's threads take
 * runs of spans as they come.
 */
final class SpanPairs implements DuckDBTableFunction<SpanIndex, AtomicInteger, SpanPairs.Cursor> {

  static final String NAME = "codeanatomy_span_pairs";

  private static final int SPANS_AT_A_TIME = 4_096;

  private final SpanProbe indexes;

  private SpanPairs(SpanProbe indexes) {
    this.indexes = indexes;
  }

  /** Where a thread is. */
  static final class Cursor {
    private int place = -1;
    private int behind;
    private int around = NestedSpans.NONE;
  }

  /** Registers the function for the indexes that the other function asks. */
  static void register(Connection connection, SpanProbe indexes) {
    try (DuckDBTableFunctionBuilder function = DuckDBFunctions.tableFunction()) {
      function
          .withName(NAME)
          .withParameter(Long.class)
          .withFunction(new SpanPairs(indexes))
          .register(connection);
    } catch (SQLException e) {
      throw DuckDbErrors.of(e);
    }
  }

  @Override
  public SpanIndex bind(DuckDBTableFunctionBindInfo info) {
    SpanIndex current = indexes.get(info.getParameter(0).getLong());
    info.addResultColumn("inner", Long.class)
        .addResultColumn("outer", Long.class)
        .setCardinality(current.pairs(), true);
    return current;
  }

  @Override
  public AtomicInteger init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(Runtime.getRuntime().availableProcessors());
    return new AtomicInteger();
  }

  @Override
  public Cursor localInit(DuckDBTableFunctionInitInfo info) {
    return new Cursor();
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter out) {
    SpanIndex current = call.getBindData();
    SortedSpans spans = current.spans();
    int numbered = current.numbered();
    AtomicInteger next = call.getInitData();
    Cursor cursor = call.getLocalInitData();
    DuckDBWritableVector inner = out.vector(0);
    DuckDBWritableVector outer = out.vector(1);
    int rows = 0;
    while (rows < out.capacity()) {
      if (cursor.around == NestedSpans.NONE) {
        if (++cursor.place >= cursor.behind) {
          int from = next.getAndAdd(SPANS_AT_A_TIME);
          if (from < 0 || from >= numbered) {
            cursor.place = cursor.behind;
            break;
          }
          cursor.place = from;
          cursor.behind = Math.min(numbered, from + SPANS_AT_A_TIME);
        }
        cursor.around = current.firstAround(cursor.place);
      }
      inner.setLong(rows, current.number(cursor.place));
      outer.setLong(rows, spans.number(cursor.around));
      rows++;
      cursor.around = current.nextAround(cursor.place, cursor.around);
    }
    return rows;
  }
}
