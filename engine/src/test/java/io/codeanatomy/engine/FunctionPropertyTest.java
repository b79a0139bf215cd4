// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.function.TextNormalization;
import io.codeanatomy.spec.SpecDocument;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Functions over generated values (any Unicode, NULLs, extremes) against the most obvious Java.
 * {@code -Dcodeanatomy.seed=…} repeats a run.
 */
class FunctionPropertyTest {

  private static final int ROWS = 400;

  @TempDir Path folder;

  private final long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  /** A row of two texts and two small numbers, each of which may be NULL. */
  private record Texts(
      @Nullable String s, @Nullable String t, @Nullable Integer n, @Nullable Integer m) {

    boolean anyNull(String columns) {
      return (columns.contains("s") && s == null)
          || (columns.contains("t") && t == null)
          || (columns.contains("n") && n == null)
          || (columns.contains("m") && m == null);
    }
  }

  @Test
  void textFunctionsAgreeWithJava() {
    List<Texts> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(
          new Texts(
              orNull(text(8)),
              orNull(text(3)),
              orNull(random.nextInt(14) - 4),
              orNull(random.nextInt(9) - 2)));
    }
    new GivenTables(folder)
        .write(
            "given",
            Schema.of(
                Field.required("id", Primitive.LONG),
                Field.nullable("s", Primitive.STRING),
                Field.nullable("t", Primitive.STRING),
                Field.nullable("n", Primitive.LONG),
                Field.nullable("m", Primitive.LONG)),
            values(rows, r -> sql(r.s) + ", " + sql(r.t) + ", " + r.n + ", " + r.m));
    Map<String, Function<Texts, @Nullable Object>> expected = new LinkedHashMap<>();
    expected.put("length(s)", strict("s", r -> (long) points(r.s).length));
    expected.put("octet_length(s)", strict("s", r -> (long) utf8(r.s).length));
    expected.put("left(s, n)", strict("sn", r -> slice(r.s, 0, r.n)));
    expected.put(
        "right(s, n)",
        strict("sn", r -> slice(r.s, points(r.s).length - Math.max(r.n, 0), points(r.s).length)));
    expected.put("reverse(s)", strict("s", r -> reversed(r.s)));
    expected.put("repeat(s, m)", strict("sm", r -> r.s.repeat(Math.max(r.m, 0))));
    expected.put("lpad(s, n, t)", strict("snt", r -> padded(r.s, r.n, r.t, true)));
    expected.put("rpad(s, n, t)", strict("snt", r -> padded(r.s, r.n, r.t, false)));
    expected.put("contains(s, t)", strict("st", r -> r.s.contains(r.t)));
    expected.put("starts_with(s, t)", strict("st", r -> r.s.startsWith(r.t)));
    expected.put("ends_with(s, t)", strict("st", r -> r.s.endsWith(r.t)));
    expected.put("strpos(s, t)", strict("st", r -> position(r.s, r.t)));
    expected.put("position(t in s)", strict("st", r -> position(r.s, r.t)));
    expected.put("concat(s, t)", strict("st", r -> r.s + r.t));
    expected.put("concat_ws(s, t, t)", strict("s", r -> r.t == null ? "" : r.t + r.s + r.t));
    expected.put(
        "replace(s, t, '-')", strict("st", r -> r.t.isEmpty() ? r.s : r.s.replace(r.t, "-")));
    expected.put("substring(s, n)", strict("sn", r -> slice(r.s, r.n - 1, Integer.MAX_VALUE)));
    expected.put(
        "substring(s, n, m)",
        strict("snm", r -> slice(r.s, r.n - 1, r.n - 1 + (r.n < 1 ? r.m : Math.max(r.m, 0)))));
    expected.put("ltrim(s, t)", strict("st", r -> trimmed(r.s, r.t, true, false)));
    expected.put("rtrim(s, t)", strict("st", r -> trimmed(r.s, r.t, false, true)));
    expected.put("btrim(s, t)", strict("st", r -> trimmed(r.s, r.t, true, true)));
    expected.put("split_part(s, t, 2)", strict("st", r -> part(r.s, r.t, 2)));
    expected.put("split_part(s, t, -1)", strict("st", r -> part(r.s, r.t, -1)));
    expected.put("ascii(s)", strict("s", r -> r.s.isEmpty() ? 0L : r.s.codePointAt(0)));
    for (Normalizer.Form form : Normalizer.Form.values()) {
      expected.put(
          "utf8_normalize(s, '" + form + "', casefold => false, collapse_ws => false)",
          strict(
              "s",
              r ->
                  TextNormalization.normalize(
                      r.s,
                      form,
                      TextNormalization.Letters.AS_THEY_ARE,
                      TextNormalization.Blanks.AS_THEY_ARE)));
      expected.put(
          "utf8_normalize(s, form => '" + form + "')",
          strict(
              "s",
              r ->
                  TextNormalization.normalize(
                      r.s,
                      form,
                      TextNormalization.Letters.LOWER_CASE,
                      TextNormalization.Blanks.COLLAPSED)));
    }
    check(rows, expected);
  }

  /** A line, a column of it in characters, and the same column in the other units. */
  private record Column(String line, long utf32, long utf16, long bytes) {}

  @Test
  void columnsBecomeBytesInEveryUnit() {
    List<Column> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      String line = text(12);
      int column = random.nextInt(points(line).length + 1);
      String before = slice(line, 0, column);
      rows.add(new Column(line, column, before.length(), utf8(before).length));
    }
    new GivenTables(folder)
        .write(
            "given",
            Schema.of(
                Field.required("id", Primitive.LONG),
                Field.required("line", Primitive.STRING),
                Field.required("utf32", Primitive.LONG),
                Field.required("utf16", Primitive.LONG),
                Field.required("bytes", Primitive.LONG),
                Field.required("unit", Primitive.STRING)),
            values(
                rows,
                r ->
                    sql(r.line) + ", " + r.utf32 + ", " + r.utf16 + ", " + r.bytes + ", 'UTF-16'"));
    Map<String, Function<Column, @Nullable Object>> expected = new LinkedHashMap<>();
    expected.put("col_to_byte(line, utf32, 'utf32')", Column::bytes);
    expected.put("col_to_byte(line, utf16, 'UTF-16')", Column::bytes);
    expected.put("col_to_byte(line, utf16, unit)", Column::bytes);
    expected.put("col_to_byte(line, bytes, 'byte')", Column::bytes);
    expected.put("col_to_byte(line, bytes, 'utf8')", Column::bytes);
    expected.put("col_to_byte(line, utf32 + 100, 'utf16')", r -> (long) utf8(r.line).length);
    expected.put("col_to_byte(line, -1, 'utf16')", r -> 0L);
    check(rows, expected);
  }

  @Test
  void bitsAgreeWithJavaAtTheEndsOfEveryType() {
    List<long[]> rows = new ArrayList<>();
    long[] ends = {
      0,
      1,
      -1,
      Byte.MIN_VALUE,
      Short.MAX_VALUE,
      Integer.MIN_VALUE,
      Integer.MAX_VALUE,
      Long.MIN_VALUE,
      Long.MAX_VALUE
    };
    for (long a : ends) {
      for (long b : ends) {
        rows.add(new long[] {a, b, random.nextInt(64)});
      }
    }
    new GivenTables(folder)
        .write(
            "given",
            Schema.of(
                Field.required("id", Primitive.LONG),
                Field.required("a", Primitive.LONG),
                Field.required("b", Primitive.LONG),
                Field.required("n", Primitive.LONG)),
            values(rows, r -> r[0] + ", " + r[1] + ", " + r[2]));
    Map<String, Function<long[], @Nullable Object>> expected = new LinkedHashMap<>();
    expected.put("bitand(a, b)", r -> r[0] & r[1]);
    expected.put("bitor(a, b)", r -> r[0] | r[1]);
    expected.put("bitxor(a, b)", r -> r[0] ^ r[1]);
    expected.put("bitnot(a)", r -> ~r[0]);
    expected.put("bit_count(a)", r -> Long.bitCount(r[0]));
    expected.put("shiftright(a, n)", r -> r[0] >> r[2]);
    expected.put("sign(a)", r -> Long.signum(r[0]));
    expected.put("span_make(a, b) is null", r -> r[0] > r[1]);
    expected.put("byte_span_contains(a, b, b, a)", r -> r[0] <= r[1]);
    check(rows, expected);
  }

  @Test
  void datesAgreeWithJava() {
    List<LocalDate> rows =
        new ArrayList<>(List.of(LocalDate.of(2000, 2, 29), LocalDate.of(1, 1, 1)));
    for (int i = 0; i < ROWS; i++) {
      rows.add(LocalDate.ofEpochDay(random.nextInt(80_000) - 30_000));
    }
    new GivenTables(folder)
        .write(
            "given",
            Schema.of(Field.required("id", Primitive.LONG), Field.required("d", Primitive.DATE)),
            values(rows, r -> "DATE '" + r + "'"));
    Map<String, Function<LocalDate, @Nullable Object>> expected = new LinkedHashMap<>();
    expected.put("year(d)", d -> d.getYear());
    expected.put("quarter(d)", d -> d.get(IsoFields.QUARTER_OF_YEAR));
    expected.put("month(d)", LocalDate::getMonthValue);
    expected.put("week(d)", d -> d.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    expected.put("day(d)", LocalDate::getDayOfMonth);
    expected.put("dayofyear(d)", LocalDate::getDayOfYear);
    expected.put("isodow(d)", d -> d.getDayOfWeek().getValue());
    expected.put("add_months(d, -13)", d -> d.minusMonths(13));
    expected.put("add_months(d, 1)", d -> d.plusMonths(1));
    expected.put("add_days(d, -400)", d -> d.minusDays(400));
    expected.put("last_day(d)", d -> d.withDayOfMonth(d.lengthOfMonth()));
    expected.put("date_trunc('quarter', d)", d -> d.with(IsoFields.DAY_OF_QUARTER, 1));
    expected.put("date_trunc('week', d)", d -> d.minusDays(d.getDayOfWeek().getValue() - 1));
    expected.put(
        "days_between(date '2000-01-01', d)",
        d -> ChronoUnit.DAYS.between(LocalDate.of(2000, 1, 1), d));
    expected.put("make_date(year(d), month(d), day(d))", d -> d);
    check(rows, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          col_to_byte(s, 3, "utf16") | col_to_byte: the column 3 is inside a character of the line aé
          col_to_byte(s, 2, "byte")  | col_to_byte: the column 2 is inside a character of the line aé
          col_to_byte(s, 2, s)       | col_to_byte: the units are byte, utf8, utf16 and utf32, not aé
          split_part(s, "-", n - 1)  | split_part: parts are counted from 1, or from the last as -1
          shiftleft(n, 64)           | shiftleft: the number of bits must be from 0 to 63
          shiftright(n, -1)          | shiftright: the number of bits must be from 0 to 63
          shiftleft(n + 1, 63)       | 18446744073709551616 does not fit its type
          sqrt(-n)                   | square root of a negative number
          """)
  void whatHasNoResultIsAnErrorOfTheRun(String expression, String message) {
    new GivenTables(folder)
        .write(
            "given",
            Schema.of(Field.required("s", Primitive.STRING), Field.required("n", Primitive.LONG)),
            "VALUES ('aé😀z', 1)");
    assertThatThrownBy(
            () ->
                run(
                    "kind: Project\nsource: given\ncolumns:\n  - {expr: \""
                        + expression.replace('"', '\'')
                        + "\", as: x}"))
        .hasMessageContaining(message);
  }

  /** Two lists, which may be NULL and hold NULLs, and a number. */
  private record Lists(
      @Nullable List<@Nullable Long> a,
      @Nullable List<@Nullable Long> b,
      long x,
      int from,
      int to) {}

  @Test
  void listFunctionsAgreeWithJava() {
    List<Lists> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(
          new Lists(
              orNull(list()),
              orNull(list()),
              random.nextInt(6),
              random.nextInt(9) - 2,
              random.nextInt(9) - 2));
    }
    DataType numbers = new DataType.Array(Primitive.LONG, true);
    new GivenTables(folder)
        .write(
            "given",
            Schema.of(
                Field.required("id", Primitive.LONG),
                Field.nullable("a", numbers),
                Field.nullable("b", numbers),
                Field.required("x", Primitive.LONG),
                Field.required("f", Primitive.LONG),
                Field.required("t", Primitive.LONG)),
            values(
                rows,
                r ->
                    r.a
                        + "::BIGINT[], "
                        + r.b
                        + "::BIGINT[], "
                        + r.x
                        + ", "
                        + r.from
                        + ", "
                        + r.to));
    Map<String, Function<Lists, @Nullable Object>> expected = new LinkedHashMap<>();
    expected.put("list_length(a)", r -> r.a == null ? null : r.a.size());
    expected.put("list_contains(a, x)", r -> r.a == null ? null : r.a.contains(r.x));
    expected.put("list_position(a, x)", r -> r.a == null ? null : r.a.indexOf(r.x) + 1);
    expected.put(
        "list_concat(a, b)",
        r ->
            r.a == null || r.b == null ? null : Stream.concat(r.a.stream(), r.b.stream()).toList());
    expected.put(
        "list_slice(a, f, t)",
        r ->
            r.a == null
                ? null
                : IntStream.rangeClosed(1, r.a.size())
                    .filter(place -> r.from <= place && place <= r.to)
                    .mapToObj(place -> r.a.get(place - 1))
                    .toList());
    expected.put(
        "list_sort(a)",
        r ->
            r.a == null
                ? null
                : r.a.stream().sorted(Comparator.nullsLast(Comparator.naturalOrder())).toList());
    expected.put("list_compact(a)", r -> r.a == null ? null : present(r.a));
    expected.put(
        "list_unique_sorted(a)",
        r -> r.a == null ? null : present(r.a).stream().sorted().distinct().toList());
    expected.put(
        "list_min(a)",
        r -> r.a == null ? null : present(r.a).stream().min(Long::compare).orElse(null));
    expected.put(
        "list_max(a)",
        r -> r.a == null ? null : present(r.a).stream().max(Long::compare).orElse(null));
    check(rows, expected);
  }

  private List<@Nullable Long> list() {
    List<@Nullable Long> list = new ArrayList<>();
    for (int i = random.nextInt(7); i > 0; i--) {
      list.add(orNull((long) random.nextInt(6)));
    }
    return list;
  }

  private static List<Long> present(List<@Nullable Long> list) {
    return list.stream().filter(Objects::nonNull).toList();
  }

  @Test
  void mapsAreNormalizedByTheLastOfEqualKeys() {
    List<Map<String, @Nullable Integer>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      Map<String, @Nullable Integer> map = new LinkedHashMap<>();
      for (int n = random.nextInt(6); n > 0; n--) {
        map.put(List.of("a", "A", "b", "B", "é", "É", "").get(random.nextInt(7)), orNull(n));
      }
      rows.add(map);
    }
    new GivenTables(folder)
        .write(
            "given",
            Schema.of(
                Field.required("id", Primitive.LONG),
                Field.required("m", new DataType.Map(Primitive.STRING, Primitive.INTEGER, true))),
            values(
                rows,
                map ->
                    "CAST(MAP {"
                        + map.entrySet().stream()
                            .map(e -> sql(e.getKey()) + ": " + e.getValue())
                            .collect(Collectors.joining(", "))
                        + "} AS MAP(VARCHAR, INTEGER))"));
    Map<String, Function<Map<String, @Nullable Integer>, @Nullable Object>> expected =
        new LinkedHashMap<>();
    expected.put("map_normalize(m)", map -> normalized(map, k -> k.toLowerCase(Locale.ROOT)));
    expected.put(
        "map_normalize(m, 'upper')", map -> normalized(map, k -> k.toUpperCase(Locale.ROOT)));
    expected.put("map_normalize(m, 'none')", map -> normalized(map, k -> k));
    expected.put(
        "map_get_default(m, 'a', 9)",
        map -> map.containsKey("a") ? map.get("a") : Integer.valueOf(9));
    expected.put("map_contains_key(m, 'a')", map -> map.containsKey("a"));
    expected.put("map_keys(m)", map -> List.copyOf(map.keySet()));
    expected.put("map_values(m)", map -> new ArrayList<>(map.values()));
    expected.put("map_size(m)", Map::size);
    expected.put("map_compact(m)", FunctionPropertyTest::withoutNulls);
    check(rows, expected);
  }

  private static Map<String, @Nullable Integer> withoutNulls(Map<String, @Nullable Integer> map) {
    Map<String, @Nullable Integer> result = new LinkedHashMap<>(map);
    result.values().removeIf(Objects::isNull);
    return result;
  }

  private static Map<String, @Nullable Integer> normalized(
      Map<String, @Nullable Integer> map, UnaryOperator<String> letters) {
    Map<String, @Nullable Integer> result = new TreeMap<>();
    map.forEach((key, value) -> result.put(letters.apply(key), value));
    return result;
  }

  /** A number of a group; the group may be NULL. */
  private record Weight(@Nullable Integer group, @Nullable Double value) {}

  @Test
  void exactSumsAreThoseOfBigDecimalRoundedOnce() {
    List<Weight> rows = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      int group = random.nextInt(12);
      rows.add(new Weight(group == 0 ? null : group, orNull(number(group))));
    }
    rows.add(new Weight(20, Double.NaN));
    rows.add(new Weight(20, 1.0));
    rows.add(new Weight(21, Double.POSITIVE_INFINITY));
    rows.add(new Weight(21, -1.0));
    rows.add(new Weight(22, Double.POSITIVE_INFINITY));
    rows.add(new Weight(22, Double.NEGATIVE_INFINITY));
    rows.add(new Weight(23, Double.MAX_VALUE));
    rows.add(new Weight(23, Double.MAX_VALUE));
    rows.add(new Weight(24, -0.0));
    rows.add(new Weight(25, null));
    rows.add(new Weight(26, Double.NEGATIVE_INFINITY));
    new GivenTables(folder)
        .write(
            "given",
            Schema.of(
                Field.required("id", Primitive.LONG),
                Field.nullable("g", Primitive.INTEGER),
                Field.nullable("x", Primitive.DOUBLE)),
            values(
                rows,
                r -> r.group + ", " + (r.value == null ? "NULL" : "'" + r.value + "'::DOUBLE")));
    Map<String, String> expected = new LinkedHashMap<>();
    rows.stream()
        .collect(Collectors.groupingBy(r -> String.valueOf(r.group)))
        .forEach(
            (group, numbers) ->
                expected.put(
                    group,
                    numbers.size()
                        + " "
                        + exactSum(numbers)
                        + " "
                        + exactSum(numbers.stream().distinct().toList())));
    run(
        """
        kind: Aggregate
        source: given
        group_by: [g]
        aggregations:
          - {function: exact_sum, column: x, alias: total}
          - {function: count, alias: n}
          - {function: exact_sum, column: x, alias: once, distinct: true}""");
    Map<String, String> actual = new LinkedHashMap<>();
    for (List<Object> row : KernelReader.rows(folder.resolve("out/result"))) {
      actual.put(String.valueOf(row.get(0)), row.get(2) + " " + row.get(1) + " " + row.get(3));
    }
    assertThat(actual).as(again()).containsExactlyInAnyOrderEntriesOf(expected);
  }

  @Test
  void anExactSumOfNothingIsARowWithNull() {
    new GivenTables(folder)
        .write(
            "given",
            Schema.of(Field.nullable("x", Primitive.DOUBLE)),
            "SELECT CAST(1.5 AS DOUBLE) AS x WHERE false");
    run(
        """
        kind: Aggregate
        source: given
        group_by: []
        aggregations: [{function: exact_sum, column: x, alias: total}]""");
    assertThat(KernelReader.rows(folder.resolve("out/result")).toString()).isEqualTo("[[null]]");
  }

  private static @Nullable Double exactSum(List<Weight> numbers) {
    BigDecimal sum = BigDecimal.ZERO;
    double special = 0;
    boolean any = false;
    for (Weight number : numbers) {
      if (number.value != null) {
        any = true;
        if (Double.isFinite(number.value)) {
          sum = sum.add(new BigDecimal(number.value));
        } else {
          special += number.value;
        }
      }
    }
    return !any ? null : special == 0 ? sum.doubleValue() : Double.valueOf(special);
  }

  /** Groups are of one kind each: near numbers, any bits, the smallest, and what cancels out. */
  private double number(int group) {
    return switch (group % 4) {
      case 0 -> random.nextInt(2_000_000) / 100.0 - 10_000;
      case 1 -> {
        double any = Double.longBitsToDouble(random.nextLong());
        yield Double.isFinite(any) ? any / 1e6 : 1.0;
      }
      case 2 -> Double.longBitsToDouble(random.nextLong() & 0x801F_FFFF_FFFF_FFFFL);
      default -> (random.nextBoolean() ? 1e16 : -1e16) + random.nextInt(1_000) / 8.0;
    };
  }

  private <R> void check(List<R> rows, Map<String, Function<R, @Nullable Object>> expected) {
    List<String> expressions = List.copyOf(expected.keySet());
    StringBuilder columns = new StringBuilder("kind: Project\nsource: given\ncolumns:\n  - id\n");
    for (int i = 0; i < expressions.size(); i++) {
      columns.append("  - {expr: \"").append(expressions.get(i)).append("\", as: c" + i + "}\n");
    }
    run(columns.toString());
    for (List<Object> row : KernelReader.rows(folder.resolve("out/result"))) {
      R given = rows.get(((Long) row.get(0)).intValue());
      for (int i = 0; i < expressions.size(); i++) {
        Object value = expected.get(expressions.get(i)).apply(given);
        assertThat(String.valueOf(row.get(i + 1)))
            .as("%s of %s, %s", expressions.get(i), given, again())
            .isEqualTo(String.valueOf(value));
      }
    }
  }

  private String again() {
    return "-Dcodeanatomy.seed=" + seed;
  }

  private void run(String transform) {
    String spec =
        """
        version: 1
        input_relations: [{logical_name: given, delta_location: given}]
        view_definitions:
          - name: v
            transform:
        %s
        output_targets: [{table_name: result, source_view: v}]
        """
            .formatted(transform.indent(6));
    Engine.create()
        .run(
            Run.of(SpecDocument.parse(spec, Optional.empty()))
                .inputsFrom(folder)
                .outputRoot(folder.resolve("out")));
  }

  private static <R> Function<R, @Nullable Object> strict(
      String columns, Function<R, @Nullable Object> function) {
    return row -> row instanceof Texts texts && texts.anyNull(columns) ? null : function.apply(row);
  }

  private <T> @Nullable T orNull(T value) {
    return random.nextInt(12) == 0 ? null : value;
  }

  private static <R> String values(List<R> rows, Function<R, String> columns) {
    StringBuilder sql = new StringBuilder("VALUES ");
    for (int i = 0; i < rows.size(); i++) {
      sql.append(i > 0 ? ", (" : "(").append(i).append(", ");
      sql.append(columns.apply(rows.get(i))).append(")");
    }
    return sql.toString();
  }

  /** SQL text ends at a zero byte, so that character is asked for by its number. */
  private static String sql(@Nullable String text) {
    return text == null
        ? "NULL"
        : "('" + text.replace("'", "''").replace("\0", "' || chr(0) || '") + "')";
  }

  private String text(int length) {
    int[] alphabet = {
      0, ' ', '\t', '\n', '.', 'a', 'a', 'b', 'B', 'é', 0x301, 0xFB01, 0x212B, 0x200D, 0x1F600,
      0x1F468, 0x10400, 0x10FFFF, 0xE000, 0xFFFD, 0x3000, 'ß', '\'', '%', '\\', '$', '{'
    };
    return random
        .ints(random.nextInt(length + 1), 0, alphabet.length)
        .mapToObj(i -> Character.toString(alphabet[i]))
        .collect(Collectors.joining());
  }

  private static int[] points(String text) {
    return text.codePoints().toArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The characters from a place up to, but without, another; places outside hold nothing. */
  private static String slice(String text, int from, int to) {
    int[] points = points(text);
    StringBuilder result = new StringBuilder();
    for (int i = Math.max(from, 0); i < Math.min(to, points.length); i++) {
      result.appendCodePoint(points[i]);
    }
    return result.toString();
  }

  private static String reversed(String text) {
    StringBuilder result = new StringBuilder();
    for (int point : points(text)) {
      result.insert(0, Character.toString(point));
    }
    return result.toString();
  }

  private static String padded(String text, int length, String fill, boolean atLeft) {
    StringBuilder filling = new StringBuilder();
    int[] characters = points(fill);
    for (int i = 0; characters.length > 0 && i < length - points(text).length; i++) {
      filling.appendCodePoint(characters[i % characters.length]);
    }
    return atLeft ? filling + slice(text, 0, length) : slice(text, 0, length) + filling;
  }

  private static long position(String text, String part) {
    int index = text.indexOf(part);
    return index < 0 ? 0 : text.codePointCount(0, index) + 1;
  }

  private static String trimmed(String text, String characters, boolean left, boolean right) {
    int[] points = points(text);
    int from = 0;
    int to = points.length;
    while (left && from < to && characters.indexOf(points[from]) >= 0) {
      from++;
    }
    while (right && to > from && characters.indexOf(points[to - 1]) >= 0) {
      to--;
    }
    return slice(text, from, to);
  }

  private static String part(String text, String separator, int number) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int at = text.indexOf(separator);
        !separator.isEmpty() && at >= 0;
        at = text.indexOf(separator, start)) {
      parts.add(text.substring(start, at));
      start = at + separator.length();
    }
    parts.add(text.substring(start));
    int index = number > 0 ? number - 1 : parts.size() + number;
    return index >= 0 && index < parts.size() ? parts.get(index) : "";
  }
}
