// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ContentDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The canonical text of a row as an expression of DuckDB ({@code docs/content-digest.md}): the
 * values one after the other, each a head, a semicolon and, for some types, a body whose length the
 * head tells. The head of NULL is {@code ~}.
 *
 * <pre>
 *   (42, 'né', NULL, [1, NULL])   →   42;3;né~;2;1;~;
 * </pre>
 *
 * <p>DuckDB's {@code concat} leaves NULL out, which is what the body of NULL is to be. All parts of
 * a row are arguments of one {@code concat}: one for each value took a fifth longer.
 */
final class RowEncoding {

  private static final String NULL = "'~'";
  private static final String END = "';'";

  private RowEncoding() {}

  /**
   * The expression.
   *
   * @param relation the alias of the relation that has the columns
   */
  static String of(String relation, Schema schema) {
    List<String> parts = new ArrayList<>();
    for (Field field : ContentDigest.canonical(schema).fields()) {
      parts.addAll(parts(relation + "." + Sql.identifier(field.name()), field.type(), 0));
    }
    return concat(parts);
  }

  /**
   * The pieces of a value's text.
   *
   * @param depth the number of lambdas around the value
   */
  private static List<String> parts(String value, DataType type, int depth) {
    if (type instanceof DataType.Primitive primitive) {
      return primitive(value, primitive);
    }
    if (type instanceof DataType.Decimal decimal) {
      return List.of(head(decimalText(value, decimal)), END);
    }
    if (type instanceof DataType.Struct struct) {
      return List.of(struct(value, struct, depth));
    }
    String item = "x" + depth;
    if (type instanceof DataType.Array array) {
      String elements =
          "list_transform(%s, lambda %s: %s)"
              .formatted(value, item, concat(parts(item, array.element(), depth + 1)));
      return List.of(head(text("len(" + value + ")")), END, joined(elements));
    }
    DataType.Map map = (DataType.Map) type;
    List<String> entry = new ArrayList<>(parts(item + ".key", map.key(), depth + 1));
    entry.addAll(parts(item + ".value", map.value(), depth + 1));
    String entries =
        "list_sort(list_transform(map_entries(%s), lambda %s: %s), 'ASC')"
            .formatted(value, item, concat(entry));
    return List.of(head(text("cardinality(" + value + ")")), END, joined(entries));
  }

  private static List<String> primitive(String value, DataType.Primitive type) {
    return switch (type) {
      case BOOLEAN, BYTE, SHORT, INTEGER, LONG -> List.of(head(text(value)), END);
      case STRING -> List.of(head(text("strlen(" + value + ")")), END, value);
      case BINARY -> List.of(head(text("octet_length(" + value + ")")), END, "hex(" + value + ")");
      case DATE -> List.of(head(text("(" + value + " - DATE '1970-01-01')")), END);
      case TIMESTAMP -> List.of(instant(value, "TIMESTAMPTZ"), END);
      case TIMESTAMP_NTZ -> List.of(instant(value, "TIMESTAMP"), END);
      case FLOAT -> List.of(head(bits(value, "INTEGER", 0x7fc00000L)), END);
      case DOUBLE -> List.of(head(bits(value, "BIGINT", 0x7ff8000000000000L)), END);
    };
  }

  /** One NaN and one zero: DuckDB loses the sign of zero when it writes Parquet. */
  private static String bits(String value, String integer, long notANumber) {
    return text(
        "CASE WHEN isnan(%1$s) THEN %3$d WHEN %1$s = 0 THEN 0 ELSE CAST(CAST(%1$s AS BIT) AS %2$s) END"
            .formatted(value, integer, notANumber));
  }

  /** What DuckDB reads as infinity is the greatest number, and it has no epoch. */
  private static String instant(String value, String type) {
    return "coalesce(%s, CASE WHEN %s > %s '1970-01-01' THEN '%d' WHEN %s IS NOT NULL THEN '%d' END, %s)"
        .formatted(
            text("epoch_us(" + value + ")"),
            value,
            type,
            Long.MAX_VALUE,
            value,
            -Long.MAX_VALUE,
            NULL);
  }

  /** DuckDB leaves out the zero before the point where the type has no place for it. */
  private static String decimalText(String value, DataType.Decimal type) {
    return type.precision() > type.scale()
        ? text(value)
        : "CASE WHEN %1$s < 0 THEN concat('-0', substr(%2$s, 2)) ELSE '0' || %2$s END"
            .formatted(value, text(value));
  }

  private static String struct(String value, DataType.Struct struct, int depth) {
    List<String> parts = new ArrayList<>();
    parts.add("'" + struct.fields().size() + ";'");
    for (Field field : struct.fields()) {
      String part = "(" + value + ")." + Sql.identifier(field.name());
      parts.addAll(parts(part, field.type(), depth));
    }
    return "CASE WHEN %s IS NULL THEN '~;' ELSE %s END".formatted(value, concat(parts));
  }

  private static String head(String text) {
    return "coalesce(" + text + ", " + NULL + ")";
  }

  private static String text(String value) {
    return "CAST(" + value + " AS VARCHAR)";
  }

  private static String joined(String texts) {
    return "array_to_string(" + texts + ", '')";
  }

  private static String concat(List<String> parts) {
    return "concat(" + String.join(", ", parts) + ")";
  }
}
