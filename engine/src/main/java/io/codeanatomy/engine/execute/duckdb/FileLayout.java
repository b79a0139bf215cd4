// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.ColumnMapping;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.delta.schema.Schema;
import java.util.List;

/**
 * How the columns of a row type are found in data files.
 *
 * @param schema the row type by logical names, partition columns included
 * @param physicalSchema the same with physical names at every level
 * @param partitionColumns the columns that are in no file, by logical names
 */
record FileLayout(
    Schema schema,
    Schema physicalSchema,
    List<String> partitionColumns,
    ColumnMapping columnMapping) {

  FileLayout {
    partitionColumns = List.copyOf(partitionColumns);
  }

  /** The layout of a table's files. */
  static FileLayout of(Snapshot snapshot) {
    return new FileLayout(
        snapshot.schema(),
        snapshot.physicalSchema(),
        snapshot.partitionColumns(),
        snapshot.columnMapping());
  }

  /** The layout of files that have the columns under their own names, as we write them. */
  static FileLayout byName(Schema schema, List<String> partitionColumns) {
    return new FileLayout(schema, schema, partitionColumns, ColumnMapping.NONE);
  }
}
