// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The one JSON text of a spec, or of a part of it: no white space, keys sorted, defaults written
 * out, absent fields left out, the long form of everything that has a short one but for plain
 * columns and the words of {@code keep}.
 *
 * <p>Two documents that mean the same have the same canonical text, and a canonical text is a
 * document that has itself as its canonical text.
 */
public final class CanonicalJson {

  /** By the class of the record: to find them takes longer than to read and write them. */
  private static final ClassValue<List<Component>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
          return Component.allOf(type);
        }
      };

  private final StringBuilder out = new StringBuilder();

  private CanonicalJson() {}

  /** The canonical text of a whole spec, with everything that its document says. */
  public static String of(Spec spec) {
    return of(spec, Set.of());
  }

  /** The canonical text of a record of the spec, without some of its own fields. */
  static String of(Object value, Set<String> without) {
    CanonicalJson json = new CanonicalJson();
    if (value instanceof Record record) {
      json.record(record, without);
    } else {
      json.value(value);
    }
    return json.out.toString();
  }

  private void value(Object value) {
    if (value instanceof String text) {
      text(text);
    } else if (value instanceof Enum<?> word) {
      text(word.name());
    } else if (value instanceof BigDecimal decimal) {
      out.append(number(decimal));
    } else if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
      out.append(value);
    } else if (value instanceof List<?> items) {
      items(items);
    } else if (value instanceof Map<?, ?> entries) {
      TreeMap<String, Object> sorted = new TreeMap<>();
      entries.forEach((key, entry) -> sorted.put((String) key, entry));
      object(sorted);
    } else if (value instanceof Projection.Column column) {
      text(column.name());
    } else if (value instanceof Record record) {
      record(record, Set.of());
    } else {
      throw new IllegalArgumentException("a spec cannot hold a " + value.getClass().getName());
    }
  }

  private void record(Record record, Set<String> without) {
    List<Component> components = COMPONENTS.get(record.getClass());
    if (components.isEmpty()) {
      text(Shapes.snakeCase(record.getClass().getSimpleName()));
      return;
    }
    TreeMap<String, Object> fields = new TreeMap<>();
    if (record instanceof ViewTransform transform) {
      fields.put("kind", transform.kind());
    }
    for (Component component : components) {
      Object value = component.read(record);
      if (value instanceof Optional<?> optional) {
        optional.ifPresent(present -> fields.put(component.name(), present));
      } else {
        fields.put(component.name(), value);
      }
    }
    fields.keySet().removeAll(without);
    object(fields);
  }

  /** A component of a record under its name in documents. */
  private record Component(String name, Method accessor) {

    static List<Component> allOf(Class<?> type) {
      return Arrays.stream(type.getRecordComponents())
          .map(component -> new Component(Shapes.documentName(component), component.getAccessor()))
          .toList();
    }

    Object read(Record record) {
      try {
        return accessor.invoke(record);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + name + " of " + record, e);
      }
    }
  }

  private void object(Map<String, Object> fields) {
    String separator = "{";
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      out.append(separator);
      text(field.getKey());
      out.append(':');
      value(field.getValue());
      separator = ",";
    }
    out.append(fields.isEmpty() ? "{}" : "}");
  }

  private void items(List<?> items) {
    String separator = "";
    out.append('[');
    for (Object item : items) {
      out.append(separator);
      value(item);
      separator = ",";
    }
    out.append(']');
  }

  /** Equal numbers look equal: 1, 1.0 and 10e-1 are {@code 1}. */
  private static String number(BigDecimal decimal) {
    BigDecimal stripped = decimal.stripTrailingZeros();
    boolean smallInteger = stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 18;
    return smallInteger ? stripped.toBigInteger().toString() : stripped.toString();
  }

  private void text(String text) {
    JsonText.append(out, text);
  }
}
