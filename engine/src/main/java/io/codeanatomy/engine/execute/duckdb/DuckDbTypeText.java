// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reads DuckDB's text of a type, as DESCRIBE gives it, and finds the Delta type that holds its
 * values. A type that Delta has is itself; of the others, whole numbers become the next wider type,
 * what has a text form becomes text, and timestamps lose what is finer than a microsecond.
 */
final class DuckDbTypeText {

  private final String text;
  private final TreeSet<String> changes = new TreeSet<>();
  private int position;

  private DuckDbTypeText(String text) {
    this.text = text;
  }

  /**
   * A Delta type.
   *
   * @param changes the types inside that became others, each as {@code HUGEINT → decimal(38,0)}
   */
  record Nearest(DataType type, List<String> changes) {}

  /** The nearest Delta type; nothing if there is none. */
  static Optional<Nearest> nearest(String text) {
    DuckDbTypeText reader = new DuckDbTypeText(text);
    Optional<DataType> type = reader.type();
    if (type.isPresent() && reader.position != text.length()) {
      throw new IllegalArgumentException("Not a type of DuckDB: " + text);
    }
    return type.map(found -> new Nearest(found, List.copyOf(reader.changes)));
  }

  private Optional<DataType> type() {
    Optional<DataType> type = base();
    while (type.isPresent() && skip("[")) {
      // A list, or an array of a fixed length, which is a list to Delta.
      while (!skip("]")) {
        position++;
      }
      type = type.map(element -> new DataType.Array(element, true));
    }
    return type;
  }

  private Optional<DataType> base() {
    String name = word();
    switch (name) {
      case "STRUCT" -> {
        return members().map(DataType.Struct::new);
      }
      case "UNION" -> {
        members();
        return changed(name, Primitive.STRING);
      }
      case "MAP" -> {
        expect("(");
        Optional<DataType> key = type();
        expect(", ");
        Optional<DataType> value = type();
        expect(")");
        return key.isEmpty() || value.isEmpty()
            ? Optional.empty()
            : Optional.of(new DataType.Map(key.get(), value.get(), true));
      }
      case "DECIMAL" -> {
        expect("(");
        int precision = Integer.parseInt(upTo(','));
        int scale = Integer.parseInt(upTo(')').strip());
        return Optional.of(new DataType.Decimal(precision, scale));
      }
      case "ENUM" -> {
        expect("(");
        do {
          quoted('\'');
        } while (skip(", "));
        expect(")");
        return changed(name, Primitive.STRING);
      }
      default -> {
        return simple(name);
      }
    }
  }

  private Optional<DataType> simple(String name) {
    return switch (name) {
      case "BOOLEAN" -> Optional.of(Primitive.BOOLEAN);
      case "TINYINT" -> Optional.of(Primitive.BYTE);
      case "SMALLINT" -> Optional.of(Primitive.SHORT);
      case "INTEGER" -> Optional.of(Primitive.INTEGER);
      case "BIGINT" -> Optional.of(Primitive.LONG);
      case "FLOAT" -> Optional.of(Primitive.FLOAT);
      case "DOUBLE" -> Optional.of(Primitive.DOUBLE);
      case "VARCHAR" -> Optional.of(Primitive.STRING);
      case "BLOB" -> Optional.of(Primitive.BINARY);
      case "DATE" -> Optional.of(Primitive.DATE);
      case "TIMESTAMP WITH TIME ZONE" -> Optional.of(Primitive.TIMESTAMP);
      case "TIMESTAMP" -> Optional.of(Primitive.TIMESTAMP_NTZ);
      case "UTINYINT" -> changed(name, Primitive.SHORT);
      case "USMALLINT" -> changed(name, Primitive.INTEGER);
      case "UINTEGER" -> changed(name, Primitive.LONG);
      case "UBIGINT" -> changed(name, new DataType.Decimal(20, 0));
      case "HUGEINT", "UHUGEINT" -> changed(name, new DataType.Decimal(38, 0));
      case "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> changed(name, Primitive.TIMESTAMP_NTZ);
      case "TIME",
          "TIME_NS",
          "TIME WITH TIME ZONE",
          "INTERVAL",
          "UUID",
          "JSON",
          "BIT",
          "BIGNUM",
          "NULL" ->
          changed(name, Primitive.STRING);
      default -> Optional.empty();
    };
  }

  private Optional<List<Field>> members() {
    expect("(");
    List<Field> members = new ArrayList<>();
    boolean known = true;
    do {
      String name = text.charAt(position) == '"' ? quoted('"') : upTo(' ');
      skip(" ");
      Optional<DataType> type = type();
      type.ifPresent(found -> members.add(Field.nullable(name, found)));
      known &= type.isPresent();
    } while (skip(", "));
    expect(")");
    return known ? Optional.of(members) : Optional.empty();
  }

  private Optional<DataType> changed(String from, DataType to) {
    changes.add(from + " \u2192 " + to);
    return Optional.of(to);
  }

  /** The words of a type's name: up to a bracket, a comma or the end. */
  private String word() {
    if (text.charAt(position) == '"') {
      return quoted('"').toUpperCase(Locale.ROOT);
    }
    int start = position;
    while (position < text.length() && "()[],".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    return text.substring(start, position);
  }

  private String quoted(char quote) {
    StringBuilder content = new StringBuilder();
    expect(String.valueOf(quote));
    while (true) {
      char c = text.charAt(position++);
      if (c != quote) {
        content.append(c);
      } else if (!skip(String.valueOf(quote))) {
        return content.toString();
      } else {
        content.append(quote);
      }
    }
  }

  /** What comes before a character, which is skipped. */
  private String upTo(char end) {
    int stop = text.indexOf(end, position);
    String before = text.substring(position, stop);
    position = stop + 1;
    return before;
  }

  private boolean skip(String expected) {
    if (!text.startsWith(expected, position)) {
      return false;
    }
    position += expected.length();
    return true;
  }

  private void expect(String expected) {
    if (!skip(expected)) {
      throw new IllegalArgumentException("Not a type of DuckDB: " + text);
    }
  }
}
