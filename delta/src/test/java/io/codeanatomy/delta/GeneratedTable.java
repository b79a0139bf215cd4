// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table of random rows in a few files: some columns partition it or none does, columns are mapped
 * or not, files have deletion vectors and statistics or not. Statistics are as writers make them:
 * texts cut, timestamps in milliseconds, bounds of doubles without regard to NaN.
 */
final class GeneratedTable {

  /** The number of the file that a row is in; never partitions. */
  static final String FILE = "file_no";

  static final List<String> COLUMNS = List.of("n", "d", "s", "day", "ts", "tn", "f", "b");
  private static final Map<String, String> DELTA_TYPES =
      Map.of(
          "n",
          "long",
          "d",
          "decimal(10,2)",
          "s",
          "string",
          "day",
          "date",
          "ts",
          "timestamp",
          "tn",
          "timestamp_ntz",
          "f",
          "double",
          "b",
          "boolean",
          FILE,
          "integer");
  private static final Map<String, String> DUCK_TYPES =
      Map.of(
          "n",
          "BIGINT",
          "d",
          "DECIMAL(10,2)",
          "s",
          "VARCHAR",
          "day",
          "DATE",
          "ts",
          "TIMESTAMPTZ",
          "tn",
          "TIMESTAMP",
          "f",
          "DOUBLE",
          "b",
          "BOOLEAN",
          FILE,
          "INTEGER");
  private static final List<String> TEXTS =
      List.of("a", "ab", "abcd", "abce", "b'\"\\", "\uFFFDx", "\uD83D\uDE00", "zz zz", "Z");

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private final Random random;
  private final HandMadeTable table;
  private final boolean mapped;
  private final Set<String> partitions = new LinkedHashSet<>();
  private final Map<Path, Integer> numbers = new LinkedHashMap<>();

  private GeneratedTable(Path folder, Random random) {
    this.random = random;
    this.table = new HandMadeTable(folder);
    this.mapped = random.nextInt(3) == 0;
    List<String> may = List.of("n", "d", "s", "day", "ts", "tn", "b");
    for (int i = random.nextInt(3); i > 0; i--) {
      partitions.add(may.get(random.nextInt(may.size())));
    }
  }

  /** Writes the table; gives the numbers of its files. */
  static Map<Path, Integer> write(Path folder, Random random, int files) {
    GeneratedTable generated = new GeneratedTable(folder, random);
    List<String> lines = new ArrayList<>();
    List<String> features = List.of("deletionVectors", "timestampNtz", "columnMapping");
    lines.add(HandMadeTable.protocol(features, features));
    lines.add(generated.metaData());
    for (int file = 0; file < files; file++) {
      lines.add(generated.file(file));
    }
    generated.table.commit(0, lines.toArray(String[]::new));
    return generated.numbers;
  }

  /** A value of a column, or NULL. */
  static Object value(String column, Random random) {
    if (random.nextInt(6) == 0) {
      return null;
    }
    int number = random.nextInt(9);
    long micros = number * 1_000_000L + random.nextInt(3) - 1;
    return switch (column) {
      case "n" -> (long) number * (random.nextInt(20) == 0 ? Integer.MAX_VALUE : 1);
      case "d" -> BigDecimal.valueOf(number * 50L - 100, 2);
      case "s" -> TEXTS.get(number);
      case "day" -> LocalDate.of(2026, 1, 1 + number);
      case "ts" -> Instant.EPOCH.plusNanos(micros * 1000).minusSeconds(4);
      case "tn" -> LocalDateTime.ofInstant(Instant.EPOCH.plusNanos(micros * 1000), ZoneOffset.UTC);
      case "f" -> List.of(-0.0, 0.0, 1.5, Double.NaN, -7.25, 1e300, 2.0, 3.0, 4.0).get(number);
      case "b" -> number % 2 == 0;
      default -> throw new IllegalArgumentException(column);
    };
  }

  private String metaData() {
    List<String> fields = new ArrayList<>();
    List<String> all = new ArrayList<>(List.of(FILE));
    all.addAll(COLUMNS);
    for (int i = 0; i < all.size(); i++) {
      String metadata =
          mapped
              ? "{\"delta.columnMapping.id\":%d,\"delta.columnMapping.physicalName\":\"%s\"}"
                  .formatted(i + 1, physical(all.get(i)))
              : "{}";
      fields.add(
          HandMadeTable.field(all.get(i), "\"" + DELTA_TYPES.get(all.get(i)) + "\"", metadata));
    }
    return HandMadeTable.metaData(
        fields,
        List.copyOf(partitions),
        mapped
            ? Map.of("delta.columnMapping.mode", "name", "delta.columnMapping.maxColumnId", "9")
            : Map.of());
  }

  private String physical(String column) {
    return mapped ? "col-" + column : column;
  }

