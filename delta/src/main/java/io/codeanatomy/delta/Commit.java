// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one commit does to a table.
 *
 * @param expected the snapshot that the commit builds on; empty creates the table
 * @param schema the row type of the table, partition columns included; where the table exists it
 *     must have these columns, in any order, and none of those that it requires may be nullable
 * @param provenance what the commit's operation parameters shall say, such as {@code spec_hash}
 * @param userMetadata free text, or none
 */
public record Commit(
    Path location,
    Optional<Snapshot> expected,
    Schema schema,
    List<String> partitionColumns,
    Mode mode,
    List<DataFile> files,
    Map<String, String> provenance,
    Optional<String> userMetadata,
    Optional<TransactionId> transactionId) {

  public Commit {
    partitionColumns = List.copyOf(partitionColumns);
    files = List.copyOf(files);
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }

  /** What happens to the rows that are there. */
  public enum Mode {
    APPEND,
    OVERWRITE
  }

  /** Delta's application transaction: a version of an application is committed at most once. */
  public record TransactionId(String application, long version) {}
}
