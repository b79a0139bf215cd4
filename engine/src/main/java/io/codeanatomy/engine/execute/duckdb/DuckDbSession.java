// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.ChangeFile;
import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.execute.RowDigest;
import io.codeanatomy.engine.execute.StagedFile;
import io.codeanatomy.engine.execute.duckdb.DuckDbDatabase.InsertionOrder;
import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.plan.GroupParts;
import io.codeanatomy.engine.plan.SpanIndexing;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run on a database of its own: relations are its views and tables. */
final class DuckDbSession implements ExecutionSession {

  private final DuckDbDatabase database;
  private final DuckDbSpanIndexes indexes;
  private final DuckDbGroups groups;
  private int bindings;
  private @Nullable ClosureFunction closureFunction;

  /**
   * A session on a database of its own.
   *
   * @param scratch a folder of the session alone
   * @param memoryBytes the memory pool of the database
   */
  DuckDbSession(DuckDbDatabase database, Path scratch, long memoryBytes) {
    this.database = database;
    this.indexes = new DuckDbSpanIndexes(database);
    this.groups = new DuckDbGroups(database, scratch, memoryBytes);
    database.execute("CREATE SCHEMA " + FileScan.SCHEMA);
  }

  @Override
  public void bind(String relation, Snapshot snapshot, List<ScanFile> files, Lineage lineage) {
    new SnapshotBinding(database, snapshot, lineage).create(relation, files, bindings++);
  }

  @Override
  public void bindChanges(String relation, Snapshot snapshot, List<ChangeFile> files) {
    new ChangesBinding(database, snapshot).create(relation, files, bindings++);
  }

  @Override
  public void bindStaged(
      String relation, List<StagedFile> files, Schema schema, List<String> partitionColumns) {
    new StagedBinding(database, schema, partitionColumns).create(relation, files, bindings++);
  }

  @Override
  public void bindRows(String relation, Schema schema, List<List<@Nullable Object>> rows) {
    new RowsBinding(database, schema).create(relation, rows);
  }

  @Override
  public long materialize(String relation, String sql) {
    String table = Sql.identifier(relation);
    database.execute("CREATE TABLE " + table + " AS " + sql);
    return count(table);
  }

  @Override
  public long materializeClosure(
      String relation, String edges, Schema schema, OptionalLong maxDepth) {
    ClosureFunction function = closureFunction;
    if (function == null) {
      function = database.registerClosure();
      closureFunction = function;
    }
    new DuckDbClosure(database, function).create(relation, edges, schema, maxDepth);
    return count(Sql.identifier(relation));
  }

  @Override
  public long materializeGroups(
      String relation, GroupsStatement statement, Schema schema, GroupParts parts) {
    return groups.create(relation, statement, schema, parts, bindings++);
  }

  @Override
  public long indexSpans(String relation, String rows, Schema schema, SpanIndexing indexing) {
    return indexes.create(relation, rows, schema, indexing);
  }

  @Override
  public Stream<String> statements(Fragment fragment) {
    if (!DuckDbSpanJoins.isIn(fragment)) {
      return Stream.of(NarrowDecimals.of(fragment), fragment)
          .distinct()
          .map(DuckDbUnparser::statement);
    }
    return Stream.of(DuckDbSpanJoins.Form.values())
        .map(form -> DuckDbUnparser.statement(fragment, indexes::of, form))
        .distinct();
  }

  private long count(String table) {
    return database.number("SELECT count(*) FROM " + table);
  }

  @Override
  public List<StagedFile> stage(
      String sql, Schema schema, List<String> partitionColumns, Path folder) {
    return new ParquetStage(database, schema, partitionColumns, InsertionOrder.FREE)
        .write(sql, folder);
  }

  @Override
  public Optional<List<StagedFile>> stageKept(String relation, Schema schema, Path folder) {
    return groups.stage(relation, schema, folder);
  }

  @Override
  public RowDigest digest(String relation, Schema schema) {
    return new DuckDbDigest(database).of(relation, schema);
  }

  /**
   * The rows are numbered as they come, which keeps the order of the query; the driver's streams of
   * chunks would be simpler, but they end silently where the query fails.
   */
  @Override
  public Sample sample(String sql, int limit) {
    List<String> names = database.columns(sql);
    String aliases =
        IntStream.range(0, names.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    String texts =
        IntStream.range(0, names.size())
            .mapToObj(i -> "CAST(r.c" + i + " AS VARCHAR)")
            .collect(Collectors.joining(", "));
    return database.query(
        """
        WITH found AS MATERIALIZED (SELECT * FROM (%s
        ) AS q(%s))
        SELECT t.total, r.n, %s
        FROM (SELECT count(*) AS total FROM found) AS t
        LEFT JOIN (
          SELECT row_number() OVER (ORDER BY %s) AS n, *
          FROM (SELECT * FROM found ORDER BY ALL LIMIT %d)) AS r ON true
        ORDER BY r.n"""
            .formatted(sql, aliases, texts, aliases, limit),
        rows -> sample(rows, names));
  }

  private static Sample sample(ResultSet rows, List<String> names) throws SQLException {
    long count = 0;
    List<Map<String, String>> sample = new ArrayList<>();
    while (rows.next()) {
      count = rows.getLong(1);
      if (rows.getObject(2) != null) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
          String value = rows.getString(i + 3);
          row.put(names.get(i), value == null ? "NULL" : value);
        }
        sample.add(row);
      }
    }
    return new Sample(count, sample);
  }

  @Override
  public void drop(String relation) {
    if (!indexes.drop(relation) && !groups.drop(relation)) {
      database.execute("DROP TABLE " + Sql.identifier(relation));
    }
  }

  @Override
  public void declare(String relation, Schema schema, long rows) {
    new StandIn(relation, schema, rows).create(database);
  }

  @Override
  public void declareIndex(String relation, Schema schema, SpanIndexing indexing, long rows) {
    indexes.declare(relation, schema, indexing);
    List<Field> numbered = new ArrayList<>(schema.fields());
    numbered.add(Field.required(DuckDbSpanIndexes.NUMBER, Primitive.LONG));
    declare(relation, schema, rows);
    declare(DuckDbSpanIndexes.numbered(relation), new Schema(numbered), rows);
    List<Field> groups =
        new ArrayList<>(indexing.keys().stream().distinct().map(schema.fields()::get).toList());
    groups.add(Field.required(DuckDbSpanIndexes.GROUP, Primitive.LONG));
    declare(DuckDbSpanIndexes.groups(relation), new Schema(groups), Math.max(1, rows / 100));
    declare(
        DuckDbSpanIndexes.pairs(relation),
        Schema.of(
            Field.required(DuckDbSpanIndexes.INNER, Primitive.LONG),
            Field.required(DuckDbSpanIndexes.OUTER, Primitive.LONG)),
        rows * 4);
  }

  @Override
  public List<String> explain(String sql) {
    return database.query(
        "EXPLAIN (FORMAT json) " + sql,
        rows -> {
          rows.next();
          return DuckDbPlanText.of(rows.getString(2));
        });
  }

  @Override
  public void cancel() {
    database.cancel();
  }

  @Override
  public void close() {
    database.close();
  }
}
