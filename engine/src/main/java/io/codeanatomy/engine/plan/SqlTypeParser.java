// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/** Reads one type, by recursive descent. */
final class SqlTypeParser {

  /** Deeper types are a mistake, and would exhaust the stack of whoever walks them. */
  private static final int MAX_DEPTH = 64;

  private final RelDataTypeFactory types;
  private final String text;
  private int position;
  private int depth;

  SqlTypeParser(RelDataTypeFactory types, String text) {
    this.types = types;
    this.text = text;
  }

  /** The type, nullable throughout; empty if the text is none. */
  Optional<RelDataType> parse() {
    Optional<RelDataType> type = type();
    blanks();
    return position == text.length() ? type : Optional.empty();
  }

  private Optional<RelDataType> type() {
    if (++depth > MAX_DEPTH) {
      return Optional.empty();
    }
    Optional<RelDataType> type =
        switch (word().toLowerCase(Locale.ROOT)) {
          case "boolean" -> simple(SqlTypeName.BOOLEAN);
          case "tinyint" -> simple(SqlTypeName.TINYINT);
          case "smallint" -> simple(SqlTypeName.SMALLINT);
          case "integer", "int" -> simple(SqlTypeName.INTEGER);
          case "bigint" -> simple(SqlTypeName.BIGINT);
          case "real" -> simple(SqlTypeName.REAL);
          case "double" -> simple(SqlTypeName.DOUBLE);
          case "varchar", "string" -> simple(SqlTypeName.VARCHAR);
          case "varbinary", "binary" -> simple(SqlTypeName.VARBINARY);
          case "date" -> simple(SqlTypeName.DATE);
          case "timestamp" -> simple(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
          case "timestamp_ntz" -> simple(SqlTypeName.TIMESTAMP);
          case "decimal" -> decimal();
          case "list" -> list();
          case "map" -> map();
          case "struct" -> struct();
          default -> Optional.empty();
        };
    depth--;
    return type.map(found -> types.createTypeWithNullability(found, true));
  }

  private Optional<RelDataType> simple(SqlTypeName name) {
    return Optional.of(types.createSqlType(name));
  }

  private Optional<RelDataType> decimal() {
    if (!skip('(')) {
      return Optional.empty();
    }
    int precision = number();
    int scale = skip(',') ? number() : 0;
    boolean fits =
        precision >= 1
            && precision <= PlanTypeSystem.MAX_DECIMAL_DIGITS
            && scale >= 0
            && scale <= precision;
    return skip(')') && fits
        ? Optional.of(types.createSqlType(SqlTypeName.DECIMAL, precision, scale))
        : Optional.empty();
  }

  private Optional<RelDataType> list() {
    if (!skip('(')) {
      return Optional.empty();
    }
    Optional<RelDataType> element = type();
    return skip(')') ? element.map(e -> types.createArrayType(e, -1)) : Optional.empty();
  }

  /** Keys are not NULL, in Delta as in every execution engine. */
  private Optional<RelDataType> map() {
    if (!skip('(')) {
      return Optional.empty();
    }
    Optional<RelDataType> key = type().map(k -> types.createTypeWithNullability(k, false));
    Optional<RelDataType> value = skip(',') ? type() : Optional.empty();
    return skip(')')
        ? key.flatMap(k -> value.map(v -> types.createMapType(k, v)))
        : Optional.empty();
  }

  private Optional<RelDataType> struct() {
    if (!skip('(')) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    List<RelDataType> fields = new ArrayList<>();
    TreeSet<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    do {
      String name = name();
      Optional<RelDataType> field = type();
      if (name.isEmpty() || field.isEmpty() || !taken.add(name)) {
        return Optional.empty();
      }
      names.add(name);
      fields.add(field.get());
    } while (skip(','));
    return skip(')') ? Optional.of(types.createStructType(fields, names)) : Optional.empty();
  }

  private String name() {
    blanks();
    if (position >= text.length() || text.charAt(position) != '"') {
      return word();
    }
    StringBuilder name = new StringBuilder();
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c != '"') {
        name.append(c);
      } else if (position < text.length() && text.charAt(position) == '"') {
        name.append(c);
        position++;
      } else {
        return name.toString();
      }
    }
    return "";
  }

  private String word() {
    blanks();
    int start = position;
    while (position < text.length() && Character.isUnicodeIdentifierPart(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  /** A number of one or two digits; -1 if there is none. */
  private int number() {
    String digits = word();
    return digits.length() <= 2
            && !digits.isEmpty()
            && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.parseInt(digits)
        : -1;
  }

  private boolean skip(char expected) {
    blanks();
    if (position < text.length() && text.charAt(position) == expected) {
      position++;
      return true;
    }
    return false;
  }

  private void blanks() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }
}
