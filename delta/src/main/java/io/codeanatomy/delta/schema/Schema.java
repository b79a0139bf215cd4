// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The row type of a relation: its columns in order. */
public record Schema(List<Field> fields) {

  public Schema {
    fields = List.copyOf(fields);
  }

  /** The row type with these columns. */
  public static Schema of(Field... fields) {
    return new Schema(List.of(fields));
  }

  /** The names of the columns in order. */
  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  /** The column of exactly this name. */
  public Optional<Field> field(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).findFirst();
  }

  @Override
  public String toString() {
    return fields.stream().map(Field::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}
