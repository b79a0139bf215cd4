// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Delta table that a run publishes.
 *
 * @param columns the columns of the view to publish, in order; empty for all
 * @param deltaLocation the folder of the table; {@code <output root>/<table_name>} if empty
 * @param partitionBy the columns that the table is partitioned by
 * @param writeMetadata text that goes into the commit
 */
public record OutputTarget(
    String tableName,
    String sourceView,
    @Default("[]") List<String> columns,
    @Default("Overwrite") MaterializationMode materializationMode,
    Optional<String> deltaLocation,
    @Default("[]") List<String> partitionBy,
    @Default("{}") Map<String, String> writeMetadata) {

  public OutputTarget {
    columns = List.copyOf(columns);
    partitionBy = List.copyOf(partitionBy);
    writeMetadata = Map.copyOf(writeMetadata);
  }

  /** What happens to the rows that the table already holds. */
  public enum MaterializationMode {
    /** They are replaced. */
    Overwrite,
    /** They stay, and the new ones are added. */
    Append
  }
}
