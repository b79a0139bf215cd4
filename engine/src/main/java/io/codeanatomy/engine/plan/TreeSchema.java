// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.schema.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeField;

/** Whether trees give the columns that they are declared to give. */
public final class TreeSchema {

  private TreeSchema() {}

  /**
   * The columns that a tree gives, spelled, if they are not those of a row type. Names do not
   * count, for columns go by their position, and neither does what may be NULL.
   */
  static Optional<List<String>> difference(RelNode tree, Schema schema) {
    List<String> actual = new ArrayList<>();
    List<Optional<DataType>> types = new ArrayList<>();
    for (RelDataTypeField field : tree.getRowType().getFieldList()) {
      actual.add(field.getName() + " " + SqlTypes.spell(field.getType()));
      types.add(PlanTypes.toDelta(field.getType()));
    }
    List<Optional<DataType>> declared =
        schema.fields().stream().map(field -> Optional.of(field.type())).toList();
    return types.equals(declared) ? Optional.empty() : Optional.of(actual);
  }

  /** The columns of a row type with their types. */
  public static List<String> spelled(Schema schema) {
    return schema.fields().stream()
        .map(field -> field.name() + " " + TypeNames.spell(field.type()))
        .toList();
  }
}
