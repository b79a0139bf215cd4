// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.ScanPredicate.Comparison;
import io.codeanatomy.delta.ScanPredicate.Operator;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.And;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Or;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our pruning beside that of Delta Kernel's scan, which it replaces: what the Kernel leaves out is
 * left out here. Timestamps are not compared, since our bounds of them are a millisecond wider; nor
 * doubles, by whose bounds the Kernel leaves out what it must not.
 */
class KernelSkippingTest {

  private static final List<String> COLUMNS = List.of("n", "d", "s", "day");
  private static final List<Operator> OPERATORS =
      List.of(
          Operator.EQUAL,
          Operator.LESS,
          Operator.LESS_OR_EQUAL,
          Operator.GREATER,
          Operator.GREATER_OR_EQUAL);

  @TempDir Path folder;

  @Test
  void nothingIsKeptThatTheKernelLeavesOut() throws Exception {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    Random random = new Random(seed);
    int skipped = 0;
    for (int t = 0; t < 4; t++) {
      Path location = folder.resolve("t" + t);
      GeneratedTable.write(location, random, 5);
      KernelSnapshot snapshot = (KernelSnapshot) DeltaStore.local().latest(location);
      for (int p = 0; p < 60; p++) {
        ScanPredicate predicate = predicate(random, 2);
        Set<String> kernel = kept(snapshot, kernel(predicate));
        Set<String> ours =
            snapshot.scanFiles(predicate).stream()
                .map(file -> file.path().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(kernel).as("seed %d, table %d, %s", seed, t, predicate).containsAll(ours);
        skipped += 5 - kernel.size();
      }
    }
    assertThat(skipped).as("seed " + seed).isPositive();
  }

  @Test
  void theKernelTrustsBoundsOfDoublesThatSayNothingOfNaN() throws Exception {
    HandMadeTable table = new HandMadeTable(folder.resolve("nan"));
    Path file = Tables.parquet(table.folder(), "SELECT unnest([1.5, 'NaN'::DOUBLE]) AS f");
    table.commit(
        0,
        HandMadeTable.PLAIN_PROTOCOL,
        HandMadeTable.metaData(
            List.of(HandMadeTable.field("f", "\"double\"", "{}")), List.of(), java.util.Map.of()),
        table.add(
            file,
            "{}",
            ",\"stats\":\"{\\\"numRecords\\\":2,\\\"nullCount\\\":{\\\"f\\\":0},"
                + "\\\"minValues\\\":{\\\"f\\\":1.5},\\\"maxValues\\\":{\\\"f\\\":1.5}}\""));
    KernelSnapshot snapshot = (KernelSnapshot) DeltaStore.local().latest(table.folder());
    assertThat(kept(snapshot, new Predicate(">", new Column("f"), Literal.ofDouble(100))))
        .isEmpty();
    assertThat(snapshot.scanFiles(new Comparison("f", Operator.GREATER, ScanLiteral.of(100))))
        .hasSize(1);
  }

  private static Set<String> kept(KernelSnapshot snapshot, Predicate predicate) throws IOException {
    Engine engine = new LocalEngine();
    Set<String> kept = new TreeSet<>();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot.kernel().getScanBuilder().withFilter(predicate).build().getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            String path = InternalScanFileUtils.getAddFileStatus(rows.next()).getPath();
            kept.add(LocalFileIO.path(path).toString());
          }
        }
      }
    }
    return kept;
  }

  private static ScanPredicate predicate(Random random, int depth) {
    if (depth > 0 && random.nextBoolean()) {
      List<ScanPredicate> operands =
          List.of(predicate(random, depth - 1), predicate(random, depth - 1));
      return random.nextBoolean() ? ScanPredicate.and(operands) : ScanPredicate.or(operands);
    }
    String column = COLUMNS.get(random.nextInt(COLUMNS.size()));
    Optional<Object> value = Optional.ofNullable(GeneratedTable.value(column, random));
    if (value.isEmpty()) {
      return random.nextBoolean()
          ? new ScanPredicate.IsNull(column)
          : new ScanPredicate.IsNotNull(column);
    }
    return new Comparison(
        column, OPERATORS.get(random.nextInt(OPERATORS.size())), literal(value.get()));
  }

  private static ScanLiteral literal(Object value) {
    if (value instanceof Long number) {
      return ScanLiteral.of(number);
    }
    if (value instanceof BigDecimal number) {
      return ScanLiteral.of(number);
    }
    return value instanceof LocalDate date ? ScanLiteral.of(date) : ScanLiteral.of((String) value);
  }

  private static Predicate kernel(ScanPredicate predicate) {
    if (predicate instanceof ScanPredicate.And and) {
      return and.operands().stream().map(KernelSkippingTest::kernel).reduce(And::new).orElseThrow();
    }
    if (predicate instanceof ScanPredicate.Or or) {
      return or.operands().stream().map(KernelSkippingTest::kernel).reduce(Or::new).orElseThrow();
    }
    if (predicate instanceof ScanPredicate.IsNull leaf) {
      return new Predicate("IS_NULL", new Column(leaf.column()));
    }
    if (predicate instanceof ScanPredicate.IsNotNull leaf) {
      return new Predicate("IS_NOT_NULL", new Column(leaf.column()));
    }
    Comparison leaf = (Comparison) predicate;
    return new Predicate(
        leaf.operator().toString(), new Column(leaf.column()), kernel(leaf.literal().value()));
  }

  private static Literal kernel(Object value) {
    if (value instanceof Long number) {
      return Literal.ofLong(number);
    }
    if (value instanceof BigDecimal number) {
      return Literal.ofDecimal(number, 10, 2);
    }
    return value instanceof LocalDate date
        ? Literal.ofDate((int) date.toEpochDay())
        : Literal.ofString((String) value);
  }
}
