// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.ColumnMapping;
import io.codeanatomy.delta.DeletedRows;
import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionException.Reason;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.execute.ExecutionSession.Lineage;
import io.codeanatomy.engine.execute.StagedFile;
import io.codeanatomy.engine.plan.GroupParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbSessionTest {

  private static final Schema ID = Schema.of(Field.nullable("id", Primitive.LONG));

  @TempDir Path folder;
  private Path data;
  private ExecutionSession session;

  @BeforeEach
  void open() throws IOException {
    data = Files.createDirectories(folder.resolve("data"));
    session = open(512L << 20);
  }

  private ExecutionSession open(long memoryBytes) throws IOException {
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    return new DuckDbEngine()
        .open(new ExecutionConfig(2, memoryBytes, scratch, List.of(data), List.of(data)));
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void theVersionIsTheOneThatTheFactsSettledOn() {
    assertThat(new DuckDbEngine().version()).isEqualTo("v1.5.6");
  }

  @Test
  void groupsInFilesAreStagedAsTheyAre() throws IOException {
    Schema schema =
        Schema.of(
            Field.nullable("k", Primitive.LONG),
            Field.nullable("is", new DataType.Array(Primitive.LONG, true)));
    long groups =
        session.materializeGroups(
            "lists",
            new ExecutionSession.GroupsStatement(
                "SELECT i % 100 AS k, i FROM range(1000) t(i)",
                "rows of lists",
                true,
                "SELECT k, list_sort(list(i)) FROM \"rows of lists\" GROUP BY k"),
            schema,
            new GroupParts(List.of("k"), 16, 1L << 20));
    assertThat(groups).isEqualTo(100);
    assertThat(text("SELECT count(*) AS n, sum(len(\"is\")) AS s FROM lists"))
        .containsExactly(Map.of("n", "100", "s", "1000"));

    Path staged = Files.createDirectories(data.resolve("staged"));
    List<StagedFile> files = session.stageKept("lists", schema, staged).orElseThrow();
    // A row is said to be so large that each part is a turn, and so a file, of its own.
    assertThat(files).hasSizeGreaterThan(4).allMatch(file -> file.path().startsWith(staged));
    assertThat(files.stream().mapToLong(StagedFile::rows).sum()).isEqualTo(100);
    Schema renamed = Schema.of(Field.nullable("key", Primitive.LONG), schema.fields().get(1));
    assertThat(session.stageKept("lists", renamed, staged)).isEmpty();
    assertThat(session.stageKept("nothing", schema, staged)).isEmpty();

    session.drop("lists");
    assertThat(files).allMatch(file -> Files.exists(file.path()));
    try (Stream<Path> left = Files.list(folder.resolve("scratch"))) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith("groups"))).isEmpty();
    }
  }

  @Test
  void aQueryIsMaterialisedOnceAndForgotten() {
    assertThat(session.materialize("num\"bers", "SELECT * FROM range(1000) t(i)")).isEqualTo(1000);
    assertThat(text("SELECT sum(i) AS s FROM \"num\"\"bers\""))
        .containsExactly(Map.of("s", "499500"));
    session.drop("num\"bers");
    assertThatThrownBy(() -> text("SELECT * FROM \"num\"\"bers\""))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void aSampleCountsAllRowsAndGivesTheFirstAsText() {
    ExecutionSession.Sample sample =
        session.sample(
            "SELECT i AS \"a b\", CASE WHEN i > 0 THEN i END AS n, [i] AS l FROM range(100000) t(i) ORDER BY i",
            2);
    assertThat(sample.rowCount()).isEqualTo(100_000);
    assertThat(sample.rows())
        .extracting(Map::toString)
        .containsExactly("{a b=0, n=NULL, l=[0]}", "{a b=1, n=1, l=[1]}");
  }

  @Test
  void aSampleFailsAsALateRowFails() {
    assertFails(
        () ->
            session.sample(
                "SELECT CASE WHEN i = 2999999 THEN error('late') ELSE i END AS x FROM range(3000000) t(i)",
                1),
        Reason.DATA,
        "Invalid Input Error: late");
  }

  @Test
  void filesAreReadByPhysicalNamesInTheOrderOfTheRowTypeWithMissingColumnsNull() {
    Path first =
        write(
            "SELECT 7::INTEGER AS \"col-1\", {'f-1': 1, 'f-2': 'x'} AS \"col-2\"",
            "a[1]*?' %20.parquet");
    Path second =
        write(
            "SELECT [{'e-1': 1}, NULL] AS \"col-3\", MAP {'k': {'v-1': true}} AS \"col-4\", 8 AS \"col-1\"",
            "b.parquet");
    Schema logical =
        Schema.of(
            Field.nullable(
                "filename",
                new DataType.Map(Primitive.STRING, struct("v", Primitive.BOOLEAN), true)),
            Field.nullable("Li\"st", new DataType.Array(struct("e", Primitive.LONG), true)),
            Field.nullable(
                "s",
                new DataType.Struct(
                    List.of(
                        Field.nullable("b", Primitive.STRING),
                        Field.nullable("new", Primitive.DATE)))),
            Field.nullable("file_index", Primitive.LONG));
    Schema physical =
        Schema.of(
            Field.nullable(
                "col-4",
                new DataType.Map(Primitive.STRING, struct("v-1", Primitive.BOOLEAN), true)),
            Field.nullable("col-3", new DataType.Array(struct("e-1", Primitive.LONG), true)),
            Field.nullable(
                "col-2",
                new DataType.Struct(
                    List.of(
                        Field.nullable("f-2", Primitive.STRING),
                        Field.nullable("f-3", Primitive.DATE)))),
            Field.nullable("col-1", Primitive.LONG));
    bind(
        "t", logical, physical, List.of(), List.of(file(first), file(second)), Lineage.SOURCE_FILE);
    assertThat(text("SELECT * FROM t"))
        .extracting(Map::toString)
        .containsExactlyInAnyOrder(
            "{filename=NULL, Li\"st=NULL, s={'b': x, 'new': NULL}, file_index=7, __source_file=a[1]*?' %20.parquet}",
            "{filename={k={'v': true}}, Li\"st=[{'e': 1}, NULL], s=NULL, file_index=8, __source_file=b.parquet}");
  }

  @Test
  void columnsAreFoundByTheirFieldIdsWhereThoseAreBinding() {
    Path file =
        write(
            "SELECT 1::BIGINT AS \"old a\", {'x': 2} AS \"old s\"",
            "ids.parquet",
            ", FIELD_IDS {'old a': 4, 'old s': {__duckdb_field_id: 5, 'x': 6}}");
    Schema logical =
        Schema.of(
            Field.nullable("s", struct("renamed", Primitive.INTEGER)),
            Field.nullable("a", Primitive.LONG),
            Field.nullable("none", Primitive.LONG));
    Schema physical =
        Schema.of(
            Field.nullable("p-s", struct("x", Primitive.INTEGER)),
            Field.nullable("p-a", Primitive.LONG),
            Field.nullable("p-none", Primitive.LONG));
    ColumnMapping mapping =
        new ColumnMapping(
            ColumnMapping.Mode.ID,
            Map.of(
                List.of("p-s"),
                5,
                List.of("p-a"),
                4,
                List.of("p-none"),
                7,
                List.of("p-s", "x"),
                6));
    List<ScanFile> files = List.of(file(file));
    session.bind(
        "t",
        new GivenSnapshot(data, logical, physical, mapping, List.of(), files),
        files,
        Lineage.NONE);
    assertThat(text("SELECT * FROM t"))
        .extracting(Map::toString)
        .containsExactly("{s={'renamed': 2}, a=1, none=NULL}");
  }

  @Test
  void partitionValuesAreTypedAndDeletedRowsAreGone() {
    Schema schema =
        Schema.of(
            Field.nullable("day", Primitive.DATE),
            Field.nullable("id", Primitive.LONG),
            Field.nullable("at", Primitive.TIMESTAMP),
            Field.nullable("bytes", Primitive.BINARY));
    Schema physical =
        Schema.of(
            Field.nullable("p-1", Primitive.DATE),
            Field.nullable("id", Primitive.LONG),
            Field.nullable("p-2", Primitive.TIMESTAMP),
            Field.nullable("p-3", Primitive.BINARY));
    List<ScanFile> files = new ArrayList<>();
    files.add(
        new ScanFile(
            write("SELECT * FROM range(5) t(id)", "1.parquet"),
            0,
            OptionalLong.empty(),
            Map.of(
                "day", Optional.of("2024-02-29"),
                "at", Optional.of("2024-02-29T10:11:12.000013Z"),
                "bytes", Optional.of("é\\x41")),
            new DeletedRows(List.of(0L, 3L))));
    files.add(
        new ScanFile(
            write("SELECT * FROM range(5, 7) t(id)", "2.parquet"),
            0,
            OptionalLong.empty(),
            Map.of("day", Optional.empty(), "at", Optional.of("2024-02-29 10:11:12")),
            DeletedRows.NONE));
    bind("t", schema, physical, List.of("day", "at", "bytes"), files, Lineage.NONE);
    assertThat(text("SELECT id, day, t.at, bytes FROM t ORDER BY id"))
        .extracting(row -> String.join("|", row.values()))
        .containsExactly(
            "1|2024-02-29|2024-02-29 10:11:12.000013+00|\\xC3\\xA9\\x5Cx41",
            "2|2024-02-29|2024-02-29 10:11:12.000013+00|\\xC3\\xA9\\x5Cx41",
            "4|2024-02-29|2024-02-29 10:11:12.000013+00|\\xC3\\xA9\\x5Cx41",
            "5|NULL|2024-02-29 10:11:12+00|NULL",
            "6|NULL|2024-02-29 10:11:12+00|NULL");
    assertThat(
            text("SELECT typeof(day) AS d, typeof(t.at) AS a, typeof(bytes) AS b FROM t LIMIT 1"))
        .containsExactly(Map.of("d", "DATE", "a", "TIMESTAMP WITH TIME ZONE", "b", "BLOB"));
  }

  @Test
  void deletedRowsAreFoundByTheirPlaceWhateverTheRowGroups() {
    Path file =
        write("SELECT * FROM range(20000) t(id)", "groups.parquet", ", ROW_GROUP_SIZE 2048");
    List<Long> deleted = LongStream.range(0, 20_000).filter(i -> i % 3 == 0).boxed().toList();
    bind(
        "t",
        ID,
        ID,
        List.of(),
        List.of(
            new ScanFile(file, 0, OptionalLong.empty(), Map.of(), new DeletedRows(deleted)),
            file(file)),
        Lineage.NONE);
    assertThat(
            text("SELECT count(*) AS c, count(*) FILTER (id % 3 = 0) AS d FROM t WHERE id > 15000"))
        .containsExactly(Map.of("c", String.valueOf(4999 + 3333), "d", "1666"));
  }

  @Test
  void aSnapshotWithoutFilesIsAnEmptyRelationWithItsTypes() {
    bind("t", ID, ID, List.of(), List.of(), Lineage.SOURCE_FILE);
    assertThat(text("SELECT count(*) AS c, max(typeof(id)) AS t FROM t"))
        .containsExactly(Map.of("c", "0", "t", "NULL"));
    assertThat(
            session.stage(
                "SELECT id, __source_file FROM t",
                Schema.of(ID.fields().get(0), Field.nullable("f", Primitive.STRING)),
                List.of(),
                data.resolve("none")))
        .isEmpty();
    assertThat(files(data.resolve("none"))).isEmpty();
  }

  @Test
  void stagedColumnsHaveTheDeclaredTypes() {
    Schema schema =
        Schema.of(
            Field.nullable("a", Primitive.LONG),
            Field.nullable("b", Primitive.TIMESTAMP),
            Field.nullable("c", Primitive.TIMESTAMP_NTZ),
            Field.nullable("d", new DataType.Decimal(20, 3)),
            Field.nullable("e", Primitive.BYTE));
    List<StagedFile> files =
        session.stage(
            "SELECT sum(i) AS a, TIMESTAMP '2024-01-01 00:00:00' AS a, TIMESTAMP '2024-01-01 00:00:00', 1.5, 7 FROM range(10) t(i)",
            schema,
            List.of(),
            data.resolve("out"));
    assertThat(files).singleElement().extracting(StagedFile::rows).isEqualTo(1L);
    assertThat(
            text(
                "SELECT string_agg(name || ':' || column_type, ' ') AS t FROM (DESCRIBE FROM read_parquet("
                    + Sql.pattern(files.get(0).path())
                    + ")) AS d(name, column_type)"))
        .containsExactly(
            Map.of(
                "t", "a:BIGINT b:TIMESTAMP WITH TIME ZONE c:TIMESTAMP d:DECIMAL(20,3) e:TINYINT"));
  }

  @Test
  void partitionsGetTheirValuesInDeltasTextForm() {
    Schema schema =
        Schema.of(
            Field.nullable("t\"ext", Primitive.STRING),
            Field.nullable("id", Primitive.LONG),
            Field.nullable("at", Primitive.TIMESTAMP),
            Field.nullable("local", Primitive.TIMESTAMP_NTZ),
            Field.nullable("day", Primitive.DATE),
            Field.nullable("flag", Primitive.BOOLEAN),
            Field.nullable("amount", new DataType.Decimal(10, 2)),
            Field.nullable("ratio", Primitive.DOUBLE));
    List<StagedFile> files =
        session.stage(
            """
            SELECT * FROM (VALUES
              ('a/b =%2F''é', 1, TIMESTAMPTZ '2024-01-01 01:02:03.000004+00', TIMESTAMP '1969-12-31 23:59:59', DATE '0001-01-01', true, -0.05, 'nan'),
              ('__HIVE_DEFAULT_PARTITION__', 2, NULL, NULL, NULL, NULL, NULL, '-inf'),
              (NULL, 3, NULL, NULL, NULL, NULL, NULL, NULL)) -- a comment at the end""",
            schema,
            List.of("t\"ext", "at", "local", "day", "flag", "amount", "ratio"),
            data.resolve("out"));
    assertThat(files)
        .extracting(
            f -> f.partitionValues().values().stream().map(v -> v.orElse("-")).toList().toString())
        .containsExactlyInAnyOrder(
            "[a/b =%2F'é, 2024-01-01T01:02:03.000004Z, 1969-12-31 23:59:59.000000, 0001-01-01, true, -0.05, NaN]",
            "[__HIVE_DEFAULT_PARTITION__, -, -, -, -, -, -Infinity]", "[-, -, -, -, -, -, -]");
    for (StagedFile file : files) {
      assertThat(
              text(
                  "FROM read_parquet(" + Sql.pattern(file.path()) + ", hive_partitioning = false)"))
          .singleElement()
          .satisfies(row -> assertThat(row).containsOnlyKeys("id"));
    }
  }

  @Test
  void anEmptyTextIsNoPartitionValue() {
    Schema schema =
        Schema.of(Field.nullable("p", Primitive.STRING), Field.nullable("id", Primitive.LONG));
    assertFails(
        () -> session.stage("SELECT '', 1", schema, List.of("p"), data.resolve("out")),
        Reason.DATA,
        "The partition column p holds an empty text, which Delta cannot tell from NULL.");
    assertThat(data.resolve("out")).doesNotExist();
  }

  @Test
  void aFailingQueryLeavesNothingBehind() {
    String late =
        "SELECT CASE WHEN i = 2999999 THEN error('boom') ELSE i END FROM range(3000000) t(i)";
    assertFails(
        () -> session.stage(late, ID, List.of(), data.resolve("out")),
        Reason.DATA,
        "Invalid Input Error: boom");
    assertThat(data.resolve("out")).doesNotExist();
    assertFails(
        () ->
            session.stage(
                "SELECT 9223372036854775807 + i FROM range(3) t(i)",
                ID,
                List.of(),
                data.resolve("out")),
        Reason.DATA,
        "an overflow in addition (9223372036854775807 + 1)");
    assertFails(
        () -> session.stage("SELECT 'x'", ID, List.of(), data.resolve("out")),
        Reason.DATA,
        "Conversion Error: Could not convert string 'x' to INT64 when casting from source column id");
    assertThat(files(data)).isEmpty();
  }

  @Test
  void aLargeSortSpillsUnderASmallMemoryLimit() throws IOException {
    session.close();
    session = open(200L << 20);
    assertThat(
            session.materialize(
                "t", "SELECT i, md5(i::VARCHAR) AS h FROM range(6000000) t(i) ORDER BY h"))
        .isEqualTo(6_000_000);
    assertThat(text("SELECT count(DISTINCT h) AS c FROM t"))
        .containsExactly(Map.of("c", "6000000"));
  }

  @Test
  void whatCannotSpillIsOutOfMemory() throws IOException {
    session.close();
    session = open(60L << 20);
    assertThatThrownBy(
            () -> session.materialize("t", "SELECT list(md5(i::VARCHAR)) FROM range(5000000) t(i)"))
        .isInstanceOfSatisfying(
            ExecutionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OUT_OF_MEMORY));
  }

  @Test
  void cancellingStopsTheStatementAndWhateverComesAfterIt() throws Exception {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread worker =
        new Thread(
            () -> {
              try {
                session.stage(
                    "SELECT sum(a.i * b.i) FROM range(10000000) a(i), range(1000000) b(i)",
                    ID,
                    List.of(),
                    data.resolve("out"));
                failure.complete(null);
              } catch (Throwable e) {
                failure.complete(e);
              }
            });
    worker.start();
    Thread.sleep(300);
    session.cancel();
    worker.join(20_000);
    assertThat(failure.getNow(null))
        .isInstanceOfSatisfying(
            ExecutionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CANCELLED));
    assertThat(data.resolve("out")).doesNotExist();
    assertFails(() -> text("SELECT 1"), Reason.CANCELLED, "The execution was cancelled.");
  }

  @Test
  void nothingOutsideTheGivenFoldersCanBeReached() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    assertThatThrownBy(() -> session.stage("SELECT 1", ID, List.of(), outside.resolve("out")))
        .isInstanceOfSatisfying(
            ExecutionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.IO))
        .hasMessageContaining("Permission Error");
    assertThat(files(outside)).isEmpty();
    assertThatThrownBy(() -> text("SELECT * FROM read_text('/etc/hostname')"))
        .hasMessageContaining("Permission Error");
  }

  @Test
  void aDamagedDataFileIsAnIoFailureThatNamesTheFile() throws IOException {
    Path file = Files.writeString(data.resolve("broken.parquet"), "this is no parquet file at all");
    bind("t", ID, ID, List.of(), List.of(file(file)), Lineage.NONE);
    assertThatThrownBy(() -> text("SELECT * FROM t"))
        .isInstanceOfSatisfying(
            ExecutionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.IO))
        .hasMessageContaining("broken.parquet");
  }

  private List<Map<String, String>> text(String sql) {
    return session.sample(sql, 100).rows();
  }

  private void bind(
      String relation,
      Schema logical,
      Schema physical,
      List<String> partitionColumns,
      List<ScanFile> files,
      Lineage lineage) {
    session.bind(
        relation,
        new GivenSnapshot(data, logical, physical, ColumnMapping.NONE, partitionColumns, files),
        files,
        lineage);
  }

  private Path write(String sql, String name) {
    return write(sql, name, "");
  }

  private Path write(String sql, String name, String options) {
    Path file = data.resolve(name);
    try (DuckDbDatabase database =
        DuckDbDatabase.open(
            new ExecutionConfig(
                1, 200L << 20, folder.resolve("scratch"), List.of(data), List.of(data)),
            DuckDbDatabase.InsertionOrder.KEPT)) {
      database.execute(
          "COPY (" + sql + ") TO " + Sql.path(file) + " (FORMAT parquet" + options + ")");
    }
    return file;
  }

  private static ScanFile file(Path path) {
    return new ScanFile(path, 0, OptionalLong.empty(), Map.of(), DeletedRows.NONE);
  }

  private static DataType struct(String name, DataType type) {
    return new DataType.Struct(List.of(Field.nullable(name, type)));
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void assertFails(Runnable action, Reason reason, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            ExecutionException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessage(message);
  }
}
