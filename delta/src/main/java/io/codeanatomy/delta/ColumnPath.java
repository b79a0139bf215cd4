// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** The place of a leaf column: its name, or the names of the structs around it and its own. */
record ColumnPath(List<String> names, DataType type) {

  /** How many leaf columns of a table Delta keeps statistics of. */
  static final int INDEXED = 32;

  /** The leaf columns that statistics are kept of, in order; a list or a map counts as one. */
  static List<ColumnPath> indexed(Schema schema) {
    List<ColumnPath> leaves = new ArrayList<>();
    collect(schema.fields(), List.of(), leaves);
    return List.copyOf(leaves.subList(0, Math.min(INDEXED, leaves.size())));
  }

  private static void collect(List<Field> fields, List<String> parent, List<ColumnPath> leaves) {
    for (Field field : fields) {
      List<String> names = new ArrayList<>(parent);
      names.add(field.name());
      if (field.type() instanceof DataType.Struct struct) {
        collect(struct.fields(), names, leaves);
      } else {
        leaves.add(new ColumnPath(List.copyOf(names), field.type()));
      }
    }
  }

  /** The names with dots between; a name that holds a dot is quoted with backticks. */
  String dotted() {
    return dotted(names);
  }

  static String dotted(List<String> names) {
    return String.join(".", names.stream().map(ColumnPath::quoted).toList());
  }

  private static String quoted(String name) {
    return name.contains(".") || name.contains("`") ? "`" + name.replace("`", "``") + "`" : name;
  }
}
