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
 *     must have these columns, in any order, and none of those that it requires may be nullable;
 *     what it may lack is for {@code evolution} to say
 * @param provenance what the commit's operation parameters shall say, such as {@code spec_hash}
 * @param userMetadata free text, or none
 * @param evolution whether the commit may change the table's row type; nothing to a new table
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
    Optional<TransactionId> transactionId,
    Evolution evolution) {

  /** A commit that leaves the row type of a table as it is. */
  public Commit(
      Path location,
      Optional<Snapshot> expected,
      Schema schema,
      List<String> partitionColumns,
      Mode mode,
      List<DataFile> files,
      Map<String, String> provenance,
      Optional<String> userMetadata,
      Optional<TransactionId> transactionId) {
    this(
        location,
        expected,
        schema,
        partitionColumns,
        mode,
        files,
        provenance,
        userMetadata,
        transactionId,
        Evolution.NONE);
  }

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

  /** What may happen to the row type of a table that exists. */
  public enum Evolution {
    /** Nothing: a column that the table does not have is refused. */
    NONE,
    /**
     * Columns and fields of structs that the table does not have are added at the end, nullable, in
     * the same commit. The rows that are there hold NULL in them; earlier versions keep their row
     * type.
     */
    ADD_COLUMNS
  }

  /** Delta's application transaction: a version of an application is committed at most once. */
  public record TransactionId(String application, long version) {}
}
