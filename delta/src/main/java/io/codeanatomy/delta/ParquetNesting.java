// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/** Lists and maps in Parquet: an annotated group around a repeated group, in the modern form. */
final class ParquetNesting {

  private ParquetNesting() {}

  /** The element of a list; nothing if the column is none. */
  static Optional<Type> element(Type list) {
    return repeated(list, LogicalTypeAnnotation.listType(), 1).map(group -> group.getType(0));
  }

  /** The group of key and value of a map; nothing if the column is none. */
  static Optional<GroupType> entry(Type map) {
    return repeated(map, LogicalTypeAnnotation.mapType(), 2);
  }

  private static Optional<GroupType> repeated(
      Type column, LogicalTypeAnnotation annotation, int size) {
    if (column.isPrimitive()
        || !annotation.equals(column.getLogicalTypeAnnotation())
        || column.asGroupType().getFieldCount() != 1) {
      return Optional.empty();
    }
    Type middle = column.asGroupType().getType(0);
    return middle.isPrimitive()
            || !middle.isRepetition(Type.Repetition.REPEATED)
            || middle.asGroupType().getFieldCount() != size
        ? Optional.empty()
        : Optional.of(middle.asGroupType());
  }
}
