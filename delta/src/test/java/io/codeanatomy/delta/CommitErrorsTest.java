// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import static io.codeanatomy.delta.HandMadeTable.PLAIN_PROTOCOL;
import static io.codeanatomy.delta.HandMadeTable.field;
import static io.codeanatomy.delta.HandMadeTable.metaData;
import static io.codeanatomy.delta.HandMadeTable.writerProtocol;
import static io.codeanatomy.delta.Tables.STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.codeanatomy.delta.DeltaException.Reason;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommitErrorsTest {

  private static final Schema SCHEMA =
      Schema.of(Field.nullable("id", Primitive.LONG), Field.nullable("name", Primitive.STRING));

  @TempDir Path folder;

  // ---- conflicts

  @ParameterizedTest
  @EnumSource(Commit.Mode.class)
  void aCommitOnAnOldSnapshotIsAConflict(Commit.Mode mode) {
    Path table = folder.resolve("t");
    STORE.commit(Tables.create(table, SCHEMA));
    Snapshot old = STORE.latest(table);
    STORE.commit(Tables.append(old));
    assertFails(
        Tables.commit(table, Optional.of(old), SCHEMA, mode),
        Reason.CONFLICT,
        "it is at version 1, and the commit was made for version 0");
    assertThat(STORE.latest(table).version()).isEqualTo(1);
  }

  @Test
  void aCommitOnASnapshotWhoseSuccessorWasCleanedUpIsAConflict() throws IOException {
    Path table = folder.resolve("t");
    STORE.commit(Tables.create(table, SCHEMA));
    Snapshot old = STORE.latest(table);
    for (int i = 0; i < 11; i++) {
      STORE.commit(Tables.append(STORE.latest(table)));
    }
    for (int i = 0; i < 10; i++) {
      Files.delete(table.resolve(String.format("_delta_log/%020d.json", i)));
    }
    assertFails(Tables.append(old), Reason.CONFLICT, "it is at version 11");
    assertThat(table.resolve("_delta_log/00000000000000000001.json")).doesNotExist();
  }

  @Test
  void creatingATableThatIsThereIsAConflict() {
    Path table = folder.resolve("t");
    STORE.commit(Tables.create(table, SCHEMA));
    assertFails(Tables.create(table, SCHEMA), Reason.CONFLICT, "a table was created there");
  }

  @Test
  void aTransactionThatWasCommittedIsNotCommittedAgain() {
    Path table = folder.resolve("t");
    STORE.commit(transaction(Tables.create(table, SCHEMA)));
    assertFails(
        transaction(Tables.append(STORE.latest(table))), Reason.CONFLICT, "committed to " + table);
    assertThat(STORE.latest(table).version()).isZero();
  }

  // ---- row types

  @Test
  void theOutputMustHaveTheColumnsOfTheTable() {
    Snapshot snapshot =
        Tables.table(folder.resolve("t"), SCHEMA, "SELECT 1::BIGINT id, 'a' AS name");
    Field id = SCHEMA.fields().get(0);
    Field name = SCHEMA.fields().get(1);
    assertMismatch(snapshot, Schema.of(id), "Column name", "the table has it, the output does not");
    assertMismatch(
        snapshot,
        Schema.of(id, name, Field.nullable("more", Primitive.LONG)),
        "Column more",
        "the output has it, the table does not");
    assertMismatch(
        snapshot,
        Schema.of(Field.nullable("id", Primitive.INTEGER), name),
        "Column id",
        "the table has long, the output integer");
    assertMismatch(snapshot, Schema.of(Field.nullable("ID", Primitive.LONG), name), "Column id");
    STORE.commit(
        Tables.commit(
            snapshot.location(),
            Optional.of(snapshot),
            Schema.of(name, Field.required("id", Primitive.LONG)),
            Commit.Mode.APPEND));
  }

  @Test
  void whatTheTableRequiresMustBeRequiredAtEveryLevel() {
    Schema schema =
        Schema.of(
            Field.required("id", Primitive.LONG),
            Field.nullable("s", new DataType.Struct(List.of(Field.required("x", Primitive.LONG)))),
            Field.nullable("a", new DataType.Array(Primitive.LONG, false)),
            Field.nullable("m", new DataType.Map(Primitive.STRING, Primitive.LONG, false)));
    STORE.commit(Tables.create(folder.resolve("t"), schema));
    Snapshot snapshot = STORE.latest(folder.resolve("t"));
    assertThat(snapshot.schema()).isEqualTo(schema);
    assertMismatch(
        snapshot,
        with(schema, 0, Field.nullable("id", Primitive.LONG)),
        "Column id",
        "the table requires it, the output may hold NULL");
    assertMismatch(
        snapshot,
        with(
            schema,
            1,
            Field.nullable("s", new DataType.Struct(List.of(Field.nullable("x", Primitive.LONG))))),
        "Column s.x");
    assertMismatch(
        snapshot,
        with(schema, 2, Field.nullable("a", new DataType.Array(Primitive.LONG, true))),
        "Column a",
        "requires its elements");
    assertMismatch(
        snapshot,
        with(
            schema,
            3,
            Field.nullable("m", new DataType.Map(Primitive.STRING, Primitive.LONG, true))),
        "Column m");
  }

  @Test
  void aTableNeedsColumnsOfDifferentNames() {
    Path table = folder.resolve("t");
    assertFails(Tables.create(table, Schema.of()), Reason.SCHEMA_MISMATCH, "at least one column");
    assertFails(
        Tables.create(
            table,
            Schema.of(Field.nullable("id", Primitive.LONG), Field.nullable("ID", Primitive.LONG))),
        Reason.SCHEMA_MISMATCH,
        "Column ID");
    assertFails(
        Tables.create(table, Schema.of(Field.nullable("a b", Primitive.LONG))),
        Reason.UNSUPPORTED,
        "a b");
    assertThat(table).doesNotExist();
  }

  // ---- partitions

  @Test
  void thePartitionsMustBeThoseOfTheTable() {
    Path table = folder.resolve("t");
    STORE.commit(partitioned(Tables.create(table, SCHEMA), "name"));
    Snapshot snapshot = STORE.latest(table);
    assertFails(
        Tables.append(snapshot),
        Reason.SCHEMA_MISMATCH,
        "the table is partitioned by [name], the output by []");
    assertFails(
        partitioned(Tables.append(snapshot), "nobody"),
        Reason.SCHEMA_MISMATCH,
        "none of its columns");
    assertFails(
        partitioned(Tables.create(folder.resolve("u"), SCHEMA), "id", "name"),
        Reason.SCHEMA_MISMATCH,
        "every column is a partition column");
    assertFails(
        partitioned(
            Tables.create(
                folder.resolve("u"), with(SCHEMA, 0, Field.nullable("b", Primitive.BINARY))),
            "b"),
        Reason.SCHEMA_MISMATCH,
        "binary cannot partition");
  }

  @Test
  void partitionValuesMustFitTheirColumns() {
    Path table = folder.resolve("t");
    Schema schema = with(SCHEMA, 0, Field.required("id", Primitive.INTEGER));
    DataFile file =
        STORE.inspect(
            Tables.parquet(table, "SELECT 'a' AS name"),
            Schema.of(Field.nullable("name", Primitive.STRING)));
    for (String text : List.of("x", "1.5", "99999999999")) {
      assertFails(
          partitioned(
              Tables.create(table, schema, file.inPartition(Map.of("id", Optional.of(text)))),
              "id"),
          Reason.SCHEMA_MISMATCH,
          "the partition value '" + text + "' of id is no integer");
    }
    assertFails(
        partitioned(Tables.create(table, schema, file), "id"),
        Reason.SCHEMA_MISMATCH,
        "Column id must not hold NULL");
    assertFails(
        partitioned(
            Tables.create(table, schema, file.inPartition(Map.of("id", Optional.of("")))), "id"),
        Reason.SCHEMA_MISMATCH,
        "the empty text, which Delta reads as NULL");
    assertFails(
        Tables.create(table, schema, file.inPartition(Map.of("id", Optional.of("1")))),
        Reason.SCHEMA_MISMATCH,
        "id, which is no partition column");
  }

  // ---- files

  @Test
  void filesMustBeThereOnceUnchangedAndUnderTheTable() throws IOException {
    Path table = folder.resolve("t");
    Path path = Tables.parquet(table, "SELECT 1::BIGINT id, 'a' AS name");
    DataFile file = STORE.inspect(path, SCHEMA);
    assertFails(
        Tables.create(folder.resolve("u"), SCHEMA, file),
        Reason.SCHEMA_MISMATCH,
        "it is not under the table's folder");
    assertFails(Tables.create(table, SCHEMA, file, file), Reason.SCHEMA_MISMATCH, "there twice");
    Files.write(path, new byte[] {1}, java.nio.file.StandardOpenOption.APPEND);
    assertFails(Tables.create(table, SCHEMA, file), Reason.SCHEMA_MISMATCH, "when checked");
    Files.delete(path);
    assertFails(Tables.create(table, SCHEMA, file), Reason.NOT_FOUND, "There is no file " + path);
    assertThat(table.resolve("_delta_log")).doesNotExist();
  }

  @Test
  void aFileInTheWayOfTheFolderIsAnIoFailure() throws IOException {
    Path table = Files.createFile(folder.resolve("t"));
    assertFails(Tables.create(table, SCHEMA), Reason.IO, table + " cannot be written");
    assertFails(Tables.create(table.resolve("below"), SCHEMA), Reason.IO, "cannot be written");
  }

  // ---- tables that we do not write

  @Test
  void tablesWithRulesThatNobodyWouldKeepAreNotWritten() {
    assertNotWritten(
        "timeMachine", writerProtocol(List.of("timeMachine")), Map.of(), "{}", "timeMachine");
    assertNotWritten(
        "mapping",
        "{\"protocol\":{\"minReaderVersion\":2,\"minWriterVersion\":5}}",
        Map.of("delta.columnMapping.mode", "name", "delta.columnMapping.maxColumnId", "1"),
        "{\"delta.columnMapping.id\":1,\"delta.columnMapping.physicalName\":\"p\"}",
        "mapped to physical names");
    assertNotWritten(
        "check",
        "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":3}}",
        Map.of("delta.constraints.positive", "id > 0"),
        "{}",
        "CHECK constraint positive");
    assertNotWritten(
        "generated",
        "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":4}}",
        Map.of(),
        "{\"delta.generationExpression\":\"1\"}",
        "delta.generationExpression");
    assertNotWritten(
        "invariant", PLAIN_PROTOCOL, Map.of(), "{\"delta.invariants\":\"{}\"}", "delta.invariants");
    assertNotWritten(
        "identity",
        "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":6}}",
        Map.of(),
        "{\"delta.identity.start\":1,\"delta.identity.step\":1,"
            + "\"delta.identity.allowExplicitInsert\":true}",
        "identity");
    assertNotWritten(
        "varchar",
        PLAIN_PROTOCOL,
        Map.of(),
        "{\"__CHAR_VARCHAR_TYPE_STRING\":\"varchar(3)\"}",
        "varchar(3)");
    assertNotWritten(
        "materialized",
        writerProtocol(List.of("materializePartitionColumns")),
        Map.of(),
        "{}",
        "partition columns are kept in the data files");
  }

  @Test
  void anAppendOnlyTableIsAppendedToButNotOverwritten() {
    Snapshot snapshot = withProperties(Map.of("delta.appendOnly", "true"));
    assertFails(Tables.overwrite(snapshot), Reason.UNSUPPORTED, "it is append-only");
    assertThat(STORE.commit(Tables.append(snapshot)).version()).isEqualTo(1);
  }

  @Test
  void aTableWithAChangeFeedIsAppendedToButNotOverwritten() {
    HandMadeTable table = new HandMadeTable(folder.resolve("cdf"));
    table.commit(
        0,
        "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":4}}",
        metaData(
            List.of(field("id", "\"long\"", "{}")),
            List.of(),
            Map.of("delta.enableChangeDataFeed", "true")));
    Snapshot snapshot = STORE.latest(table.folder());
    assertFails(Tables.overwrite(snapshot), Reason.UNSUPPORTED, "change data feed");
    assertThat(STORE.commit(Tables.append(snapshot)).version()).isEqualTo(1);
  }

  @Test
  void theSnapshotMustBeOfTheTable() {
    STORE.commit(Tables.create(folder.resolve("t"), SCHEMA));
    Snapshot other = STORE.latest(folder.resolve("t"));
    assertThatThrownBy(
            () ->
                STORE.commit(
                    Tables.commit(
                        folder.resolve("u"), Optional.of(other), SCHEMA, Commit.Mode.APPEND)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is of " + other.location());
  }

  private void assertNotWritten(
      String name,
      String protocol,
      Map<String, String> properties,
      String columnMetadata,
      String message) {
    HandMadeTable table = new HandMadeTable(folder.resolve(name));
    table.commit(
        0,
        protocol,
        metaData(List.of(field("id", "\"long\"", columnMetadata)), List.of(), properties));
    Snapshot snapshot = STORE.latest(table.folder());
    assertFails(Tables.append(snapshot), Reason.UNSUPPORTED, message);
    assertThat(STORE.latest(table.folder()).version()).isZero();
  }

  private Snapshot withProperties(Map<String, String> properties) {
    HandMadeTable table = new HandMadeTable(folder.resolve("p"));
    table.commit(
        0, PLAIN_PROTOCOL, metaData(List.of(field("id", "\"long\"", "{}")), List.of(), properties));
    return STORE.latest(table.folder());
  }

  private static Commit partitioned(Commit commit, String... columns) {
    return new Commit(
        commit.location(),
        commit.expected(),
        commit.schema(),
        List.of(columns),
        commit.mode(),
        commit.files(),
        commit.provenance(),
        commit.userMetadata(),
        commit.transactionId());
  }

  private static Commit transaction(Commit commit) {
    return new Commit(
        commit.location(),
        commit.expected(),
        commit.schema(),
        commit.partitionColumns(),
        commit.mode(),
        commit.files(),
        commit.provenance(),
        commit.userMetadata(),
        Optional.of(new Commit.TransactionId("run", 1)));
  }

  private static Schema with(Schema schema, int index, Field field) {
    List<Field> fields = new java.util.ArrayList<>(schema.fields());
    fields.set(index, field);
    return new Schema(fields);
  }

  private static void assertMismatch(Snapshot snapshot, Schema schema, String... messages) {
    for (String message : messages) {
      assertFails(
          Tables.commit(snapshot.location(), Optional.of(snapshot), schema, Commit.Mode.OVERWRITE),
          Reason.SCHEMA_MISMATCH,
          message);
    }
  }

  private static void assertFails(Commit commit, Reason reason, String message) {
    DeltaException failure = catchThrowableOfType(DeltaException.class, () -> STORE.commit(commit));
    assertThat(failure).as("a DeltaException saying " + message).isNotNull();
    assertThat(failure).hasMessageContaining(message);
    assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
    assertThat(failure.hint()).isNotBlank();
  }
}
