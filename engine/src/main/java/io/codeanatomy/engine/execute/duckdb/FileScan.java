// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.ColumnMapping;
import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;

/**
 * Reads Parquet files as rows of a row type, with columns added that the files' place in a table's
 * log tells.
 *
 * <pre>
 *   SELECT CAST(f."orders.id" AS BIGINT) AS "id", p.v0 AS "day", p.a0 AS "__source_file"
 *   FROM read_parquet([files], schema = MAP {'physical name': {name: 'orders.id', …}, …}) AS f
 *   JOIN bound.files_0 AS p ON p.file_index = f.file_index
 *   ANTI JOIN bound.rows_0 AS d ON d.file_index = f.file_index AND d.ordinal = f.file_row_number
 * </pre>
 *
 * <p>Where all files have the same plain columns, which their footers tell, they are read without
 * {@code schema}: with it, DuckDB 1.5 takes every table to have no rows and no ranges of values,
 * and orders joins by that.
 *
 * <p>Columns are found by their physical name, or by their field id in the id mode of column
 * mapping; fields of structs always by their physical name, which every writer of Delta must write
 * in both modes. A column that a file does not have is NULL. The files are told apart by their
 * place in the list: for 2,000 files with 2,000 partition values one scan joined with a small table
 * bound in 4 ms and read 2 million rows in 69 ms, as fast as without partitions; one branch per
 * value took 327 ms and 461 ms. Where all files have the same values, there is nothing to join
 * with.
 */
final class FileScan {

  /** The schema of the helper tables, out of the way of the relations' names. */
  static final String SCHEMA = "bound";

  private final DuckDbDatabase database;
  private final String relation;
  private final FileLayout layout;
  private final List<Added> added;
  private final List<Field> dataColumns = new ArrayList<>();
  private final List<Field> physicalColumns = new ArrayList<>();
  private final List<Field> partitionColumns = new ArrayList<>();

  /**
   * @param relation what the rows are those of; DuckDB's plans call the columns after it
   */
  FileScan(DuckDbDatabase database, String relation, FileLayout layout, List<Added> added) {
    this.database = database;
    this.relation = relation;
    this.layout = layout;
    this.added = added;
    List<Field> logical = layout.schema().fields();
    List<Field> physical = layout.physicalSchema().fields();
    for (int i = 0; i < logical.size(); i++) {
      if (layout.partitionColumns().contains(logical.get(i).name())) {
        partitionColumns.add(logical.get(i));
      } else {
        dataColumns.add(logical.get(i));
        physicalColumns.add(physical.get(i));
      }
    }
  }

  /** A column behind those of the row type. */
  record Added(String name, Primitive type, Source source) {

    /** Where its value comes from. */
    enum Source {
      /** The same for all rows of a file. */
      PER_FILE,
      /** A column of this name in the file, which is not one of the table. */
      IN_FILE
    }
  }

  /**
   * A file to read.
   *
   * @param partitionValues per partition column its value as Delta writes it; absent is NULL
   * @param ordinals the rows that the {@link RowChoice} is about
   * @param values the texts of the added columns that are the same for all rows, in order
   */
  record Item(
      Path path,
      Map<String, Optional<String>> partitionValues,
      List<Long> ordinals,
      List<String> values) {

    /** A file of a table. */
    static Item of(ScanFile file, List<Long> ordinals, List<String> values) {
      return new Item(file.path(), file.partitionValues(), ordinals, values);
    }
  }

  /** Which rows of the files are read. */
  enum RowChoice {
    ALL,
    ALL_BUT,
    ONLY
  }

