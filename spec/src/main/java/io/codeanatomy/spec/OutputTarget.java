// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Delta table that a run publishes. */
@Description("A Delta table that a run publishes.")
public record OutputTarget(
    @Description(
            "The table's name: letters, digits, `_`, `.` and `-`, unique also without regard"
                + " to case.")
        String tableName,
    @Description("The view or parameter template whose rows are published.") String sourceView,
    @Description("The columns to publish, in order; empty for all.") @Default("[]")
        List<String> columns,
    @Description("What happens to the rows that the table already holds.") @Default("Overwrite")
        MaterializationMode materializationMode,
    @Description(
            "The table's folder, relative to the spec's file; `<output folder>/<table_name>`"
                + " if it is not given.")
        Optional<String> deltaLocation,
    @Description("The columns that the table is partitioned by; at least one column must be left.")
        @Default("[]")
        List<String> partitionBy,
    @Description("Texts that go into the commit; not hashed.") @Default("{}")
        Map<String, String> writeMetadata) {

  public OutputTarget {
    columns = List.copyOf(columns);
    partitionBy = List.copyOf(partitionBy);
    writeMetadata = Map.copyOf(writeMetadata);
  }

  /** What happens to the rows that the table already holds. */
  public enum MaterializationMode {
    @Description("They are replaced.")
    Overwrite,
    @Description("They stay, and the new ones are added.")
    Append
  }
}
