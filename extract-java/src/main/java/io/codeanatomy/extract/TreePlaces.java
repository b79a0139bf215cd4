// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ModuleTree;
import com.sun.source.tree.Tree;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where trees are in the text: the compiler's places, put right where they are not the source's.
 */
final class TreePlaces {

  private final ParsedFile file;
  private final Tokens tokens;
  private final int length;

  /** The spans around the children, of what was asked for; null if there are no faults. */
  private final @Nullable IdentityHashMap<Tree, Span> hulls;

  private TreePlaces(
      ParsedFile file, Tokens tokens, int length, @Nullable IdentityHashMap<Tree, Span> hulls) {
    this.file = file;
    this.tokens = tokens;
    this.length = length;
    this.hulls = hulls;
  }

  static TreePlaces of(ParsedFile file, Tokens tokens, int length) {
    return new TreePlaces(file, tokens, length, null);
  }

  /** The places in a faulty text, where the compiler may end a tree before its children. */
  static TreePlaces ofFaulty(ParsedFile file, Tokens tokens, int length) {
    return new TreePlaces(file, tokens, length, new IdentityHashMap<>());
  }

  /**
   * The place of a tree; null for what the compiler makes up: it has no start, or no end (the
   * parameters of a compact constructor, the type of an enum constant).
   */
  @Nullable Span of(Tree tree) {
    if (tree instanceof ModifiersTree) {
      return ofModifiers(tree);
    }
    Span span = hull(tree);
    if (span != null && tree instanceof MethodTree method) {
      return withTypeParameters(span, method);
    }
    if (span != null && tree instanceof ModuleTree) {
      // The compiler lets it start at "module".
      int before = tokens.firstFrom(span.start()) - 1;
      return tokens.is(before, "open") ? new Span(tokens.start(before), span.end()) : span;
    }
    return span == null && tree instanceof ClassTree type ? ofMembers(type) : span;
  }

  /** The compiler's start of a tree; -1 without one. */
  long compilerStart(Tree tree) {
    return file.positions().getStartPosition(file.unit(), tree);
  }

  /** The compiler's place, widened to hold the children if the text is faulty. */
  private @Nullable Span hull(Tree tree) {
    Span span = compilerSpan(tree);
    if (span == null || hulls == null) {
      return span;
    }
    Span known = hulls.get(tree);
    if (known != null) {
      return known;
    }
    int start = span.start();
    int end = span.end();
    for (TreeChildren.Child child : TreeChildren.of(tree)) {
      Span inner = of(child.tree());
      if (inner != null) {
        start = Math.min(start, inner.start());
        end = Math.max(end, inner.end());
      }
    }
    Span hull = new Span(start, end);
    hulls.put(tree, hull);
    return hull;
  }

  private @Nullable Span compilerSpan(Tree tree) {
    long start = compilerStart(tree);
    long end = file.positions().getEndPosition(file.unit(), tree);
    if (start < 0 || end < 0 || start > length) {
      return null;
    }
    // Of a faulty text, the end may be that of the last good token, before the start.
    return new Span((int) start, (int) Math.max(start, Math.min(end, length)));
  }

  /**
   * Modifiers without the {@code @} of {@code @interface}, which the compiler counts among them;
   * null if nothing is written, though the compiler (17) gives resources the place of their type.
   */
  private @Nullable Span ofModifiers(Tree modifiers) {
    Span span = compilerSpan(modifiers);
    if (span == null) {
      return null;
    }
    int first = tokens.firstFrom(span.start());
    int last = tokens.firstFrom(span.end()) - 1;
    if (tokens.isSymbol(last, '@')) {
      last--;
    }
    boolean written = tokens.isSymbol(first, '@') || WrittenModifiers.startsAt(tokens, first);
    return last >= first && written ? new Span(tokens.start(first), tokens.end(last)) : null;
  }

  /** The compiler lets a generic method without modifiers start behind its {@code <}. */
  private Span withTypeParameters(Span span, MethodTree method) {
    Span first =
        method.getTypeParameters().isEmpty()
            ? null
            : compilerSpan(method.getTypeParameters().get(0));
    if (first == null) {
      return span;
    }
    int bracket = tokens.firstFrom(first.start()) - 1;
    boolean outside = tokens.isSymbol(bracket, '<') && tokens.start(bracket) < span.start();
    return outside ? new Span(tokens.start(bracket), span.end()) : span;
  }

  /** An implicit class (Java 25) is where its members are. */
  private @Nullable Span ofMembers(ClassTree type) {
    int start = Integer.MAX_VALUE;
    int end = -1;
    for (Tree member : type.getMembers()) {
      Span span = hull(member);
      if (span != null) {
        start = Math.min(start, span.start());
        end = Math.max(end, span.end());
      }
    }
    return start <= end ? new Span(start, end) : null;
  }

  /** Whether a type has no declaration of its own in the source. */
  boolean isImplicit(ClassTree type) {
    return compilerSpan(type) == null;
  }
}
