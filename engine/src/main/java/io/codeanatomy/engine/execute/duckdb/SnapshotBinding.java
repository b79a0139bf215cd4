// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.engine.execute.ExecutionSession.Lineage;
import io.codeanatomy.engine.execute.duckdb.FileScan.Added;
import io.codeanatomy.engine.execute.duckdb.FileScan.RowChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the data files of a snapshot readable as a view of the snapshot's row type. */
final class SnapshotBinding {

  private static final Added SOURCE_FILE =
      new Added("__source_file", Primitive.STRING, Added.Source.PER_FILE);

  private final DuckDbDatabase database;
  private final Snapshot snapshot;
  private final Lineage lineage;

  SnapshotBinding(DuckDbDatabase database, Snapshot snapshot, Lineage lineage) {
    this.database = database;
    this.snapshot = snapshot;
    this.lineage = lineage;
  }

  /**
   * Creates the view.
   *
   * @param number distinguishes the helper tables of this binding from those of all others
   */
  void create(String relation, List<ScanFile> files, int number) {
    List<FileScan.Item> whole = new ArrayList<>();
    List<FileScan.Item> deleted = new ArrayList<>();
    for (ScanFile file : files) {
      List<Long> ordinals = file.deletedRows().ordinals();
      (ordinals.isEmpty() ? whole : deleted).add(FileScan.Item.of(file, ordinals, values(file)));
    }
    FileScan scan =
        new FileScan(
            database,
            relation,
            FileLayout.of(snapshot),
            lineage == Lineage.SOURCE_FILE ? List.of(SOURCE_FILE) : List.of());
    List<String> branches = new ArrayList<>();
    if (!whole.isEmpty()) {
      branches.add(scan.select(whole, RowChoice.ALL, number + "_whole"));
    }
    if (!deleted.isEmpty()) {
      branches.add(scan.select(deleted, RowChoice.ALL_BUT, number + "_deleted"));
    }
    String query = branches.isEmpty() ? scan.nothing() : String.join("\nUNION ALL\n", branches);
    database.execute("CREATE VIEW " + Sql.identifier(relation) + " AS\n" + query);
  }

  private List<String> values(ScanFile file) {
    return lineage == Lineage.SOURCE_FILE ? List.of(source(file.path())) : List.of();
  }

  /** Relative to the table, so that a moved table has the same rows. */
  private String source(Path file) {
    Path location = snapshot.location();
    return file.startsWith(location)
        ? location.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/")
        : file.toString();
  }
}
