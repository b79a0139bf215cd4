// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.engine.ingest.PublishedTable;
import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From sources to real Delta tables, read back by a reader that is not ours. */
final class DeltaTablesTest {

  private static final List<Path> SOURCES = List.of(Path.of("src/main/java"));

  @TempDir Path folder;

  private static ExtractionReport extract(List<Path> sources, Path output) {
    return new JavaExtractor(ExtractionOptions.defaults(), ExtractionProgress.NONE)
        .extract(sources, output);
  }

  @Test
  void theTablesHoldWhatWasExtractedRowForRow() {
    InMemoryIngest expected = InMemoryIngest.extract(ExtractionOptions.defaults(), SOURCES.get(0));
    Path output = folder.resolve("tables");
    List<Long> progress = new ArrayList<>();
    ExtractionReport report =
        new JavaExtractor(
                ExtractionOptions.defaults(),
                (files, allFiles, bytes, allBytes) -> progress.add(files))
            .extract(SOURCES, output);
    assertThat(report.tables())
        .extracting(PublishedTable::name)
        .containsExactlyElementsOf(
            ExtractionTables.all().stream().map(ExtractionTable::name).toList());
    for (ExtractionTable table : ExtractionTables.all()) {
      Path location = output.resolve(table.name());
      List<List<Object>> rows =
          expected.rows(table).stream().map(InMemoryIngest.Row::values).toList();
      assertThat(KernelReader.columns(location))
          .as(table.name())
          .isEqualTo(table.definition().schema().names());
      assertThat(KernelReader.rows(location)).as(table.name()).isEqualTo(rows);
      assertThat(report.rows()).containsEntry(table.name(), (long) rows.size());
    }
    assertThat(report.files()).isEqualTo(progress.size()).isGreaterThan(30);
    assertThat(report.bytes()).isPositive();
    assertThat(report.diagnostics()).isZero();
    assertThat(report.filesWithErrors()).isZero();
    assertThat(progress.get(progress.size() - 1)).isEqualTo(report.files());
  }

  @Test
  void aSecondExtractionReplacesTheFirst() {
    Path output = folder.resolve("tables");
    new SourceFolder(folder.resolve("src")).write("A.java", "class A {}");
    extract(List.of(folder.resolve("src")), output);
    new SourceFolder(folder.resolve("src")).write("A.java", "class B {}");
    ExtractionReport report = extract(List.of(folder.resolve("src")), output);
    assertThat(report.tables()).extracting(PublishedTable::version).containsOnly(1L);
    assertThat(KernelReader.rows(output.resolve("types"))).hasSize(1);
    assertThat(KernelReader.rows(output.resolve("types")).get(0)).contains("B");
  }

  @Test
  void aFaultySourceWritesNothing() {
    Path output = folder.resolve("tables");
    assertThatThrownBy(() -> extract(List.of(folder.resolve("none")), output))
        .isInstanceOf(DiagnosticException.class);
    assertThat(output).doesNotExist();
  }

  @Test
  void anOutputThatIsAFileIsAnError() throws IOException {
    Path output = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> extract(SOURCES, output))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            failure -> assertThat(failure.getMessage()).contains(output.toString()));
    assertThat(output).hasContent("x");
  }

  @Test
  void anInterruptedExtractionWritesNothing() {
    Path output = folder.resolve("tables");
    JavaExtractor extractor =
        new JavaExtractor(
            ExtractionOptions.defaults().withThreads(1),
            (files, allFiles, bytes, allBytes) -> Thread.currentThread().interrupt());
    assertThatThrownBy(() -> extractor.extract(SOURCES, output))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    for (ExtractionTable table : ExtractionTables.all()) {
      assertThat(output.resolve(table.name()).resolve("_delta_log")).doesNotExist();
    }
  }
}
