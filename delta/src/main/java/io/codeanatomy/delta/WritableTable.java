// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.Schema;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.Map;
import java.util.Optional;

/**
 * Whether we may write to an existing table. The Kernel refuses the features that it does not write
 * itself; here is what it leaves to whoever writes the files.
 */
final class WritableTable {

  private static final String LENGTH_LIMITED = "__CHAR_VARCHAR_TYPE_STRING";
  private static final String CONSTRAINT = "delta.constraints.";

  private final KernelSnapshot snapshot;

  WritableTable(KernelSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  void check(Commit commit) {
    checkFeatures(commit);
    checkColumns();
    new SchemaCheck(snapshot.location())
        .fits(commit.schema(), evolved(commit).map(this::schema).orElse(snapshot.schema()));
    if (!commit.partitionColumns().equals(snapshot.partitionColumns())) {
      throw DeltaErrors.partitionMismatch(
          snapshot.location(),
          "the table is partitioned by "
              + snapshot.partitionColumns()
              + ", the output by "
              + commit.partitionColumns());
    }
  }

  /** The row type that the commit gives the table, if it is another than the one it has. */
  Optional<StructType> evolved(Commit commit) {
    if (commit.evolution() == Commit.Evolution.NONE) {
      return Optional.empty();
    }
    StructType table = snapshot.kernel().getSchema();
    StructType evolved = new SchemaEvolution(snapshot.location()).add(table, commit.schema());
    return evolved.equals(table) ? Optional.empty() : Optional.of(evolved);
  }

  private Schema schema(StructType type) {
    return TableSchema.of(snapshot.location(), type, ColumnMapping.Mode.NONE).logical();
  }

  private void checkFeatures(Commit commit) {
    if (snapshot.columnMapping().mode() != ColumnMapping.Mode.NONE) {
      throw refuse(
          "its columns are mapped to physical names",
          "Write to a new location; a table with column mapping is only read.");
    }
    if (KernelInternals.keepsPartitionColumns(snapshot.kernel())) {
      throw refuse(
          "its partition columns are kept in the data files",
          "Turn materializePartitionColumns off, or write to a new location.");
    }
    for (Map.Entry<String, String> property : snapshot.properties().entrySet()) {
      if (property.getKey().startsWith(CONSTRAINT)) {
        throw refuse(
            "it has the CHECK constraint " + property.getKey().substring(CONSTRAINT.length()),
            "Drop the constraint, or write to a new location.");
      }
    }
    if (commit.mode() == Commit.Mode.OVERWRITE && isSet("delta.appendOnly")) {
      throw refuse("it is append-only", "Append to it, or set delta.appendOnly to false.");
    }
    if (commit.mode() == Commit.Mode.OVERWRITE && isSet("delta.enableChangeDataFeed")) {
      throw refuse(
          "it records a change data feed, which an overwrite would have to fill",
          "Append to it, or set delta.enableChangeDataFeed to false.");
    }
  }

  private void checkColumns() {
    for (StructField field : snapshot.kernel().getSchema().fields()) {
      if (field.getMetadata().contains(LENGTH_LIMITED)) {
        throw refuse(
            "column "
                + field.getName()
                + " is a "
                + field.getMetadata().get(LENGTH_LIMITED)
                + ", whose length is not checked",
            "Make the column a string, or write to a new location.");
      }
      for (String rule : new String[] {"delta.generationExpression", "delta.invariants"}) {
        if (field.getMetadata().contains(rule)) {
          throw refuse(
              "column " + field.getName() + " has the rule " + rule + ", which is not enforced",
              "Drop the rule, or write to a new location.");
        }
      }
    }
  }

  private boolean isSet(String property) {
    return Boolean.parseBoolean(snapshot.properties().getOrDefault(property, "false"));
  }

  private DeltaException refuse(String what, String hint) {
    return DeltaErrors.unsupportedToWrite(snapshot.location(), what, hint);
  }
}