  /**
   * The query that reads some files, at least one.
   *
   * @param suffix distinguishes its helper tables from all others
   */
  String select(List<Item> items, RowChoice choice, String suffix) {
    boolean constant = items.stream().map(FileScan::constants).distinct().count() == 1;
    StringBuilder from = new StringBuilder("\nFROM ").append(scan(items, data())).append(" AS f");
    joinAddedColumns(items, from);
    if (!constant) {
      from.append("\nJOIN ")
          .append(createFiles(items, "files_" + suffix))
          .append(" AS p ON p.file_index = f.file_index");
    }
    if (choice != RowChoice.ALL) {
      from.append(choice == RowChoice.ONLY ? "\nSEMI JOIN " : "\nANTI JOIN ")
          .append(createRows(items, "rows_" + suffix))
          .append(" AS d ON d.file_index = f.file_index AND d.ordinal = f.file_row_number");
    }
    List<String> columns = new ArrayList<>();
    for (Field field : layout.schema().fields()) {
      columns.add(named(value(field, constant, items.get(0)), field.type(), field.name()));
    }
    for (int i = 0; i < added.size(); i++) {
      columns.add(
          named(value(i, constant, items.get(0)), added.get(i).type(), added.get(i).name()));
    }
    return "SELECT " + String.join(", ", columns) + from;
  }

  /** The query that has the columns, and no rows: an empty list of files cannot be read. */
  String nothing() {
    List<String> columns = new ArrayList<>();
    for (Field field : layout.schema().fields()) {
      columns.add(named("NULL", field.type(), field.name()));
    }
    for (Added column : added) {
      columns.add(named("NULL", column.type(), column.name()));
    }
    return "SELECT " + String.join(", ", columns) + " WHERE false";
  }

  private String value(Field field, boolean constant, Item first) {
    int data = dataColumns.indexOf(field);
    if (data >= 0) {
      return StructRenames.rename(
          "f." + Sql.identifier(scanned(field)), physicalColumns.get(data).type(), field.type());
    }
    return constant
        ? partitionValue(textLiteral(value(first, field)), field.type())
        : "p.v" + partitionColumns.indexOf(field);
  }

  private String value(int column, boolean constant, Item first) {
    if (added.get(column).source() == Added.Source.IN_FILE) {
      return byFieldId() ? "x.x" + column : "f.x" + column;
    }
    int place = perFile().indexOf(column);
    return constant ? Sql.literal(first.values().get(place)) : "p.a" + place;
  }

  /** The added columns that are the same for all rows of a file, by their places. */
  private List<Integer> perFile() {
    return IntStream.range(0, added.size())
        .filter(i -> added.get(i).source() == Added.Source.PER_FILE)
        .boxed()
        .toList();
  }

  private boolean byFieldId() {
    return layout.columnMapping().mode() == ColumnMapping.Mode.ID;
  }

  /**
   * A column of the files, and what the scan calls it.
   *
   * @param key its name, or its number where the ids are binding
   */
  private record Scanned(String key, String alias, DataType type) {

    String inSchema() {
      return "%s: {name: %s, type: %s, default_value: NULL}"
          .formatted(key, Sql.literal(alias), Sql.literal(DuckDbTypes.text(type)));
    }
  }

  private List<Scanned> data() {
    List<Scanned> entries = new ArrayList<>();
    for (int i = 0; i < physicalColumns.size(); i++) {
      Field field = physicalColumns.get(i);
      entries.add(new Scanned(key(field), scanned(dataColumns.get(i)), field.type()));
    }
    if (!byFieldId()) {
      entries.addAll(inFile());
    }
    return entries;
  }

  /**
   * The name of a column in the scan, such as {@code orders.amount}: one of our own, since the scan
   * has columns of its own beside them, and one that tells in a plan what is read.
   */
  private String scanned(Field column) {
    return relation + "." + column.name();
  }

  private List<Scanned> inFile() {
    return IntStream.range(0, added.size())
        .filter(i -> added.get(i).source() == Added.Source.IN_FILE)
        .mapToObj(i -> new Scanned(Sql.literal(added.get(i).name()), "x" + i, added.get(i).type()))
        .toList();
  }

  private String scan(List<Item> items, List<Scanned> entries) {
    String files = Sql.patterns(items.stream().map(item -> item.path()).toList());
    Optional<Set<String>> alike =
        byFieldId() ? Optional.empty() : FooterColumns.ofAll(database, files, items.size());
    if (alike.isPresent()) {
      return "(SELECT "
          + entries.stream()
              .map(entry -> column(entry, alike.get()))
              .collect(Collectors.joining(", "))
          + (entries.isEmpty() ? "" : ", ")
          + "file_index, file_row_number FROM read_parquet("
          + files
          + ", hive_partitioning = false))";
    }
    StringBuilder sql = new StringBuilder("read_parquet(").append(files);
    if (!entries.isEmpty()) {
      sql.append(", schema = MAP {")
          .append(entries.stream().map(Scanned::inSchema).collect(Collectors.joining(", ")))
          .append("}");
    }
    return sql.append(", hive_partitioning = false)").toString();
  }

