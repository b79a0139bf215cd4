// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.BOOLEAN;
import static io.codeanatomy.delta.schema.DataType.Primitive.DOUBLE;
import static io.codeanatomy.delta.schema.DataType.Primitive.FLOAT;
import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rule {@code exact_sums} over generated groups of numbers of all magnitudes, against sums of
 * {@link BigDecimal}, rounded once; in shuffled orders and by several threads. {@code
 * -Dcodeanatomy.seed=…} repeats a run.
 */
class ExactSumsPropertyTest {

  private static final Schema ROWS =
      Schema.of(
          Field.nullable("k", LONG),
          Field.nullable("x", DOUBLE),
          Field.nullable("y", DOUBLE),
          Field.nullable("r", FLOAT),
          Field.nullable("f", BOOLEAN));

  private static final String AGGREGATIONS =
      """
      [{function: sum, column: x, alias: sx},
       {function: count, alias: c},
       {function: avg, column: x, alias: mx},
       {function: sum, column: y, alias: sy, filter: f},
       {function: avg, column: y, alias: my, filter: f},
       {function: sum, column: x, alias: dx, distinct: true},
       {function: avg, column: y, alias: dy, distinct: true, filter: f},
       {function: max, column: k, alias: k2},
       {function: sum, column: r, alias: sr},
       {function: avg, column: r, alias: mr}]""";

  @TempDir Path folder;

  private record Row(
      @Nullable Long k,
      @Nullable Double x,
      @Nullable Double y,
      @Nullable Float r,
      @Nullable Boolean f) {

    String sql() {
      return "(%s, %s, %s, %s, %s)".formatted(k, spelled(x), spelled(y), spelled(r), f);
    }

    private static String spelled(@Nullable Number number) {
      if (number == null) {
        return "NULL";
      }
      return number instanceof Float ? "'" + number + "'::FLOAT" : "'" + number + "'::DOUBLE";
    }
  }

