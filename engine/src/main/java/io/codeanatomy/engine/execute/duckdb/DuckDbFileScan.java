// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionException.Reason;
import io.codeanatomy.engine.execute.StagedFile;
import io.codeanatomy.engine.execute.duckdb.DuckDbDatabase.InsertionOrder;
import io.codeanatomy.engine.execute.duckdb.FileContentException.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads Parquet, CSV and JSON files as relations, strictly: types are found over all of the data,
 * and what does not fit is an error, never skipped.
 */
public final class DuckDbFileScan implements AutoCloseable {

  private static final Pattern ADVICE =
      Pattern.compile("\\n\\s*(Possible|Potential|The search space|Try setting).*", Pattern.DOTALL);

  /** What Delta does not allow in the name of a column. */
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[ ,;{}()\n\t=]+");

  /** What DuckDB may have made of a name that was there already, or missing. */
  private static final Pattern RENAMED = Pattern.compile(".*_\\d+|C\\d+");

  private final DuckDbDatabase database;

  private DuckDbFileScan(DuckDbDatabase database) {
    this.database = database;
  }

  public static DuckDbFileScan open(ExecutionConfig config) {
    return new DuckDbFileScan(DuckDbDatabase.open(config, InsertionOrder.FREE));
  }

  /** Writes the rows of files as Parquet files of the row type. */
  public List<StagedFile> stage(FileRelation relation, Path folder) {
    try {
      return new ParquetStage(database, relation.schema(), List.of(), InsertionOrder.FREE)
          .write(relation.sql(), folder);
    } catch (ExecutionException e) {
      throw unreadable(e);
    }
  }

  /** Parquet files of the same columns. */
  public FileRelation parquet(List<Path> files) {
    Map<String, String> first = new LinkedHashMap<>();
    for (Path file : files) {
      String one = "FROM read_parquet(%s, hive_partitioning = false)".formatted(Sql.pattern(file));
      Map<String, String> columns = describe(one);
      checkNames(parquetNames(file));
      if (file.equals(files.get(0))) {
        first.putAll(columns);
      } else if (!List.copyOf(first.entrySet()).equals(List.copyOf(columns.entrySet()))) {
        throw new FileContentException(
            Fault.DIFFERENT,
            "%s has the columns %s, and %s has %s."
                .formatted(files.get(0), columns(first), file, columns(columns)),
            "Load files with different columns into different tables.");
      }
    }
    String sql = "FROM read_parquet(" + Sql.patterns(files) + ", hive_partitioning = false)";
    return relation(sql, first, new ArrayList<>());
  }

  /** DuckDB renames the columns of a name that is there already; here are the names in the file. */
  private List<String> parquetNames(Path file) {
    return database.query(
        "SELECT name, num_children FROM parquet_schema(" + Sql.pattern(file) + ")",
        rows -> {
          List<String> names = new ArrayList<>();
          rows.next();
          while (rows.next()) {
            names.add(rows.getString(1));
            for (long inside = rows.getLong(2); inside > 0; inside--) {
              rows.next();
              inside += rows.getLong(2);
            }
          }
          return names;
        });
  }

  /** CSV files of the same columns; the separator is that of the first record. */
  public FileRelation csv(List<Path> files) {
    CsvHeader header = header(files.get(0));
    String dialect =
        "delim = %s, quote = '\"', escape = '\"', comment = '', skip = 0, strict_mode = true"
            .formatted(Sql.literal(String.valueOf(header.separator())));
    String sql =
        "FROM read_csv(%s, %s, sample_size = -1, files_to_sniff = -1, hive_partitioning = false)"
            .formatted(Sql.patterns(files), dialect);
    Map<String, String> columns;
    try {
      columns = describe(sql);
    } catch (FileContentException e) {
      findLine(files, dialect, header.fields().size(), e);
      throw e;
    }
    List<String> remarks = new ArrayList<>();
    List<String> numbered = IntStream.range(0, columns.size()).mapToObj(i -> "column" + i).toList();
    if (List.copyOf(columns.keySet()).equals(numbered) && !header.fields().equals(numbered)) {
      remarks.add("The first line does not look like a header; the columns are named column0 …");
    } else {
      checkNames(header.fields());
    }
    return relation(sql, columns, remarks);
  }

  private static CsvHeader header(Path file) {
    try {
      return CsvHeader.of(file);
    } catch (IOException e) {
      throw new FileContentException(
          Fault.UNREADABLE, file + " cannot be read: " + e, "Check the file.", e);
    }
  }

