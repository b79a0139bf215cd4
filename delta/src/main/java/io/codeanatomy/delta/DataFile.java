// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A Parquet file that was written, flushed and checked, ready to be committed. The file must lie
 * under the folder of the table.
 *
 * @param statistics per column (leaf columns by dotted path) what the footer knows
 * @param partitionValues per partition column its value as text in Delta's form; absent is NULL
 */
public record DataFile(
    Path path,
    long sizeBytes,
    long modificationTimeMillis,
    long rowCount,
    Map<String, ColumnStatistics> statistics,
    Map<String, Optional<String>> partitionValues) {

  /** The same file as part of a partition. */
  public DataFile inPartition(Map<String, Optional<String>> values) {
    return new DataFile(path, sizeBytes, modificationTimeMillis, rowCount, statistics, values);
  }
}
