// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.PredicateReference.Truth;
import io.codeanatomy.delta.ScanPredicate.Comparison;
import io.codeanatomy.delta.ScanPredicate.Operator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pruning of generated tables by generated predicates, held to a look at every row. {@code
 * -Dcodeanatomy.seed=…} repeats a run.
 */
class PruningPropertyTest {

  private static final boolean FULL = "full".equals(System.getProperty("codeanatomy.tests"));
  private static final int TABLES = FULL ? 100 : 6;
  private static final int PREDICATES = FULL ? 300 : 150;
  private static final int FILES = 5;

  private static final List<Operator> OPERATORS = List.of(Operator.values());

  @TempDir Path folder;

  @Test
  void noFileWithAMatchingRowIsLeftOut() {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    check(seed);
  }

  /** Of one seed: what random predicates leave out is about half, and varies around it. */
  @Test
  void theLargerPartOfWhatCouldBeLeftOutIs() {
    LeftOut files = check(5);
    // Not all that could be left out is, but the larger part; floats and missing statistics stay.
    assertThat(files.leftOut()).isGreaterThan(files.notNeeded() / 2);
  }

  /**
   * Files over all predicates.
   *
   * @param leftOut those that are not read
   * @param notNeeded those that have no matching row
   */
  private record LeftOut(int leftOut, int notNeeded) {}

  private LeftOut check(long seed) {
    Random random = new Random(seed);
    int kept = 0;
    int needed = 0;
    int all = 0;
    long groups = 0;
    long groupsKept = 0;
    for (int t = 0; t < TABLES; t++) {
      Path location = folder.resolve("t" + t);
      Map<Path, Integer> numbers = GeneratedTable.write(location, random, FILES);
      Snapshot snapshot = DeltaStore.local().latest(location);
      List<ScanFile> files = snapshot.scanFiles();
      List<Map<String, Object>> rows = rows(location, snapshot);
      for (int p = 0; p < PREDICATES; p++) {
        ScanPredicate predicate = predicate(random, 3);
        Set<Integer> must =
            rows.stream()
                .filter(row -> PredicateReference.of(predicate, row) == Truth.TRUE)
                .map(row -> (Integer) row.get(GeneratedTable.FILE))
                .collect(Collectors.toCollection(TreeSet::new));
        List<ScanFile> pruned = snapshot.scanFiles(predicate);
        String message = "seed %d, table %d, %s".formatted(seed, t, predicate);
        assertThat(files).as(message).containsAll(pruned);
        assertThat(pruned.stream().map(file -> numbers.get(file.path())).toList())
            .as(message)
            .containsAll(must);
        kept += pruned.size();
        needed += must.size();
        all += files.size();
        if (p < 20) {
          RowGroupFigures figures = DeltaStore.local().rowGroups(snapshot, files, predicate);
          assertThat(figures.matching()).as(message).isBetween((long) must.size(), (long) FILES);
          assertThat(figures.total()).as(message).isEqualTo(FILES);
          groups += figures.total();
          groupsKept += figures.matching();
        }
      }
    }
    assertThat(groupsKept).as("seed " + seed).isLessThan(groups);
    return new LeftOut(all - kept, all - needed);
  }

  private static List<Map<String, Object>> rows(Path location, Snapshot snapshot) {
    List<String> names = snapshot.schema().names();
    return KernelReader.rows(location).stream()
        .map(
            row -> {
              Map<String, Object> named = new LinkedHashMap<>();
              IntStream.range(0, names.size()).forEach(i -> named.put(names.get(i), row.get(i)));
              return named;
            })
        .toList();
  }

  private static ScanPredicate predicate(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 6 : 10);
    String column = GeneratedTable.COLUMNS.get(random.nextInt(GeneratedTable.COLUMNS.size()));
    if (kind >= 6) {
      List<ScanPredicate> operands = new ArrayList<>();
      for (int i = 2 + random.nextInt(2); i > 0; i--) {
        operands.add(predicate(random, depth - 1));
      }
      return kind < 8 ? ScanPredicate.and(operands) : ScanPredicate.or(operands);
    }
    return switch (kind) {
      case 0 -> new ScanPredicate.IsNull(column);
      case 1 -> new ScanPredicate.IsNotNull(column);
      case 2 ->
          new ScanPredicate.In(
              column,
              IntStream.range(0, random.nextInt(4))
                  .mapToObj(i -> literal(column, random))
                  .toList());
      default ->
          new Comparison(
              random.nextInt(20) == 0 ? "f" : column,
              OPERATORS.get(random.nextInt(OPERATORS.size())),
              literal(column, random));
    };
  }

  private static ScanLiteral literal(String column, Random random) {
    Object value = GeneratedTable.value(column.equals("f") ? "n" : column, random);
    if (value == null) {
      return ScanLiteral.of(5);
    } else if (value instanceof Long number) {
      return ScanLiteral.of(number);
    } else if (value instanceof java.math.BigDecimal number) {
      return ScanLiteral.of(number);
    } else if (value instanceof String text) {
      return ScanLiteral.of(text);
    } else if (value instanceof java.time.LocalDate date) {
      return ScanLiteral.of(date);
    } else if (value instanceof java.time.Instant instant) {
      return ScanLiteral.of(instant);
    } else if (value instanceof java.time.LocalDateTime time) {
      return ScanLiteral.of(time);
    }
    return ScanLiteral.of((Boolean) value);
  }
}