  @Test
  void sumsAndMeansAreThoseOfExactArithmetic() {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int round = 0; round < 3; round++) {
      List<Row> rows = new ArrayList<>();
      int count = 50 + random.nextInt(400);
      for (int i = 0; i < count; i++) {
        rows.add(row(random));
      }
      List<String> grouped = reference(rows, row -> Optional.ofNullable(row.k));
      List<String> whole = reference(rows, row -> Optional.empty());
      for (int threads : List.of(1, 2, 8)) {
        Collections.shuffle(rows, random);
        TransformRun run = given(round + "-" + threads, rows, threads);
        String as = "%d threads, -Dcodeanatomy.seed=%d".formatted(threads, seed);
        assertThat(run.rows(aggregate("group_by: [k], "))).as(as).isEqualTo(grouped);
        assertThat(run.rows(aggregate("")))
            .as(as)
            .isEqualTo(whole.stream().map(row -> row.replaceFirst("^\\[null, ", "[")).toList());
      }
    }
  }

  @Test
  void withoutRowsSumsAndMeansAreNull() {
    TransformRun run = given("empty", List.of(), 2);
    assertThat(run.rows(aggregate("")))
        .containsExactly("[null, 0, null, null, null, null, null, null, null, null]");
    assertThat(run.rows(aggregate("group_by: [k], "))).isEmpty();
  }

  @Test
  void aSumAloneOfNothingIsOneRow() {
    TransformRun run = given("alone", List.of(), 2);
    assertThat(
            run.rows(
                "{kind: Aggregate, source: given, aggregations: [{function: sum, column: x, alias:"
                    + " s}]}"))
        .containsExactly("[null]");
  }

  @Test
  void groupsWithoutNumbersHaveNoSumAndNoMean() {
    TransformRun run =
        given(
            "nulls",
            List.of(new Row(1L, null, 2.0, null, false), new Row(null, 1.0, null, 1f, null)),
            2);
    assertThat(run.rows(aggregate("group_by: [k], ")))
        .containsExactly(
            "[1, null, 1, null, null, null, null, null, 1, null, null]",
            "[null, 1.0, 1, 1.0, null, null, 1.0, null, null, 1.0, 1.0]");
  }

  private static String aggregate(String groups) {
    return "{kind: Aggregate, source: given, " + groups + "aggregations: " + AGGREGATIONS + "}";
  }

  private TransformRun given(String name, List<Row> rows, int threads) {
    String values =
        rows.isEmpty()
            ? "SELECT 1::BIGINT, 1::DOUBLE, 1::DOUBLE, 1::FLOAT, true WHERE false"
            : rows.stream().map(Row::sql).collect(Collectors.joining(", ", "VALUES ", ""));
    return new TransformRun(folder.resolve(name))
        .given("given", ROWS, values)
        .settings(
            """
            rule_intents:
              - {class: Safety, name: deterministic_only}
              - {class: CostShape, name: parallelism, params: {threads: %d}}
            """
                .formatted(threads));
  }

  private static Row row(Random random) {
    // The last group is of NULLs and numbers that are no numbers.
    Long k = random.nextInt(6) == 0 ? null : Long.valueOf(random.nextInt(8));
    boolean odd = k != null && k == 7;
    return new Row(
        k,
        number(random, odd),
        number(random, odd),
        random.nextInt(8) == 0 ? null : Float.valueOf((float) (random.nextGaussian() * 1e10)),
        random.nextInt(5) == 0 ? null : Boolean.valueOf(random.nextBoolean()));
  }

  private static @Nullable Double number(Random random, boolean odd) {
    int kind = random.nextInt(12);
    if (kind == 0) {
      return null;
    }
    if (odd && kind < 4) {
      return List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)
          .get(random.nextInt(3));
    }
    return switch (kind) {
      case 4 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(2000) - 1000);
      case 5 -> random.nextBoolean() ? 0.0 : -0.0;
      case 6 -> (random.nextBoolean() ? 1 : -1) * Double.MIN_VALUE * random.nextInt(100);
      case 7 -> (double) random.nextInt(4);
      default -> (random.nextBoolean() ? 1e16 : 1) * random.nextGaussian();
    };
  }

  /** The rows of the aggregate, each with its key in front, computed the obvious way. */
  private static List<String> reference(List<Row> rows, Function<Row, Optional<Long>> key) {
    Map<String, List<Row>> groups = new TreeMap<>();
    rows.forEach(
        row ->
            groups
                .computeIfAbsent(
                    key.apply(row).map(String::valueOf).orElse("null"), k -> new ArrayList<>())
                .add(row));
    List<String> expected = new ArrayList<>();
    groups.forEach((k, group) -> expected.add(reference(k, group).toString()));
    return expected.stream().sorted().toList();
  }

  private static List<@Nullable Object> reference(String key, List<Row> group) {
    List<Double> x = column(group, row -> true, Row::x);
    List<Double> y = column(group, row -> Boolean.TRUE.equals(row.f), Row::y);
    List<Double> r =
        column(group, row -> true, row -> row.r == null ? null : Double.valueOf(row.r));
    List<@Nullable Object> values = new ArrayList<>();
    values.add(key);
    values.add(sum(x));
    values.add(group.size());
    values.add(mean(x));
    values.add(sum(y));
    values.add(mean(y));
    values.add(sum(x.stream().distinct().toList()));
    values.add(mean(y.stream().distinct().toList()));
    values.add(group.stream().map(Row::k).filter(Objects::nonNull).max(Long::compare).orElse(null));
    values.add(sum(r));
    values.add(mean(r));
    return values;
  }

  /** The numbers of a column; both zeros are one number. */
  private static List<Double> column(
      List<Row> group, Predicate<Row> filter, Function<Row, @Nullable Double> column) {
    return group.stream()
        .filter(filter)
        .map(column)
        .filter(Objects::nonNull)
        .map(number -> number == 0 ? Double.valueOf(0.0) : number)
        .toList();
  }

  private static @Nullable Double sum(List<Double> numbers) {
    if (numbers.isEmpty()) {
      return null;
    }
    double special =
        numbers.stream().filter(number -> !Double.isFinite(number)).mapToDouble(n -> n).sum();
    if (special != 0) {
      return special;
    }
    return numbers.stream()
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .doubleValue();
  }

  private static @Nullable Double mean(List<Double> numbers) {
    Double sum = sum(numbers);
    return sum == null ? null : Double.valueOf(sum / numbers.size());
  }
}
