// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.ModifiersTree;

/** Rows of {@code imports} and {@code annotations}. */
final class ImportAndAnnotationRows {

  private static final String STAR = ".*";

  private final FileContext file;

  ImportAndAnnotationRows(FileContext file) {
    this.file = file;
  }

  void importDeclaration(Node node, ImportTree declaration) {
    String name = FileContext.dotted(declaration.getQualifiedIdentifier());
    Span nameSpan = file.places().of(declaration.getQualifiedIdentifier());
    if (name == null || nameSpan == null) {
      return;
    }
    boolean star = name.endsWith(STAR);
    boolean module = file.namePlaces().isModuleImport(node);
    String alias = star || module ? null : name.substring(name.lastIndexOf('.') + 1);
    file.rows()
        .table(ExtractionTables.IMPORTS)
        .add(node.span())
        .add(node.id())
        .add(star ? name.substring(0, name.length() - STAR.length()) : name)
        .add(declaration.isStatic())
        .add(star)
        .add(module)
        .add(alias)
        .add(alias == null ? null : file.name(nameSpan, alias))
        .end();
  }

  void annotation(Node node, AnnotationTree annotation) {
    Node owner = node.parent();
    if (owner != null && owner.tree() instanceof ModifiersTree) {
      owner = owner.parent();
    }
    String name = FileContext.dotted(annotation.getAnnotationType());
    if (owner == null || name == null) {
      return;
    }
    file.rows()
        .table(ExtractionTables.ANNOTATIONS)
        .add(node.span())
        .add(node.id())
        .add(owner.span())
        .add(name)
        .add(Texts.bounded(file.text().text(node.span())))
        .end();
  }
}
