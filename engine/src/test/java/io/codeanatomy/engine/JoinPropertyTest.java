// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.INTEGER;
import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Joins by keys, and by keys and spans with further conditions, against two loops; unions of
 * sources whose columns drift apart, against rows put together by name; all of them with each
 * optimisation off. {@code -Dcodeanatomy.seed=…} repeats a run.
 */
class JoinPropertyTest {

  private static final List<String> OPTIMIZATIONS =
      List.of(
          "push_down_filters",
          "prune_columns",
          "prune_files",
          "choose_cache_boundaries",
          "choose_span_join_algorithms");

  private static final int ROUNDS = "full".equals(System.getProperty("codeanatomy.tests")) ? 20 : 2;
  private static final int ROWS = 120;

  private static final Schema SIDE =
      Schema.of(
          Field.required("id", LONG),
          Field.nullable("a", LONG),
          Field.nullable("b", STRING),
          Field.nullable("s", LONG),
          Field.nullable("e", LONG));

  @TempDir Path folder;
  private int outputs;

  private record Row(
      long id, @Nullable Long a, @Nullable String b, @Nullable Long s, @Nullable Long e) {

    String sql() {
      return "(%d, %s, %s, %s, %s)".formatted(id, a, b == null ? null : "'" + b + "'", s, e);
    }
  }

  /** A join of the spec, with what must hold of a pair. */
  private record Asked(String name, String type, String clauses, BiPredicate<Row, Row> matches) {}

