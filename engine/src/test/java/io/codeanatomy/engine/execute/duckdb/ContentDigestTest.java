// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ContentDigest;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.execute.ExecutionSession.Lineage;
import io.codeanatomy.engine.execute.RowDigest;
import io.codeanatomy.engine.execute.StagedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a content digest is, in figures that must never change, and what it tells apart. */
class ContentDigestTest {

  private static final DataType STRUCT =
      new DataType.Struct(
          List.of(
              Field.nullable("y", new DataType.Array(Primitive.STRING, true)),
              Field.nullable("X", Primitive.LONG)));

  /** A column of every type, and a row of it, with the text that {@code docs} say. */
  private static final List<Column> COLUMNS =
      List.of(
          new Column(Primitive.BOOLEAN, "true", "true;"),
          new Column(Primitive.BYTE, "-128", "-128;"),
          new Column(Primitive.SHORT, "32767", "32767;"),
          new Column(Primitive.INTEGER, "0", "0;"),
          new Column(Primitive.LONG, "-9223372036854775808", "-9223372036854775808;"),
          new Column(Primitive.FLOAT, "1.5", "1069547520;"),
          new Column(Primitive.DOUBLE, "-1.5", "-4613937818241073152;"),
          new Column(Primitive.DOUBLE, "-0.0", "0;"),
          new Column(Primitive.DOUBLE, "-CAST('nan' AS DOUBLE)", "9221120237041090560;"),
          new Column(Primitive.FLOAT, "-CAST('nan' AS FLOAT)", "2143289344;"),
          new Column(Primitive.STRING, "'n;é'", "4;n;é"),
          new Column(Primitive.STRING, "''", "0;"),
          new Column(Primitive.STRING, "NULL", "~;"),
          new Column(Primitive.BINARY, "'\\x00\\xAF'", "2;00AF"),
          new Column(Primitive.DATE, "'1969-12-31'", "-1;"),
          new Column(Primitive.DATE, "'infinity'", "2147483647;"),
          new Column(Primitive.TIMESTAMP, "'1970-01-01 01:00:00.000001+01'", "1;"),
          new Column(Primitive.TIMESTAMP, "'infinity'", "9223372036854775807;"),
          new Column(Primitive.TIMESTAMP_NTZ, "'1969-12-31 23:59:59'", "-1000000;"),
          new Column(Primitive.TIMESTAMP_NTZ, "'-infinity'", "-9223372036854775807;"),
          new Column(Primitive.TIMESTAMP_NTZ, "NULL", "~;"),
          new Column(new DataType.Decimal(5, 2), "-0.5", "-0.50;"),
          new Column(new DataType.Decimal(2, 2), "-0.5", "-0.50;"),
          new Column(new DataType.Decimal(2, 2), "0", "0.00;"),
          new Column(new DataType.Decimal(2, 2), "NULL", "~;"),
          new Column(new DataType.Decimal(3, 0), "-7", "-7;"),
          new Column(new DataType.Array(Primitive.LONG, true), "[1, NULL]", "2;1;~;"),
          new Column(new DataType.Array(Primitive.STRING, true), "[]", "0;"),
          new Column(new DataType.Array(Primitive.STRING, true), "NULL", "~;"),
          new Column(
              new DataType.Map(Primitive.STRING, Primitive.LONG, true),
              "MAP {'b': 1, 'a': NULL, 'aa': 2}",
              "3;1;a~;1;b1;2;aa2;"),
          new Column(STRUCT, "{'y': ['a', NULL], 'X': 7}", "2;7;2;1;a~;"),
          new Column(STRUCT, "{'y': NULL, 'X': NULL}", "2;~;~;"),
          new Column(STRUCT, "NULL", "~;"));

  @TempDir Path folder;
  private ExecutionSession session;
  private int names;

  @BeforeEach
  void open() {
    session = open(2, 512L << 20);
  }