  private static String column(Scanned entry, Set<String> there) {
    return there.stream()
            .filter(name -> Sql.literal(name).equals(entry.key()))
            .findFirst()
            .map(Sql::identifier)
            .orElse("NULL")
        + " AS "
        + Sql.identifier(entry.alias());
  }

  /** A scan finds columns by ids or by names; what has no id is found by a second scan. */
  private void joinAddedColumns(List<Item> items, StringBuilder from) {
    if (byFieldId() && !inFile().isEmpty()) {
      from.append("\nJOIN ")
          .append(scan(items, inFile()))
          .append(" AS x ON x.file_index = f.file_index AND x.file_row_number = f.file_row_number");
    }
  }

  /** What a column is found by in the files: a name, or a number where the ids are binding. */
  private String key(Field column) {
    return byFieldId()
        ? String.valueOf(layout.columnMapping().fieldIds().get(List.of(column.name())))
        : Sql.literal(column.name());
  }

  private String createFiles(List<Item> items, String name) {
    StringBuilder columns = new StringBuilder("file_index UBIGINT");
    StringBuilder typed = new StringBuilder("file_index");
    for (int i = 0; i < partitionColumns.size(); i++) {
      DataType type = partitionColumns.get(i).type();
      columns.append(", t").append(i).append(" VARCHAR");
      typed
          .append(", ")
          .append(cast(partitionValue("t" + i, type), type))
          .append(" AS v")
          .append(i);
    }
    List<Integer> perFile = perFile();
    for (int i = 0; i < perFile.size(); i++) {
      columns.append(", s").append(i).append(" VARCHAR");
      typed
          .append(", ")
          .append(cast("s" + i, added.get(perFile.get(i)).type()))
          .append(" AS a")
          .append(i);
    }
    String text = table(name + "_text");
    database.execute("CREATE TABLE " + text + " (" + columns + ")");
    fill(
        name + "_text",
        appender -> {
          for (int i = 0; i < items.size(); i++) {
            appender.beginRow().append((long) i);
            for (Field field : partitionColumns) {
              appender.append(value(items.get(i), field).orElse(null));
            }
            for (String value : items.get(i).values()) {
              appender.append(value);
            }
            appender.endRow();
          }
        });
    database.execute("CREATE TABLE " + table(name) + " AS SELECT " + typed + " FROM " + text);
    database.execute("DROP TABLE " + text);
    return table(name);
  }

  private String createRows(List<Item> items, String name) {
    database.execute("CREATE TABLE " + table(name) + " (file_index UBIGINT, ordinal BIGINT)");
    fill(
        name,
        appender -> {
          for (int i = 0; i < items.size(); i++) {
            for (long ordinal : items.get(i).ordinals()) {
              appender.beginRow().append((long) i).append(ordinal).endRow();
            }
          }
        });
    return table(name);
  }

  private static String table(String name) {
    return SCHEMA + "." + Sql.identifier(name);
  }

  private void fill(String table, Rows rows) {
    try (DuckDBAppender appender = database.appender(SCHEMA, table)) {
      rows.append(appender);
    } catch (SQLException e) {
      throw database.failed(e);
    }
  }

  private static List<Object> constants(Item item) {
    return List.of(item.partitionValues(), item.values());
  }

  /**
   * Delta's text form; the empty text means NULL as well (protocol, partition value serialization).
   */
  private static Optional<String> value(Item item, Field column) {
    return item.partitionValues()
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

  private static String named(String expression, DataType type, String name) {
    return cast(expression, type) + " AS " + Sql.identifier(name);
  }

  private static String cast(String expression, DataType type) {
    return "CAST(" + expression + " AS " + DuckDbTypes.text(type) + ")";
  }

  private interface Rows {
    void append(DuckDBAppender appender) throws SQLException;
  }
}
