// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.duckdb.DuckDbDatabase.InsertionOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes rows that come one by one as Parquet files, in the order in which they come. */
public final class DuckDbRowStage implements AutoCloseable {

  private final DuckDbDatabase database;
  private final List<DuckDbRowWriter> writers = new ArrayList<>();

  private DuckDbRowStage(DuckDbDatabase database) {
    this.database = database;
  }

  /** Starts with the memory and the folders of a configuration. */
  public static DuckDbRowStage open(ExecutionConfig config) {
    return new DuckDbRowStage(DuckDbDatabase.open(config, InsertionOrder.KEPT));
  }

  /**
   * A writer of rows of a row type whose files go into a folder; the stage closes it. Several
   * writers may be used by several threads, each by one at a time.
   */
  public DuckDbRowWriter writer(Schema schema, Path folder) {
    // A connection does one thing at a time.
    DuckDbRowWriter writer =
        new DuckDbRowWriter(database.duplicate(), "rows_" + writers.size(), schema, folder);
    writers.add(writer);
    return writer;
  }

  @Override
  public void close() {
    writers.forEach(DuckDbRowWriter::close);
    database.close();
  }
}
