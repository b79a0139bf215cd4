// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.DiagnosticException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sums and means of exact numbers: exact, within their types, whatever the order of the rows. */
class AggregateNumbersTest {

  private static final Schema NUMBERS =
      Schema.of(
          Field.nullable("i", LONG),
          Field.nullable("m", new DataType.Decimal(38, 6)),
          Field.nullable("k", new DataType.Decimal(10, 2)));

  private static final String AGGREGATED =
      "- {name: v, transform: {kind: Aggregate, source: given, aggregations: [{function: %s, column: %s, alias: x}]}}\n";

  /** Reads {@code v}, and is compiled into one statement with it. */
  private static final String ABOVE =
      "- {name: w, transform: {kind: Project, source: v, columns: [{expr: '%s', as: y}]}}\n";

  @TempDir Path folder;

  @Test
  void aSumOfIntegersBeyondBigintIsAnErrorAlsoWithinALargerStatement() {
    TransformRun run =
        new TransformRun(folder)
            .given("given", NUMBERS, "VALUES (9223372036854775807, 1, 1), (1, 1, 1)");
    String sum = AGGREGATED.formatted("sum", "i");
    assertThatThrownBy(() -> run.run(sum, "v"))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("CA-RUN-005")
        .hasMessageContaining("the value 9223372036854775808 does not fit its type");
    for (String expression : List.of("x > 0", "CAST(x AS double)", "CAST(x AS decimal(38,0))")) {
      assertThatThrownBy(() -> run.run(sum + ABOVE.formatted(expression), "w"))
          .as(expression)
          .isInstanceOf(DiagnosticException.class)
          .hasMessageContaining("CA-RUN-005")
          .hasMessageContaining("the value 9223372036854775808 does not fit its type");
    }
  }

  @Test
  void aSumOfDecimalsBeyond38DigitsIsAnError() {
    TransformRun run =
        new TransformRun(folder)
            .given(
                "given",
                NUMBERS,
                // Two of them are 39 digits that 128 bits hold, four are more than that.
                "SELECT 1, CAST('60000000000000000000000000000000' AS DECIMAL(38,6)), i FROM range(4) AS r(i)");
    for (String filter : List.of("k < 2", "k < 4")) {
      String views =
          "- {name: v, transform: {kind: Aggregate, source: given, aggregations: [{function: sum, column: m, alias: x, filter: '"
              + filter
              + "'}]}}\n";
      for (String view : List.of("v", "w")) {
        assertThatThrownBy(() -> run.run(views + ABOVE.formatted("x > 0"), view))
            .as(filter + " " + view)
            .isInstanceOf(DiagnosticException.class)
            .hasMessageContaining("CA-RUN-005")
            .hasMessageContaining("an overflow in a");
      }
    }
  }

  @Test
  void sumsAndMeansOfExactNumbersDoNotDependOnTheOrderOfRows() {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    Random random = new Random(seed);
    List<Long> integers = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      integers.add(random.nextLong() >> random.nextInt(30) >> 14);
    }
    BigInteger sum =
        integers.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    double mean = new BigDecimal(sum).doubleValue() / integers.size();
    String expected = null;
    for (int order = 0; order < 3; order++) {
      Collections.shuffle(integers, random);
      List<String> rows =
          new TransformRun(folder.resolve("order" + order))
              .given(
                  "given",
                  NUMBERS,
                  integers.stream()
                      .map(i -> "(%d, %d, %d.%02d)".formatted(i, i, i >> 40, Math.abs(i % 100)))
                      .collect(Collectors.joining(", ", "VALUES ", "")))
              .rows(
                  "{kind: Aggregate, source: given, aggregations: ["
                      + "{function: sum, column: i, alias: a}, {function: sum, column: m, alias: b},"
                      + " {function: avg, column: i, alias: c}, {function: avg, column: m, alias: d},"
                      + " {function: avg, column: k, alias: e}]}");
      String as = "-Dcodeanatomy.seed=" + seed;
      assertThat(rows).as(as).hasSize(1);
      String row = rows.get(0);
      assertThat(row).as(as).startsWith("[%1$d, %1$d.000000, ".formatted(sum));
      String[] values = row.replaceAll("[\\[\\]]", "").split(", ", -1);
      assertThat(Double.parseDouble(values[2])).as(as).isCloseTo(mean, within(mean));
      assertThat(Double.parseDouble(values[3])).as(as).isCloseTo(mean, within(mean));
      assertThat(expected == null || expected.equals(row)).as(as + " " + expected + row).isTrue();
      expected = row;
    }
  }

  /** Two units in the last place: that of the sum, and that of the quotient. */
  private static Offset<Double> within(double value) {
    return Offset.offset(2 * Math.ulp(value));
  }
}
