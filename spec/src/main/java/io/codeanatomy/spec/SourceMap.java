// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.Optional;

/** Knows where in its document each value of a spec stands. */
public final class SourceMap {

  private final SpecSource source;
  private final LineIndex lines;
  private final Node root;

  SourceMap(SpecSource source, Node root) {
    this.source = source;
    this.lines = new LineIndex(source.text());
    this.root = root;
  }

  /** The document. */
  public SpecSource source() {
    return source;
  }

  /**
   * Where the value stands that a JSON pointer leads to, or the nearest value around it that the
   * document holds. A block of YAML stands where its first key or item does.
   */
  public Position position(String pointer) {
    return lines.position(nearest(pointer).offset());
  }

  /**
   * Where a character of an expression stands: escapes, folded lines and indentation are seen
   * through. Empty if the pointer does not lead to exactly this text.
   *
   * @param index the character's index in the expression, in UTF-16 units
   */
  Optional<Position> positionInText(String pointer, String expression, int index) {
    if (exact(pointer).orElse(root) instanceof Node.Text text && text.value().equals(expression)) {
      return TextScan.offsetOf(source.text(), text, index).stream()
          .mapToObj(lines::position)
          .findFirst();
    }
    return Optional.empty();
  }

  /** Whether a pointer leads to a value. */
  boolean holds(String pointer) {
    return exact(pointer).isPresent();
  }

  /** The text that a pointer leads to. */
  Optional<String> text(String pointer) {
    return exact(pointer)
        .filter(Node.Text.class::isInstance)
        .map(node -> ((Node.Text) node).value());
  }

  private Optional<Node> exact(String pointer) {
    Optional<Node> node = Optional.of(root);
    for (String token : JsonPointer.tokens(pointer)) {
      node = node.flatMap(parent -> child(parent, token));
    }
    return node;
  }

  private Node nearest(String pointer) {
    Node node = root;
    for (String token : JsonPointer.tokens(pointer)) {
      Optional<Node> next = child(node, token);
      if (next.isEmpty()) {
        return node;
      }
      node = next.get();
    }
    return node;
  }

  private static Optional<Node> child(Node node, String token) {
    if (node instanceof Node.Mapping mapping) {
      return Optional.ofNullable(mapping.entries().get(token)).map(Node.Entry::value);
    }
    if (node instanceof Node.Sequence sequence && token.matches("0|[1-9][0-9]{0,8}")) {
      int index = Integer.parseInt(token);
      return index < sequence.items().size()
          ? Optional.of(sequence.items().get(index))
          : Optional.empty();
    }
    return Optional.empty();
  }
}
