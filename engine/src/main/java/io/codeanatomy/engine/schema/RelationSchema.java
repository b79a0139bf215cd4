// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.schema;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of a relation without reading its rows.
 *
 * @param name what people call it: {@code orders@3}, or a view's name
 * @param rowType its columns
 * @param table what else is known, if it is stored
 */
public record RelationSchema(String name, Schema rowType, Optional<StoredTable> table) {

  /**
   * A stored table besides its row type.
   *
   * @param version the Delta version
   * @param tableName the name that the table gives itself
   * @param properties as the table has them, by name
   * @param comments of columns and of what is inside of them, by {@link TypeNames#path}
   */
  public record StoredTable(
      Path location,
      long version,
      Optional<String> tableName,
      Optional<String> description,
      List<String> partitionColumns,
      Map<String, String> properties,
      Map<String, String> comments) {

    public StoredTable {
      partitionColumns = List.copyOf(partitionColumns);
      properties = Collections.unmodifiableMap(new TreeMap<>(properties));
      comments = Collections.unmodifiableMap(new LinkedHashMap<>(comments));
    }
  }

  /**
   * A column, or a field of a struct.
   *
   * @param path its name, with the names around it if there are any
   * @param depth 0 for a column, 1 for a field of a column, and so on
   * @param type as a spec spells it
   */
  public record Column(
      String path,
      int depth,
      String type,
      boolean nullable,
      boolean partition,
      Optional<String> comment) {}

  /** All columns in order, each followed by the fields inside of it. */
  public List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    collect(rowType.fields(), List.of(), 0, columns);
    return columns;
  }

  private void collect(List<Field> fields, List<String> parent, int depth, List<Column> columns) {
    for (Field field : fields) {
      List<String> names = new ArrayList<>(parent);
      names.add(field.name());
      String path = TypeNames.path(names);
      columns.add(
          new Column(
              path,
              depth,
              TypeNames.spell(field.type()),
              field.nullable(),
              depth == 0
                  && table.map(t -> t.partitionColumns().contains(field.name())).orElse(false),
              table.map(t -> t.comments().get(path))));
      collect(field.type(), names, depth + 1, columns);
    }
  }

  private void collect(DataType type, List<String> path, int depth, List<Column> columns) {
    if (type instanceof DataType.Struct struct) {
      collect(struct.fields(), path, depth, columns);
    } else if (type instanceof DataType.Array array) {
      collect(array.element(), in(path, "element"), depth, columns);
    } else if (type instanceof DataType.Map map) {
      collect(map.key(), in(path, "key"), depth, columns);
      collect(map.value(), in(path, "value"), depth, columns);
    }
  }

  private static List<String> in(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  /** The hash of the row type. */
  public String hash() {
    return SchemaHash.of(rowType);
  }
}
