// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.DataType.Decimal;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableIngestTest {

  private static final TableDefinition FILES =
      new TableDefinition(
          "files",
          Schema.of(
              Field.required("id", Primitive.LONG),
              Field.nullable("line_count", Primitive.INTEGER),
              Field.nullable("binary", Primitive.BOOLEAN),
              Field.nullable("path", Primitive.STRING)));
  private static final TableDefinition NUMBERS =
      new TableDefinition("numbers", Schema.of(Field.required("n", Primitive.LONG)));

  @TempDir Path folder;

  @Test
  void rowsOfSeveralTablesArePublishedTogether() throws IOException {
    Path root = folder.resolve("new/root");
    try (TableIngest ingest =
        TableIngests.open(root, List.of(FILES, NUMBERS), Map.of("source", "test"))) {
      RowAppender files = ingest.appender("files");
      files.append(1L).append(10).append(true).append("a/\u00e9\ud83d\ude00\u0000.java").endRow();
      files.append(2L).appendNull().appendNull().append((String) null).endRow();
      assertThat(ingest.publish())
          .extracting(t -> t.name() + " " + t.version() + " " + t.rows() + " " + t.files())
          .containsExactly("files 0 2 1", "numbers 0 0 0");
    }
    assertThat(KernelReader.rows(root.resolve("files")))
        .containsExactly(
            List.of(1L, 10, true, "a/\u00e9\ud83d\ude00\u0000.java"),
            Arrays.asList(2L, null, null, null));
    try (Stream<Path> entries = Files.list(root)) {
      assertThat(entries.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("files", "numbers");
    }
  }

  @Test
  void datesAndDecimalsArriveAsTheyAre() {
    TableDefinition prices =
        new TableDefinition(
            "prices",
            Schema.of(
                Field.nullable("day", Primitive.DATE),
                Field.nullable("price", new Decimal(12, 2)),
                Field.nullable("ratio", new Decimal(38, 10))));
    BigDecimal wide = new BigDecimal("-9999999999999999999999999999.9999999999");
    try (TableIngest ingest = TableIngests.open(folder, List.of(prices), Map.of())) {
      RowAppender rows = ingest.appender("prices");
      rows.append(LocalDate.of(1992, 2, 29)).append(new BigDecimal("12.5")).append(wide).endRow();
      rows.append(LocalDate.of(1, 1, 1)).append(new BigDecimal("3E+3")).append(BigDecimal.ZERO);
      rows.endRow();
      rows.appendNull().appendNull().appendNull().endRow();
      ingest.publish();
    }
    assertThat(KernelReader.rows(folder.resolve("prices")))
        .containsExactly(
            List.of(LocalDate.of(1992, 2, 29), new BigDecimal("12.50"), wide),
            List.of(
                LocalDate.of(1, 1, 1), new BigDecimal("3000.00"), new BigDecimal("0.0000000000")),
            Arrays.asList(null, null, null));
  }

  @Test
  void aDecimalThatDoesNotFitIsNeitherRoundedNorCut() {
    TableDefinition prices =
        new TableDefinition("prices", Schema.of(Field.nullable("price", new Decimal(4, 2))));
    try (TableIngest ingest = TableIngests.open(folder, List.of(prices), Map.of())) {
      RowAppender rows = ingest.appender("prices");
      for (String number : List.of("0.125", "100", "-100.00")) {
        assertThatThrownBy(() -> rows.append(new BigDecimal(number)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("The number " + number + " does not fit into decimal(4,2)");
      }
      assertThatThrownBy(() -> rows.append(LocalDate.EPOCH))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("A value of type date for the column price decimal(4,2)");
      rows.append(new BigDecimal("-99.99")).endRow();
      assertThat(ingest.publish().get(0).rows()).isEqualTo(1);
    }
  }

  @Test
  void manyRowsKeepTheirOrderOverSeveralFiles() {
    long count = 2_100_000;
    try (TableIngest ingest = TableIngests.open(folder, List.of(NUMBERS), Map.of())) {
      RowAppender numbers = ingest.appender("numbers");
      for (long i = 0; i < count; i++) {
        numbers.append(i * 7).endRow();
      }
      assertThat(ingest.publish().get(0).files()).isGreaterThan(1);
    }
    List<List<Object>> rows = KernelReader.rows(folder.resolve("numbers"));
    assertThat(rows).hasSize((int) count);
    for (int i = 0; i < count; i++) {
      if ((long) rows.get(i).get(0) != i * 7L) {
        assertThat(rows.get(i)).as("row %d", i).containsExactly(i * 7L);
      }
    }
  }

  @Test
  void aTableMayBeFilledByOneThreadAfterTheOther() throws InterruptedException {
    try (TableIngest ingest = TableIngests.open(folder, List.of(NUMBERS), Map.of())) {
      for (long i = 0; i < 3; i++) {
        long value = i;
        Thread thread = new Thread(() -> ingest.appender("numbers").append(value).endRow());
        thread.start();
        thread.join();
      }
      assertThat(ingest.publish().get(0).rows()).isEqualTo(3);
    }
  }

  @Test
  void anotherIngestMakesANewVersion() {
    for (long i = 0; i < 2; i++) {
      try (TableIngest ingest = TableIngests.open(folder, List.of(NUMBERS), Map.of())) {
        ingest.appender("numbers").append(i).endRow();
        assertThat(ingest.publish().get(0).version()).isEqualTo(i);
      }
    }
    assertThat(KernelReader.rows(folder.resolve("numbers"))).containsExactly(List.of(1L));
  }

  @Test
  void aTableOfAnotherRowTypeIsLeftAlone() {
    try (TableIngest ingest = TableIngests.open(folder, List.of(NUMBERS), Map.of())) {
      ingest.publish();
    }
    TableDefinition other = new TableDefinition("numbers", FILES.schema());
    assertThatThrownBy(() -> TableIngests.open(folder, List.of(other), Map.of()))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageStartingWith("CA-PUBLISH-003: ")
        .hasMessageContaining("the table has a column n");
  }

  @Test
  void withoutPublishNothingStays() {
    Path root = folder.resolve("root");
    try (TableIngest ingest = TableIngests.open(root, List.of(NUMBERS), Map.of())) {
      for (long i = 0; i < 1_000_000; i++) {
        ingest.appender("numbers").append(i).endRow();
      }
    }
    assertThat(root).doesNotExist();
  }

  @Test
  void aRowOfTheWrongShapeIsRefused() {
    try (TableIngest ingest = TableIngests.open(folder, List.of(FILES), Map.of())) {
      RowAppender files = ingest.appender("files");
      assertThatThrownBy(() -> files.append("1"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("A value of type string for the column id long not null");
      files.append(1L);
      assertThatThrownBy(files::endRow)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("The row has 1 values, the row type (id long not null");
      assertThatThrownBy(ingest::publish).isInstanceOf(IllegalStateException.class);
      files.append(1).append(true).append("x");
      assertThatThrownBy(files::appendNull)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("The row has more values than the row type");
    }
  }

  @Test
  void aNullInARequiredColumnStopsThePublication() {
    try (TableIngest ingest = TableIngests.open(folder, List.of(NUMBERS), Map.of())) {
      ingest.appender("numbers").appendNull().endRow();
      assertThatThrownBy(ingest::publish)
          .isInstanceOf(DiagnosticException.class)
          .hasMessageStartingWith("CA-PUBLISH-008: ");
    }
    assertThat(folder.resolve("numbers")).doesNotExist();
  }
}
