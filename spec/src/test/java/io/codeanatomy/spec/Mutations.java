// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Changes to documents, as trees: all of a kind, or one by chance. */
final class Mutations {

  private static final List<Node> STRANGERS =
      List.of(
          new Node.Null(0),
          new Node.Bool(0, true),
          number("0"),
          number("-1"),
          number("2"),
          number("1.0"),
          number("1.5"),
          number("1e2"),
          number("2147483648"),
          number("9223372036854775808"),
          text(""),
          text(" \t"),
          text("\u00A0"),
          text("refs"),
          text("a..b"),
          text("all"),
          text("innermost"),
          text("Filter"),
          text("Strict"),
          text("../x"),
          list(),
          list(text("id")),
          list(text("")),
          list(new Node.Null(0)),
          list(list(number("1"))),
          mapping(Map.of()),
          mapping(Map.of("kind", text("Filter"))),
          mapping(Map.of("name", text("x"))),
          mapping(Map.of("a", new Node.Null(0))));

  private Mutations() {}

  /** Every tree that differs from a good one by one value, one field less, or one field more. */
  static void each(Node good, Consumer<Node> action) {
    STRANGERS.forEach(action);
    if (good instanceof Node.Mapping mapping) {
      eachOfMapping(mapping, action);
    } else if (good instanceof Node.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        int index = i;
        each(
            sequence.items().get(i),
            item -> {
              List<Node> items = new ArrayList<>(sequence.items());
              items.set(index, item);
              action.accept(new Node.Sequence(0, items));
            });
      }
    }
  }

  private static void eachOfMapping(Node.Mapping mapping, Consumer<Node> action) {
    for (Map.Entry<String, Node.Entry> field : mapping.entries().entrySet()) {
      Map<String, Node.Entry> fields = new LinkedHashMap<>(mapping.entries());
      fields.remove(field.getKey());
      action.accept(new Node.Mapping(0, fields));
      fields.put(field.getKey() + "s", field.getValue());
      action.accept(new Node.Mapping(0, fields));
      each(
          field.getValue().value(),
          value -> {
            Map<String, Node.Entry> changed = new LinkedHashMap<>(mapping.entries());
            changed.put(field.getKey(), new Node.Entry(0, value));
            action.accept(new Node.Mapping(0, changed));
          });
    }
    for (Node value : List.of(text("x"), new Node.Null(0))) {
      Map<String, Node.Entry> fields = new LinkedHashMap<>(mapping.entries());
      fields.put("additional", new Node.Entry(0, value));
      action.accept(new Node.Mapping(0, fields));
    }
  }

  /** A tree with one change by chance, as deep as chance has it. */
  static Node random(Node node, Random random) {
    return random(node, random, 0);
  }

  private static Node random(Node node, Random random, int depth) {
    boolean deeper = random.nextInt(8) > 0 && depth < 8;
    if (node instanceof Node.Mapping mapping && !mapping.entries().isEmpty() && deeper) {
      List<String> keys = List.copyOf(mapping.entries().keySet());
      String key = keys.get(random.nextInt(keys.size()));
      Map<String, Node.Entry> entries = new LinkedHashMap<>(mapping.entries());
      Node value = value(mapping, key);
      switch (random.nextInt(12)) {
        case 0 -> entries.remove(key);
        case 1 -> entries.put(key + "x", new Node.Entry(0, value));
        case 2 ->
            entries.put(
                key, new Node.Entry(0, value(mapping, keys.get(random.nextInt(keys.size())))));
        default -> entries.put(key, new Node.Entry(0, random(value, random, depth + 1)));
      }
      return new Node.Mapping(0, entries);
    } else if (node instanceof Node.Sequence sequence && !sequence.items().isEmpty() && deeper) {
      List<Node> items = new ArrayList<>(sequence.items());
      int index = random.nextInt(items.size());
      switch (random.nextInt(12)) {
        case 0 -> items.remove(index);
        case 1 -> items.add(random.nextInt(items.size()), items.get(index));
        case 2 -> items.set(index, items.get(random.nextInt(items.size())));
        default -> items.set(index, random(items.get(index), random, depth + 1));
      }
      return new Node.Sequence(0, items);
    }
    return switch (random.nextInt(6)) {
      case 0 -> list(node, node);
      case 1 -> mapping(Map.of("kind", node));
      case 2 -> node;
      default -> STRANGERS.get(random.nextInt(STRANGERS.size()));
    };
  }

  private static Node value(Node.Mapping mapping, String key) {
    Node.Entry entry = mapping.entries().get(key);
    if (entry == null) {
      throw new IllegalArgumentException(key);
    }
    return entry.value();
  }

  private static Node text(String value) {
    return new Node.Text(0, value);
  }

  private static Node number(String literal) {
    return new Node.Numeral(0, literal);
  }

  private static Node list(Node... items) {
    return new Node.Sequence(0, List.of(items));
  }

  private static Node mapping(Map<String, Node> values) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    values.forEach((key, value) -> entries.put(key, new Node.Entry(0, value)));
    return new Node.Mapping(0, entries);
  }
}
