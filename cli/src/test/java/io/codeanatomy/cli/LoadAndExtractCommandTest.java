// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadAndExtractCommandTest {

  @TempDir Path folder;

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @Test
  void loadsSeveralTablesFromFilesOfEveryKind() throws IOException {
    String csv = file("a.csv", "id,name\n1,Zoë\n2,李\n");
    String json = file("b.jsonl", "{\"x\": 1}\n{\"x\": 2}\n{\"x\": 3}\n");
    Path output = folder.resolve("out with blanks und Ümläuten");
    Called loaded = Called.with("load", "a=" + csv, "b=" + json, "-o", output.toString());
    assertThat(loaded.code()).as(loaded.err()).isZero();
    assertThat(loaded.out())
        .contains("Loaded 2 tables to " + output)
        .containsPattern("a +0 +2 +1 ")
        .containsPattern("b +0 +3 +1 ");
  }

  @Test
  void severalFilesOfOneNameAreOneTable() throws IOException {
    String one = file("1.csv", "id\n1\n");
    String two = file("2.csv", "id\n2\n");
    Called loaded =
        Called.with("load", "a=" + one, "a=" + two, "-o", folder + "/out", "--format=json");
    assertThat(loaded.code()).as(loaded.err()).isZero();
    Map<String, Object> document = JsonValue.object(loaded.out());
    assertThat(document).containsKeys("output", "tables", "seconds");
    assertThat(JsonValue.objects(document.get("tables")))
        .singleElement()
        .satisfies(
            table ->
                assertThat(table)
                    .containsEntry("table_name", "a")
                    .containsEntry("rows_written", 2L)
                    .containsEntry("source_format", "csv")
                    .containsEntry("source_files", 2L));
  }

  @Test
  void theFormatCanBeNamed() throws IOException {
    String data = file("data.txt", "id\n1\n");
    assertThat(Called.with("load", "a=" + data, "-o", folder + "/out").code()).isEqualTo(1);
    assertThat(Called.with("load", "a=" + data, "-o", folder + "/out", "--as", "csv").code())
        .isZero();
  }

  @Test
  void aFileThatIsNotThereFailsWithOneDiagnostic() {
    Called loaded = Called.with("load", "a=" + folder + "/no.csv", "-o", folder + "/out");
    assertThat(loaded.code()).isEqualTo(1);
    assertThat(loaded.out()).isEmpty();
    assertThat(loaded.err()).contains("CA-INGEST-012").contains("1 error");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void extractsJavaSources() throws IOException {
    Path sources = Files.createDirectory(folder.resolve("sources"));
    Files.writeString(
        sources.resolve("A.java"), "/** An A. */\nclass A { int f() { return g(); } }");
    Files.writeString(sources.resolve("B.java"), "class B { int broken( }");
    Path output = folder.resolve("extracted");
    Called extracted = Called.with("extract", "java", sources.toString(), "-o", output.toString());
    assertThat(extracted.code()).as(extracted.err()).isZero();
    assertThat(extracted.out())
        .contains("Extracted 2 files")
        .containsPattern("files +0 +2 ")
        .contains("1 file with errors; see the table diagnostics");
  }

  @Test
  void extractionAsJson() throws IOException {
    Path sources = Files.createDirectory(folder.resolve("sources"));
    Files.writeString(sources.resolve("A.java"), "class A {}");
    Called extracted =
        Called.with(
            "extract", "java", sources.toString(), "-o", folder + "/out", "--format", "json");
    assertThat(JsonValue.object(extracted.out()))
        .containsEntry("files", 1L)
        .containsEntry("files_with_errors", 0L)
        .containsEntry("attributed", true)
        .containsEntry("names", 0L)
        .containsEntry("names_resolved", 0L)
        .containsEntry("files_not_attributed", 0L)
        .containsEntry("warnings", List.of())
        .containsKeys("output", "bytes", "tables", "skipped", "diagnostics", "seconds");
  }

  @Test
  void saysHowManyNamesAreResolved() throws IOException {
    Path sources = Files.createDirectory(folder.resolve("sources"));
    Files.writeString(sources.resolve("A.java"), "class A { A a; Missing b; A c; A d; }");
    String output = folder + "/out";
    Called partial = Called.with("extract", "java", sources.toString(), "-o", output);
    assertThat(partial.code()).as(partial.err()).isZero();
    assertThat(partial.out())
        .contains("3 of 4 names resolved (75.0 %); the rest needs more on the class path")
        .containsPattern("symbols +0 +8 ");
    Called without =
        Called.with("extract", "java", sources.toString(), "-o", output, "--no-attribution");
    assertThat(without.code()).as(without.err()).isZero();
    assertThat(without.out()).doesNotContain("names resolved").containsPattern("symbols +1 +0 ");
  }

  @Test
  void theClassPathIsSplitAndChecked() throws IOException {
    Path sources = Files.createDirectory(folder.resolve("sources"));
    Files.writeString(sources.resolve("A.java"), "class A { A a; }");
    String missing = folder + File.separator + "missing.jar";
    Called extracted =
        Called.with(
            "extract",
            "java",
            sources.toString(),
            "-o",
            folder + "/out",
            "--class-path",
            sources + File.pathSeparator + sources,
            "--class-path",
            sources + File.pathSeparator + missing);
    assertThat(extracted.code()).isEqualTo(1);
    assertThat(extracted.err())
        .contains("CA-EXTRACT-010", "The entry " + missing + " of the class path does not exist.");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void sourcesThatAreNotThereFail() {
    Called extracted =
        Called.with("extract", "java", folder + "/no", "-o", folder + "/out", "--format=json");
    assertThat(extracted.code()).isEqualTo(1);
    assertThat(JsonValue.objects(JsonValue.object(extracted.out()).get("diagnostics")).get(0))
        .containsEntry("code", "CA-EXTRACT-002");
  }
}
