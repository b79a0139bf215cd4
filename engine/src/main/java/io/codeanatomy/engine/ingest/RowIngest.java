// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.ingest;

import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.RunFolder;
import io.codeanatomy.engine.execute.duckdb.DuckDbRowStage;
import io.codeanatomy.engine.publish.Publication;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows to files by DuckDB, files to tables by the publisher. */
final class RowIngest implements TableIngest {

  private static final Logger LOG = LoggerFactory.getLogger(RowIngest.class);

  private final Publication publication;
  private final DuckDbRowStage stage;
  private final RunFolder scratch;
  private final Map<String, StagedRows> appenders = new LinkedHashMap<>();
  private boolean published;
  private boolean closed;

  RowIngest(
      List<TableDefinition> definitions,
      Publication publication,
      DuckDbRowStage stage,
      RunFolder scratch) {
    this.publication = publication;
    this.stage = stage;
    this.scratch = scratch;
    for (TableDefinition table : definitions) {
      appenders.put(
          table.name(),
          new StagedRows(
              table.name(), stage.writer(table.schema(), publication.folder(table.name()))));
    }
  }

  @Override
  public RowAppender appender(String table) {
    return rows(table);
  }

  private StagedRows rows(String table) {
    StagedRows rows = appenders.get(table);
    if (rows == null) {
      throw new IllegalArgumentException("No table is called " + table);
    }
    return rows;
  }

  @Override
  public List<PublishedTable> publish() {
    if (published) {
      throw new IllegalStateException("The tables were published already");
    }
    published = true;
    for (Map.Entry<String, StagedRows> table : appenders.entrySet()) {
      publication.stage(table.getKey(), table.getValue().finish());
    }
    return publication.prepare().commit().stream().map(PublishedTable::of).toList();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      stage.close();
    } catch (ExecutionException e) {
      LOG.warn("The rows that were not written could not be let go of", e);
    } finally {
      publication.close();
      close(scratch);
    }
  }

  static void close(@Nullable RunFolder folder) {
    if (folder != null) {
      try {
        folder.close();
      } catch (IOException e) {
        LOG.warn("The folder {} could not be removed", folder.path(), e);
      }
    }
  }
}
