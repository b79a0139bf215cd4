// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta.schema;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A Delta data type. {@code toString} gives it as Delta and Spark spell it. */
public sealed interface DataType {

  /**
   * The types without parameters; {@code TIMESTAMP} is an instant, {@code TIMESTAMP_NTZ} has no
   * zone.
   */
  enum Primitive implements DataType {
    BOOLEAN,
    BYTE,
    SHORT,
    INTEGER,
    LONG,
    FLOAT,
    DOUBLE,
    STRING,
    BINARY,
    DATE,
    TIMESTAMP,
    TIMESTAMP_NTZ;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A decimal of 1 to 38 digits, {@code scale} of them behind the point. */
  record Decimal(int precision, int scale) implements DataType {

    public Decimal {
      if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
        throw new IllegalArgumentException("decimal(" + precision + "," + scale + ")");
      }
    }

    @Override
    public String toString() {
      return "decimal(" + precision + "," + scale + ")";
    }
  }

  /** A list. */
  record Array(DataType element, boolean containsNull) implements DataType {

    @Override
    public String toString() {
      return "array<" + element + ">";
    }
  }

  /** A map. */
  record Map(DataType key, DataType value, boolean valueContainsNull) implements DataType {

    @Override
    public String toString() {
      return "map<" + key + "," + value + ">";
    }
  }

  /** A struct of named fields. */
  record Struct(List<Field> fields) implements DataType {

    public Struct {
      fields = List.copyOf(fields);
    }

    @Override
    public String toString() {
      return fields.stream()
          .map(f -> f.name() + ":" + f.type())
          .collect(Collectors.joining(",", "struct<", ">"));
    }
  }
}
