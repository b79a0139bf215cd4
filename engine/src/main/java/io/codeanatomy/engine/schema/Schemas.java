// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.schema;

import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of stored tables, and what is different between two of them; reads logs and no
 * rows.
 *
 * <pre>{@code
 * SchemaDiff diff = Schemas.diff(Schemas.table(location, 3), Schemas.table(location));
 * if (diff.change() == SchemaChange.BREAKING) { … }
 * }</pre>
 */
public final class Schemas {

  private Schemas() {}

  /**
   * The latest version of a Delta table.
   *
   * @throws io.codeanatomy.spec.DiagnosticException if there is none that can be read
   */
  public static RelationSchema table(Path location) {
    try {
      return of(DeltaStore.local().latest(location));
    } catch (DeltaException e) {
      throw SchemaErrors.unreadable(e);
    }
  }

  /**
   * A version of a Delta table.
   *
   * @throws io.codeanatomy.spec.DiagnosticException if it cannot be read
   */
  public static RelationSchema table(Path location, long version) {
    try {
      return of(DeltaStore.local().at(location, version));
    } catch (DeltaException e) {
      throw SchemaErrors.unreadable(e);
    }
  }

  private static RelationSchema of(Snapshot snapshot) {
    Map<String, String> comments = new LinkedHashMap<>();
    snapshot
        .description()
        .comments()
        .forEach((path, comment) -> comments.put(TypeNames.path(path), comment));
    return new RelationSchema(
        snapshot.location() + "@" + snapshot.version(),
        snapshot.schema(),
        Optional.of(
            new RelationSchema.StoredTable(
                snapshot.location(),
                snapshot.version(),
                snapshot.description().name(),
                snapshot.description().description(),
                snapshot.partitionColumns(),
                snapshot.properties(),
                comments)));
  }

  /**
   * What is different from one relation to the other: the row types, and between stored tables the
   * partition columns, too. Comments and properties are not compared.
   */
  public static SchemaDiff diff(RelationSchema before, RelationSchema after) {
    List<SchemaDifference> differences =
        new ArrayList<>(SchemaDiff.between(before.rowType(), after.rowType()).differences());
    if (before.table().isPresent() && after.table().isPresent()) {
      List<String> was = before.table().get().partitionColumns();
      List<String> is = after.table().get().partitionColumns();
      if (!was.equals(is)) {
        differences.add(
            new SchemaDifference(
                "",
                SchemaDifference.Kind.PARTITIONING,
                String.join(", ", was),
                String.join(", ", is),
                SchemaChange.BREAKING));
      }
    }
    return new SchemaDiff(differences);
  }
}
