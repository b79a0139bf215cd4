// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import static io.codeanatomy.delta.Tables.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitTest {

  private static final Schema SCHEMA =
      Schema.of(Field.nullable("id", Primitive.LONG), Field.nullable("name", Primitive.STRING));

  @TempDir Path folder;

  @Test
  void createAppendAndOverwriteAreReadBackRowForRow() {
    Path table = folder.resolve("t");
    Snapshot first = Tables.table(table, SCHEMA, "SELECT 1::BIGINT id, 'a' AS name");
    assertThat(first.version()).isZero();
    assertThat(KernelReader.rows(table)).containsExactly(List.of(1L, "a"));

    DataFile more =
        STORE.inspect(Tables.parquet(table, "SELECT 2::BIGINT id, 'b' AS name"), SCHEMA);
    CommitResult appended = STORE.commit(Tables.append(first, more));
    assertThat(appended).isEqualTo(new CommitResult(1, 1, 0, 1, more.sizeBytes()));
    assertThat(KernelReader.rows(table))
        .containsExactlyInAnyOrder(List.of(1L, "a"), List.of(2L, "b"));

    Snapshot second = STORE.latest(table);
    DataFile other =
        STORE.inspect(Tables.parquet(table, "SELECT 3::BIGINT id, NULL::VARCHAR AS name"), SCHEMA);
    CommitResult overwritten = STORE.commit(Tables.overwrite(second, other));
    assertThat(overwritten).isEqualTo(new CommitResult(2, 1, 2, 1, other.sizeBytes()));
    assertThat(KernelReader.rows(table)).containsExactly(Arrays.asList(3L, null));
    assertThat(KernelReader.rows(table, 0)).containsExactly(List.of(1L, "a"));
    assertThat(KernelReader.rows(table, 1)).hasSize(2);
    assertThat(STORE.latest(table).scanFiles())
        .extracting(ScanFile::path)
        .containsExactly(other.path());
  }

  @Test
  void anEmptyTableCanBeCreatedAndATableEmptied() {
    Path table = folder.resolve("t");
    assertThat(STORE.commit(Tables.create(table, SCHEMA)))
        .isEqualTo(new CommitResult(0, 0, 0, 0, 0));
    assertThat(KernelReader.columns(table)).containsExactly("id", "name");
    assertThat(KernelReader.rows(table)).isEmpty();
    DataFile file =
        STORE.inspect(Tables.parquet(table, "SELECT 1::BIGINT id, 'a' AS name"), SCHEMA);
    STORE.commit(Tables.append(STORE.latest(table), file));
    assertThat(STORE.commit(Tables.overwrite(STORE.latest(table))).filesRemoved()).isEqualTo(1);
    assertThat(KernelReader.rows(table)).isEmpty();
    assertThat(STORE.latest(table).schema()).isEqualTo(SCHEMA);
  }

  @Test
  void valuesOfEveryTypeAreReadBackByTheKernel() {
    Field inner = Field.nullable("x", Primitive.INTEGER);
    Schema schema =
        Schema.of(
            Field.nullable("b", Primitive.BOOLEAN),
            Field.nullable("i8", Primitive.BYTE),
            Field.nullable("i16", Primitive.SHORT),
            Field.nullable("i32", Primitive.INTEGER),
            Field.required("i64", Primitive.LONG),
            Field.nullable("f32", Primitive.FLOAT),
            Field.nullable("f64", Primitive.DOUBLE),
            Field.nullable("text", Primitive.STRING),
            Field.nullable("bytes", Primitive.BINARY),
            Field.nullable("day", Primitive.DATE),
            Field.nullable("moment", Primitive.TIMESTAMP),
            Field.nullable("wall", Primitive.TIMESTAMP_NTZ),
            Field.nullable("d9", new DataType.Decimal(9, 2)),
            Field.nullable("d18", new DataType.Decimal(18, 3)),
            Field.nullable("d38", new DataType.Decimal(38, 10)),
            Field.nullable("list", new DataType.Array(Primitive.STRING, true)),
            Field.nullable("s", new DataType.Struct(List.of(inner))),
            Field.nullable(
                "m",
                new DataType.Map(
                    Primitive.STRING,
                    new DataType.Array(new DataType.Struct(List.of(inner)), true),
                    true)));
    Path table = folder.resolve("t");
    Tables.table(
        table,
        schema,
        """
        SELECT true AS b, -1::TINYINT AS i8, -2::SMALLINT AS i16, -3::INTEGER AS i32, -4::BIGINT AS i64,
          1.5::FLOAT AS f32, 'NaN'::DOUBLE AS f64, 'ä€😀' AS text, '\\x00\\xFF'::BLOB AS bytes,
          DATE '1899-12-31' AS day, TIMESTAMPTZ '1969-12-31 23:59:59.999999Z' AS moment,
          TIMESTAMP '2024-02-29 12:00:00.000001' AS wall,
          -1.25::DECIMAL(9,2) AS d9, 123456789012345.678::DECIMAL(18,3) AS d18,
          '1234567890123456789012345678.0123456789'::DECIMAL(38,10) AS d38,
          ['a', NULL, 'c'] AS list, {'x': 1::INTEGER} AS s, MAP {'k': [{'x': 2::INTEGER}, NULL]} AS m
        UNION ALL
        SELECT NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
          NULL, NULL
        """);

    List<Object> nulls = Arrays.asList(new Object[18]);
    nulls.set(4, 0L);
    assertThat(KernelReader.rows(table))
        .containsExactlyInAnyOrder(
            List.of(
                true,
                (byte) -1,
                (short) -2,
                -3,
                -4L,
                1.5f,
                Double.NaN,
                "ä€😀",
                "0x00FF",
                LocalDate.of(1899, 12, 31),
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                LocalDateTime.parse("2024-02-29T12:00:00.000001"),
                new BigDecimal("-1.25"),
                new BigDecimal("123456789012345.678"),
                new BigDecimal("1234567890123456789012345678.0123456789"),
                Arrays.asList("a", null, "c"),
                List.of(1),
                Map.of("k", Arrays.asList(List.of(2), null))),
            nulls);
    assertThat(STORE.latest(table).schema()).isEqualTo(schema);
  }

  @Test
  void partitionValuesOfEveryTypeAreReadBackByTheKernel() {
    Schema schema =
        Schema.of(
            Field.nullable("v", Primitive.LONG),
            Field.nullable("b", Primitive.BOOLEAN),
            Field.nullable("i", Primitive.INTEGER),
            Field.nullable("text", Primitive.STRING),
            Field.nullable("day", Primitive.DATE),
            Field.nullable("moment", Primitive.TIMESTAMP),
            Field.nullable("wall", Primitive.TIMESTAMP_NTZ),
            Field.nullable("d", new DataType.Decimal(9, 2)),
            Field.nullable("f", Primitive.DOUBLE));
    List<String> columns = List.of("b", "i", "text", "day", "moment", "wall", "d", "f");
    Path table = folder.resolve("t");
    DataFile file =
        STORE.inspect(
            Tables.parquet(table, "SELECT 1::BIGINT AS v"),
            Schema.of(Field.nullable("v", Primitive.LONG)));
    Map<String, Optional<String>> values =
        Map.of(
            "b", Optional.of("true"),
            "i", Optional.of("-7"),
            "text", Optional.of("a/b=c %2F é"),
            "day", Optional.of("2024-02-29"),
            "moment", Optional.of("2024-02-29T12:00:00.000001Z"),
            "wall", Optional.of("2024-02-29 12:00:00.000001"),
            "d", Optional.of("-1.25"),
            "f", Optional.of("0.1"));
    Commit commit =
        new Commit(
            table,
            Optional.empty(),
            schema,
            columns,
            Commit.Mode.APPEND,
            List.of(file.inPartition(values)),
            Map.of(),
            Optional.empty(),
            Optional.empty());
    STORE.commit(commit);
    assertThat(KernelReader.rows(table))
        .containsExactly(
            List.of(
                1L,
                true,
                -7,
                "a/b=c %2F é",
                LocalDate.of(2024, 2, 29),
                Instant.parse("2024-02-29T12:00:00.000001Z"),
                LocalDateTime.parse("2024-02-29T12:00:00.000001"),
                new BigDecimal("-1.25"),
                0.1));
    assertThat(STORE.latest(table).partitionColumns()).containsExactlyElementsOf(columns);
    assertThat(STORE.latest(table).scanFiles().get(0).partitionValues().get("text"))
        .contains("a/b=c %2F é");

    Path again = Tables.parquet(table, "SELECT 2::BIGINT AS v");
    DataFile nulls =
        STORE
            .inspect(again, Schema.of(Field.nullable("v", Primitive.LONG)))
            .inPartition(Map.of("text", Optional.empty()));
    STORE.commit(
        new Commit(
            table,
            Optional.of(STORE.latest(table)),
            schema,
            columns,
            Commit.Mode.OVERWRITE,
            List.of(nulls),
            Map.of(),
            Optional.empty(),
            Optional.empty()));
    assertThat(KernelReader.rows(table))
        .containsExactly(Arrays.asList(2L, null, null, null, null, null, null, null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "with space",
        "100%",
        "a%20b",
        "Äpfel-é",
        "a#b",
        "a+b",
        "q?x=1",
        "a'b",
        "日本"
      })
  void aTableMayLieAnywhereAndCanBeMoved(String name) throws IOException {
    Path table = folder.resolve(name).resolve("t");
    Snapshot first = Tables.table(table, SCHEMA, "SELECT 1::BIGINT id, 'a' AS name");
    DataFile file =
        STORE.inspect(Tables.parquet(table, "SELECT 2::BIGINT id, 'b' AS name"), SCHEMA);
    STORE.commit(Tables.append(first, file));
    assertThat(KernelReader.rows(table)).hasSize(2);
    assertThat(STORE.latest(table).scanFiles()).extracting(ScanFile::path).contains(file.path());
    assertThat(Files.readString(table.resolve("_delta_log/00000000000000000001.json")))
        .contains("\"path\":\"" + file.path().getFileName() + "\"");

    Path moved = Files.move(table, folder.resolve(name + " moved"));
    assertThat(KernelReader.rows(moved)).hasSize(2);
    STORE.commit(Tables.overwrite(STORE.latest(moved)));
    assertThat(KernelReader.rows(moved)).isEmpty();
  }

  @Test
  void filesInSubfoldersAndWithOddNamesAreRelativeAndEncoded() throws IOException {
    Path table = folder.resolve("t");
    Path plain = Tables.parquet(table.resolve("region=a b"), "SELECT 1::BIGINT id, 'a' AS name");
    Path odd = Files.move(plain, plain.resolveSibling("100% é#.parquet"));
    STORE.commit(Tables.create(table, SCHEMA, STORE.inspect(odd, SCHEMA)));
    assertThat(KernelReader.rows(table)).containsExactly(List.of(1L, "a"));
    assertThat(STORE.latest(table).scanFiles()).extracting(ScanFile::path).containsExactly(odd);
    assertThat(Files.readString(table.resolve("_delta_log/00000000000000000000.json")))
        .doesNotContain(folder.toString());
  }

  @Test
  void aCommitSaysWhereItComesFrom() {
    Path table = folder.resolve("t");
    DataFile file =
        STORE.inspect(Tables.parquet(table, "SELECT 1::BIGINT id, 'a' AS name"), SCHEMA);
    STORE.commit(
        new Commit(
            table,
            Optional.empty(),
            SCHEMA,
            List.of(),
            Commit.Mode.OVERWRITE,
            List.of(file),
            Map.of("spec_hash", "abc", "run_id", "ä\"1"),
            Optional.of("by hand"),
            Optional.empty()));
    STORE.commit(Tables.overwrite(STORE.latest(table)));

    List<CommitEntry> history = STORE.history(table);

    assertThat(history).extracting(CommitEntry::version).containsExactly(1L, 0L);
    CommitEntry created = history.get(1);
    assertThat(created.operation()).contains("CREATE TABLE");
    assertThat(created.userMetadata()).contains("by hand");
    assertThat(created.engineInfo()).hasValueSatisfying(e -> assertThat(e).contains("CodeAnatomy"));
    assertThat(created.parameters())
        .containsEntry("spec_hash", "abc")
        .containsEntry("run_id", "ä\"1")
        .containsEntry("mode", "Overwrite");
    assertThat(created.metrics())
        .containsEntry("numFiles", "1")
        .containsEntry("numOutputRows", "1")
        .containsEntry("numOutputBytes", String.valueOf(file.sizeBytes()))
        .containsEntry("numRemovedFiles", "0");
    assertThat(created.timestamp()).isBetween(Instant.now().minusSeconds(600), Instant.now());
    assertThat(history.get(0).operation()).contains("WRITE");
    assertThat(history.get(0).metrics()).containsEntry("numRemovedFiles", "1");
    assertThat(history.get(0).userMetadata()).isEmpty();
  }

  @Test
  void historyReadsWhateverOtherWritersSay() {
    HandMadeTable table = new HandMadeTable(folder.resolve("t"));
    table.commit(
        0,
        "{\"commitInfo\":{\"timestamp\":5,\"operation\":\"WRITE\",\"operationParameters\":"
            + "{\"partitionBy\":[\"a\"],\"overwrite\":true,\"none\":null}}}",
        HandMadeTable.PLAIN_PROTOCOL);
    table.commit(1, "{\"txn\":{\"appId\":\"commitInfo\",\"version\":1}}");
    List<CommitEntry> history = STORE.history(table.folder());
    assertThat(history.get(1).timestamp()).isEqualTo(Instant.ofEpochMilli(5));
    assertThat(history.get(1).parameters())
        .containsEntry("partitionBy", "[\"a\"]")
        .containsEntry("overwrite", "true");
    assertThat(history.get(0).operation()).isEmpty();
  }

  @Test
  void aTransactionIsRememberedFromTheFirstCommitOn() {
    Path table = folder.resolve("t");
    STORE.commit(withTransaction(Tables.create(table, SCHEMA), 4));
    Snapshot snapshot = STORE.latest(table);
    assertThat(snapshot.latestTransactionVersion("run")).contains(4L);
    assertThat(snapshot.latestTransactionVersion("other")).isEmpty();
    STORE.commit(withTransaction(Tables.append(snapshot), 5));
    assertThat(STORE.latest(table).latestTransactionVersion("run")).contains(5L);
    assertThat(STORE.at(table, 0).latestTransactionVersion("run")).contains(4L);
  }

  @Test
  void theStatisticsAreInTheLog() throws IOException {
    Path table = folder.resolve("t");
    Schema schema =
        Schema.of(
            Field.nullable("s", new DataType.Struct(SCHEMA.fields())),
            Field.nullable("a.b", Primitive.TIMESTAMP));
    Tables.table(
        table,
        schema,
        "SELECT {'id': range, 'name': 'n' || range} AS s,"
            + " TIMESTAMPTZ '2024-01-01 00:00:00.000001Z' AS \"a.b\" FROM range(3)");
    assertThat(Files.readString(table.resolve("_delta_log/00000000000000000000.json")))
        .contains("\\\"numRecords\\\":3")
        .contains("\\\"minValues\\\":{\\\"s\\\":{\\\"id\\\":0,\\\"name\\\":\\\"n0\\\"}")
        .contains("\\\"maxValues\\\":{\\\"s\\\":{\\\"id\\\":2,\\\"name\\\":\\\"n2\\\"}")
        .contains("\\\"a.b\\\":\\\"2024-01-01T00:00:00.000Z\\\"")
        .as("a maximum is never cut")
        .contains("\\\"a.b\\\":\\\"2024-01-01T00:00:00.001Z\\\"")
        .contains("\\\"nullCount\\\":{\\\"s\\\":{\\\"id\\\":0,\\\"name\\\":0},\\\"a.b\\\":0}");
  }

  private static Commit withTransaction(Commit commit, long version) {
    return new Commit(
        commit.location(),
        commit.expected(),
        commit.schema(),
        commit.partitionColumns(),
        commit.mode(),
        commit.files(),
        commit.provenance(),
        commit.userMetadata(),
        Optional.of(new Commit.TransactionId("run", version)));
  }
}
