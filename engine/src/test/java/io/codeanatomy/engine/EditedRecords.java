// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.engine.history.RunRecord;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Records that somebody edited with care: a field is another one, and {@code record_hash} fits. */
final class EditedRecords {

  private EditedRecords() {}

  /** Puts an edited record in the place of the one that it was made of. */
  static void replace(Path file, RunRecord edited) throws IOException {
    Files.writeString(file, edited.json());
  }

  /**
   * The same record with one component changed.
   *
   * @param path the components on the way to it; of a list, the first item is meant if there is no
   *     number
   */
  @SuppressWarnings("unchecked")
  static <R extends Record, V> R edit(R record, String path, UnaryOperator<V> change) {
    String[] steps = path.split("\\.", 2);
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    boolean found = false;
    try {
      for (int i = 0; i < components.length; i++) {
        Object value = components[i].getAccessor().invoke(record);
        if (components[i].getName().equals(steps[0])) {
          found = true;
          values[i] =
              steps.length == 1 ? change.apply((V) value) : editInside(value, steps[1], change);
        } else {
          values[i] = value;
        }
      }
      if (!found) {
        throw new IllegalArgumentException(record.getClass() + " has no " + path);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(path, e);
    }
  }

  private static <V> Object editInside(Object value, String path, UnaryOperator<V> change) {
    if (value instanceof Record inner) {
      return edit(inner, path, change);
    }
    List<Object> items = new ArrayList<>((List<?>) value);
    boolean numbered = path.matches("\\d+\\..*");
    int index = numbered ? Integer.parseInt(path.substring(0, path.indexOf('.'))) : 0;
    String inside = numbered ? path.substring(path.indexOf('.') + 1) : path;
    items.set(index, edit((Record) items.get(index), inside, change));
    return items;
  }

  /** The same map with one value set. */
  static Map<String, String> with(Map<String, String> map, String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(map);
    changed.put(name, value);
    return changed;
  }

  /** The same map without a name. */
  static Map<String, String> without(Map<String, String> map, String name) {
    Map<String, String> changed = new LinkedHashMap<>(map);
    changed.remove(name);
    return changed;
  }

  /** The paths of all components of a record, those of records inside of it included. */
  static Set<String> paths() {
    Set<String> paths = new LinkedHashSet<>();
    collect(RunRecord.class, "", paths);
    return paths;
  }

  private static void collect(Class<?> type, String prefix, Set<String> paths) {
    for (RecordComponent component : type.getRecordComponents()) {
      Type inner = component.getGenericType();
      if (inner instanceof ParameterizedType list && list.getRawType() == List.class) {
        inner = list.getActualTypeArguments()[0];
      }
      String path = prefix + component.getName();
      if (inner instanceof Class<?> known
          && known.isRecord()
          && known.getEnclosingClass() == RunRecord.class) {
        collect(known, path + ".", paths);
      } else {
        paths.add(path);
      }
    }
  }
}
