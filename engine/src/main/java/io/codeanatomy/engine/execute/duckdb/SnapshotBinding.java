// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.ColumnMapping;
import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.engine.execute.ExecutionSession.Lineage;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;

/**
 * Makes the data files of a snapshot readable as a view of the snapshot's row type.
 *
 * <pre>
 *   SELECT CAST(f.c0 AS BIGINT) AS "id", p.v0 AS "day", p.source AS "__source_file"
 *   FROM read_parquet([files], schema = MAP {'physical name': {name: 'c0', …}, …}) AS f
 *   JOIN bound.files_0 AS p ON p.file_index = f.file_index
 *   ANTI JOIN bound.deleted_0 AS d ON d.file_index = f.file_index AND d.ordinal = f.file_row_number
 * </pre>
 *
 * <p>Columns are found by their physical name, or by their field id in the id mode of column
 * mapping; fields of structs always by their physical name, which every writer of Delta must write
 * in both modes. A column that a file does not have is NULL. The files are told apart by their
 * place in the list: for 2,000 files with 2,000 partition values one scan joined with a small table
 * bound in 4 ms and read 2 million rows in 69 ms, as fast as without partitions; one branch per
 * value took 327 ms and 461 ms. Where all files have the same values, or no row is deleted, there
 * is nothing to join with.
 */
final class SnapshotBinding {

  /** The schema of the helper tables, out of the way of the relations' names. */
  static final String SCHEMA = "bound";

  private final DuckDbDatabase database;
  private final Snapshot snapshot;
  private final Lineage lineage;
  private final List<Field> dataColumns = new ArrayList<>();
  private final List<Field> physicalColumns = new ArrayList<>();
  private final List<Field> partitionColumns = new ArrayList<>();

  SnapshotBinding(DuckDbDatabase database, Snapshot snapshot, Lineage lineage) {
    this.database = database;
    this.snapshot = snapshot;
    this.lineage = lineage;
    List<Field> logical = snapshot.schema().fields();
    List<Field> physical = snapshot.physicalSchema().fields();
    for (int i = 0; i < logical.size(); i++) {
      if (snapshot.partitionColumns().contains(logical.get(i).name())) {
        partitionColumns.add(logical.get(i));
      } else {
        dataColumns.add(logical.get(i));
        physicalColumns.add(physical.get(i));
      }
    }
  }

  /**
   * Creates the view.
   *
   * @param number distinguishes the helper tables of this binding from those of all others
   */
  void create(String relation, List<ScanFile> files, int number) {
    List<ScanFile> whole =
        files.stream().filter(f -> f.deletedRows().ordinals().isEmpty()).toList();
    List<ScanFile> deleted =
        files.stream().filter(f -> !f.deletedRows().ordinals().isEmpty()).toList();
    List<String> branches = new ArrayList<>();
    if (!whole.isEmpty()) {
      branches.add(branch(whole, number + "_whole", false));
    }
    if (!deleted.isEmpty()) {
      branches.add(branch(deleted, number + "_deleted", true));
    }
    String query = branches.isEmpty() ? nothing() : String.join("\nUNION ALL\n", branches);
    database.execute("CREATE VIEW " + Sql.identifier(relation) + " AS\n" + query);
  }

  private String branch(List<ScanFile> files, String suffix, boolean withDeletions) {
    Set<Map<String, Optional<String>>> partitions =
        files.stream()
            .map(ScanFile::partitionValues)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    boolean constant =
        lineage == Lineage.NONE && (partitionColumns.isEmpty() || partitions.size() == 1);
    StringBuilder from = new StringBuilder("\nFROM ").append(scan(files)).append(" AS f");
    if (!constant) {
      String table = SCHEMA + "." + Sql.identifier("files_" + suffix);
      createFiles(files, "files_" + suffix, table);
      from.append("\nJOIN ").append(table).append(" AS p ON p.file_index = f.file_index");
    }
    if (withDeletions) {
      String table = SCHEMA + "." + Sql.identifier("rows_" + suffix);
      createDeletedRows(files, "rows_" + suffix, table);
      from.append("\nANTI JOIN ")
          .append(table)
          .append(" AS d ON d.file_index = f.file_index AND d.ordinal = f.file_row_number");
    }
    List<String> columns = new ArrayList<>();
    for (Field field : snapshot.schema().fields()) {
      int data = dataColumns.indexOf(field);
      int partition = partitionColumns.indexOf(field);
      String value =
          data >= 0
              ? StructRenames.rename("f.c" + data, physicalColumns.get(data).type(), field.type())
              : constant
                  ? partitionValue(textLiteral(value(files.get(0), field)), field.type())
                  : "p.v" + partition;
      columns.add(cast(value, field.type()) + " AS " + Sql.identifier(field.name()));
    }
    if (lineage == Lineage.SOURCE_FILE) {
      columns.add("p.source AS __source_file");
    }
    return "SELECT " + String.join(", ", columns) + from;
  }

