// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Binds texts, booleans, numbers and words, and reports what is none. */
final class ScalarBinder {

  /** Jackson's limit too: digits are turned into numbers in more than linear time. */
  private static final int MAX_DIGITS = 1000;

  private final TreeBuilder tree;

  ScalarBinder(TreeBuilder tree) {
    this.tree = tree;
  }

  Optional<Object> text(Shape.Text shape, Node node, String pointer) {
    boolean scalar = shape.scalar() == Shape.Text.Scalar.ANY;
    if (scalar && node instanceof Node.Numeral number) {
      return Optional.of(number.literal());
    } else if (scalar && node instanceof Node.Bool bool) {
      return Optional.of(String.valueOf(bool.value()));
    } else if (!(node instanceof Node.Text)) {
      boolean quotable = node instanceof Node.Numeral || node instanceof Node.Bool;
      return mismatch("text", node, pointer, quotable ? "put it into quotes" : "write one text");
    }
    String value = ((Node.Text) node).value();
    if (shape.blank() == Shape.Text.Blank.REFUSED && isBlank(value)) {
      tree.report(node.offset(), ReadErrors.blank(pointer));
      return Optional.empty();
    }
    return Optional.of(value);
  }

  /** White space and nothing else, as the regular expressions of JSON Schema see it. */
  private static boolean isBlank(String text) {
    return text.codePoints()
        .allMatch(c -> (c >= '\t' && c <= '\r') || Character.isSpaceChar(c) || c == '\uFEFF');
  }

  Optional<Object> bool(Node node, String pointer) {
    return node instanceof Node.Bool bool
        ? Optional.of(bool.value())
        : mismatch("a boolean", node, pointer, "write true or false");
  }

  Optional<Object> integer(Shape.Whole shape, Node node, String pointer) {
    if (!(node instanceof Node.Numeral number) || !number.isInteger()) {
      return mismatch(
          "an integer", node, pointer, "write decimal digits, without quotes and fraction");
    }
    Optional<Long> value = longValue(number.literal());
    if (value.isEmpty() || value.get() < shape.minimum() || value.get() > shape.maximum()) {
      tree.report(
          node.offset(),
          ReadErrors.outOfRange(
              pointer,
              number.literal(),
              "integers here go from " + shape.minimum() + " to " + shape.maximum()));
      return Optional.empty();
    }
    long found = value.get();
    return shape.type() == int.class ? Optional.of((int) found) : Optional.of(found);
  }

  Optional<Object> word(Shape.Word shape, Node node, String pointer) {
    List<String> allowed = List.copyOf(shape.constants().keySet());
    if (!(node instanceof Node.Text text)) {
      return mismatch(
          "one of " + String.join(", ", allowed), node, pointer, "write one of these words");
    }
    Enum<?> constant = shape.constants().get(text.value());
    if (constant == null) {
      unknownWord(text, pointer, allowed);
      return Optional.empty();
    }
    return Optional.of(constant);
  }

  Optional<Object> number(Node.Numeral number, String pointer) {
    if (number.isInteger()) {
      Optional<Long> value = longValue(number.literal());
      if (value.isPresent()) {
        return Optional.of(value.get());
      }
    } else if (number.literal().length() <= MAX_DIGITS) {
      try {
        return Optional.of(new BigDecimal(number.literal()));
      } catch (NumberFormatException e) {
        // The exponent is beyond an int; reported below.
      }
    }
    String range = "integers have 64 bits, decimals up to " + MAX_DIGITS + " characters";
    tree.report(number.offset(), ReadErrors.outOfRange(pointer, number.literal(), range));
    return Optional.empty();
  }

  void unknownWord(Node.Text text, String pointer, List<String> allowed) {
    String field = JsonPointer.tokens(pointer).stream().reduce("value", (first, second) -> second);
    tree.report(text.offset(), ReadErrors.unknownWord(pointer, field, text.value(), allowed));
  }

  Optional<Object> mismatch(String expected, Node node, String pointer, String hint) {
    tree.report(node.offset(), ReadErrors.wrongType(pointer, expected, node, hint));
    return Optional.empty();
  }

  private static Optional<Long> longValue(String literal) {
    if (literal.length() > 20) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(literal));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
