// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import static io.codeanatomy.delta.HandMadeTable.PLAIN_PROTOCOL;
import static io.codeanatomy.delta.HandMadeTable.field;
import static io.codeanatomy.delta.HandMadeTable.metaData;
import static io.codeanatomy.delta.HandMadeTable.protocol;
import static io.codeanatomy.delta.Tables.STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.codeanatomy.delta.DeltaException.Reason;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadErrorsTest {

  private static final Schema SCHEMA = Schema.of(Field.nullable("id", Primitive.LONG));

  @TempDir Path folder;

  @Test
  void aMissingFolderIsNotFound() {
    Path table = folder.resolve("nowhere");
    assertFails(() -> STORE.latest(table), Reason.NOT_FOUND, "There is nothing at " + table);
    assertThat(STORE.find(table)).isEmpty();
  }

  @Test
  void anEmptyFolderIsNoDeltaTableYet() throws IOException {
    Path table = Files.createDirectory(folder.resolve("empty"));
    assertFails(() -> STORE.latest(table), Reason.NOT_DELTA, "is a folder without a _delta_log");
    assertThat(STORE.find(table)).isEmpty();
    Files.createFile(table.resolve(".gitkeep"));
    assertThat(STORE.find(table)).isEmpty();
  }

  @Test
  void aFileIsNoDeltaTable() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertFails(() -> STORE.latest(file), Reason.NOT_DELTA, "is a file");
    assertFails(() -> STORE.find(file), Reason.NOT_DELTA, "is a file");
  }

  @Test
  void aFolderOfParquetFilesIsNoDeltaTable() {
    Path table = folder.resolve("parquet");
    Tables.parquet(table, "SELECT 1 AS id");
    assertFails(() -> STORE.latest(table), Reason.NOT_DELTA, "without a _delta_log");
    assertFails(() -> STORE.find(table), Reason.NOT_DELTA, "without a _delta_log");
  }

  @Test
  void aLogWithoutACommitIsNoDeltaTableYet() throws IOException {
    Path table = folder.resolve("t");
    Files.createDirectories(table.resolve("_delta_log"));
    Files.createFile(table.resolve("_delta_log/.00000000000000000000.json.x.tmp"));
    assertFails(() -> STORE.latest(table), Reason.NOT_DELTA, "_delta_log without any commit");
    assertThat(STORE.find(table)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"add\":{\"path\"", "", "[]", "null", "{\"metaData\":7}"})
  void aCorruptLineIsDamage(String line) {
    HandMadeTable table = plain().commit(1, line);
    DeltaException failure =
        assertFails(
            () -> STORE.latest(table.folder()).scanFiles(), Reason.DAMAGED, "log of " + folder);
    assertThat(failure.hint()).contains("backup");
  }

  @Test
  void aGapInTheLogIsDamage() {
    HandMadeTable table = plain().commit(2, "{\"commitInfo\":{\"timestamp\":1}}");
    assertFails(() -> STORE.latest(table.folder()), Reason.DAMAGED, "damaged");
  }

  @Test
  void aMissingDeletionVectorIsDamage() throws IOException {
    HandMadeTable table = new HandMadeTable(folder.resolve("dv"));
    Path file = Tables.parquet(table.folder(), "SELECT range AS id FROM range(3)");
    table.commit(
        0,
        protocol(List.of("deletionVectors"), List.of("deletionVectors")),
        metaData(List.of(field("id", "\"long\"", "{}")), List.of(), Map.of()),
        table.add(file, "{}", table.fileVector(1)));
    try (var files = Files.newDirectoryStream(table.folder(), "deletion_vector_*")) {
      for (Path vector : files) {
        Files.delete(vector);
      }
    }
    Snapshot snapshot = STORE.latest(table.folder());
    assertFails(snapshot::scanFiles, Reason.DAMAGED, "deletion_vector_");
  }

  @Test
  void aVersionThatIsNotThereYetIsSaidWithThoseThatAre() {
    Path table = folder.resolve("t");
    Snapshot first = Tables.table(table, SCHEMA, "SELECT 1::BIGINT AS id");
    STORE.commit(Tables.append(first));
    assertFails(
        () -> STORE.at(table, 7),
        Reason.VERSION_NOT_FOUND,
        "Version 7 of " + table + " is not there; versions 0 to 1 are there.");
    assertFails(() -> STORE.at(table, -1), Reason.VERSION_NOT_FOUND, "Version -1");
    assertThat(STORE.at(table, 0).version()).isZero();
  }

  @Test
  @Timeout(20)
  void aVersionFarBeyondTheLogIsRefusedAtOnce() {
    Path table = folder.resolve("t");
    Tables.table(table, SCHEMA, "SELECT 1::BIGINT AS id");
    for (long version : new long[] {1L << 31, Long.MAX_VALUE}) {
      assertFails(
          () -> STORE.at(table, version),
          Reason.VERSION_NOT_FOUND,
          "Version " + version + " of " + table + " is not there; versions 0 to 0 are there.");
    }
  }

  @Test
  void aVersionThatWasCleanedUpIsSaidToBe() throws IOException {
    Path table = folder.resolve("t");
    Snapshot snapshot = Tables.table(table, SCHEMA, "SELECT 1::BIGINT AS id");
    for (int i = 1; i <= 11; i++) {
      STORE.commit(Tables.append(snapshot));
      snapshot = STORE.latest(table);
    }
    for (int i = 0; i < 9; i++) {
      Files.delete(table.resolve(String.format("_delta_log/%020d.json", i)));
    }
    assertFails(
        () -> STORE.at(table, 3),
        Reason.VERSION_NOT_FOUND,
        "is not there any more (its log was cleaned up); versions 10 to 11 are there");
    assertThat(STORE.at(table, 10).scanFiles()).hasSize(1);
  }

  @Test
  void anUnknownReaderFeatureIsUnsupported() {
    HandMadeTable table = new HandMadeTable(folder.resolve("t"));
    table.commit(
        0,
        protocol(List.of("timeMachine"), List.of("timeMachine")),
        metaData(List.of(field("id", "\"long\"", "{}")), List.of(), Map.of()));
    assertFails(() -> STORE.latest(table.folder()), Reason.UNSUPPORTED, "timeMachine");
    assertFails(() -> STORE.at(table.folder(), 0), Reason.UNSUPPORTED, "timeMachine");
  }

  @Test
  void aReaderVersionOfTheFutureIsUnsupported() {
    HandMadeTable table = new HandMadeTable(folder.resolve("t"));
    table.commit(
        0,
        "{\"protocol\":{\"minReaderVersion\":9,\"minWriterVersion\":9}}",
        metaData(List.of(field("id", "\"long\"", "{}")), List.of(), Map.of()));
    assertFails(() -> STORE.latest(table.folder()), Reason.UNSUPPORTED, "needs a feature");
  }

  @Test
  void aCatalogManagedTableIsUnsupported() {
    HandMadeTable table = new HandMadeTable(folder.resolve("t"));
    table.commit(
        0,
        "{\"commitInfo\":{\"inCommitTimestamp\":1,\"timestamp\":1}}",
        protocol(
            List.of("catalogManaged", "vacuumProtocolCheck"),
            List.of("catalogManaged", "inCommitTimestamp", "vacuumProtocolCheck")),
        metaData(
            List.of(field("id", "\"long\"", "{}")),
            List.of(),
            Map.of("delta.enableInCommitTimestamps", "true")));
    assertFails(() -> STORE.latest(table.folder()), Reason.UNSUPPORTED, "atalog");
  }

  @ParameterizedTest
  @ValueSource(strings = {"void", "interval day", "object"})
  void aTypeThatTheKernelDoesNotKnowIsUnsupported(String type) {
    HandMadeTable table = new HandMadeTable(folder.resolve("t"));
    table.commit(
        0,
        PLAIN_PROTOCOL,
        metaData(
            List.of(field("id", "\"long\"", "{}"), field("odd", "\"" + type + "\"", "{}")),
            List.of(),
            Map.of()));
    DeltaException failure =
        assertFails(() -> STORE.latest(table.folder()), Reason.UNSUPPORTED, "Column odd of");
    assertThat(failure).hasMessageContaining(type);
  }

  @Test
  void aVariantColumnIsUnsupportedByItsName() {
    HandMadeTable table = new HandMadeTable(folder.resolve("t"));
    String struct = "{\"type\":\"struct\",\"fields\":[" + field("v", "\"variant\"", "{}") + "]}";
    table.commit(
        0,
        protocol(List.of("variantType"), List.of("variantType")),
        metaData(List.of(field("s", struct, "{}")), List.of(), Map.of()));
    assertFails(
        () -> STORE.latest(table.folder()),
        Reason.UNSUPPORTED,
        "Column s.v of " + table.folder() + " has the type variant");
  }

  @Test
  void aDataFileElsewhereThanOnThisMachineIsUnsupported() {
    HandMadeTable table = plain();
    table.commit(
        1,
        "{\"add\":{\"path\":\"s3://bucket/x.parquet\",\"partitionValues\":{},\"size\":1,"
            + "\"modificationTime\":1,\"dataChange\":true}}");
    Snapshot snapshot = STORE.latest(table.folder());
    assertFails(snapshot::scanFiles, Reason.UNSUPPORTED, "s3://bucket/x.parquet");
  }

  private HandMadeTable plain() {
    HandMadeTable table = new HandMadeTable(folder.resolve("t"));
    return table.commit(
        0, PLAIN_PROTOCOL, metaData(List.of(field("id", "\"long\"", "{}")), List.of(), Map.of()));
  }

  private static DeltaException assertFails(ThrowingCallable call, Reason reason, String message) {
    DeltaException failure = catchThrowableOfType(DeltaException.class, call);
    assertThat(failure).as("a DeltaException").isNotNull();
    assertThat(failure).hasMessageContaining(message);
    assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
    assertThat(failure.hint()).isNotBlank();
    return failure;
  }
}
