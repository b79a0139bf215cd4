// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of a document, JSON or YAML alike, with its place: the offset of its first character in
 * the text, in UTF-16 units.
 */
sealed interface Node {

  int offset();

  /** What the value is, for people: {@code text "x"}, {@code an object}, ... */
  String described();

  /** An object; of a key that occurs twice, the first is kept. */
  record Mapping(int offset, Map<String, Entry> entries) implements Node {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String described() {
      return "an object";
    }
  }

  /** A field of an object. */
  record Entry(int keyOffset, Node value) {}

  /** An array. */
  record Sequence(int offset, List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String described() {
      return "an array";
    }
  }

  /** A text. */
  record Text(int offset, String value) implements Node {
    @Override
    public String described() {
      return "the text \"" + Words.shortened(value) + "\"";
    }
  }

  /** A number as it is written: in the grammar of JSON. */
  record Numeral(int offset, String literal) implements Node {

    /** Whether it is written without fraction and exponent. */
    boolean isInteger() {
      return literal.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    }

    @Override
    public String described() {
      return "the number " + Words.shortened(literal);
    }
  }

  /** True or false. */
  record Bool(int offset, boolean value) implements Node {
    @Override
    public String described() {
      return "the boolean " + value;
    }
  }

  /** Null. */
  record Null(int offset) implements Node {
    @Override
    public String described() {
      return "null";
    }
  }
}
