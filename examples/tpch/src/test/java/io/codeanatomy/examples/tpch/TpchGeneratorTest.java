// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.examples.tpch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.engine.ingest.PublishedTable;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TpchGeneratorTest {

  private static final BigDecimal SMALL = new BigDecimal("0.01");

  @TempDir static Path folder;
  private static List<PublishedTable> tables;

  @BeforeAll
  static void generates() {
    tables = generate(folder.resolve("tables"));
  }

  private static List<PublishedTable> generate(Path target) {
    return TpchGenerator.generate(SMALL, target, TpchGenerator.Progress.NONE);
  }

  @Test
  void tablesHaveTheRowsOfTheBenchmark() {
    assertThat(
            tables.stream().collect(Collectors.toMap(PublishedTable::name, PublishedTable::rows)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "lineitem", 60_175L,
                "orders", 15_000L,
                "partsupp", 8_000L,
                "part", 2_000L,
                "customer", 1_500L,
                "supplier", 100L,
                "nation", 25L,
                "region", 5L));
  }

  @Test
  void columnsHaveTheTypesOfTheBenchmark() {
    assertThat(DeltaStore.local().latest(folder.resolve("tables/lineitem")).schema())
        .hasToString(
            "(l_orderkey long not null, l_partkey long not null, l_suppkey long not null,"
                + " l_linenumber integer not null, l_quantity decimal(12,2) not null,"
                + " l_extendedprice decimal(12,2) not null, l_discount decimal(12,2) not null,"
                + " l_tax decimal(12,2) not null, l_returnflag string not null,"
                + " l_linestatus string not null, l_shipdate date not null,"
                + " l_commitdate date not null, l_receiptdate date not null,"
                + " l_shipinstruct string not null, l_shipmode string not null,"
                + " l_comment string not null)");
  }

  /** Against the lines that the generator itself would write to text files. */
  @Test
  void everyValueIsWhatTheGeneratorWouldPrint() throws Exception {
    try (Answers answers = Answers.over(folder, List.of())) {
      for (TpchTable<?> table : TpchTable.getTables()) {
        List<String> ours = new ArrayList<>();
        for (List<@Nullable Object> row :
            answers.table(folder.resolve("tables").resolve(table.getTableName()))) {
          ours.add(row.stream().map(String::valueOf).collect(Collectors.joining("|", "", "|")));
        }
        List<String> theirs = new ArrayList<>();
        for (TpchEntity row : table.createGenerator(SMALL.doubleValue(), 1, 1)) {
          theirs.add(withPlainNumbers(row.toLine()));
        }
        assertThat(ours).as(table.getTableName()).isEqualTo(theirs);
      }
    }
  }

  /** {@code 17.00} and {@code 17} alike as {@code 17}, as {@link Answers} gives numbers. */
  private static String withPlainNumbers(String line) {
    List<String> values = new ArrayList<>();
    for (String value : line.split("\\|", -1)) {
      values.add(
          value.matches("-?\\d+(\\.\\d+)?")
              ? new BigDecimal(value).stripTrailingZeros().toString()
              : value);
    }
    return String.join("|", values);
  }

  @Test
  void theSameScaleFactorGivesTheSameFiles() throws Exception {
    Path again = folder.resolve("again");
    generate(again);
    for (PublishedTable table : tables) {
      assertThat(hashes(again.resolve(table.name())))
          .as(table.name())
          .isEqualTo(hashes(folder.resolve("tables").resolve(table.name())))
          .isNotEmpty();
    }
  }

  private static List<String> hashes(Path table) throws IOException, NoSuchAlgorithmException {
    List<String> hashes = new ArrayList<>();
    for (ScanFile file : DeltaStore.local().latest(table).scanFiles()) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file.path()));
      hashes.add(HexFormat.of().formatHex(hash));
    }
    return hashes.stream().sorted().toList();
  }

  @Test
  void anInterruptedGeneratorLeavesNothing() {
    Path target = folder.resolve("interrupted");
    TpchGenerator.Progress interrupts = (done, expected) -> Thread.currentThread().interrupt();
    assertThatThrownBy(() -> TpchGenerator.generate(new BigDecimal("0.05"), target, interrupts))
        .isInstanceOf(CancellationException.class);
    assertThat(target).doesNotExist();
  }

  @Test
  void theCommandShowsWhatItWrote() {
    Called called = call("0.001", folder.resolve("tiny").toString());
    assertThat(called.code).as(called.err).isZero();
    assertThat(called.out)
        .startsWith("Generated 8 tables in " + folder.resolve("tiny"))
        .contains("  supplier           0              10       1 ");
    assertThat(called.err).isEmpty();
  }

  @Test
  void theCommandSaysWhatIsWrong() throws IOException {
    assertThat(call().code).isEqualTo(64);
    assertThat(call("0.01").err)
        .startsWith("error: give a scale factor and a folder\nUsage: generate SCALE DIR\n");
    assertThat(call("large", "x").err)
        .isEqualTo("error: 'large' is no scale factor\nTry 'generate --help'.\n");
    assertThat(call("0", "x").err)
        .isEqualTo(
            """
            error: The scale factor must be between 0.001 and 100000, but is 0
            Try 'generate --help'.
            """);
    assertThat(call("--help").out).startsWith("Usage: generate SCALE DIR\n");

    Path file = Files.writeString(folder.resolve("file"), "in the way");
    Called called = call("0.001", file.toString());
    assertThat(called.code).isEqualTo(1);
    assertThat(called.err).startsWith("error[CA-").contains(file.toString()).contains("= hint: ");
  }

  private record Called(int code, String out, String err) {}

  private static Called call(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Generate.run(
            List.of(words),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    return new Called(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
