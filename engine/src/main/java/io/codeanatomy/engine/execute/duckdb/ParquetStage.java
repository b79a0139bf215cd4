// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionException.Reason;
import io.codeanatomy.engine.execute.Folders;
import io.codeanatomy.engine.execute.StagedFile;
import io.codeanatomy.engine.execute.duckdb.DuckDbDatabase.InsertionOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes the rows of a query as Parquet files of exactly a row type. */
final class ParquetStage {

  /** A file is closed when it has grown past this. */
  private static final String FILE_SIZE = "128MB";

  private final DuckDbDatabase database;
  private final Schema schema;
  private final List<String> partitionColumns;

  private final InsertionOrder order;

  /**
   * A writer of files.
   *
   * @param order of the rows; to keep it takes one file, for DuckDB mixes the row groups of several
   */
  ParquetStage(
      DuckDbDatabase database, Schema schema, List<String> partitionColumns, InsertionOrder order) {
    this.database = database;
    this.schema = schema;
    this.partitionColumns = partitionColumns;
    this.order = order;
  }

  /** Writes into a new folder inside the folder; a failure leaves nothing of it. */
  List<StagedFile> write(String sql, Path folder) {
    String copy = copy(sql);
    Path target = folder.toAbsolutePath().resolve(UUID.randomUUID().toString());
    List<Path> created = List.of();
    try {
      created = Folders.create(target);
      List<StagedFile> files =
          database.queryOr(
              List.of(),
              "COPY (" + copy + ") TO " + Sql.path(destination(target)) + " (" + options() + ")",
              this::files);
      return withoutEmpty(files);
    } catch (IOException e) {
      ExecutionException failure = DuckDbErrors.ofFile(e);
      cleanUp(failure, target, created);
      throw failure;
    } catch (RuntimeException e) {
      cleanUp(e, target, created);
      throw e;
    }
  }

  private static void cleanUp(RuntimeException failure, Path target, List<Path> created) {
    Folders.removeAfter(failure, target);
    Folders.removeEmpty(created);
  }

  /**
   * Every column is cast: DuckDB writes what an expression happens to be, a HUGEINT as DOUBLE for
   * one.
   */
  private String copy(String sql) {
    int width = database.columns(sql).size();
    if (width != schema.fields().size()) {
      throw new ExecutionException(
          Reason.INTERNAL,
          "The query has %d columns, the row type %s has %d."
              .formatted(width, schema, schema.fields().size()),
          new IllegalArgumentException());
    }
    List<String> names = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    for (Field field : schema.fields()) {
      String name = Sql.identifier(field.name());
      names.add(name);
      String value = "CAST(q." + name + " AS " + DuckDbTypes.text(field.type()) + ")";
      if (partitionColumns.contains(field.name())) {
        value = PartitionText.expression(value, field);
      }
      columns.add(value + " AS " + name);
    }
    String select =
        "SELECT "
            + String.join(", ", columns)
            + " FROM ("
            + sql
            + "\n) AS q("
            + String.join(", ", names)
            + ")";
    // Sorted, few partitions are open at a time; unsorted, many partitions become many tiny files.
    return partitionColumns.isEmpty() ? select : select + " ORDER BY " + quotedPartitionColumns();
  }

  private Path destination(Path target) {
    return order == InsertionOrder.KEPT ? target.resolve("part.parquet") : target;
  }

  private String options() {
    String options = "FORMAT parquet, COMPRESSION zstd, RETURN_STATS";
    if (order == InsertionOrder.KEPT) {
      return options;
    }
    options += ", FILENAME_PATTERN 'part-{uuid}'";
    return partitionColumns.isEmpty()
        ? options + ", FILE_SIZE_BYTES '" + FILE_SIZE + "'"
        : options + ", PARTITION_BY (" + quotedPartitionColumns() + ")";
  }

  private String quotedPartitionColumns() {
    return partitionColumns.stream().map(Sql::identifier).collect(Collectors.joining(", "));
  }

  private List<StagedFile> files(ResultSet rows) throws SQLException {
    List<StagedFile> files = new ArrayList<>();
    while (rows.next()) {
      files.add(
          new StagedFile(
              Path.of(rows.getString("filename")),
              rows.getLong("count"),
              partitionValues(rows.getObject("partition_keys"))));
    }
    return files;
  }

  private Map<String, Optional<String>> partitionValues(Object keys) {
    Map<String, Optional<String>> values = new LinkedHashMap<>();
    for (String name : partitionColumns) {
      Object text = keys instanceof Map<?, ?> map ? map.get(name) : null;
      values.put(
          name,
          PartitionText.value(
              text == null ? null : text.toString(), schema.field(name).orElseThrow()));
    }
    return values;
  }

  /** A query without rows leaves a file without rows. */
  private static List<StagedFile> withoutEmpty(List<StagedFile> files) throws IOException {
    List<StagedFile> full = new ArrayList<>();
    for (StagedFile file : files) {
      if (file.rows() > 0) {
        full.add(file);
      } else {
        Files.deleteIfExists(file.path());
      }
    }
    return full;
  }
}
