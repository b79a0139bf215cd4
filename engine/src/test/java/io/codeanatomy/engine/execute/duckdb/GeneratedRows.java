// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Row types and values of all types, as SQL of DuckDB, at random. */
final class GeneratedRows {

  /** Few values each, so that equal ones meet. */
  private static final Map<Primitive, List<String>> VALUES =
      Map.ofEntries(
          Map.entry(Primitive.BOOLEAN, List.of("true", "false")),
          Map.entry(Primitive.BYTE, List.of("-128", "127", "0")),
          Map.entry(Primitive.SHORT, List.of("-32768", "32767", "1")),
          Map.entry(Primitive.INTEGER, List.of("-2147483648", "2147483647", "10", "1")),
          Map.entry(Primitive.LONG, List.of("-9223372036854775808", "9223372036854775807", "42")),
          Map.entry(Primitive.FLOAT, List.of("'nan'", "'inf'", "-1.5", "1e-45", "0.1", "-0.0")),
          Map.entry(
              Primitive.DOUBLE,
              List.of("'nan'", "'-inf'", "1.7976931348623157e308", "4.9e-324", "0.1", "-0.0")),
          Map.entry(
              Primitive.STRING,
              List.of(
                  "'a;1;'",
                  "';'",
                  "'~'",
                  "'~;'",
                  "'1;a'",
                  "'\u00e9\ud83d\ude00'",
                  "'NULL'",
                  "'x' || chr(0) || 'y'",
                  "repeat('long text ', 30)")),
          Map.entry(Primitive.BINARY, List.of("'\\x00\\xFF'", "''", "'~;'")),
          Map.entry(Primitive.DATE, List.of("'0001-01-01'", "'9999-12-31'", "'1969-12-31'")),
          Map.entry(
              Primitive.TIMESTAMP,
              List.of("'2024-02-29 23:59:59.999999+00'", "'1969-12-31 23:59:59.000001+00'")),
          Map.entry(
              Primitive.TIMESTAMP_NTZ,
              List.of("'2024-02-29 10:00:00'", "'1900-01-01 00:00:00.5'")));

  private static final Map<DataType.Decimal, List<String>> DECIMALS =
      Map.of(
          new DataType.Decimal(2, 2), List.of("-0.99", "0.05", "0"),
          new DataType.Decimal(5, 2), List.of("-999.99", "0.05", "-0.05"),
          new DataType.Decimal(18, 0), List.of("123456789012345678", "-1", "0"),
          new DataType.Decimal(38, 10), List.of("'1234567890123456789012345678.0123456789'", "0"),
          new DataType.Decimal(38, 38),
              List.of("'-0.00000000000000000000000000000000000001'", "0"));

  private final Random random;

  GeneratedRows(Random random) {
    this.random = random;
  }

  /** Two to eleven columns; the first is of a type that a partition column can have. */
  Schema schema() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.nullable("k", Primitive.INTEGER));
    for (int i = 1 + random.nextInt(10); i > 0; i--) {
      fields.add(Field.nullable(name(i), type(2)));
    }
    Collections.shuffle(fields, random);
    return new Schema(fields);
  }

  /** Names whose order differs by code points, by UTF-16 and by case. */
  private String name(int i) {
    return List.of("B", "a", "\uffee", "\ud83d\ude00", "x0", "\"'").get(random.nextInt(6)) + i;
  }

  private DataType type(int depth) {
    int kind = random.nextInt(depth > 0 ? 10 : 6);
    if (kind < 4) {
      return pick(List.of(Primitive.values()));
    } else if (kind < 6) {
      return pick(DECIMALS.keySet().stream().sorted((a, b) -> (a + "").compareTo(b + "")).toList());
    } else if (kind == 6) {
      return new DataType.Array(type(depth - 1), true);
    } else if (kind == 7) {
      return new DataType.Map(type(0), type(depth - 1), true);
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      fields.add(Field.nullable(name(i), type(depth - 1)));
    }
    return new DataType.Struct(fields);
  }

  /** A row as the texts of its values, each with its type. */
  List<String> row(Schema schema) {
    return schema.fields().stream()
        .map(field -> value(field.type()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** A value as an expression of exactly its type; one in four is NULL. */
  String value(DataType type) {
    return random.nextInt(4) == 0 ? cast("NULL", type) : present(type);
  }

  private String present(DataType type) {
    if (type instanceof Primitive primitive) {
      return cast(pick(VALUES.get(primitive)), type);
    } else if (type instanceof DataType.Decimal decimal) {
      return cast(pick(DECIMALS.get(decimal)), type);
    } else if (type instanceof DataType.Array array) {
      List<String> elements = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        elements.add(value(array.element()));
      }
      return cast("[" + String.join(", ", elements) + "]", type);
    } else if (type instanceof DataType.Map map) {
      Map<String, String> entries = new TreeMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        entries.put(present(map.key()), value(map.value()));
      }
      List<String> texts =
          entries.entrySet().stream()
              .map(e -> e.getKey() + ": " + e.getValue())
              .collect(Collectors.toCollection(ArrayList::new));
      Collections.shuffle(texts, random);
      return cast("MAP {" + String.join(", ", texts) + "}", type);
    }
    return cast(
        ((DataType.Struct) type)
            .fields().stream()
                .map(field -> Sql.identifier(field.name()) + " := " + value(field.type()))
                .collect(Collectors.joining(", ", "struct_pack(", ")")),
        type);
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static String cast(String value, DataType type) {
    return "CAST(" + value + " AS " + DuckDbTypes.text(type) + ")";
  }

  /** The query that gives some rows. */
  static String query(Schema schema, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return schema.fields().stream()
          .map(field -> cast("NULL", field.type()))
          .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }
    return rows.stream()
        .map(row -> "SELECT " + String.join(", ", row))
        .collect(Collectors.joining(" UNION ALL "));
  }
}
