// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import java.util.List;
import java.util.StringJoiner;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** What is at hand while the rows of a file are made. */
record FileContext(SourceText text, NamePlaces namePlaces, FileRows rows) {

  private static final String MISSING = "<error>";

  Tokens tokens() {
    return namePlaces.tokens();
  }

  TreePlaces places() {
    return namePlaces.trees();
  }

  DeclarationNames names() {
    return namePlaces.names();
  }

  /** The place of a tree as it is written; null if it has none. */
  @Nullable String written(@Nullable Tree tree) {
    Span span = tree == null ? null : places().of(tree);
    return span == null ? null : text.text(span);
  }

  /** The last token of a span, if it is this name: faulty text has names that are not there. */
  @Nullable Span name(Span span, String name) {
    return namePlaces.name(span, name);
  }

  /** Trees as they are written, white space collapsed; null for none. */
  @Nullable String list(List<? extends Tree> trees, String separator) {
    StringJoiner joined = new StringJoiner(separator);
    for (Tree tree : trees) {
      String written = written(tree);
      if (written != null) {
        joined.add(Texts.collapsed(written));
      }
    }
    return joined.length() == 0 ? null : joined.toString();
  }

  /** A dotted name, its Unicode escapes translated; null for any other tree. */
  static @Nullable String dotted(@Nullable Tree tree) {
    if (tree instanceof IdentifierTree identifier) {
      return name(identifier.getName());
    }
    if (tree instanceof MemberSelectTree select) {
      String qualifier = dotted(select.getExpression());
      String name = name(select.getIdentifier());
      return qualifier == null || name == null ? null : qualifier + "." + name;
    }
    return null;
  }

  /** A name; null if the compiler only missed one. */
  static @Nullable String name(Name name) {
    return name.contentEquals(MISSING) ? null : name.toString();
  }
}
