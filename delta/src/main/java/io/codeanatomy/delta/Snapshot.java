// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One version of a Delta table. Immutable. */
public interface Snapshot {

  /** The folder of the table, absolute. */
  Path location();

  /** The Delta version. */
  long version();

  /** The row type by logical names, partition columns included. */
  Schema schema();

  /**
   * The row type of the data files: the same as {@link #schema}, with physical names at every
   * level.
   */
  Schema physicalSchema();

  /**
   * How the data files' columns are found: by name, physical name or field id. In id mode {@link
   * #physicalSchema} still gives the physical names, but only the field ids are binding.
   */
  ColumnMapping columnMapping();

  /** The names of the partition columns, logical. */
  List<String> partitionColumns();

  /** The table's properties. */
  Map<String, String> properties();

  /** What the table says of itself to people. */
  TableDescription description();

  /**
   * The version that an application last committed to the table by a {@link Commit.TransactionId},
   * or nothing if it never did.
   */
  Optional<Long> latestTransactionVersion(String application);

  /**
   * The live data files, in the order of their paths. Reads the log, and the deletion vectors, when
   * it is called.
   *
   * @throws DeltaException if the log or a deletion vector is damaged
   */
  List<ScanFile> scanFiles();
}
