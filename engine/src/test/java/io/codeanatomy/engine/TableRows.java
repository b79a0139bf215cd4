// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Values of published tables as the documentation of functions spells them. */
final class TableRows {

  private TableRows() {}

  static Schema schema(Path table) {
    return DeltaStore.local().latest(table).schema();
  }

  /** A value that {@link io.codeanatomy.delta.KernelReader} has read. */
  static String text(DataType type, @Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    if (type instanceof DataType.Array array) {
      StringJoiner text = new StringJoiner(", ", "[", "]");
      ((List<?>) value).forEach(element -> text.add(text(array.element(), element)));
      return text.toString();
    }
    if (type instanceof DataType.Map map) {
      StringJoiner text = new StringJoiner(", ", "{", "}");
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        text.add(text(map.key(), entry.getKey()) + ": " + text(map.value(), entry.getValue()));
      }
      return text.toString();
    }
    if (type instanceof DataType.Struct struct) {
      StringJoiner text = new StringJoiner(", ", "{", "}");
      for (int i = 0; i < struct.fields().size(); i++) {
        Field field = struct.fields().get(i);
        text.add(field.name() + ": " + text(field.type(), ((List<?>) value).get(i)));
      }
      return text.toString();
    }
    return type == DataType.Primitive.STRING ? "'" + value + "'" : value.toString();
  }
}
