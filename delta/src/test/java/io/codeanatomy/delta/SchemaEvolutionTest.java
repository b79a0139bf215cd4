// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import static io.codeanatomy.delta.HandMadeTable.PLAIN_PROTOCOL;
import static io.codeanatomy.delta.HandMadeTable.field;
import static io.codeanatomy.delta.HandMadeTable.metaData;
import static io.codeanatomy.delta.Tables.STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that come to a table with a commit. */
class SchemaEvolutionTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema NARROW =
      Schema.of(Field.nullable("id", Primitive.LONG), Field.nullable("name", Primitive.STRING));
  private static final Schema WIDE =
      Schema.of(
          Field.nullable("extra", Primitive.INTEGER),
          Field.nullable("id", Primitive.LONG),
          Field.nullable("name", Primitive.STRING));

  @TempDir Path folder;

  private static Commit evolving(
      Snapshot expected, Schema schema, Commit.Mode mode, DataFile... files) {
    return new Commit(
        expected.location(),
        Optional.of(expected),
        schema,
        expected.partitionColumns(),
        mode,
        List.of(files),
        Map.of("spec_hash", "abc"),
        Optional.empty(),
        Optional.of(new Commit.TransactionId("run", expected.version() + 1)),
        Commit.Evolution.ADD_COLUMNS);
  }

  private static DataFile file(Path table, Schema schema, String query) {
    return STORE.inspect(Tables.parquet(table, query), schema);
  }

  @Test
  void anAppendBringsAColumnThatOldRowsHoldNullIn() throws IOException {
    Path table = folder.resolve("t");
    Snapshot before = Tables.table(table, NARROW, "SELECT 1::BIGINT id, 'a' AS name");
    DataFile wide = file(table, WIDE, "SELECT 7 AS extra, 2::BIGINT id, 'b' AS name");
    CommitResult result = STORE.commit(evolving(before, WIDE, Commit.Mode.APPEND, wide));
    assertThat(result.version()).isEqualTo(1);

    Snapshot after = STORE.latest(table);
    assertThat(after.schema())
        .as("new columns come last")
        .hasToString("(id long, name string, extra integer)");
    assertThat(KernelReader.rows(table))
        .containsExactlyInAnyOrder(Arrays.asList(1L, "a", null), List.of(2L, "b", 7));
    assertThat(STORE.at(table, 0).schema()).isEqualTo(NARROW);
    assertThat(KernelReader.rows(table, 0)).containsExactly(List.of(1L, "a"));
    assertThat(after.latestTransactionVersion("run")).contains(1L);
    assertThat(STORE.history(table).get(0).parameters()).containsEntry("spec_hash", "abc");
    assertThat(metaDataOf(table, 1).path("id").asText())
        .isEqualTo(metaDataOf(table, 0).path("id").asText())
        .isNotEmpty();
  }

  @Test
  void whatFollowsBuildsOnTheNewRowTypeThroughChecksumsAndCheckpoints() {
    Path table = folder.resolve("t");
    Tables.table(table, NARROW, "SELECT 1::BIGINT id, 'a' AS name");
    STORE.commit(
        evolving(
            STORE.latest(table),
            WIDE,
            Commit.Mode.OVERWRITE,
            file(table, WIDE, "SELECT 7 AS extra, 2::BIGINT id, 'b' AS name")));
    assertThat(table.resolve("_delta_log/00000000000000000001.crc")).content().contains("extra");
    Schema wide = STORE.latest(table).schema();
    for (int i = 0; i < 12; i++) {
      STORE.commit(
          Tables.append(
              STORE.latest(table),
              file(
                  table,
                  wide,
                  "SELECT 9::BIGINT id, NULL::VARCHAR AS name, %d AS extra".formatted(i))));
    }
    assertThat(table.resolve("_delta_log/00000000000000000010.checkpoint.parquet")).exists();
    assertThat(STORE.latest(table).schema()).hasToString("(id long, name string, extra integer)");
    assertThat(KernelReader.rows(table)).hasSize(13).contains(List.of(2L, "b", 7));
    assertThat(KernelReader.rows(table, 0)).containsExactly(List.of(1L, "a"));
  }

  @Test
  void everythingElseThatTheTableKnowsOfItselfStays() throws IOException {
    HandMadeTable made = new HandMadeTable(folder.resolve("t"));
    made.commit(
        0,
        PLAIN_PROTOCOL,
        metaData(
            List.of(
                field("id", "\"long\"", "{\"comment\":\"the key\",\"other\":{\"a\":[1,2]}}"),
                field("day", "\"date\"", "{}"),
                field(
                    "s",
                    "{\"type\":\"struct\",\"fields\":["
                        + field("x", "\"long\"", "{\"comment\":\"inside\"}")
                        + "]}",
                    "{}")),
            List.of("day"),
            Map.of("delta.checkpointInterval", "3", "owner", "us")));
    Snapshot before = STORE.latest(made.folder());
    Schema wide =
        Schema.of(
            Field.nullable("id", Primitive.LONG),
            Field.nullable("day", Primitive.DATE),
            Field.nullable(
                "s",
                new DataType.Struct(
                    List.of(
                        Field.nullable("y", Primitive.STRING),
                        Field.nullable("x", Primitive.LONG)))));
    STORE.commit(evolving(before, wide, Commit.Mode.OVERWRITE));
    JsonNode old = metaDataOf(made.folder(), 0);
    JsonNode now = metaDataOf(made.folder(), 1);
    for (String kept :
        List.of("id", "partitionColumns", "configuration", "format", "createdTime")) {
      assertThat(now.path(kept)).as(kept).isEqualTo(old.path(kept));
    }
    JsonNode fields = JSON.readTree(now.path("schemaString").asText()).path("fields");
    assertThat(fields.path(0).path("metadata"))
        .isEqualTo(JSON.readTree("{\"comment\":\"the key\",\"other\":{\"a\":[1,2]}}"));
    JsonNode struct = fields.path(2).path("type").path("fields");
    assertThat(struct.path(0).path("metadata").toString()).isEqualTo("{\"comment\":\"inside\"}");
    assertThat(struct.path(1).path("name").asText()).isEqualTo("y");
    assertThat(STORE.latest(made.folder()).description().comments())
        .containsExactly(
            Map.entry(List.of("id"), "the key"), Map.entry(List.of("s", "x"), "inside"));
    assertThat(STORE.latest(made.folder()).properties()).containsEntry("owner", "us");
    assertThat(STORE.latest(made.folder()).partitionColumns()).containsExactly("day");
  }

  @Test
  void fieldsComeToStructsAtAnyDepth() {
    DataType small = new DataType.Struct(List.of(Field.nullable("x", Primitive.INTEGER)));
    DataType large =
        new DataType.Struct(
            List.of(Field.nullable("x", Primitive.INTEGER), Field.nullable("y", Primitive.STRING)));
    Path table = folder.resolve("t");
    Snapshot before =
        Tables.table(
            table,
            nested(small),
            "SELECT {'x': 1::INTEGER} AS s, [{'x': 2::INTEGER}, NULL] AS l, MAP {'k': {'x': 3::INTEGER}} AS m");
    STORE.commit(
        evolving(
            before,
            nested(large),
            Commit.Mode.APPEND,
            file(
                table,
                nested(large),
                """
                SELECT {'x': 4::INTEGER, 'y': 'a'} AS s, [{'x': 5::INTEGER, 'y': 'b'}] AS l,
                  MAP {'k': {'x': 6::INTEGER, 'y': 'c'}} AS m""")));
    assertThat(STORE.latest(table).schema()).isEqualTo(nested(large));
    assertThat(KernelReader.rows(table))
        .containsExactlyInAnyOrder(
            List.of(
                Arrays.asList(1, null),
                Arrays.asList(Arrays.asList(2, null), null),
                Map.of("k", Arrays.asList(3, null))),
            List.of(List.of(4, "a"), List.of(List.of(5, "b")), Map.of("k", List.of(6, "c"))));
  }

  private static Schema nested(DataType struct) {
    return Schema.of(
        Field.nullable("s", struct),
        Field.nullable("l", new DataType.Array(struct, true)),
        Field.nullable("m", new DataType.Map(Primitive.STRING, struct, true)));
  }

  @Test
  void theProtocolIsRaisedWhereANewColumnNeedsIt() {
    Path table = folder.resolve("t");
    Snapshot before = Tables.table(table, NARROW, "SELECT 1::BIGINT id, 'a' AS name");
    List<Field> fields = new ArrayList<>(NARROW.fields());
    fields.add(Field.nullable("at", Primitive.TIMESTAMP_NTZ));
    Schema wide = new Schema(fields);
    STORE.commit(
        evolving(
            before,
            wide,
            Commit.Mode.APPEND,
            file(
                table,
                wide,
                "SELECT 2::BIGINT id, 'b' AS name, TIMESTAMP '2026-01-01 00:00:00' AS at")));
    assertThat(table.resolve("_delta_log/00000000000000000001.json"))
        .content()
        .contains("\"timestampNtz\"");
    assertThat(KernelReader.rows(table)).hasSize(2).contains(Arrays.asList(1L, "a", null));
  }

  @Test
  void theSameRowTypeIsNotWrittenAgain() throws IOException {
    Path table = folder.resolve("t");
    Snapshot before = Tables.table(table, NARROW, "SELECT 1::BIGINT id, 'a' AS name");
    STORE.commit(evolving(before, NARROW, Commit.Mode.APPEND));
    assertThat(metaDataOf(table, 1).isMissingNode()).isTrue();
  }

  @Test
  void whoeverCommitsFirstWinsAndNothingOfTheOtherIsSeen() throws IOException {
    Path table = folder.resolve("t");
    Snapshot before = Tables.table(table, NARROW, "SELECT 1::BIGINT id, 'a' AS name");
    DataFile wide = file(table, WIDE, "SELECT 7 AS extra, 2::BIGINT id, 'b' AS name");
    STORE.commit(Tables.append(before, file(table, NARROW, "SELECT 3::BIGINT id, 'c' AS name")));
    for (Commit.Mode mode : Commit.Mode.values()) {
      assertFails(
          evolving(before, WIDE, mode, wide),
          DeltaException.Reason.CONFLICT,
          "the commit was made for version 0");
    }
    Snapshot latest = STORE.latest(table);
    assertThat(latest.version()).isEqualTo(1);
    assertThat(latest.schema()).isEqualTo(NARROW);
    STORE.commit(evolving(latest, WIDE, Commit.Mode.APPEND, wide));
    assertFails(
        Tables.append(latest, file(table, NARROW, "SELECT 3::BIGINT id, 'c' AS name")),
        DeltaException.Reason.CONFLICT,
        "the commit was made for version 1");
    try (Stream<Path> log = Files.list(table.resolve("_delta_log"))) {
      assertThat(log.filter(f -> f.toString().endsWith(".json"))).hasSize(3);
    }
  }

  @Test
  void onlyNullableColumnsComeAndNothingElseChanges() {
    Path table = folder.resolve("t");
    Snapshot before = Tables.table(table, NARROW, "SELECT 1::BIGINT id, 'a' AS name");
    assertFails(
        evolving(before, with(NARROW, Field.required("x", Primitive.LONG)), Commit.Mode.OVERWRITE),
        DeltaException.Reason.SCHEMA_MISMATCH,
        "Column x does not fit the table " + table + ": a column that is added must be nullable");
    assertFails(
        evolving(
            before,
            Schema.of(Field.nullable("id", Primitive.LONG), Field.nullable("x", Primitive.LONG)),
            Commit.Mode.OVERWRITE),
        DeltaException.Reason.SCHEMA_MISMATCH,
        "Column name does not fit the table " + table + ": the table has it, the output does not");
    assertFails(
        evolving(
            before,
            Schema.of(
                Field.nullable("id", new DataType.Decimal(20, 0)),
                Field.nullable("name", Primitive.STRING)),
            Commit.Mode.OVERWRITE),
        DeltaException.Reason.SCHEMA_MISMATCH,
        "the table has long, the output decimal(20,0)");
    assertFails(
        Tables.commit(table, Optional.of(before), WIDE, Commit.Mode.OVERWRITE),
        DeltaException.Reason.SCHEMA_MISMATCH,
        "Column extra does not fit the table " + table + ": the output has it, the table does not");
    assertFails(
        evolving(
            before, with(NARROW, Field.nullable("NAME", Primitive.LONG)), Commit.Mode.OVERWRITE),
        DeltaException.Reason.SCHEMA_MISMATCH,
        "another one has the same name but for upper and lower case");
    assertFails(
        evolving(
            before, with(NARROW, Field.nullable("a b", Primitive.LONG)), Commit.Mode.OVERWRITE),
        DeltaException.Reason.UNSUPPORTED,
        "a b");
    assertThat(STORE.latest(table).version()).isZero();
  }

  private static Schema with(Schema schema, Field field) {
    List<Field> fields = new ArrayList<>(schema.fields());
    fields.add(field);
    return new Schema(fields);
  }

  private static void assertFails(Commit commit, DeltaException.Reason reason, String message) {
    DeltaException failure = catchThrowableOfType(DeltaException.class, () -> STORE.commit(commit));
    assertThat(failure).as("a DeltaException saying " + message).isNotNull();
    assertThat(failure).hasMessageContaining(message);
    assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
  }

  private static JsonNode metaDataOf(Path table, long version) throws IOException {
    Path entry = table.resolve("_delta_log/%020d.json".formatted(version));
    for (String line : Files.readAllLines(entry)) {
      JsonNode action = JSON.readTree(line);
      if (action.has("metaData")) {
        return action.path("metaData");
      }
    }
    return JSON.missingNode();
  }
}
