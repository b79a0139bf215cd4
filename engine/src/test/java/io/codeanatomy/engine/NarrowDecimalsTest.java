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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Amounts whose products fit into 64 bits, and the same beside one that does not: equal rows. */
class NarrowDecimalsTest {

  private static final Schema ITEMS =
      Schema.of(
          Field.nullable("id", LONG),
          Field.nullable("g", LONG),
          Field.nullable("k", new DataType.Decimal(12, 2)),
          Field.nullable("f", new DataType.Decimal(12, 2)));

  /** Every operator, and what else there is to do with a product. */
  private static final String VIEWS =
      """
      - name: product
        transform:
          kind: Project
          source: items
          columns: [id, g, {expr: k * f, as: p}, {expr: k * f * (1 + f) - k * f, as: q}, {expr: "CAST(k AS decimal(25,4))", as: w}]
      - name: spelt
        transform:
          kind: Project
          source: product
          columns:
            - {expr: g, as: g}
            - id
            - {expr: "CAST(p AS varchar) || '/' || CAST(q AS varchar)", as: text}
            - {expr: "CAST(p AS double)", as: number}
            - {expr: "CASE WHEN id > 5 THEN p ELSE w END", as: chosen}
            - {expr: "COALESCE(p, q, 0)", as: there}
            - {expr: "round(p, 1)", as: rounded}
            - {expr: "p - w", as: difference}
            - {expr: "p > w", as: more}
      - name: grouped
        transform:
          kind: Aggregate
          source: product
          group_by: [g]
          aggregations:
            - {function: sum, column: p, alias: total}
            - {function: sum, column: q, alias: other_total, filter: "p < w OR p > 0"}
            - {function: min, column: p, alias: least}
            - {function: max, column: q, alias: most}
            - {function: avg, column: p, alias: mean}
            - {function: count_distinct, column: p, alias: different}
      - name: met
        transform:
          kind: Relate
          left: product
          right: product
          join_type: Left
          join_keys: [{left_key: g, right_key: g}, {left_key: p, right_key: w}]
          select: [left.g, left.id, left.p, {expr: right.q, as: q}]
      - name: known
        transform:
          kind: Relate
          left: product
          right: product
          join_type: Semi
          join_keys: [{left_key: g, right_key: g}, {left_key: p, right_key: p}]
      - {name: both, transform: {kind: Union, sources: [product, known], distinct: true}}
      - name: first
        transform:
          kind: Rank
          source: product
          partition_by: [g]
          order_by: [{column: p, direction: desc}, id]
          keep: 2
      """;

  private static final String[] PUBLISHED = {
    "product", "spelt", "grouped", "met", "known", "both", "first"
  };

  private static final String POISON = "(-1, -1, 9999999999.99, 9999999999.99)";

  @TempDir Path folder;

  private static String rows(long seed) {
    Random random = new Random(seed);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(
          "(%d, %d, %s, %s)"
              .formatted(i, random.nextInt(7), amount(random, 40), amount(random, 15)));
    }
    return String.join(", ", rows);
  }

  private static String amount(Random random, int bits) {
    return random.nextInt(10) == 0
        ? "NULL"
        : BigDecimal.valueOf(random.nextLong() >> (63 - random.nextInt(bits)), 2)
            .remainder(BigDecimal.TEN.pow(8))
            .toPlainString();
  }

  @Test
  void rowsAreTheSameWhicheverStatementMadeThem() {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    Map<String, List<String>> narrow =
        new TransformRun(folder.resolve("narrow"))
            .given("items", ITEMS, "VALUES " + rows(seed))
            .rows(VIEWS, PUBLISHED);
    Map<String, List<String>> wide =
        new TransformRun(folder.resolve("wide"))
            .given("items", ITEMS, "VALUES " + rows(seed) + ", " + POISON)
            .rows(VIEWS, PUBLISHED);
    for (String view : PUBLISHED) {
      assertThat(wide.get(view)).anyMatch(row -> row.contains("99999999999800000000.0001"));
      assertThat(
              wide.get(view).stream()
                  .filter(row -> !row.contains("99999999999800000000.0001"))
                  .toList())
          .as("%s, -Dcodeanatomy.seed=%d", view, seed)
          .isEqualTo(narrow.get(view));
    }
  }

  @Test
  void whatOverflowsItsTypeInThePlanIsAnErrorAsEver() {
    String views =
        "- {name: v, transform: {kind: Project, source: items, columns: [{expr: k * f * k * f, as: x}]}}\n";
    assertThatThrownBy(
            () ->
                new TransformRun(folder).given("items", ITEMS, "VALUES " + POISON).run(views, "v"))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("CA-RUN-005")
        .hasMessageContaining("an overflow in multiplication");
  }

  @Test
  void productsAreExact() {
    long seed = 42;
    Random random = new Random(seed);
    List<String> given = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      BigDecimal k = BigDecimal.valueOf(random.nextLong() % 1_000_000_000_000L, 2);
      BigDecimal f = BigDecimal.valueOf(random.nextLong() % 1_000_000L, 2);
      given.add("(%d, 0, %s, %s)".formatted(i, k.toPlainString(), f.toPlainString()));
      expected.add("[%d, %s]".formatted(i, k.multiply(f).toPlainString()));
    }
    List<String> found =
        new TransformRun(folder)
            .given("items", ITEMS, given.stream().collect(Collectors.joining(", ", "VALUES ", "")))
            .rows("{kind: Project, source: items, columns: [id, {expr: k * f, as: p}]}");
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }
}