  /** Reads everything as text: where that fails, DuckDB knows the line; its detection does not. */
  private void findLine(List<Path> files, String dialect, int width, FileContentException failure) {
    String columns =
        IntStream.range(0, width)
            .mapToObj(i -> "'column" + i + "': 'VARCHAR'")
            .collect(Collectors.joining(", ", "{", "}"));
    try {
      database.execute(
          "SELECT count(*) FROM (SELECT hash(COLUMNS(*)) FROM read_csv(%s, %s, auto_detect = false, header = false, columns = %s))"
              .formatted(Sql.patterns(files), dialect, columns));
    } catch (ExecutionException e) {
      FileContentException found = unreadable(e);
      found.addSuppressed(failure);
      throw found;
    }
  }

  /** JSON files: an array of objects, or one object after the other. */
  public FileRelation json(List<Path> files) {
    String sql =
        "FROM read_json(%s, records = true, sample_size = -1, maximum_sample_files = %d, hive_partitioning = false)"
            .formatted(Sql.patterns(files), files.size() + 1);
    Map<String, String> columns = describe(sql);
    if (columns.keySet().stream().anyMatch(name -> RENAMED.matcher(name).matches())) {
      checkNames(jsonNames(files));
    }
    return relation(sql, columns, new ArrayList<>());
  }

  private List<String> jsonNames(List<Path> files) {
    return database.query(
        "SELECT DISTINCT unnest(json_keys(json)) AS k FROM read_json_objects(%s) ORDER BY k"
            .formatted(Sql.patterns(files)),
        rows -> {
          List<String> names = new ArrayList<>();
          while (rows.next()) {
            names.add(rows.getString(1));
          }
          return names;
        });
  }

  private Map<String, String> describe(String sql) {
    try {
      return database.query(
          "DESCRIBE " + sql,
          rows -> {
            Map<String, String> columns = new LinkedHashMap<>();
            while (rows.next()) {
              columns.put(rows.getString(1), rows.getString(2));
            }
            return columns;
          });
    } catch (ExecutionException e) {
      throw unreadable(e);
    }
  }

  private static FileRelation relation(
      String sql, Map<String, String> columns, List<String> remarks) {
    List<Field> fields = new ArrayList<>();
    columns.forEach(
        (column, text) -> {
          String name = NOT_IN_NAMES.matcher(column).replaceAll("_");
          if (!name.equals(column)) {
            remarks.add("Column '" + column + "' is called " + name + " in the table.");
          }
          DuckDbTypeText.Nearest type =
              DuckDbTypeText.nearest(text)
                  .orElseThrow(
                      () ->
                          new FileContentException(
                              Fault.TYPE,
                              "The column %s is of type %s, which Delta does not have."
                                  .formatted(name, text),
                              "Convert the column in the file."));
          type.changes()
              .forEach(change -> remarks.add("Column " + name + " changes its type: " + change));
          fields.add(Field.nullable(name, type.type()));
        });
    checkNames(fields.stream().map(Field::name).toList());
    return new FileRelation(sql, new Schema(fields), remarks);
  }

  private static void checkNames(List<String> names) {
    Map<String, String> seen = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.isBlank()) {
        throw new FileContentException(
            Fault.COLUMN_NAMES, "Column " + (i + 1) + " has no name.", "Give every column a name.");
      }
      String other = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
      if (other != null) {
        throw new FileContentException(
            Fault.COLUMN_NAMES,
            other.equals(name)
                ? "The column name %s is there twice.".formatted(name)
                : "The column names %s and %s differ in case only.".formatted(other, name),
            "Rename one of the columns; upper and lower case are the same in a table.");
      }
    }
  }

  private static String columns(Map<String, String> columns) {
    return columns.entrySet().stream()
        .map(c -> c.getKey() + " " + c.getValue())
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** Only the data's own faults; the rest of the message advises options that nobody can give. */
  private static FileContentException unreadable(ExecutionException failure) {
    if (failure.reason() != Reason.DATA && failure.reason() != Reason.INTERNAL) {
      throw failure;
    }
    String message = String.valueOf(failure.getMessage());
    return new FileContentException(
        Fault.UNREADABLE,
        ADVICE.matcher(message).replaceFirst("").strip(),
        "Correct the file, or say what format it is in.",
        failure);
  }

  @Override
  public void close() {
    database.close();
  }
}
