// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableLoaderTest {

  @TempDir Path folder;

  @Test
  void csvTypesAreFoundOverTheWholeFile() throws IOException {
    StringBuilder text = new StringBuilder("id,when,odd\n");
    for (int i = 0; i < 30_000; i++) {
      text.append(i).append(",2024-01-0").append(1 + i % 9).append(',').append(i).append('\n');
    }
    text.append("30000,2024-02-29,oops\n");
    write("in.csv", text.toString());
    LoadedTable table = load("t", "in.csv");
    assertThat(table.schema().toString()).isEqualTo("(id long, when date, odd string)");
    assertThat(table.table().rows()).isEqualTo(30_001);
    assertThat(table.remarks()).isEmpty();
  }

  @Test
  void csvMayHaveQuotesLineBreaksOtherSeparatorsAndAByteOrderMark() throws IOException {
    write("in.csv", "\ufeffid;\"a;b\"\r\n1;\"x;\"\"y\"\"\r\nz\"\r\n2;\r\n");
    LoadedTable table = load("t", "in.csv");
    assertThat(table.schema().toString()).isEqualTo("(id long, a_b string)");
    assertThat(table.remarks()).containsExactly("Column 'a;b' is called a_b in the table.");
    assertThat(KernelReader.rows(folder.resolve("out/t")).get(0))
        .containsExactly(1L, "x;\"y\"\r\nz");
  }

  @Test
  void compressedTextAndSeveralFilesAndFoldersAreRead() throws IOException {
    Files.createDirectories(folder.resolve("in/deep"));
    gzip("in/a.tsv.gz", "id\tname\n1\tone\n");
    write("in/deep/b.tsv", "id\tname\n2\ttwo\n");
    write("in/.hidden.tsv", "x\n");
    assertThat(load("t", "in").sources()).isEqualTo(2);
    assertThat(KernelReader.rows(folder.resolve("out/t")))
        .containsExactlyInAnyOrder(List.of(1L, "one"), List.of(2L, "two"));
    assertThat(load("u", "in/**.tsv*").sources()).isEqualTo(2);
    assertThat(load("v", "in/a.tsv.gz", "in/*.gz").sources()).isEqualTo(1);
  }

  @Test
  void aRowOfAnotherWidthIsAnErrorWithItsLine() throws IOException {
    write("in.csv", "id,v\n1,2\n3\n4,5,6\n");
    assertFails("CA-INGEST-016", "CSV Error on Line: 3", "in.csv");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void textThatIsNotUtf8IsAnErrorWithItsLine() throws IOException {
    Files.write(folder.resolve("in.csv"), "id,v\n1,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertFails("CA-INGEST-016", "not utf-8 encoded", "in.csv");
  }

  @Test
  void columnsWithoutANameOrWithTheSameNameAreRefused() throws IOException {
    write("in.csv", "a,A,b\n1,2,3\n");
    assertFails("CA-INGEST-017", "The column names a and A differ in case only.", "in.csv");
    write("in.csv", "a,,b\n1,2,3\n");
    assertFails("CA-INGEST-017", "Column 2 has no name.", "in.csv");
    write("in.json", "[{\"a\": 1, \"A\": 2}]");
    assertFails("CA-INGEST-017", "differ in case only.", "in.json");
  }

  @Test
  void aFileWithoutHeaderIsNoted() throws IOException {
    write("in.csv", "1,2\n3,4\n");
    LoadedTable table = load("t", "in.csv");
    assertThat(table.schema().names()).containsExactly("column0", "column1");
    assertThat(table.remarks()).singleElement().asString().contains("does not look like a header");
  }

  @Test
  void jsonArraysAndLinesBecomeTypedColumns() throws IOException {
    write(
        "in.json",
        "[{\"id\": 1, \"s\": {\"x\": 1.5, \"l\": [1, \"y\"]}}, {\"id\": 18446744073709551615}]");
    LoadedTable table = load("t", "in.json");
    assertThat(table.schema().toString())
        .isEqualTo("(id decimal(38,0), s struct<x:double,l:array<string>>)");
    assertThat(table.remarks())
        .containsExactly(
            "Column id changes its type: HUGEINT \u2192 decimal(38,0)",
            "Column s changes its type: JSON \u2192 string");
    write("in.jsonl", "{\"id\": 1}\n{\"id\": 2, \"d\": \"2024-01-01\"}\n");
    assertThat(load("u", "in.jsonl").schema().toString()).isEqualTo("(id long, d date)");
  }

  @Test
  void brokenJsonIsAnErrorWithItsPlace() throws IOException {
    write("in.jsonl", "{\"id\": 1}\n{\"id\":\n");
    assertFails("CA-INGEST-016", "line 3", "in.jsonl");
    write("in.jsonl", "[1, 2, 3]");
    assertFails("CA-INGEST-016", "expected records", "in.jsonl");
  }

  @Test
  void parquetOfAnotherLoadIsReadAgain() throws IOException {
    write("in.csv", "id,at\n1,2024-01-01 10:00:00\n");
    Path table = load("t", "in.csv").table().location();
    LoadedTable again = load("u", table.toString());
    assertThat(again.format()).isEqualTo(FileFormat.PARQUET);
    assertThat(again.schema().toString()).isEqualTo("(id long, at timestamp_ntz)");
    assertThat(KernelReader.rows(folder.resolve("out/u")))
        .isEqualTo(KernelReader.rows(folder.resolve("out/t")));
    write("other.csv", "id,other\n1,2\n");
    Path other = load("o", "other.csv").table().location();
    assertFails("CA-INGEST-018", "has the columns", table.toString(), other.toString());
  }

  @Test
  void allThatIsWrongWithTheSourcesIsToldAtOnce() throws IOException {
    write("empty.csv", "");
    write("in.csv", "id\n1\n");
    write("in.txt", "id\n1\n");
    List<LoadSource> sources =
        List.of(
            source("Bad", "in.csv"),
            source("a", "in.csv"),
            source("a", "in.csv"),
            source("b", "missing.csv"),
            source("c", "*.orc"),
            source("d", "empty.csv"),
            source("e", "in.txt"),
            source("f", "in.csv", "in.txt"));
    assertThatThrownBy(() -> TableLoader.load(sources, folder.resolve("out")))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            e ->
                assertThat(e.diagnostics())
                    .extracting(d -> d.code())
                    .containsExactly(
                        "CA-INGEST-010",
                        "CA-INGEST-011",
                        "CA-INGEST-012",
                        "CA-INGEST-012",
                        "CA-INGEST-014",
                        "CA-INGEST-015",
                        "CA-INGEST-015"));
    assertThat(folder.resolve("out")).doesNotExist();
    LoadSource told =
        new LoadSource(
            "e", List.of(folder.resolve("in.txt").toString()), Optional.of(FileFormat.CSV));
    assertThat(TableLoader.load(List.of(told), folder.resolve("out"))).hasSize(1);
  }

  @Test
  void aLoadedTableIsLoadedAnewAsANewVersion() throws IOException {
    write("in.csv", "id\n1\n");
    assertThat(load("t", "in.csv").table().version()).isZero();
    write("in.csv", "id\n2\n");
    assertThat(load("t", "in.csv").table().version()).isEqualTo(1);
    write("in.csv", "id\nx\n");
    assertFails("CA-PUBLISH-003", "id is bigint in the table and varchar in the output", "in.csv");
    assertThat(KernelReader.rows(folder.resolve("out/t"))).containsExactly(List.of(2L));
  }

  private LoadedTable load(String name, String... files) {
    return TableLoader.load(List.of(source(name, files)), folder.resolve("out")).get(0);
  }

  private LoadSource source(String name, String... files) {
    return new LoadSource(
        name,
        java.util.Arrays.stream(files).map(f -> folder.resolve(f).toString()).toList(),
        Optional.empty());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void gzip(String name, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void assertFails(String code, String message, String... files) {
    assertThatThrownBy(() -> load("t", files))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            e -> assertThat(e.diagnostics()).extracting(d -> d.code()).containsExactly(code))
        .hasMessageContaining(message)
        .hasMessageNotContaining("Possible");
  }
}
