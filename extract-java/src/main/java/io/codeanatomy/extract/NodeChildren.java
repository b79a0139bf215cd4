// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The children of a node that have a place in the source, in the order of their start, with spans
 * that lie inside the parent's.
 */
final class NodeChildren {

  /** A child before it has a number. */
  record Placed(
      Tree tree, @Nullable String role, Span span, @Nullable Span name, boolean sharesType) {}

  private static final Comparator<Placed> BY_START =
      Comparator.comparingInt(placed -> placed.span().start());

  private final TreePlaces places;
  private final DeclarationNames names;
  private final Tokens tokens;

  NodeChildren(TreePlaces places, DeclarationNames names, Tokens tokens) {
    this.places = places;
    this.names = names;
    this.tokens = tokens;
  }

  List<Placed> of(Node parent) {
    List<TreeChildren.Child> children = children(parent);
    List<Placed> placed = new ArrayList<>(children.size());
    Tree previous = null;
    for (TreeChildren.Child child : children) {
      if (isWrittenElsewhere(parent, child)) {
        continue;
      }
      Span span = places.of(child.tree());
      if (span != null) {
        Placed before = previous == null ? null : placed.get(placed.size() - 1);
        placed.add(
            before != null && startTogether(previous, child.tree())
                ? furtherVariable((VariableTree) child.tree(), child.role(), span, before)
                : place(parent, child, span));
        previous = child.tree();
      }
    }
    placed.sort(BY_START);
    return placed;
  }

  /**
   * The children by the syntax. The compiler counts {@code @A} in {@code static <T> @A T f()} among
   * the modifiers, but it is outside of their span: it becomes a child of the method.
   */
  private List<TreeChildren.Child> children(Node parent) {
    List<TreeChildren.Child> children = TreeChildren.of(parent.tree());
    if (parent.tree() instanceof ModifiersTree) {
      return children.stream().filter(child -> isInside(child.tree(), parent.span())).toList();
    }
    if (!(parent.tree() instanceof MethodTree method)) {
      return children;
    }
    Span modifiers = places.of(method.getModifiers());
    List<TreeChildren.Child> all = new ArrayList<>(children);
    for (AnnotationTree annotation : method.getModifiers().getAnnotations()) {
      if (modifiers != null && !isInside(annotation, modifiers)) {
        all.add(new TreeChildren.Child(annotation, "annotations"));
      }
    }
    return all;
  }

  private boolean isInside(Tree tree, Span outer) {
    Span span = places.of(tree);
    return span != null && outer.start() <= span.start() && span.end() <= outer.end();
  }

  private static boolean isWrittenElsewhere(Node parent, TreeChildren.Child child) {
    return parent.sharesType() && ("modifiers".equals(child.role()) || "type".equals(child.role()));
  }

  private Placed place(Node parent, TreeChildren.Child child, Span span) {
    Tree tree = child.tree();
    Span at = span;
    Span name = null;
    if (tree instanceof VariableTree variable) {
      at = withoutComma(variable, span);
      name = names.ofVariable(variable, -1, at);
    } else if (tree instanceof ClassTree type) {
      at = isBodyOfConstant(parent, type) ? bodyFrom(parent, span) : span;
      name = names.ofType(type, at);
    } else if (tree instanceof TypeParameterTree parameter) {
      name = names.ofTypeParameter(parameter, span);
    } else if (isCreationOfConstant(parent, tree) && parent.name() != null) {
      // The compiler lets it start behind the constant's name, which is the callee's name as well.
      at = new Span(Math.min(parent.name().start(), span.start()), span.end());
    }
    return new Placed(tree, child.role(), at, name, false);
  }

  /** Whether two variables are declared as in {@code int a, b;}. */
  private boolean startTogether(@Nullable Tree tree, Tree next) {
    return tree instanceof VariableTree
        && next instanceof VariableTree
        && places.compilerStart(tree) == places.compilerStart(next);
  }

  /** The compiler gives {@code b} of {@code int a, b;} all of it; its own part is from its name. */
  private Placed furtherVariable(
      VariableTree variable, @Nullable String role, Span span, Placed before) {
    Span at = withoutComma(variable, span);
    Span name =
        before.span().end() <= at.end()
            ? names.ofVariable(variable, before.span().end(), at)
            : null;
    Span own = name == null ? at : new Span(name.start(), at.end());
    return new Placed(variable, role, own, name, true);
  }

  /** The compiler counts the comma in {@code int a, b;} as the end of {@code a}. */
  private Span withoutComma(VariableTree variable, Span span) {
    int last = tokens.firstFrom(span.end()) - 1;
    if (!tokens.isSymbol(last, ',') || last == 0 || tokens.end(last - 1) <= span.start()) {
      return span;
    }
    Span shorter = new Span(span.start(), tokens.end(last - 1));
    // In a faulty text, the comma may be that of arguments that are not closed.
    return isIn(shorter, variable.getInitializer()) && isIn(shorter, variable.getType())
        ? shorter
        : span;
  }

  private boolean isIn(Span span, @Nullable Tree part) {
    Span place = part == null ? null : places.of(part);
    return place == null || place.end() <= span.end();
  }

  private boolean isCreationOfConstant(Node parent, Tree tree) {
    return tree instanceof NewClassTree creation
        && parent.tree() instanceof VariableTree
        && places.of(creation.getIdentifier()) == null;
  }

  private boolean isBodyOfConstant(Node parent, ClassTree type) {
    return type.getSimpleName().isEmpty()
        && parent.parent() != null
        && isCreationOfConstant(parent.parent(), parent.tree());
  }

  /** The compiler lets the body of a constant start at the constant's name, not at its brace. */
  private Span bodyFrom(Node creation, Span span) {
    int depth = 0;
    int index = tokens.firstFrom(creation.span().start());
    for (; index < tokens.size() && tokens.start(index) < span.end(); index++) {
      if (tokens.isSymbol(index, '(')) {
        depth++;
      } else if (tokens.isSymbol(index, ')')) {
        depth--;
      } else if (depth == 0 && tokens.isSymbol(index, '{')) {
        return new Span(tokens.start(index), span.end());
      }
    }
    return span;
  }
}
