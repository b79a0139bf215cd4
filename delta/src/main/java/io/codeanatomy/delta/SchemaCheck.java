// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Checks a row type on its own, and what is to be written against what the table has. */
final class SchemaCheck {

  private final Path location;

  SchemaCheck(Path location) {
    this.location = location;
  }

  /** Names are unique, whatever their case: most readers do not tell case. */
  void wellFormed(Schema schema) {
    if (schema.fields().isEmpty()) {
      throw DeltaErrors.schemaMismatch(location, "(none)", "a table needs at least one column");
    }
    uniqueNames(schema.fields(), "");
  }

  /** Partition columns exist, are of a type that has a text form, and are not all there is. */
  void partitions(Schema schema, List<String> partitionColumns) {
    for (String column : partitionColumns) {
      Field field =
          schema
              .field(column)
              .orElseThrow(
                  () ->
                      DeltaErrors.schemaMismatch(
                          location, column, "it partitions the table, but is none of its columns"));
      boolean hasText =
          field.type() instanceof DataType.Decimal
              || (field.type() instanceof DataType.Primitive && field.type() != Primitive.BINARY);
      if (!hasText) {
        throw DeltaErrors.schemaMismatch(
            location, column, "a column of type " + field.type() + " cannot partition a table");
      }
    }
    if (new HashSet<>(partitionColumns).size() < partitionColumns.size()) {
      throw DeltaErrors.partitionMismatch(
          location, "a column is named twice in " + partitionColumns);
    }
    if (partitionColumns.size() == schema.fields().size()) {
      throw DeltaErrors.partitionMismatch(location, "every column is a partition column");
    }
  }

  private void uniqueNames(List<Field> fields, String parent) {
    Set<String> names = new HashSet<>();
    for (Field field : fields) {
      String column = parent + field.name();
      if (!names.add(field.name().toLowerCase(Locale.ROOT))) {
        throw DeltaErrors.schemaMismatch(
            location, column, "another one has the same name but for upper and lower case");
      }
      uniqueNames(field.type(), column + ".");
    }
  }

  private void uniqueNames(DataType type, String parent) {
    if (type instanceof DataType.Struct struct) {
      uniqueNames(struct.fields(), parent);
    } else if (type instanceof DataType.Array array) {
      uniqueNames(array.element(), parent + "element.");
    } else if (type instanceof DataType.Map map) {
      uniqueNames(map.key(), parent + "key.");
      uniqueNames(map.value(), parent + "value.");
    }
  }

  /** Each column of the one side is on the other, of the same type; required stays required. */
  void fits(Schema written, Schema table) {
    fields(written.fields(), table.fields(), "");
  }

  private void fields(List<Field> written, List<Field> table, String parent) {
    for (Field field : table) {
      String column = parent + field.name();
      Field match =
          named(written, field.name())
              .orElseThrow(
                  () ->
                      DeltaErrors.schemaMismatch(
                          location, column, "the table has it, the output does not"));
      if (match.nullable() && !field.nullable()) {
        throw DeltaErrors.schemaMismatch(
            location, column, "the table requires it, the output may hold NULL");
      }
      type(match.type(), field.type(), column);
    }
    for (Field field : written) {
      if (named(table, field.name()).isEmpty()) {
        throw DeltaErrors.schemaMismatch(
            location, parent + field.name(), "the output has it, the table does not");
      }
    }
  }

  private static Optional<Field> named(List<Field> fields, String name) {
    return fields.stream().filter(f -> f.name().equals(name)).findFirst();
  }

  private void type(DataType written, DataType table, String column) {
    if (written instanceof DataType.Struct one && table instanceof DataType.Struct other) {
      fields(one.fields(), other.fields(), column + ".");
    } else if (written instanceof DataType.Array one && table instanceof DataType.Array other) {
      elements(one.containsNull(), other.containsNull(), column);
      type(one.element(), other.element(), column + ".element");
    } else if (written instanceof DataType.Map one && table instanceof DataType.Map other) {
      elements(one.valueContainsNull(), other.valueContainsNull(), column);
      type(one.key(), other.key(), column + ".key");
      type(one.value(), other.value(), column + ".value");
    } else if (!written.equals(table)) {
      throw DeltaErrors.schemaMismatch(
          location, column, "the table has " + table + ", the output " + written);
    }
  }

  private void elements(boolean writtenMayBeNull, boolean tableMayBeNull, String column) {
    if (writtenMayBeNull && !tableMayBeNull) {
      throw DeltaErrors.schemaMismatch(
          location, column, "the table requires its elements, those of the output may be NULL");
    }
  }
}