  @Test
  void joinsAreWhatTwoLoopsGive() {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(seed + round);
      List<Row> left = side(random);
      List<Row> right = side(random);
      List<Asked> asked = asked(random);
      TransformRun tables =
          new TransformRun(folder.resolve("joins " + round))
              .given("l", SIDE, values(left))
              .given("r", SIDE, values(right));
      StringBuilder views = new StringBuilder();
      asked.forEach(one -> views.append(view(one)));
      String[] names = asked.stream().map(Asked::name).toArray(String[]::new);
      for (List<String> off : togglings()) {
        check(rows(tables, off, views.toString(), names), asked, left, right, off, seed + round);
      }
      for (String algorithm : List.of("hash", "bins", "ie_join", "index")) {
        tables.settings(
            "rule_intents: [{name: span_join_algorithm, class: CostShape, params: {algorithm: %s}}]"
                .formatted(algorithm));
        Map<String, List<String>> rows = rows(tables, List.of(), views.toString(), names);
        check(rows, asked, left, right, List.of(algorithm), seed + round);
      }
    }
  }

  private static void check(
      Map<String, List<String>> rows,
      List<Asked> asked,
      List<Row> left,
      List<Row> right,
      List<String> way,
      long seed) {
    for (Asked one : asked) {
      assertThat(rows.get(one.name()))
          .as("%s, %s, -Dcodeanatomy.seed=%d", one, way, seed)
          .isEqualTo(pairs(one, left, right));
    }
  }

  private static List<Asked> asked(Random random) {
    Map<String, BiPredicate<Row, Row>> keys = new LinkedHashMap<>();
    keys.put("{left_key: a, right_key: a}", (l, r) -> same(l.a, r.a));
    keys.put("{left_key: b, right_key: b}", (l, r) -> same(l.b, r.b));
    keys.put(
        "{left_key: a, right_key: a}, {left_key: b, right_key: b}",
        (l, r) -> same(l.a, r.a) && same(l.b, r.b));
    Map<String, BiPredicate<Row, Row>> spans = new LinkedHashMap<>();
    spans.put("", (l, r) -> true);
    spans.put("contains", (l, r) -> bounded(l, r) && l.s <= r.s && r.e <= l.e);
    spans.put("within", (l, r) -> bounded(l, r) && r.s <= l.s && l.e <= r.e);
    spans.put("overlaps", (l, r) -> bounded(l, r) && l.s < r.e && r.s < l.e);
    spans.put("equals", (l, r) -> bounded(l, r) && l.s.equals(r.s) && l.e.equals(r.e));
    List<Asked> asked = new ArrayList<>();
    keys.forEach(
        (key, sameKey) ->
            spans.forEach(
                (span, lies) -> {
                  for (String type : List.of("Inner", "Left", "Right", "Full", "Semi", "Anti")) {
                    String clauses =
                        "join_keys: [%s]%s"
                            .formatted(
                                key,
                                span.isEmpty()
                                    ? ""
                                    : ", span: {predicate: %s, left: [s, e], right: [s, e]}"
                                        .formatted(span));
                    asked.add(new Asked("j" + asked.size(), type, clauses, sameKey.and(lies)));
                  }
                }));
    Collections.shuffle(asked, random);
    return asked.subList(0, 24);
  }

  private static boolean same(@Nullable Object one, @Nullable Object other) {
    return one != null && one.equals(other);
  }

  private static boolean bounded(Row l, Row r) {
    return l.s != null && l.e != null && r.s != null && r.e != null;
  }

  /** Half of the inner joins have a filter above them, so that their condition has more parts. */
  private static String view(Asked asked) {
    boolean leftOnly = asked.type().equals("Semi") || asked.type().equals("Anti");
    String select =
        leftOnly
            ? "{expr: id, as: x}, {expr: 'CAST(NULL AS BIGINT)', as: y}"
            : "{expr: left.id, as: x}, {expr: right.id, as: y}";
    String relate =
        "{kind: Relate, left: l, right: r, join_type: %s, %s, select: [%s]}"
            .formatted(asked.type(), asked.clauses(), select);
    if (!isFiltered(asked)) {
      return "- {name: %s, transform: %s}\n".formatted(asked.name(), relate);
    }
    return """
        - {name: all_%1$s, transform: %2$s}
        - {name: %1$s, transform: {kind: Filter, source: all_%1$s, predicate: "(x + y) %% 3 <> 1"}}
        """
        .formatted(asked.name(), relate);
  }

  private static boolean isFiltered(Asked asked) {
    return asked.type().equals("Inner") && asked.name().hashCode() % 2 == 0;
  }

  private static List<String> pairs(Asked asked, List<Row> left, List<Row> right) {
    BiPredicate<Row, Row> matches =
        isFiltered(asked) ? asked.matches().and((l, r) -> (l.id + r.id) % 3 != 1) : asked.matches();
    List<String> pairs = new ArrayList<>();
    Set<Long> matchedRight = new TreeSet<>();
    for (Row l : left) {
      List<Row> found = right.stream().filter(r -> matches.test(l, r)).toList();
      found.forEach(r -> matchedRight.add(r.id));
      switch (asked.type()) {
        case "Semi" -> add(pairs, !found.isEmpty(), l.id, null);
        case "Anti" -> add(pairs, found.isEmpty(), l.id, null);
        default -> {
          found.forEach(r -> add(pairs, true, l.id, r.id));
          boolean shown = asked.type().equals("Left") || asked.type().equals("Full");
          add(pairs, shown && found.isEmpty(), l.id, null);
        }
      }
    }
    if (asked.type().equals("Right") || asked.type().equals("Full")) {
      right.forEach(r -> add(pairs, !matchedRight.contains(r.id), null, r.id));
    }
    return pairs.stream().sorted().toList();
  }

  private static void add(
      List<String> pairs, boolean wanted, @Nullable Long left, @Nullable Long right) {
    if (wanted) {
      pairs.add("[" + left + ", " + right + "]");
    }
  }

  private static List<Row> side(Random random) {
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < ROWS; id++) {
      Long start = (long) random.nextInt(50);
      rows.add(
          new Row(
              id,
              orNull(random, (long) random.nextInt(6)),
              orNull(random, "k" + random.nextInt(4)),
              orNull(random, start),
              orNull(random, start + random.nextInt(15))));
    }
    return rows;
  }

  private static <T> @Nullable T orNull(Random random, T value) {
    return random.nextInt(12) == 0 ? null : value;
  }

  private static String values(List<Row> rows) {
    return rows.stream().map(Row::sql).collect(Collectors.joining(", ", "VALUES ", ""));
  }

  @Test
  void unionsPutColumnsTogetherByNameHoweverTheyDrift() {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(seed + round);
      TransformRun tables = new TransformRun(folder.resolve("unions " + round));
      List<String> sources = new ArrayList<>();
      List<String> columns = new ArrayList<>();
      List<Map<String, @Nullable Object>> expected = new ArrayList<>();
      int count = 2 + random.nextInt(12);
      for (int i = 0; i < count; i++) {
        List<String> names = new ArrayList<>(List.of("c0", "c1", "c2", "c3", "c4", "c5"));
        Collections.shuffle(names, random);
        List<String> drifted = names.subList(0, 1 + random.nextInt(5));
        List<Map<String, @Nullable Object>> rows = drifted(drifted, random);
        tables.given("t" + i, schema(drifted, i), sql(drifted, rows));
        sources.add("t" + i);
        drifted.stream().filter(name -> !columns.contains(name)).forEach(columns::add);
        expected.addAll(rows);
      }
      String views =
          """
          - {name: whole, transform: {kind: Union, sources: [%1$s]}}
          - {name: once, transform: {kind: Union, distinct: true, sources: [%1$s]}}
          """
              .formatted(String.join(", ", sources));
      List<String> all =
          expected.stream()
              .map(row -> columns.stream().map(row::get).toList().toString())
              .sorted()
              .toList();
      for (List<String> off : togglings()) {
        Map<String, List<String>> rows = rows(tables, off, views, "whole", "once");
        String message =
            "%d sources without %s, -Dcodeanatomy.seed=%d".formatted(count, off, seed + round);
        assertThat(rows.get("whole")).as(message).isEqualTo(all);
        assertThat(rows.get("once")).as(message).isEqualTo(all.stream().distinct().toList());
      }
    }
  }

  private static List<Map<String, @Nullable Object>> drifted(List<String> columns, Random random) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int n = random.nextInt(8); n >= 0; n--) {
      Map<String, @Nullable Object> row = new TreeMap<>();
      for (String column : columns) {
        row.put(
            column,
            isText(column)
                ? orNull(random, "x" + random.nextInt(3))
                : orNull(random, random.nextInt(4)));
      }
      rows.add(row);
    }
    return rows;
  }

  private static boolean isText(String column) {
    return column.compareTo("c3") >= 0;
  }

  /** The same column is wider in some sources than in others. */
  private static Schema schema(List<String> columns, int source) {
    DataType number = source % 2 == 0 ? INTEGER : LONG;
    return new Schema(
        columns.stream()
            .map(column -> Field.nullable(column, isText(column) ? STRING : number))
            .toList());
  }

  private static String sql(List<String> columns, List<Map<String, @Nullable Object>> rows) {
    return rows.stream()
        .map(
            row ->
                columns.stream()
                    .map(row::get)
                    .map(
                        value ->
                            value instanceof String ? "'" + value + "'" : Objects.toString(value))
                    .collect(Collectors.joining(", ", "(", ")")))
        .collect(Collectors.joining(", ", "VALUES ", ""));
  }

  /** All optimisations, none, and each off alone. */
  private static List<List<String>> togglings() {
    List<List<String>> togglings = new ArrayList<>(List.of(List.of(), OPTIMIZATIONS));
    OPTIMIZATIONS.forEach(one -> togglings.add(List.of(one)));
    return togglings;
  }

  private Map<String, List<String>> rows(
      TransformRun tables, List<String> off, String views, String... published) {
    Run run =
        tables
            .inFolder(tables.spec(views, published))
            .outputRoot(folder.resolve("out" + outputs++));
    for (String rule : off) {
      run = run.withoutRule(rule);
    }
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (RunResult.Output output : Engine.create().run(run).outputs()) {
      rows.put(
          output.tableName(),
          KernelReader.rows(output.deltaLocation()).stream()
              .map(Object::toString)
              .sorted()
              .toList());
    }
    return rows;
  }
}
