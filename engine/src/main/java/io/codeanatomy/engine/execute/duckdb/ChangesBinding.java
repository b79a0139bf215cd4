// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.ChangeFile;
import io.codeanatomy.delta.ChangeFile.Change;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.engine.execute.duckdb.FileScan.Added;
import io.codeanatomy.engine.execute.duckdb.FileScan.Added.Source;
import io.codeanatomy.engine.execute.duckdb.FileScan.RowChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes the files of changed rows of a table readable as a view: the columns of a snapshot's row
 * type, and those of the change.
 */
final class ChangesBinding {

  private static final String CHANGE_TYPE = "_change_type";

  private final DuckDbDatabase database;
  private final Snapshot snapshot;

  ChangesBinding(DuckDbDatabase database, Snapshot snapshot) {
    this.database = database;
    this.snapshot = snapshot;
  }

  private static List<Added> added(Source changeType) {
    return List.of(
        new Added(CHANGE_TYPE, Primitive.STRING, changeType),
        new Added("_commit_version", Primitive.LONG, Source.PER_FILE),
        new Added("_commit_timestamp", Primitive.TIMESTAMP, Source.PER_FILE));
  }

  /**
   * Creates the view.
   *
   * @param number distinguishes the helper tables of this binding from those of all others
   */
  void create(String relation, List<ChangeFile> files, int number) {
    FileLayout layout = FileLayout.of(snapshot);
    FileScan perFile = new FileScan(database, relation, layout, added(Source.PER_FILE));
    FileScan inFile = new FileScan(database, relation, layout, added(Source.IN_FILE));
    Map<Branch, List<FileScan.Item>> branches = new LinkedHashMap<>();
    for (ChangeFile file : files) {
      branches.computeIfAbsent(Branch.of(file), branch -> new ArrayList<>()).add(item(file));
    }
    List<String> queries = new ArrayList<>();
    branches.forEach(
        (branch, items) ->
            queries.add(
                (branch.changeType() == Source.IN_FILE ? inFile : perFile)
                    .select(items, branch.rows(), number + "_" + branch.suffix())));
    String query = queries.isEmpty() ? perFile.nothing() : String.join("\nUNION ALL\n", queries);
    database.execute("CREATE VIEW " + Sql.identifier(relation) + " AS\n" + query);
  }

  private static FileScan.Item item(ChangeFile file) {
    List<String> values = new ArrayList<>();
    if (file.change() != Change.IN_FILE) {
      values.add(file.change().name().toLowerCase(Locale.ROOT));
    }
    values.add(String.valueOf(file.commitVersion()));
    values.add(file.commitTimestamp().toString());
    return FileScan.Item.of(
        file.file(), file.onlyRows().orElse(file.file().deletedRows().ordinals()), values);
  }

  /** What is read by one query. */
  private record Branch(Source changeType, RowChoice rows) {

    static Branch of(ChangeFile file) {
      Source changeType = file.change() == Change.IN_FILE ? Source.IN_FILE : Source.PER_FILE;
      if (file.onlyRows().isPresent()) {
        return new Branch(changeType, RowChoice.ONLY);
      }
      return new Branch(
          changeType,
          file.file().deletedRows().ordinals().isEmpty() ? RowChoice.ALL : RowChoice.ALL_BUT);
    }

    String suffix() {
      return (changeType + "_" + rows).toLowerCase(Locale.ROOT);
    }
  }
}
