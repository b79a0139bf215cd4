// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.schema;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The row type of what is written to a table that exists: the table's columns in the table's order,
 * then those that only the output has. A column is required if either side says so.
 */
public final class RowTypeMerge {

  private RowTypeMerge() {}

  /**
   * The row type that the written files are held to.
   *
   * @param output has all columns of the table, of the same types, and may have more
   */
  public static Schema ofFiles(Schema table, Schema output) {
    return new Schema(
        fields(table.fields(), output.fields(), Added.AS_PROMISED, Required.BY_EITHER));
  }

  /**
   * The row type of the table afterwards: what is new is nullable, whatever the output promises,
   * since the rows that are there hold NULL in it.
   */
  public static Schema ofTable(Schema table, Schema output) {
    return new Schema(fields(table.fields(), output.fields(), Added.NULLABLE, Required.BY_EITHER));
  }

  /** The row type without a word of what may not be NULL, at any depth. */
  public static Schema nullable(Schema schema) {
    return new Schema(nullable(schema.fields()));
  }

  private static List<Field> nullable(List<Field> fields) {
    return fields.stream()
        .map(field -> Field.nullable(field.name(), nullable(field.type())))
        .toList();
  }

  private static DataType nullable(DataType type) {
    if (type instanceof DataType.Struct struct) {
      return new DataType.Struct(nullable(struct.fields()));
    }
    if (type instanceof DataType.Array array) {
      return new DataType.Array(nullable(array.element()), true);
    }
    if (type instanceof DataType.Map map) {
      return new DataType.Map(nullable(map.key()), nullable(map.value()), true);
    }
    return type;
  }

  private enum Added {
    AS_PROMISED,
    NULLABLE
  }

  private enum Required {
    BY_EITHER,
    /** Inside a column, where the output's types are inferred and no promise. */
    BY_TABLE
  }

  private static List<Field> fields(
      List<Field> table, List<Field> output, Added added, Required required) {
    List<Field> fields = new ArrayList<>();
    for (Field field : table) {
      Optional<Field> written = named(output, field.name());
      boolean promised =
          required == Required.BY_EITHER && written.isPresent() && !written.get().nullable();
      fields.add(
          new Field(
              field.name(),
              written.map(w -> type(field.type(), w.type(), added)).orElse(field.type()),
              field.nullable() && !promised));
    }
    for (Field field : output) {
      if (named(table, field.name()).isEmpty()) {
        fields.add(
            new Field(field.name(), field.type(), field.nullable() || added == Added.NULLABLE));
      }
    }
    return fields;
  }

  private static DataType type(DataType table, DataType output, Added added) {
    if (table instanceof DataType.Struct one && output instanceof DataType.Struct other) {
      return new DataType.Struct(fields(one.fields(), other.fields(), added, Required.BY_TABLE));
    }
    if (table instanceof DataType.Array one && output instanceof DataType.Array other) {
      return new DataType.Array(type(one.element(), other.element(), added), one.containsNull());
    }
    if (table instanceof DataType.Map one && output instanceof DataType.Map other) {
      return new DataType.Map(
          one.key(), type(one.value(), other.value(), added), one.valueContainsNull());
    }
    return table;
  }

  private static Optional<Field> named(List<Field> fields, String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }
}
