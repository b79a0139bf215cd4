// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Where the values of a table's column are.
 *
 * @param fieldId of the column in the data files, where it is what binds
 */
record ScanColumn(String physicalName, DataType type, Place place, OptionalLong fieldId) {

  /** Where values are. */
  enum Place {
    /** In the log. */
    PARTITION,
    /** In the data files. */
    DATA
  }

  /** The columns of a table by their logical names. */
  static Map<String, ScanColumn> of(Snapshot snapshot) {
    Map<String, ScanColumn> columns = new LinkedHashMap<>();
    ColumnMapping mapping = snapshot.columnMapping();
    for (int i = 0; i < snapshot.schema().fields().size(); i++) {
      String name = snapshot.schema().fields().get(i).name();
      String physicalName = snapshot.physicalSchema().fields().get(i).name();
      Integer id = mapping.fieldIds().get(List.of(physicalName));
      columns.put(
          name,
          new ScanColumn(
              physicalName,
              snapshot.schema().fields().get(i).type(),
              snapshot.partitionColumns().contains(name) ? Place.PARTITION : Place.DATA,
              mapping.mode() == ColumnMapping.Mode.ID && id != null
                  ? OptionalLong.of(id)
                  : OptionalLong.empty()));
    }
    return columns;
  }
}
