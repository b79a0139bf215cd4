// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.Name;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** What import declarations import. */
final class ImportedNames {

  private static final String STAR = "*";

  private final Trees trees;
  private final Elements elements;

  ImportedNames(Trees trees, Elements elements) {
    this.trees = trees;
    this.elements = elements;
  }

  /** A type; of a star import the type or package before the star; static members of a name. */
  List<Element> of(TreePath file, ImportTree declaration) {
    if (!(declaration.getQualifiedIdentifier() instanceof MemberSelectTree select)) {
      return List.of();
    }
    Name name = select.getIdentifier();
    Element owner = element(file, select.getExpression());
    if (name.contentEquals(STAR)) {
      return owner != null && (!(owner instanceof PackageElement named) || exists(named))
          ? List.of(owner)
          : List.of();
    }
    if (declaration.isStatic()) {
      return owner instanceof TypeElement type && type.asType().getKind() != TypeKind.ERROR
          ? staticMembers(type, name)
          : List.of();
    }
    Element type = element(file, select);
    return type == null ? List.of() : List.of(type);
  }

  private List<Element> staticMembers(TypeElement type, Name name) {
    return elements.getAllMembers(type).stream()
        .filter(member -> member.getSimpleName().equals(name))
        .filter(member -> member.getModifiers().contains(Modifier.STATIC))
        .<Element>map(member -> member)
        .toList();
  }

  private static boolean exists(PackageElement named) {
    return !named.getEnclosedElements().isEmpty();
  }

  private @Nullable Element element(TreePath file, Tree tree) {
    return trees.getElement(new TreePath(file, tree));
  }
}
