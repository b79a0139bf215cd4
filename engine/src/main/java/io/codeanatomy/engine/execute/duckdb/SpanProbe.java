// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * The function by which statements ask the indexes of a database: {@code (index, group, begin, end)
 * → number}, all BIGINT, NULL for no answer. DuckDB's threads ask at the same time.
 */
final class SpanProbe {

  static final String NAME = "codeanatomy_span_probe";

  static final SqlFunction FUNCTION =
      SqlBasicFunction.create(
          NAME,
          ReturnTypes.BIGINT.andThen(SqlTypeTransforms.FORCE_NULLABLE),
          OperandTypes.VARIADIC);

  /** What NULL is read as, which may be a bound, too. */
  private static final long NULL = Long.MIN_VALUE;

  /** A plan with more indexes would have as many views. */
  private static final int MOST_INDEXES = 1 << 16;

  private final AtomicReferenceArray<@Nullable SpanIndex> indexes =
      new AtomicReferenceArray<>(MOST_INDEXES);
  private int added;

  /** Registers the function; a database has no way to forget it, so it is registered once. */
  static SpanProbe register(Connection connection) {
    SpanProbe probe = new SpanProbe();
    try (DuckDBScalarFunctionBuilder function = DuckDBFunctions.scalarFunction()) {
      function
          .withName(NAME)
          .withParameters(Long.class, Long.class, Long.class, Long.class)
          .withReturnType(Long.class)
          .withVectorizedFunction(probe::ask)
          .register(connection);
    } catch (SQLException e) {
      throw DuckDbErrors.of(e);
    }
    return probe;
  }

  /** Adds an index, and gives the number that statements call it by. */
  int add(SpanIndex index) {
    indexes.set(added, index);
    return added++;
  }

  /** The index of a number. */
  SpanIndex get(long number) {
    SpanIndex index = indexes.get((int) number);
    if (index == null) {
      throw new IllegalStateException("the index is not there");
    }
    return index;
  }

  void remove(int index) {
    indexes.set(index, null);
  }

  private void ask(DuckDBDataChunkReader asked, DuckDBWritableVector answers) {
    long rows = asked.rowCount();
    if (rows == 0) {
      return;
    }
    SpanIndex index = get(asked.vector(0).getLong(0));
    DuckDBReadableVector groups = asked.vector(1);
    DuckDBReadableVector begins = asked.vector(2);
    DuckDBReadableVector ends = asked.vector(3);
    for (long row = 0; row < rows; row++) {
      long group = groups.getLong(row, NULL);
      long begin = begins.getLong(row, NULL);
      long end = ends.getLong(row, NULL);
      // Whether a value is NULL is looked at a second time only where it may be.
      long number =
          group == NULL
                  || (begin == NULL && begins.isNull(row))
                  || (end == NULL && ends.isNull(row))
              ? SpanIndex.NONE
              : index.ask((int) group, begin, end);
      if (number == SpanIndex.NONE) {
        answers.setNull(row);
      } else {
        answers.setLong(row, number);
      }
    }
  }
}
