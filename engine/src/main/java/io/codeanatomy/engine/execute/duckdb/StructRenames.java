// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * The expression that gives the fields of structs, at every depth, their logical names. A cast
 * cannot: it matches fields by name.
 */
final class StructRenames {

  private StructRenames() {}

  /**
   * The expression, of the physical type, as one of the logical type; the types differ in names
   * only.
   */
  static String rename(String expression, DataType physical, DataType logical) {
    return rename(expression, physical, logical, 0);
  }

  private static String rename(String expression, DataType physical, DataType logical, int depth) {
    if (DuckDbTypes.text(physical).equals(DuckDbTypes.text(logical))) {
      return expression;
    }
    if (physical instanceof DataType.Struct from && logical instanceof DataType.Struct to) {
      List<String> fields = new ArrayList<>();
      for (int i = 0; i < from.fields().size(); i++) {
        Field source = from.fields().get(i);
        Field target = to.fields().get(i);
        fields.add(
            Sql.identifier(target.name())
                + " := "
                + rename(
                    "(" + expression + ")." + Sql.identifier(source.name()),
                    source.type(),
                    target.type(),
                    depth));
      }
      // A NULL struct must not become a struct of NULLs.
      return unlessNull(expression, "struct_pack(" + String.join(", ", fields) + ")");
    }
    String item = "x" + depth;
    if (physical instanceof DataType.Array from && logical instanceof DataType.Array to) {
      return "list_transform(%s, lambda %s: %s)"
          .formatted(expression, item, rename(item, from.element(), to.element(), depth + 1));
    }
    if (physical instanceof DataType.Map from && logical instanceof DataType.Map to) {
      String entries =
          "map_from_entries(list_transform(map_entries(%s), lambda %s: struct_pack(k := %s, v := %s)))"
              .formatted(
                  expression,
                  item,
                  rename(item + ".key", from.key(), to.key(), depth + 1),
                  rename(item + ".value", from.value(), to.value(), depth + 1));
      return unlessNull(expression, entries);
    }
    throw new IllegalArgumentException(physical + " is not the physical form of " + logical);
  }

  private static String unlessNull(String expression, String value) {
    return "CASE WHEN " + expression + " IS NULL THEN NULL ELSE " + value + " END";
  }
}
