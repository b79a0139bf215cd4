// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds to a table's row type the columns that it lacks, at the end, and likewise the fields of
 * structs, also of those in lists and in the values of maps. All that is there stays as it is, with
 * its comments and whatever else the table knows of it. The keys of maps do not grow: two that were
 * different could become equal.
 */
final class SchemaEvolution {

  private final Path location;

  SchemaEvolution(Path location) {
    this.location = location;
  }

  /**
   * The row type with what the other one has besides.
   *
   * @throws DeltaException if what would be added must not be NULL: the rows that are there hold
   *     NULL in it
   */
  StructType add(StructType table, Schema written) {
    return struct(table, written.fields(), "");
  }

  private StructType struct(StructType table, List<Field> written, String parent) {
    List<StructField> fields = new ArrayList<>();
    for (StructField field : table.fields()) {
      Optional<Field> match =
          written.stream().filter(f -> f.name().equals(field.getName())).findFirst();
      fields.add(
          match.isEmpty()
              ? field
              : field.withDataType(
                  type(field.getDataType(), match.get().type(), parent + field.getName() + ".")));
    }
    for (Field field : written) {
      if (!table.fieldNames().contains(field.name())) {
        if (!field.nullable()) {
          throw DeltaErrors.schemaMismatch(
              location,
              parent + field.name(),
              "a column that is added must be nullable, since the rows that are there have none");
        }
        fields.add(new StructField(field.name(), KernelTypes.type(field.type()), true));
      }
    }
    return new StructType(List.copyOf(fields));
  }

  private io.delta.kernel.types.DataType type(
      io.delta.kernel.types.DataType table, DataType written, String parent) {
    if (table instanceof StructType one && written instanceof DataType.Struct other) {
      return struct(one, other.fields(), parent);
    }
    if (table instanceof ArrayType one && written instanceof DataType.Array other) {
      StructField element = one.getElementField();
      return new ArrayType(
          element.withDataType(type(element.getDataType(), other.element(), parent + "element.")));
    }
    if (table instanceof MapType one && written instanceof DataType.Map other) {
      StructField value = one.getValueField();
      return new MapType(
          one.getKeyField(),
          value.withDataType(type(value.getDataType(), other.value(), parent + "value.")));
    }
    return table;
  }
}
