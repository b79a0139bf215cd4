// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.ingest;

import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.StagedFile;
import io.codeanatomy.engine.execute.duckdb.DuckDbRowWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one table on their way into files. */
final class StagedRows implements RowAppender {

  private final String table;
  private final DuckDbRowWriter writer;

  StagedRows(String table, DuckDbRowWriter writer) {
    this.table = table;
    this.writer = writer;
  }

  @Override
  public RowAppender append(long value) {
    writer.append(value);
    return this;
  }

  @Override
  public RowAppender append(int value) {
    writer.append(value);
    return this;
  }

  @Override
  public RowAppender append(boolean value) {
    writer.append(value);
    return this;
  }

  @Override
  public RowAppender append(@Nullable String value) {
    writer.append(value);
    return this;
  }

  @Override
  public RowAppender append(LocalDate value) {
    writer.append(value);
    return this;
  }

  @Override
  public RowAppender append(BigDecimal value) {
    writer.append(value);
    return this;
  }

  @Override
  public RowAppender appendNull() {
    writer.appendNull();
    return this;
  }

  @Override
  public void endRow() {
    try {
      writer.endRow();
    } catch (ExecutionException e) {
      throw IngestErrors.execution(table, e);
    }
  }

  List<StagedFile> finish() {
    try {
      return writer.finish();
    } catch (ExecutionException e) {
      throw IngestErrors.execution(table, e);
    }
  }
}
