// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.ingest;

import java.util.List;

/**
 * Writes several new Delta tables row by row, in bounded memory, and publishes them together.
 * Existing tables of the same name are overwritten by a new version.
 *
 * <pre>{@code
 * try (TableIngest ingest = TableIngests.open(outputRoot, definitions, provenance)) {
 *   RowAppender files = ingest.appender("files");
 *   files.append(1L).append("a/B.java").endRow();
 *   ingest.publish();
 * }
 * }</pre>
 */
public interface TableIngest extends AutoCloseable {

  /** The appender of a table; the same one each time. */
  RowAppender appender(String table);

  /** Commits all tables, in the order of their definitions. Call it once, after the last row. */
  List<PublishedTable> publish();

  /** Lets go of everything; without {@link #publish} nothing of what was staged stays. */
  @Override
  void close();
}
