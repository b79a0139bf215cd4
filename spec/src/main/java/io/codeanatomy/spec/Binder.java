// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of a document, strictly: every field is known, every required one is there, every
 * value has the type of its place. Goes on after a problem, so that all are found at once.
 */
final class Binder {

  private static final String FIELDS = "write its fields: { }";

  private final TreeBuilder tree;
  private final ScalarBinder scalars;

  Binder(TreeBuilder tree) {
    this.tree = tree;
    this.scalars = new ScalarBinder(tree);
  }

  /** The value that a node stands for, or empty if there is a problem in it, which is reported. */
  Optional<Object> bind(Shape shape, Node node, String pointer) {
    if (shape instanceof Shape.Text text) {
      return scalars.text(text, node, pointer);
    } else if (shape instanceof Shape.Bool) {
      return scalars.bool(node, pointer);
    } else if (shape instanceof Shape.Whole integer) {
      return scalars.integer(integer, node, pointer);
    } else if (shape instanceof Shape.Word word) {
      return scalars.word(word, node, pointer);
    } else if (shape instanceof Shape.Items items) {
      return items(items, node, pointer);
    } else if (shape instanceof Shape.Entries entries) {
      return entries(entries, node, pointer);
    } else if (shape instanceof Shape.Any) {
      return any(node, pointer);
    } else if (shape instanceof Shape.Fields fields) {
      return fields(fields, node, pointer);
    } else if (shape instanceof Shape.Tagged tagged) {
      return tagged(tagged, node, pointer);
    } else if (shape instanceof Shape.Forms forms) {
      return forms(forms, node, pointer);
    }
    throw new IllegalStateException("no binding for " + shape);
  }

  private Optional<Object> items(Shape.Items shape, Node node, String pointer) {
    if (!(node instanceof Node.Sequence sequence)) {
      return scalars.mismatch("an array", node, pointer, "write a list: [ ]");
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      bind(shape.item(), sequence.items().get(i), JsonPointer.item(pointer, i))
          .ifPresent(values::add);
    }
    return values.size() == sequence.items().size() ? Optional.of(values) : Optional.empty();
  }

  private Optional<Object> entries(Shape.Entries shape, Node node, String pointer) {
    if (!(node instanceof Node.Mapping mapping)) {
      return scalars.mismatch("an object", node, pointer, FIELDS);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (key, entry) ->
                bind(shape.value(), entry.value(), JsonPointer.field(pointer, key))
                    .ifPresent(value -> values.put(key, value)));
    return values.size() == mapping.entries().size() ? Optional.of(values) : Optional.empty();
  }

  private Optional<Object> any(Node node, String pointer) {
    if (node instanceof Node.Text text) {
      return Optional.of(text.value());
    } else if (node instanceof Node.Bool bool) {
      return Optional.of(bool.value());
    } else if (node instanceof Node.Numeral number) {
      return scalars.number(number, pointer);
    } else if (node instanceof Node.Sequence) {
      return items(new Shape.Items(new Shape.Any()), node, pointer).map(Binder::unmodifiable);
    } else if (node instanceof Node.Mapping) {
      return entries(new Shape.Entries(new Shape.Any()), node, pointer).map(Binder::unmodifiable);
    }
    return scalars.mismatch("a value", node, pointer, "leave the field out");
  }

  private Optional<Object> fields(Shape.Fields shape, Node node, String pointer) {
    if (shape.textForm() && node instanceof Node.Text) {
      return shortForm(shape, node, pointer);
    }
    if (!(node instanceof Node.Mapping mapping)) {
      String expected = shape.textForm() ? "text or an object" : "an object";
      return scalars.mismatch(expected, node, pointer, FIELDS);
    }
    return mapping(shape, mapping, pointer, Optional.empty());
  }

  private Optional<Object> shortForm(Shape.Fields shape, Node node, String pointer) {
    @Nullable Object[] values = new Object[shape.fields().size()];
    Optional<Object> first = bind(shape.fields().get(0).shape(), node, pointer);
    if (first.isEmpty()) {
      return first;
    }
    values[0] = first.get();
    for (int i = 1; i < values.length; i++) {
      values[i] = absent(shape.fields().get(i), pointer).orElseThrow();
    }
    return Optional.of(construct(shape.type(), values));
  }

