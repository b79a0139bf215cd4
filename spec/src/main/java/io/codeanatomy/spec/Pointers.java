// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The place of a pointer, for people, and the order of pointers in a spec.
 *
 * @param places what to call a place that a message mentions: {@code line 3}, or the pointer itself
 */
record Pointers(UnaryOperator<String> places) {

  private static final List<String> TOP =
      ((Shape.Fields) Shapes.spec()).fields().stream().map(Shape.Field::name).toList();

  /** Pointers of a spec without a document: they stand for themselves. */
  static final Pointers PLAIN = new Pointers(pointer -> pointer);

  /** By top-level field and item; inside an item, the order in which it was checked stays. */
  static final Comparator<String> BY_ITEM =
      Comparator.comparing(
          pointer -> Key.of(JsonPointer.tokens(pointer)),
          Comparator.comparingInt(Key::field).thenComparing(Key::list).thenComparingInt(Key::item));

  String place(String pointer) {
    return places.apply(pointer);
  }

  private record Key(int field, String list, int item) {

    static Key of(List<String> tokens) {
      if (tokens.size() < 2) {
        return new Key(tokens.isEmpty() ? -1 : TOP.indexOf(tokens.get(0)), "", -1);
      }
      // The lists of the join graph are one level deeper; constraints come behind the edges.
      boolean nested = tokens.get(0).equals("join_graph");
      String list = nested && tokens.get(1).equals("constraints") ? "constraints" : "";
      int at = nested ? 2 : 1;
      boolean item = tokens.size() > at && tokens.get(at).matches("[0-9]{1,9}");
      return new Key(
          TOP.indexOf(tokens.get(0)), list, item ? Integer.parseInt(tokens.get(at)) : -1);
    }
  }
}
