// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where declared names are written. The compiler's public API does not say, so the tokens behind
 * what comes before a name (modifiers, type) are searched.
 */
final class DeclarationNames {

  private static final Set<String> TYPE_KEYWORDS = Set.of("class", "interface", "enum", "record");

  /** The name of what has none: {@code int _ = f();} (Java 22). */
  private static final String UNNAMED = "_";

  private final TreePlaces places;
  private final Tokens tokens;

  DeclarationNames(TreePlaces places, Tokens tokens) {
    this.places = places;
    this.tokens = tokens;
  }

  @Nullable Span ofType(ClassTree type, Span span) {
    if (type.getSimpleName().isEmpty() || places.isImplicit(type)) {
      return null;
    }
    int keyword = tokens.firstFrom(behindModifiers(type.getModifiers(), span.start()));
    while (tokens.isSymbol(keyword, '@')) {
      keyword++;
    }
    boolean declared =
        tokens.isWord(keyword)
            && TYPE_KEYWORDS.contains(tokens.text(keyword))
            && tokens.is(keyword + 1, type.getSimpleName().toString());
    return declared ? tokens.span(keyword + 1) : null;
  }

  /** The name of a method; of a constructor, that of its type. */
  @Nullable Span ofMethod(MethodTree method, String name, Span span) {
    int from = behindModifiers(method.getModifiers(), span.start());
    Span typeParameters = lastSpan(method.getTypeParameters());
    if (typeParameters != null) {
      from = typeParameters.end();
    }
    Tree type = method.getReturnType();
    return find(name, type == null ? from : behindElementType(type, from), span.end());
  }

  /**
   * The name of a variable.
   *
   * @param from where to begin if what comes before is written elsewhere, as for {@code b} in
   *     {@code int a, b;}; -1 if it is not
   */
  @Nullable Span ofVariable(VariableTree variable, int from, Span span) {
    Tree nameExpression = variable.getNameExpression();
    if (nameExpression != null) {
      Span place = places.of(nameExpression);
      return place == null ? null : lastToken(place);
    }
    String written = variable.getName().toString();
    String name = written.isEmpty() ? UNNAMED : written;
    if (from >= 0) {
      return find(name, from, span.end());
    }
    int begin = behindModifiers(variable.getModifiers(), span.start());
    Tree type = variable.getType();
    if (type != null) {
      begin = behindElementType(type, begin);
    } else if (isVar(begin)) {
      begin = tokens.end(tokens.firstFrom(begin));
    }
    return find(name, begin, span.end());
  }

  @Nullable Span ofTypeParameter(TypeParameterTree parameter, Span span) {
    Span annotations = lastSpan(parameter.getAnnotations());
    int from = annotations == null ? span.start() : annotations.end();
    return find(parameter.getName().toString(), from, span.end());
  }

  /** Whether {@code var} is written for the type of a variable. */
  boolean isVar(VariableTree variable, Span span) {
    return variable.getType() == null
        && isVar(behindModifiers(variable.getModifiers(), span.start()));
  }

  /** The last token of a span; null if there is none. */
  @Nullable Span lastToken(Span span) {
    int index = tokens.firstFrom(span.end()) - 1;
    return index >= 0 && tokens.start(index) >= span.start() ? tokens.span(index) : null;
  }

  private boolean isVar(int from) {
    int index = tokens.firstFrom(from);
    return tokens.is(index, "var") && tokens.isWord(index + 1);
  }

  private int behindModifiers(ModifiersTree modifiers, int otherwise) {
    Span span = places.of(modifiers);
    return span == null ? otherwise : span.end();
  }

  /** Behind {@code int} of {@code int[] a[]}: brackets may follow the name. */
  private int behindElementType(Tree type, int otherwise) {
    Tree element = type;
    while (true) {
      if (element instanceof ArrayTypeTree array) {
        element = array.getType();
      } else if (element instanceof AnnotatedTypeTree annotated) {
        element = annotated.getUnderlyingType();
      } else {
        Span span = places.of(element);
        return span == null ? otherwise : span.end();
      }
    }
  }

  private @Nullable Span lastSpan(List<? extends Tree> trees) {
    return trees.isEmpty() ? null : places.of(trees.get(trees.size() - 1));
  }

  /** The first word of this text that is not inside parentheses or braces. */
  private @Nullable Span find(String name, int from, int end) {
    int depth = 0;
    for (int i = tokens.firstFrom(from); i < tokens.size() && tokens.start(i) < end; i++) {
      if (tokens.isSymbol(i, '(') || tokens.isSymbol(i, '{')) {
        depth++;
      } else if (tokens.isSymbol(i, ')') || tokens.isSymbol(i, '}')) {
        depth--;
      } else if (depth == 0 && tokens.isWord(i) && tokens.is(i, name) && !isQualified(i)) {
        return tokens.span(i);
      }
    }
    return null;
  }

  /** Whether a word is the name of an annotation, or the last part of one. */
  private boolean isQualified(int index) {
    return tokens.isSymbol(index - 1, '@')
        || (tokens.isSymbol(index - 1, '.') && !tokens.isSymbol(index - 2, '.'));
  }
}