  private ExecutionSession open(int threads, long memoryBytes) {
    Path scratch = folder.resolve("scratch" + names++);
    return new DuckDbEngine()
        .open(new ExecutionConfig(threads, memoryBytes, scratch, List.of(folder), List.of(folder)));
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void everyTypeHasTheTextThatTheDocumentationSays() {
    for (Column column : COLUMNS) {
      assertThat(encoding(column.schema(), column.query()))
          .as(column.toString())
          .isEqualTo(column.text());
    }
  }

  /** The columns c10 and c11 come before c2: they are in the order of their names. */
  @Test
  void theTextOfARowIsThatOfItsValuesByTheNamesOfTheColumns() {
    assertThat(encoding(allTypes(), allValues()))
        .isEqualTo(
            IntStream.range(0, COLUMNS.size())
                .boxed()
                .sorted((a, b) -> ("c" + a).compareTo("c" + b))
                .map(i -> COLUMNS.get(i).text())
                .collect(Collectors.joining()));
  }

  private String encoding(Schema schema, String query) {
    String relation = "encoded" + names++;
    session.materialize(relation, query);
    return session
        .sample("SELECT " + RowEncoding.of("r", schema) + " AS t FROM " + relation + " AS r", 1)
        .rows()
        .get(0)
        .get("t");
  }

  /** If one of these moves, every digest that anybody keeps is worth nothing. */
  @Test
  void digestsNeverChange() {
    assertThat(digest(allTypes(), allValues()))
        .isEqualTo(new RowDigest(1, 2338397659006014740L, -7466398490187936996L));
    Schema schema =
        Schema.of(Field.nullable("id", Primitive.LONG), Field.nullable("name", Primitive.STRING));
    RowDigest rows =
        digest(
            schema,
            "FROM (VALUES (1::BIGINT, 'a'), (2, NULL), (2, NULL), (3, 'é')) AS q(id, name)");
    assertThat(rows).isEqualTo(new RowDigest(4, -7387934477842032214L, 1877700381751385311L));
    assertThat(ContentDigest.of(schema, rows))
        .isEqualTo("83d15983522b590260e8569a9224949d43cdc6bf8de6dbdd060b4a9c1be65f5c");
    assertThat(ContentDigest.of(schema, RowDigest.NONE))
        .isEqualTo("4452a2580fde91247fe3a12e8224b83a25ee33103f50cedd7881258c08641474");
  }

  @Test
  void theRowTypeCountsButNotItsOrderAndNotWhatMayBeNull() {
    RowDigest rows = new RowDigest(1, 2, 3);
    Schema schema = Schema.of(Field.nullable("a", Primitive.LONG), Field.nullable("s", STRUCT));
    String digest = ContentDigest.of(schema, rows);
    DataType turned =
        new DataType.Struct(
            List.of(
                Field.required("X", Primitive.LONG),
                Field.required("y", new DataType.Array(Primitive.STRING, false))));
    assertThat(
            ContentDigest.of(
                Schema.of(Field.required("s", turned), Field.required("a", Primitive.LONG)), rows))
        .isEqualTo(digest);
    List<Schema> others =
        List.of(
            Schema.of(Field.nullable("A", Primitive.LONG), Field.nullable("s", STRUCT)),
            Schema.of(Field.nullable("a", Primitive.INTEGER), Field.nullable("s", STRUCT)),
            Schema.of(Field.nullable("s", Primitive.LONG), Field.nullable("a", STRUCT)),
            Schema.of(Field.nullable("a", Primitive.LONG)));
    Set<String> digests = new HashSet<>(Set.of(digest));
    others.forEach(other -> digests.add(ContentDigest.of(other, rows)));
    for (RowDigest other :
        List.of(new RowDigest(2, 2, 3), new RowDigest(1, 3, 2), new RowDigest(1, 2, 4))) {
      digests.add(ContentDigest.of(schema, other));
    }
    assertThat(digests).hasSize(others.size() + 4);
  }

  /** What a careless encoding or a careless sum would take for the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "('a', 'b')                 | ('b', 'a')",
        "('ab', '')                 | ('a', 'b')",
        "('', NULL)                 | (NULL, '')",
        "('~', 'x')                 | (NULL, 'x')",
        "('a1;b', '')               | ('a', 'b')",
        "('a', 'b')                 | ('a', 'b'), ('a', 'b')",
        "('a', 'b'), ('a', 'b')     | ('a', 'b'), ('a', 'b'), ('a', 'b'), ('a', 'b')",
        "('a', 'b'), ('a', 'b')     | ('c', 'd'), ('c', 'd')",
        "('a', 'b'), ('c', 'd')     | ('a', 'd'), ('c', 'b')",
        "('a', concat('b', chr(0))) | ('a', 'b')",
        "('\u00e9', 'b')            | ('e\u0301', 'b')",
      })
  void tellsApart(String some, String others) {
    Schema schema =
        Schema.of(Field.nullable("a", Primitive.STRING), Field.nullable("b", Primitive.STRING));
    String typed =
        "SELECT CAST(x AS VARCHAR) AS a, CAST(y AS VARCHAR) AS b FROM (VALUES %s) AS q(x, y)";
    assertThat(digest(schema, typed.formatted(others)))
        .isNotEqualTo(digest(schema, typed.formatted(some)));
  }

  @Test
  void zerosAndNaNsAreOneEachInTheFilesAsInTheQuery() {
    Schema schema = Schema.of(Field.nullable("x", Primitive.DOUBLE));
    String plain = "SELECT unnest([0.0::DOUBLE, 'nan'::DOUBLE]) AS x";
    String odd = "SELECT unnest([-(0.0::DOUBLE), -('nan'::DOUBLE)]) AS x";
    assertThat(digest(schema, odd)).isEqualTo(digest(schema, plain));
    assertThat(staged(session, schema, List.of(), odd)).isEqualTo(digest(schema, plain));
  }

  @Test
  void noRowsHaveADigest() {
    Schema schema = Schema.of(Field.nullable("x", Primitive.DOUBLE));
    assertThat(staged(session, schema, List.of(), "SELECT 1 AS x WHERE false"))
        .isEqualTo(RowDigest.NONE);
  }

  /** What is kept does not fit into the memory beside the scan, and spills. */
  @Test
  void manyRowsInManyFilesOnAnyNumberOfThreadsWithLittleMemory() {
    Schema schema =
        Schema.of(
            Field.nullable("p", Primitive.INTEGER),
            Field.nullable("i", Primitive.LONG),
            Field.nullable("t", Primitive.STRING));
    String sql =
        "SELECT (i %% 12)::INTEGER AS p, i, repeat(md5(i::VARCHAR), 5) AS t FROM range(300000) q(i) ORDER BY %s";
    Set<RowDigest> digests = new HashSet<>();
    List<StagedFile> one =
        session.stage(sql.formatted("t"), schema, List.of(), folder.resolve("one"));
    List<StagedFile> parted =
        session.stage(sql.formatted("i"), schema, List.of("p"), folder.resolve("parted"));
    for (int threads : List.of(1, 2, 8)) {
      try (ExecutionSession little = open(threads, 192L << 20)) {
        little.bindStaged("one", one, schema, List.of());
        little.bindStaged("parted", parted, schema, List.of("p"));
        digests.add(little.digest("one", schema));
        digests.add(little.digest("parted", schema));
        little.materialize("kept", "FROM one");
        little.materialize(
            "filler", "SELECT repeat(md5(i::VARCHAR), 10) AS t FROM range(400000) q(i)");
        digests.add(little.digest("kept", schema));
      }
    }
    assertThat(digests).hasSize(1);
    assertThat(digests.iterator().next().rows()).isEqualTo(300_000);
  }

  @Test
  void aThousandColumnsOfLongNestedTypesAreDigested() {
    List<Field> fields = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      fields.add(Field.nullable("c" + i, STRUCT));
      values.add(typed(STRUCT, "{'y': ['" + i + "'], 'X': " + i + "}") + " AS c" + i);
    }
    Schema schema = new Schema(fields);
    assertThat(digest(schema, "SELECT " + String.join(", ", values)).rows()).isEqualTo(1);
  }

