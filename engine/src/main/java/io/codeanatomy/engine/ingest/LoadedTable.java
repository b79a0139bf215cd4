// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.ingest;

import io.codeanatomy.delta.schema.Schema;
import java.util.List;

/**
 * A table that was loaded from files.
 *
 * @param sources the number of files that were read
 * @param remarks what was decided about the content, such as types that Delta does not have
 */
public record LoadedTable(
    PublishedTable table, Schema schema, FileFormat format, int sources, List<String> remarks) {

  public LoadedTable {
    remarks = List.copyOf(remarks);
  }
}
