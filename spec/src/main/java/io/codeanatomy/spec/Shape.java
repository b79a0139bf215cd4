// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a document must hold in a place, derived from the records by {@link Shapes}. */
sealed interface Shape {

  /**
   * A text.
   *
   * @param blank whether it may be blank
   * @param scalar whether a number or a boolean may stand for it
   */
  record Text(Blank blank, Scalar scalar) implements Shape {
    enum Blank {
      REFUSED,
      ALLOWED
    }

    enum Scalar {
      TEXT_ONLY,
      ANY
    }
  }

  /** True or false. */
  record Bool() implements Shape {}

  /** An integer within bounds; {@code type} is {@code int} or {@code long}. */
  record Whole(Class<?> type, long minimum, long maximum) implements Shape {}

  /** One of the constants of an enum, spelled as in Java. */
  record Word(Class<? extends Enum<?>> type, Map<String, Enum<?>> constants) implements Shape {}

  /** An array. */
  record Items(Shape item) implements Shape {}

  /** An object with any keys. */
  record Entries(Shape value) implements Shape {}

  /** Any value: text, boolean, long, decimal, list, map. */
  record Any() implements Shape {}

  /** An object with the fields of a record, or, if allowed, its first field alone as a text. */
  record Fields(Class<?> type, List<Field> fields, boolean textForm) implements Shape {}

  /** One of several records, told apart by the value of a field. */
  record Tagged(String tag, Map<String, Fields> kinds) implements Shape {}

  /** One of several records, told apart by form: words, a text, or an object. */
  record Forms(Map<String, Fields> words, Optional<Fields> text, Fields object) implements Shape {}

  /** A field of an object. */
  record Field(String name, Shape shape, Presence presence, String description) {}

  /** Whether a field must be there, and what holds if it is not. */
  sealed interface Presence {

    /** It must be there. */
    record Required() implements Presence {}

    /** It may be absent or null: an empty {@link java.util.Optional}. */
    record Absent() implements Presence {}

    /** It may be absent and is then as if this stood there. */
    record Defaulted(Node value) implements Presence {}
  }
}