  /** Deleted rows are not there, and physical names are nobody's business. */
  @Test
  void aPublishedTableWithDeletedRowsAndMappedColumnsHasTheDigestOfItsRows() throws IOException {
    for (String mode : List.of("name", "id")) {
      Path table = Files.createDirectories(folder.resolve("mapped-" + mode));
      write(
          table.resolve("1.parquet"),
          "SELECT i AS \"col-a\", {'col-x': i, 'col-l': [{'col-y': 'v' || i}]} AS \"col-s\" FROM range(3000) t(i)",
          "{'col-a': 1, 'col-s': {__duckdb_field_id: 2, 'col-x': 3, 'col-l': {__duckdb_field_id: 4, 'element': {__duckdb_field_id: 5, 'col-y': 6}}}}");
      write(
          table.resolve("2.parquet"), "SELECT i AS \"col-a\" FROM range(10) t(i)", "{'col-a': 1}");
      HandWrittenTable log = new HandWrittenTable(table);
      TreeSet<Integer> deleted = new TreeSet<>(List.of(0, 1, 5, 2999));
      log.add("1.parquet", Map.of("col-p", "2024-02-29"), deleted);
      log.add("2.parquet", Map.of("col-p", "2024-03-01"), new TreeSet<>());
      log.commit(
          struct(
              field("p", "\"date\"", "col-p", 7),
              field("a", "\"long\"", "col-a", 1),
              field(
                  "s",
                  struct(
                      field(
                          "list",
                          "{\"type\":\"array\",\"containsNull\":true,\"elementType\":%s}"
                              .formatted(struct(field("y", "\"string\"", "col-y", 6))),
                          "col-l",
                          4),
                      field("x", "\"long\"", "col-x", 3)),
                  "col-s",
                  2)),
          List.of("p"),
          mode);
      Snapshot snapshot = DeltaStore.local().latest(table);
      session.bind("mapped_" + mode, snapshot, snapshot.scanFiles(), Lineage.NONE);
      List<List<Object>> rows = KernelReader.rows(table);
      assertThat(rows).hasSize(3000 - deleted.size() + 10);
      RowDigest digest = session.digest("mapped_" + mode, snapshot.schema());
      assertThat(digest).as(mode).isEqualTo(ReferenceDigest.of(snapshot.schema(), rows));
      String plain =
          """
          SELECT DATE '2024-02-29' AS p, i AS a, {'list': [{'y': 'v' || i}], 'x': i} AS s
          FROM range(3000) t(i) WHERE i NOT IN (0, 1, 5, 2999)
          UNION ALL SELECT DATE '2024-03-01', i, NULL FROM range(10) t(i)""";
      assertThat(digest(snapshot.schema(), plain)).as(mode).isEqualTo(digest);
    }
  }

