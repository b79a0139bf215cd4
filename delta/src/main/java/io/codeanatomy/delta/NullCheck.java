// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/**
 * Checks that required columns hold no NULL, as far as a footer tells. It counts NULLs per leaf
 * column, and such a NULL may stand for one of any struct around the leaf; some writers also count
 * values per definition level, which tells exactly.
 */
final class NullCheck {

  private final Path file;
  private final FooterStatistics statistics;

  NullCheck(Path file, FooterStatistics statistics) {
    this.file = file;
    this.statistics = statistics;
  }

  void check(GroupType found, Schema schema) {
    if (statistics.rowCount() > 0) {
      fields(found, schema.fields(), new Place(List.of(), List.of(), 0));
    }
  }

  private void fields(GroupType found, List<Field> fields, Place parent) {
    for (Field field : fields) {
      Type column = found.getType(field.name());
      Place place = parent.in(field.name(), column);
      if (!field.nullable()) {
        required(column, place);
      }
      nested(column, field.type(), place);
    }
  }

  private void nested(Type found, DataType type, Place place) {
    if (type instanceof DataType.Struct struct) {
      fields(found.asGroupType(), struct.fields(), place);
    } else if (type instanceof DataType.Array array) {
      Type middle = found.asGroupType().getType(0);
      Type element = middle.asGroupType().getType(0);
      Place inner = place.through(middle).in("element", element);
      if (!array.containsNull()) {
        required(element, inner);
      }
      nested(element, array.element(), inner);
    } else if (type instanceof DataType.Map map) {
      GroupType entry = found.asGroupType().getType(0).asGroupType();
      Place inner = place.through(entry);
      Place key = inner.in("key", entry.getType(0));
      Place value = inner.in("value", entry.getType(1));
      required(entry.getType(0), key);
      nested(entry.getType(0), map.key(), key);
      if (!map.valueContainsNull()) {
        required(entry.getType(1), value);
      }
      nested(entry.getType(1), map.value(), value);
    }
  }

  private void required(Type column, Place place) {
    if (column.isRepetition(Type.Repetition.REQUIRED)) {
      return;
    }
    List<String> leaf = leaf(column, place.parquetPath());
    OptionalLong exact = statistics.countAtLevel(leaf, place.level() - 1);
    OptionalLong nulls = statistics.nullCount(leaf);
    if (exact.isPresent()) {
      refuseAny(exact.getAsLong(), place);
    } else if (column.isPrimitive() && place.level() == 1) {
      refuseAny(
          nulls.orElseThrow(
              () ->
                  DeltaErrors.nullInRequiredColumn(
                      file, place.dotted(), "its NULLs are not counted")),
          place);
    }
  }

  private void refuseAny(long nulls, Place place) {
    if (nulls > 0) {
      throw DeltaErrors.nullInRequiredColumn(
          file, place.dotted(), nulls == 1 ? "it is NULL once" : "it is NULL " + nulls + " times");
    }
  }

  /** Any leaf at or under a column: it counts the column's NULLs among its own. */
  private static List<String> leaf(Type column, List<String> path) {
    List<String> leaf = new ArrayList<>(path);
    Type current = column;
    while (!current.isPrimitive()) {
      current = current.asGroupType().getType(0);
      leaf.add(current.getName());
    }
    return leaf;
  }

  /**
   * Where a column is.
   *
   * @param level its definition level: how many columns down to it may be absent
   */
  private record Place(List<String> names, List<String> parquetPath, int level) {

    Place in(String name, Type column) {
      return new Place(
          append(names, name), append(parquetPath, column.getName()), level + levels(column));
    }

    Place through(Type middle) {
      return new Place(names, append(parquetPath, middle.getName()), level + levels(middle));
    }

    String dotted() {
      return ColumnPath.dotted(names);
    }

    private static int levels(Type column) {
      return column.isRepetition(Type.Repetition.REQUIRED) ? 0 : 1;
    }

    private static List<String> append(List<String> list, String name) {
      List<String> longer = new ArrayList<>(list);
      longer.add(name);
      return longer;
    }
  }
}