  private Optional<Object> mapping(
      Shape.Fields shape, Node.Mapping mapping, String pointer, Optional<String> tag) {
    boolean sound = reportUnknownFields(shape, mapping, pointer, tag);
    @Nullable Object[] values = new Object[shape.fields().size()];
    for (int i = 0; i < values.length; i++) {
      Shape.Field field = shape.fields().get(i);
      Node.Entry entry = mapping.entries().get(field.name());
      Optional<Object> value;
      if (entry == null) {
        value = absent(field, pointer);
        if (value.isEmpty()) {
          tree.report(mapping.offset(), ReadErrors.missingField(pointer, field.name()));
        }
      } else {
        value = present(field, entry.value(), JsonPointer.field(pointer, field.name()));
      }
      sound &= value.isPresent();
      values[i] = value.orElse(null);
    }
    return sound ? Optional.of(construct(shape.type(), values)) : Optional.empty();
  }

  private Optional<Object> absent(Shape.Field field, String pointer) {
    if (field.presence() instanceof Shape.Presence.Defaulted standard) {
      return bind(field.shape(), standard.value(), pointer);
    }
    return field.presence() instanceof Shape.Presence.Absent
        ? Optional.of(Optional.empty())
        : Optional.empty();
  }

  private Optional<Object> present(Shape.Field field, Node node, String pointer) {
    if (!(field.presence() instanceof Shape.Presence.Absent)) {
      return bind(field.shape(), node, pointer);
    }
    return node instanceof Node.Null
        ? Optional.of(Optional.empty())
        : bind(field.shape(), node, pointer).map(Optional::of);
  }

  private boolean reportUnknownFields(
      Shape.Fields shape, Node.Mapping mapping, String pointer, Optional<String> tag) {
    List<String> allowed = new ArrayList<>();
    tag.ifPresent(allowed::add);
    shape.fields().forEach(field -> allowed.add(field.name()));
    boolean sound = true;
    for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
      if (!allowed.contains(entry.getKey())) {
        List<String> free =
            allowed.stream().filter(name -> !mapping.entries().containsKey(name)).toList();
        String at = JsonPointer.field(pointer, entry.getKey());
        tree.report(
            entry.getValue().keyOffset(),
            ReadErrors.unknownField(at, entry.getKey(), free, allowed));
        sound = false;
      }
    }
    return sound;
  }

  private Optional<Object> tagged(Shape.Tagged shape, Node node, String pointer) {
    if (!(node instanceof Node.Mapping mapping)) {
      return scalars.mismatch("an object", node, pointer, FIELDS);
    }
    Node.Entry tag = mapping.entries().get(shape.tag());
    if (tag == null) {
      tree.report(mapping.offset(), ReadErrors.missingField(pointer, shape.tag()));
      return Optional.empty();
    }
    List<String> kinds = List.copyOf(shape.kinds().keySet());
    String tagPointer = JsonPointer.field(pointer, shape.tag());
    if (!(tag.value() instanceof Node.Text text)) {
      return scalars.mismatch(
          "one of " + String.join(", ", kinds),
          tag.value(),
          tagPointer,
          "write one of these words");
    }
    Shape.Fields fields = shape.kinds().get(text.value());
    if (fields == null) {
      scalars.unknownWord(text, tagPointer, kinds);
      return Optional.empty();
    }
    return mapping(fields, mapping, pointer, Optional.of(shape.tag()));
  }

  private Optional<Object> forms(Shape.Forms shape, Node node, String pointer) {
    if (node instanceof Node.Mapping mapping) {
      return mapping(shape.object(), mapping, pointer, Optional.empty());
    }
    if (!(node instanceof Node.Text text)) {
      String expected = shape.text().isPresent() ? "text or an object" : "a word or an object";
      return scalars.mismatch(expected, node, pointer, FIELDS);
    }
    Shape.Fields word = shape.words().get(text.value());
    if (word != null) {
      return Optional.of(construct(word.type(), new Object[0]));
    }
    if (shape.text().isPresent()) {
      Shape.Fields form = shape.text().get();
      return bind(form.fields().get(0).shape(), node, pointer)
          .map(value -> construct(form.type(), new Object[] {value}));
    }
    List<String> words = List.copyOf(shape.words().keySet());
    scalars.unknownWord(text, pointer, words);
    return Optional.empty();
  }

  private static Object unmodifiable(Object value) {
    if (value instanceof List<?> list) {
      return Collections.unmodifiableList(list);
    }
    return Collections.unmodifiableMap((Map<?, ?>) value);
  }

  private static Object construct(Class<?> type, @Nullable Object[] values) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructors()[0];
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("cannot make a " + type.getSimpleName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
    }
  }
}
