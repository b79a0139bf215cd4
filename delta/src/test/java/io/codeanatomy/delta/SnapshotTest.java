// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import static io.codeanatomy.delta.HandMadeTable.PLAIN_PROTOCOL;
import static io.codeanatomy.delta.HandMadeTable.field;
import static io.codeanatomy.delta.HandMadeTable.metaData;
import static io.codeanatomy.delta.HandMadeTable.protocol;
import static io.codeanatomy.delta.Tables.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotTest {

  @TempDir Path folder;

  @Test
  void deletionVectorsBecomeOrdinals() {
    HandMadeTable table = new HandMadeTable(folder.resolve("a b%20c#d"));
    Path inline = Tables.parquet(table.folder(), "SELECT range AS id FROM range(10)");
    Path stored = Tables.parquet(table.folder(), "SELECT range AS id FROM range(70000)");
    table.commit(
        0,
        protocol(List.of("deletionVectors"), List.of("deletionVectors")),
        metaData(List.of(field("id", "\"long\"", "{}")), List.of(), Map.of()),
        table.add(inline, "{}", HandMadeTable.inlineVector(0, 3, 9)),
        table.add(
            stored,
            "{}",
            ",\"stats\":\"{\\\"numRecords\\\":70000}\""
                + table.fileVector(1, 65535, 65536, 69999)));

    List<ScanFile> files = STORE.latest(table.folder()).scanFiles();

    assertThat(files).extracting(ScanFile::path).containsExactlyInAnyOrder(inline, stored);
    assertThat(files).isSortedAccordingTo((a, b) -> a.path().compareTo(b.path()));
    assertThat(file(files, inline).deletedRows().ordinals()).containsExactly(0L, 3L, 9L);
    assertThat(file(files, inline).rowCount()).isEmpty();
    assertThat(file(files, stored).deletedRows().ordinals())
        .containsExactly(1L, 65535L, 65536L, 69999L);
    assertThat(file(files, stored).rowCount()).hasValue(70000);
    assertThat(KernelReader.rows(table.folder())).hasSize(7 + 69996);
  }

  @Test
  void partitionValuesAreKeyedByLogicalNameAndEmptyIsNull() {
    HandMadeTable table = new HandMadeTable(folder.resolve("t"));
    Path file = Tables.parquet(table.folder(), "SELECT 1::BIGINT AS id");
    table.commit(
        0,
        PLAIN_PROTOCOL,
        metaData(
            List.of(
                field("id", "\"long\"", "{}"),
                field("day", "\"date\"", "{}"),
                field("a", "\"string\"", "{}"),
                field("b", "\"string\"", "{}")),
            List.of("day", "a", "b"),
            Map.of("x", "y")),
        table.add(file, "{\"day\":\"2024-02-29\",\"a\":\"\",\"b\":null}", ""));

    Snapshot snapshot = STORE.latest(table.folder());

    assertThat(snapshot.partitionColumns()).containsExactly("day", "a", "b");
    assertThat(snapshot.properties()).containsEntry("x", "y");
    assertThat(snapshot.scanFiles().get(0).partitionValues())
        .containsExactly(
            Map.entry("day", Optional.of("2024-02-29")),
            Map.entry("a", Optional.empty()),
            Map.entry("b", Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource(
      value = ColumnMapping.Mode.class,
      names = {"NAME", "ID"})
  void mappedColumnsHavePhysicalNamesAndFieldIdsAtEveryLevel(ColumnMapping.Mode mode) {
    HandMadeTable table = new HandMadeTable(folder.resolve("t"));
    String inner =
        "{\"type\":\"struct\",\"fields\":[" + field("x", "\"integer\"", mapped(4, "p4")) + "]}";
    String list = "{\"type\":\"array\",\"containsNull\":true,\"elementType\":" + inner + "}";
    Path file =
        Tables.parquet(table.folder(), "SELECT 7::BIGINT AS p1, [{'p4': 1::INTEGER}] AS p3");
    table.commit(
        0,
        "{\"protocol\":{\"minReaderVersion\":2,\"minWriterVersion\":5}}",
        metaData(
            List.of(
                field("id", "\"long\"", mapped(1, "p1")),
                field("region", "\"string\"", mapped(2, "p2")),
                field("items", list, mapped(3, "p3"))),
            List.of("region"),
            Map.of(
                "delta.columnMapping.mode",
                mode.name().toLowerCase(java.util.Locale.ROOT),
                "delta.columnMapping.maxColumnId",
                "4")),
        table.add(file, "{\"p2\":\"north\"}", ""));

    Snapshot snapshot = STORE.latest(table.folder());

    DataType logicalItem = new DataType.Struct(List.of(Field.nullable("x", Primitive.INTEGER)));
    DataType physicalItem = new DataType.Struct(List.of(Field.nullable("p4", Primitive.INTEGER)));
    assertThat(snapshot.schema())
        .isEqualTo(
            Schema.of(
                Field.nullable("id", Primitive.LONG),
                Field.nullable("region", Primitive.STRING),
                Field.nullable("items", new DataType.Array(logicalItem, true))));
    assertThat(snapshot.physicalSchema())
        .isEqualTo(
            Schema.of(
                Field.nullable("p1", Primitive.LONG),
                Field.nullable("p2", Primitive.STRING),
                Field.nullable("p3", new DataType.Array(physicalItem, true))));
    assertThat(snapshot.columnMapping().mode()).isEqualTo(mode);
    assertThat(snapshot.columnMapping().fieldIds())
        .containsExactly(
            Map.entry(List.of("p1"), 1),
            Map.entry(List.of("p2"), 2),
            Map.entry(List.of("p3"), 3),
            Map.entry(List.of("p3", "element", "p4"), 4));
    assertThat(snapshot.scanFiles().get(0).partitionValues())
        .containsExactly(Map.entry("region", Optional.of("north")));
  }

  @Test
  void theLogMayNameFilesByAbsoluteAndEncodedPaths() {
    HandMadeTable table = new HandMadeTable(folder.resolve("t"));
    Path elsewhere = Tables.parquet(folder.resolve("other place"), "SELECT 1::BIGINT AS id");
    String rest =
        "\",\"partitionValues\":{},\"size\":1,\"modificationTime\":1,\"dataChange\":true}}";
    table.commit(
        0,
        PLAIN_PROTOCOL,
        metaData(List.of(field("id", "\"long\"", "{}")), List.of(), Map.of()),
        "{\"add\":{\"path\":\"" + elsewhere.toUri() + rest,
        "{\"add\":{\"path\":\"day=a%20b/x%2525.parquet" + rest);
    assertThat(STORE.latest(table.folder()).scanFiles())
        .extracting(ScanFile::path)
        .containsExactlyInAnyOrder(elsewhere, table.folder().resolve("day=a b/x%25.parquet"));
  }

  @Test
  void manySnapshotsLoadInParallel() {
    Schema schema = Schema.of(Field.nullable("id", Primitive.LONG));
    List<Path> tables = IntStream.range(0, 12).mapToObj(i -> folder.resolve("t" + i)).toList();
    tables.forEach(table -> Tables.table(table, schema, "SELECT 1::BIGINT AS id"));
    assertThat(tables.parallelStream().map(table -> STORE.latest(table).scanFiles().size()))
        .containsOnly(1);
  }

  private static ScanFile file(List<ScanFile> files, Path path) {
    return files.stream().filter(f -> f.path().equals(path)).findFirst().orElseThrow();
  }

  private static String mapped(int id, String physicalName) {
    return "{\"delta.columnMapping.id\":"
        + id
        + ",\"delta.columnMapping.physicalName\":\""
        + physicalName
        + "\"}";
  }
}
