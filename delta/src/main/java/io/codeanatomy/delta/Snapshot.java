// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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

  /** The names of the partition columns, logical. */
  List<String> partitionColumns();

  /** The table's properties. */
  Map<String, String> properties();

  /** The live data files, in the order of their paths. Reads the log when it is called. */
  List<ScanFile> scanFiles();
}
