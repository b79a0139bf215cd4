// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.publish;

import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.engine.schema.RowTypeMerge;
import io.codeanatomy.engine.schema.SchemaChange;
import io.codeanatomy.engine.schema.SchemaDiff;
import io.codeanatomy.engine.schema.SchemaDifference;
import io.codeanatomy.engine.schema.SchemaDifference.Kind;
import io.codeanatomy.engine.schema.SchemaEvolution;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks, before anything is computed, that all tables of a publication can be written. */
final class TargetCheck {

  /** Less than this, and not even the log could be written with some certainty. */
  private static final long LEAST_FREE_BYTES = 16L << 20;

  /** What a column of a table without column mapping must not have in its name. */
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[ ,;{}()\n\t=]");

  private final DeltaStore store;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<Diagnostic> notices = new ArrayList<>();

  TargetCheck(DeltaStore store) {
    this.store = store;
  }

  /**
   * The snapshots of the tables that exist, by the name of the target.
   *
   * @throws DiagnosticException with the faults of all targets
   */
  Map<String, Snapshot> check(List<TableTarget> targets) {
    Map<String, Snapshot> snapshots = new LinkedHashMap<>();
    for (int i = 0; i < targets.size(); i++) {
      TableTarget target = targets.get(i);
      try {
        checkOverlap(target, targets.subList(0, i));
        checkPartitionColumns(target);
        checkNames(target, target.schema().fields(), "");
        checkFolder(target);
        Optional<Snapshot> snapshot = find(target);
        if (snapshot.isPresent()) {
          checkTable(target, snapshot.get());
          snapshots.put(target.name(), snapshot.get());
        }
      } catch (DiagnosticException e) {
        diagnostics.addAll(e.diagnostics());
      }
    }
    if (!diagnostics.isEmpty()) {
      throw new DiagnosticException(diagnostics);
    }
    return snapshots;
  }

  /** What will happen to the tables that were checked, and is worth knowing. */
  List<Diagnostic> notices() {
    return List.copyOf(notices);
  }

  private static void checkOverlap(TableTarget target, List<TableTarget> others) {
    for (TableTarget other : others) {
      if (target.location().startsWith(other.location())
          || other.location().startsWith(target.location())) {
        throw PublishErrors.overlappingLocations(target, other);
      }
    }
  }

  private static void checkNames(TableTarget target, List<Field> fields, String parent) {
    for (Field field : fields) {
      String name = parent + field.name();
      if (field.name().isEmpty() || NOT_IN_NAMES.matcher(field.name()).find()) {
        throw PublishErrors.badColumnName(target, name);
      }
      checkNames(target, field.type(), name + ".");
    }
  }

  private static void checkNames(TableTarget target, DataType type, String parent) {
    if (type instanceof DataType.Struct struct) {
      checkNames(target, struct.fields(), parent);
    } else if (type instanceof DataType.Array array) {
      checkNames(target, array.element(), parent);
    } else if (type instanceof DataType.Map map) {
      checkNames(target, map.key(), parent);
      checkNames(target, map.value(), parent);
    }
  }

  private static void checkPartitionColumns(TableTarget target) {
    for (String name : target.partitionColumns()) {
      Field column =
          target
              .schema()
              .field(name)
              .orElseThrow(() -> PublishErrors.unfitPartitions(target, "it has no column " + name));
      if (!isSimple(column.type())) {
        throw PublishErrors.unfitPartitions(target, name + " is of type " + column.type());
      }
    }
    if (target.schema().fields().size() == target.partitionColumns().size()) {
      throw PublishErrors.unfitPartitions(target, "no column is left for the files");
    }
  }

  private static boolean isSimple(DataType type) {
    return type instanceof DataType.Decimal
        || (type instanceof DataType.Primitive && type != DataType.Primitive.BINARY);
  }

  private static void checkFolder(TableTarget target) {
    Path folder = target.location();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw PublishErrors.notWritable(
          target, folder == null ? target.location() : folder, "is not a folder");
    }
    if (!Files.isWritable(folder)) {
      throw PublishErrors.notWritable(target, folder, "may not be written to");
    }
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < LEAST_FREE_BYTES) {
        throw PublishErrors.noSpace(target, free);
      }
    } catch (IOException e) {
      throw PublishErrors.io(target, e);
    }
  }

  private Optional<Snapshot> find(TableTarget target) {
    try {
      return store.find(target.location());
    } catch (DeltaException e) {
      throw PublishErrors.unusableLocation(target, e);
    }
  }

  private void checkTable(TableTarget target, Snapshot snapshot) {
    if (!snapshot.physicalSchema().equals(snapshot.schema())) {
      throw PublishErrors.mappedColumns(target);
    }
    checkRowType(target, snapshot);
    if (!snapshot.partitionColumns().equals(target.partitionColumns())) {
      throw PublishErrors.otherPartitions(target, snapshot.partitionColumns());
    }
  }

  private void checkRowType(TableTarget target, Snapshot snapshot) {
    List<SchemaDifference> differences = differences(snapshot, target);
    if (differences.isEmpty()) {
      return;
    }
    SchemaChange change = new SchemaDiff(differences).change();
    if (change == SchemaChange.BREAKING) {
      throw PublishErrors.otherRowType(target, differences);
    }
    if (change == SchemaChange.WIDENING) {
      throw PublishErrors.widerRowType(target, differences);
    }
    if (target.evolution() == SchemaEvolution.NONE) {
      throw PublishErrors.moreColumns(target, differences);
    }
    notices.add(PublishErrors.columnsAdded(target, differences));
  }

  /**
   * What the table's row type would have to change by. By name: the order of the columns in a data
   * file makes no difference to Delta. What may be NULL is no part of it: what is added becomes
   * nullable, and what is written is checked.
   */
  private static List<SchemaDifference> differences(Snapshot snapshot, TableTarget target) {
    return SchemaDiff.between(
            RowTypeMerge.nullable(snapshot.schema()), RowTypeMerge.nullable(target.schema()))
        .differences()
        .stream()
        .filter(difference -> difference.kind() != Kind.ORDER)
        .toList();
  }
}
