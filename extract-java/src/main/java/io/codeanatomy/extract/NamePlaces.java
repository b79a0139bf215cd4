// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import org.jspecify.annotations.Nullable;

/** Where names are written, of all kinds of names: what the tables give as spans of names. */
record NamePlaces(Tokens tokens, TreePlaces trees, DeclarationNames names) {

  private static final String CONSTRUCTOR_NAME = "<init>";

  /** In a parsed text; {@code faulty} if the compiler found faults in it. */
  static NamePlaces of(Tokens tokens, SourceText text, ParsedFile parsed, boolean faulty) {
    TreePlaces trees =
        faulty
            ? TreePlaces.ofFaulty(parsed, tokens, text.length())
            : TreePlaces.of(parsed, tokens, text.length());
    return new NamePlaces(tokens, trees, new DeclarationNames(trees, tokens));
  }

  /** The name of a declared method; of a constructor, that of its type. */
  @Nullable Span ofMethod(Node node, MethodTree method) {
    String name = nameOf(node, method);
    return name == null ? null : names.ofMethod(method, name, node.span());
  }

  /** The name of a method; of a constructor, that of its type; null if the compiler missed it. */
  static @Nullable String nameOf(Node node, MethodTree method) {
    return method.getName().contentEquals(CONSTRUCTOR_NAME)
            && node.parent() != null
            && node.parent().tree() instanceof ClassTree type
        ? type.getSimpleName().toString()
        : FileContext.name(method.getName());
  }

  /** The callee of {@code new X()}, or of an enum constant with arguments. */
  @Nullable Span ofConstructor(Node node, NewClassTree call) {
    Tree type = simpleType(call.getIdentifier());
    if (trees.of(type) != null) {
      return ofType(type);
    }
    Span constant = node.parent() == null ? null : node.parent().name();
    boolean arguments =
        constant != null && tokens.isSymbol(tokens.firstFrom(constant.start()) + 1, '(');
    return arguments ? constant : null;
  }

  /** The simple name of a type as written, without qualifiers, arguments and annotations. */
  @Nullable Span ofType(Tree type) {
    Tree simple = simpleType(type);
    Span span = trees.of(simple);
    return span == null ? null : name(span, simpleName(simple));
  }

  /** The imported name; of a star import all of the declaration; null for that of a module. */
  @Nullable Span ofImport(Node node, ImportTree declaration) {
    String name = FileContext.dotted(declaration.getQualifiedIdentifier());
    Span span = trees.of(declaration.getQualifiedIdentifier());
    if (name == null || span == null || isModuleImport(node)) {
      return null;
    }
    return name.endsWith(".*")
        ? node.span()
        : name(span, name.substring(name.lastIndexOf('.') + 1));
  }

  /** {@code import module java.base;}: the older API has no word for it. */
  boolean isModuleImport(Node node) {
    int keyword = tokens.firstFrom(node.span().start());
    return tokens.is(keyword + 1, "module") && tokens.isWord(keyword + 2);
  }

  /** The last token of a span, if it is this name: faulty text has names that are not there. */
  @Nullable Span name(Span span, String name) {
    int index = tokens.firstFrom(span.end()) - 1;
    boolean written =
        index >= 0
            && tokens.start(index) >= span.start()
            && tokens.isWord(index)
            && tokens.is(index, name);
    return written ? tokens.span(index) : null;
  }

  /** A type without arguments and annotations. */
  static Tree simpleType(Tree type) {
    Tree simple = type;
    while (true) {
      if (simple instanceof AnnotatedTypeTree annotated) {
        simple = annotated.getUnderlyingType();
      } else if (simple instanceof ParameterizedTypeTree parameterized) {
        simple = parameterized.getType();
      } else {
        return simple;
      }
    }
  }

  /** The last name of a tree; empty if it is none. */
  static String simpleName(Tree tree) {
    return tree instanceof MemberSelectTree select
        ? select.getIdentifier().toString()
        : tree instanceof IdentifierTree identifier ? identifier.getName().toString() : "";
  }
}
