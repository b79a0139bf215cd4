// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows with a column of every simple type: extremes, zeros, NaN, NULLs, and what lies between. */
final class ExpressionRows {

  /** The columns and their types. */
  static final Map<String, ReferenceType> COLUMNS;

  private static final Map<String, List<Object>> VALUES;

  static {
    Map<String, ReferenceType> columns = new LinkedHashMap<>();
    columns.put("ti", ReferenceType.TINYINT);
    columns.put("si", ReferenceType.SMALLINT);
    columns.put("i", ReferenceType.INTEGER);
    columns.put("l", ReferenceType.BIGINT);
    columns.put("m", ReferenceType.decimal(10, 2));
    columns.put("n", ReferenceType.decimal(38, 6));
    columns.put("r", ReferenceType.REAL);
    columns.put("d", ReferenceType.DOUBLE);
    columns.put("b", ReferenceType.BOOLEAN);
    columns.put("s", ReferenceType.VARCHAR);
    columns.put("day", ReferenceType.DATE);
    columns.put("at", ReferenceType.TIMESTAMP);
    COLUMNS = Collections.unmodifiableMap(columns);
    Map<String, List<Object>> values = new LinkedHashMap<>();
    values.put("ti", List.of(-128L, 127L, 0L, 1L, -1L, 5L));
    values.put("si", List.of(-32768L, 32767L, 0L, 1L, -1L, 5L));
    values.put("i", List.of(-2147483648L, 2147483647L, 0L, 1L, -1L, 5L));
    values.put("l", List.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L, 1L, -1L, 5L, 9007199254740993L));
    values.put("m", decimals("99999999.99", "-99999999.99", "0.00", "0.01", "-0.50", "5.00"));
    values.put(
        "n",
        decimals(
            "99999999999999999999999999999999.999999",
            "-99999999999999999999999999999999.999999",
            "0.000000",
            "0.000001",
            "-2.500000",
            "9007199254740993.000000"));
    values.put("r", List.of(Float.NaN, Float.MAX_VALUE, 0f, -0f, 0.1f, -2.5f, 16777216f, 5f));
    values.put(
        "d",
        List.of(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MAX_VALUE,
            Double.MIN_VALUE,
            0d,
            -0d,
            0.1,
            2.5,
            -2.675,
            1e15,
            9.3e18,
            5d));
    values.put("b", List.of(true, false));
    values.put("s", List.of("", "a", "B", "é", "😀", "\uFFFD", "it's", "12", "-0.5"));
    values.put("day", dates("2026-01-31", "2024-02-29", "1969-12-31", "0001-01-01", "9998-12-31"));
    values.put(
        "at",
        List.of(
            Instant.parse("2026-01-31T23:59:59.999999Z"),
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            Instant.parse("2024-02-29T00:00:00Z"),
            Instant.parse("1900-01-01T00:00:00.000001Z")));
    VALUES = Collections.unmodifiableMap(values);
  }

  private ExpressionRows() {}

  private static List<Object> decimals(String... texts) {
    return Arrays.stream(texts).map(text -> (Object) new BigDecimal(text)).toList();
  }

  private static List<Object> dates(String... texts) {
    return Arrays.stream(texts).map(text -> (Object) LocalDate.parse(text)).toList();
  }

  static List<Map<String, @Nullable Object>> generate(Random random, int count) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      COLUMNS.forEach((name, type) -> row.put(name, value(random, name, type)));
      rows.add(row);
    }
    return rows;
  }

  private static @Nullable Object value(Random random, String name, ReferenceType type) {
    List<Object> extremes = VALUES.get(name);
    int dice = random.nextInt(8);
    if (dice == 0) {
      return null;
    }
    if (dice < 4 || !type.isNumber()) {
      return extremes.get(random.nextInt(extremes.size()));
    }
    long small = random.nextInt(255) - 128L;
    return switch (type.kind()) {
      case DECIMAL -> BigDecimal.valueOf(small * 97, type.scale());
      case REAL -> small / 4f;
      case DOUBLE -> small / 10d;
      default -> small;
    };
  }

  /** The values of a row as SQL, each of its column's type. */
  static String sql(Map<String, @Nullable Object> row) {
    return COLUMNS.entrySet().stream()
        .map(column -> sql(row.get(column.getKey()), column.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String sql(@Nullable Object value, ReferenceType type) {
    String name =
        switch (type.kind()) {
          case REAL -> "float";
          case TIMESTAMP -> "timestamptz";
          default -> type.sql();
        };
    return value == null
        ? "CAST(NULL AS " + name + ")"
        : "CAST('" + value.toString().replace("'", "''") + "' AS " + name + ")";
  }
}
