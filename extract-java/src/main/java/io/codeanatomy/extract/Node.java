// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.Tree;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code nodes} under way.
 *
 * @param role the field of the parent that it is in; null if unknown
 * @param name the declared name, of types, variables and such; null without one in the source
 * @param sharesType whether modifiers and type are written with another variable: {@code b} in
 *     {@code int a, b;}
 */
record Node(
    Tree tree,
    long id,
    int depth,
    Span span,
    @Nullable Node parent,
    @Nullable String role,
    Usage usage,
    @Nullable Span name,
    boolean sharesType) {

  /** A child with a number. */
  static Node child(Node parent, NodeChildren.Placed placed, long id) {
    return new Node(
        placed.tree(),
        id,
        parent.depth() + 1,
        placed.span(),
        parent,
        placed.role(),
        Usage.of(parent, placed.role()),
        placed.name(),
        placed.sharesType());
  }

  /** Whether it plays a role in a parent of a kind. */
  boolean isIn(Tree.Kind parentKind, String itsRole) {
    return parent != null && parent.tree.getKind() == parentKind && itsRole.equals(role);
  }
}
