// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.StagedFile;
import io.codeanatomy.engine.execute.duckdb.FileScan.RowChoice;
import java.util.List;

/** Makes staged files readable as a view of the row type that they were written in. */
final class StagedBinding {

  private final DuckDbDatabase database;
  private final FileScan scan;

  StagedBinding(DuckDbDatabase database, Schema schema, List<String> partitionColumns) {
    this.database = database;
    this.scan =
        new FileScan(database, "staged", FileLayout.byName(schema, partitionColumns), List.of());
  }

  /**
   * Creates the view.
   *
   * @param number distinguishes the helper tables of this binding from those of all others
   */
  void create(String relation, List<StagedFile> files, int number) {
    List<FileScan.Item> items =
        files.stream()
            .map(
                file ->
                    new FileScan.Item(file.path(), file.partitionValues(), List.of(), List.of()))
            .toList();
    String query =
        items.isEmpty() ? scan.nothing() : scan.select(items, RowChoice.ALL, number + "_staged");
    database.execute("CREATE VIEW " + Sql.identifier(relation) + " AS\n" + query);
  }
}