  private String file(int number) {
    // Files of few different values are those that can be left out.
    Map<String, List<Object>> pools = new LinkedHashMap<>();
    for (String column : COLUMNS) {
      int size = partitions.contains(column) ? 1 : 1 + random.nextInt(3);
      pools.put(
          column, Arrays.asList(random.ints(size).mapToObj(i -> value(column, random)).toArray()));
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put(FILE, number);
      pools.forEach((column, pool) -> row.put(column, pool.get(random.nextInt(pool.size()))));
      rows.add(row);
    }
    Path file = Tables.parquet(table.folder(), query(rows));
    numbers.put(file, number);
    String rest = random.nextInt(4) == 0 ? "" : ",\"stats\":" + quoted(statistics(rows));
    if (random.nextInt(3) == 0) {
      rest += HandMadeTable.inlineVector(random.nextInt(rows.size()));
    }
    return table.add(file, partitionValues(rows.get(0)), rest);
  }

  private String query(List<Map<String, Object>> rows) {
    return rows.stream()
        .map(
            row ->
                row.entrySet().stream()
                    .filter(value -> !partitions.contains(value.getKey()))
                    .map(
                        value ->
                            "CAST(%s AS %s) AS \"%s\""
                                .formatted(
                                    value.getValue() == null
                                        ? "NULL"
                                        : "'"
                                            + value.getValue().toString().replace("'", "''")
                                            + "'",
                                    DUCK_TYPES.get(value.getKey()),
                                    physical(value.getKey())))
                    .collect(Collectors.joining(", ", "SELECT ", "")))
        .collect(Collectors.joining(" UNION ALL "));
  }

  private String partitionValues(Map<String, Object> row) {
    return partitions.stream()
        .map(column -> quoted(physical(column)) + ":" + partitionValue(row.get(column)))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String partitionValue(Object value) {
    if (value == null) {
      // The empty text means NULL as well, but Kernel's own reader fails on it.
      return "null";
    }
    if (value instanceof Instant instant) {
      String time = micros(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
      return quoted(random.nextBoolean() ? time : time.replace(' ', 'T') + "Z");
    }
    return quoted(value instanceof LocalDateTime time ? micros(time) : value.toString());
  }

  private static String micros(LocalDateTime time) {
    return MICROS.format(time);
  }

  private String statistics(List<Map<String, Object>> rows) {
    List<String> nulls = new ArrayList<>();
    List<String> minimums = new ArrayList<>();
    List<String> maximums = new ArrayList<>();
    for (String column : COLUMNS) {
      if (partitions.contains(column) || random.nextInt(10) == 0) {
        continue;
      }
      String key = quoted(physical(column)) + ":";
      List<Object> values =
          rows.stream().map(row -> row.get(column)).filter(value -> value != null).toList();
      nulls.add(key + (rows.size() - values.size()));
      List<Object> bounded =
          values.stream().filter(value -> !Double.valueOf(Double.NaN).equals(value)).toList();
      if (!bounded.isEmpty() && !column.equals("b")) {
        minimums.add(key + minimum(bounded.stream().min(GeneratedTable::compare).orElseThrow()));
        maximums.add(key + maximum(bounded.stream().max(GeneratedTable::compare).orElseThrow()));
      }
    }
    return "{\"numRecords\":%d,\"minValues\":{%s},\"maxValues\":{%s},\"nullCount\":{%s}}"
        .formatted(
            rows.size(),
            String.join(",", minimums),
            String.join(",", maximums),
            String.join(",", nulls));
  }

  private static String minimum(Object value) {
    if (value instanceof String text) {
      return quoted(cut(text));
    }
    return bound(value);
  }

  private static String maximum(Object value) {
    if (value instanceof String text) {
      return quoted(cut(text).equals(text) ? text : cut(text) + "\uDBFF\uDFFF");
    }
    return bound(value);
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= 3
        ? text
        : text.substring(0, text.offsetByCodePoints(0, 3));
  }

  /** Timestamps lose what is behind the milliseconds, downwards. */
  private static String bound(Object value) {
    if (value instanceof Instant instant) {
      return quoted(Instant.ofEpochMilli(instant.toEpochMilli()).toString());
    }
    if (value instanceof LocalDateTime time) {
      return quoted(
          LocalDateTime.ofInstant(
                  Instant.ofEpochMilli(time.toInstant(ZoneOffset.UTC).toEpochMilli()),
                  ZoneOffset.UTC)
              .toString());
    }
    return value instanceof Number ? value.toString() : quoted(value.toString());
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object left, Object right) {
    return left instanceof String text
        ? Arrays.compareUnsigned(
            text.getBytes(StandardCharsets.UTF_8),
            ((String) right).getBytes(StandardCharsets.UTF_8))
        : ((Comparable<Object>) left).compareTo(right);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