  private void write(Path file, String sql, String fieldIds) {
    ExecutionConfig config =
        new ExecutionConfig(1, 200L << 20, folder.resolve("scratch"), List.of(), List.of(folder));
    try (DuckDbDatabase database =
        DuckDbDatabase.open(config, DuckDbDatabase.InsertionOrder.KEPT)) {
      database.execute(
          "COPY (%s) TO %s (FORMAT parquet, FIELD_IDS %s)"
              .formatted(sql, Sql.path(file), fieldIds));
    }
  }

  private static String struct(String... fields) {
    return "{\"type\":\"struct\",\"fields\":[" + String.join(",", fields) + "]}";
  }

  private static String field(String name, String type, String physicalName, int id) {
    return "{\"name\":\"%s\",\"type\":%s,\"nullable\":true,\"metadata\":{\"delta.columnMapping.id\":%d,\"delta.columnMapping.physicalName\":\"%s\"}}"
        .formatted(name, type, id, physicalName);
  }

  private static Schema allTypes() {
    return new Schema(
        IntStream.range(0, COLUMNS.size())
            .mapToObj(i -> Field.nullable("c" + i, COLUMNS.get(i).type()))
            .toList());
  }

  private static String allValues() {
    return IntStream.range(0, COLUMNS.size())
        .mapToObj(i -> typed(COLUMNS.get(i).type(), COLUMNS.get(i).value()) + " AS c" + i)
        .collect(Collectors.joining(", ", "SELECT ", ""));
  }

  private RowDigest digest(Schema schema, String query) {
    String relation = "digested" + names++;
    session.materialize(relation, query);
    return session.digest(relation, schema);
  }

  private RowDigest staged(
      ExecutionSession any, Schema schema, List<String> partitions, String query) {
    String relation = "staged(t" + names++ + ")";
    List<StagedFile> files = any.stage(query, schema, partitions, folder.resolve("s" + names++));
    any.bindStaged(relation, files, schema, partitions);
    return any.digest(relation, schema);
  }

  private static String typed(DataType type, String value) {
    return "CAST(" + value + " AS " + DuckDbTypes.text(type) + ")";
  }

  /** A value of a type and its text. */
  private record Column(DataType type, String value, String text) {

    Schema schema() {
      return Schema.of(Field.nullable("c", type));
    }

    String query() {
      return "SELECT " + typed(type, value) + " AS c";
    }
  }
}