  /** The columns get names of our own, since the scan has columns of its own beside them. */
  private String scan(List<ScanFile> files) {
    StringBuilder sql =
        new StringBuilder("read_parquet(")
            .append(Sql.patterns(files.stream().map(ScanFile::path).toList()));
    if (!physicalColumns.isEmpty()) {
      List<String> entries = new ArrayList<>();
      for (int i = 0; i < physicalColumns.size(); i++) {
        Field field = physicalColumns.get(i);
        entries.add(
            "%s: {name: 'c%d', type: %s, default_value: NULL}"
                .formatted(key(field), i, Sql.literal(DuckDbTypes.text(field.type()))));
      }
      sql.append(", schema = MAP {").append(String.join(", ", entries)).append("}");
    }
    return sql.append(", hive_partitioning = false)").toString();
  }

  /** What a column is found by in the files: a name, or a number where the ids are binding. */
  private String key(Field column) {
    ColumnMapping mapping = snapshot.columnMapping();
    return mapping.mode() == ColumnMapping.Mode.ID
        ? String.valueOf(mapping.fieldIds().get(List.of(column.name())))
        : Sql.literal(column.name());
  }

  /** An empty list of files cannot be read, and a view must have its types all the same. */
  private String nothing() {
    List<String> columns = new ArrayList<>();
    for (Field field : snapshot.schema().fields()) {
      columns.add(cast("NULL", field.type()) + " AS " + Sql.identifier(field.name()));
    }
    if (lineage == Lineage.SOURCE_FILE) {
      columns.add("CAST(NULL AS VARCHAR) AS __source_file");
    }
    return "SELECT " + String.join(", ", columns) + " WHERE false";
  }

  private void createFiles(List<ScanFile> files, String name, String table) {
    StringBuilder columns = new StringBuilder("file_index UBIGINT, source VARCHAR");
    StringBuilder typed = new StringBuilder("file_index, source");
    for (int i = 0; i < partitionColumns.size(); i++) {
      columns.append(", t").append(i).append(" VARCHAR");
      typed
          .append(", ")
          .append(
              cast(
                  partitionValue("t" + i, partitionColumns.get(i).type()),
                  partitionColumns.get(i).type()))
          .append(" AS v")
          .append(i);
    }
    String text = SCHEMA + "." + Sql.identifier(name + "_text");
    database.execute("CREATE TABLE " + text + " (" + columns + ")");
    fill(
        name + "_text",
        appender -> {
          for (int i = 0; i < files.size(); i++) {
            ScanFile file = files.get(i);
            appender.beginRow().append((long) i).append(source(file.path()));
            for (Field field : partitionColumns) {
              appender.append(value(file, field).orElse(null));
            }
            appender.endRow();
          }
        });
    database.execute("CREATE TABLE " + table + " AS SELECT " + typed + " FROM " + text);
    database.execute("DROP TABLE " + text);
  }

  private void createDeletedRows(List<ScanFile> files, String name, String table) {
    database.execute("CREATE TABLE " + table + " (file_index UBIGINT, ordinal BIGINT)");
    fill(
        name,
        appender -> {
          for (int i = 0; i < files.size(); i++) {
            for (long ordinal : files.get(i).deletedRows().ordinals()) {
              appender.beginRow().append((long) i).append(ordinal).endRow();
            }
          }
        });
  }

  private void fill(String table, Rows rows) {
    try (DuckDBAppender appender = database.appender(SCHEMA, table)) {
      rows.append(appender);
    } catch (SQLException e) {
      throw database.failed(e);
    }
  }

  /** Relative to the table, so that a moved table has the same rows. */
  private String source(Path file) {
    Path location = snapshot.location();
    return file.startsWith(location)
        ? location.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/")
        : file.toString();
  }

  /**
   * Delta's text form; the empty text means NULL as well (protocol, partition value serialization).
   */
  private static Optional<String> value(ScanFile file, Field column) {
    return file.partitionValues()
        .getOrDefault(column.name(), Optional.empty())
        .filter(text -> !text.isEmpty());
  }

  /** A partition value of a text: for binary columns the text's bytes, else what the text says. */
  private static String partitionValue(String text, DataType type) {
    return type == DataType.Primitive.BINARY ? "encode(" + text + ")" : text;
  }

  private static String textLiteral(Optional<String> value) {
    return value.map(Sql::literal).orElse("CAST(NULL AS VARCHAR)");
  }

  private static String cast(String expression, DataType type) {
    return "CAST(" + expression + " AS " + DuckDbTypes.text(type) + ")";
  }

  private interface Rows {
    void append(DuckDBAppender appender) throws SQLException;
  }
}
