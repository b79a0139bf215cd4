// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.schema;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Types and places of columns as a spec spells them. */
public final class TypeNames {

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private TypeNames() {}

  /** The type as an {@code output_schema} names it, without what may be NULL. */
  public static String spell(DataType type) {
    if (type instanceof Primitive primitive) {
      return switch (primitive) {
        case BYTE -> "tinyint";
        case SHORT -> "smallint";
        case LONG -> "bigint";
        case FLOAT -> "real";
        case STRING -> "varchar";
        case BINARY -> "varbinary";
        case BOOLEAN, INTEGER, DOUBLE, DATE, TIMESTAMP, TIMESTAMP_NTZ -> type.toString();
      };
    }
    if (type instanceof DataType.Array array) {
      return "list(" + spell(array.element()) + ")";
    }
    if (type instanceof DataType.Map map) {
      return "map(" + spell(map.key()) + ", " + spell(map.value()) + ")";
    }
    if (type instanceof DataType.Struct struct) {
      return struct.fields().stream()
          .map(TypeNames::spell)
          .collect(Collectors.joining(", ", "struct(", ")"));
    }
    return type.toString();
  }

  private static String spell(Field field) {
    String name = field.name();
    return (PLAIN_NAME.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"')
        + " "
        + spell(field.type());
  }

  /**
   * A column by the names of what is around it and its own, with dots between; a name that is not
   * plain is quoted.
   */
  public static String path(List<String> names) {
    return names.stream()
        .map(
            name ->
                name.contains(".") || name.contains("\"")
                    ? '"' + name.replace("\"", "\"\"") + '"'
                    : name)
        .collect(Collectors.joining("."));
  }
}
