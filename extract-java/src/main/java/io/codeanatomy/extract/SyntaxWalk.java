// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModuleTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Walks a syntax tree in preorder and adds the rows that come from it. */
final class SyntaxWalk {

  /** The tables that a walk fills. */
  static final List<ExtractionTable> TABLES =
      List.of(
          ExtractionTables.NODES,
          ExtractionTables.TYPES,
          ExtractionTables.MEMBERS,
          ExtractionTables.REFS,
          ExtractionTables.CALLS,
          ExtractionTables.CALL_ARGS,
          ExtractionTables.IMPORTS,
          ExtractionTables.ANNOTATIONS);

  private static final Map<Tree.Kind, String> KIND_NAMES = new EnumMap<>(Tree.Kind.class);

  static {
    for (Tree.Kind kind : Tree.Kind.values()) {
      KIND_NAMES.put(kind, kind.name().toLowerCase(Locale.ROOT));
    }
  }

  private final FileContext file;
  private final NodeChildren children;
  private final DeclarationRows declarations;
  private final UsageRows usages;
  private final ImportAndAnnotationRows others;
  private long nextId;

  private SyntaxWalk(FileContext file, DeclarationRows declarations) {
    this.file = file;
    this.children = new NodeChildren(file.places(), file.names(), file.tokens());
    this.declarations = declarations;
    this.usages = new UsageRows(file);
    this.others = new ImportAndAnnotationRows(file);
  }

  /**
   * Adds the rows of a file.
   *
   * @return what a javadoc comment may document, by its start
   */
  static Map<Integer, Span> run(FileContext file, CompilationUnitTree unit) {
    DeclarationRows declarations =
        new DeclarationRows(file, FileContext.dotted(unit.getPackageName()));
    SyntaxWalk walk = new SyntaxWalk(file, declarations);
    Span everything = new Span(0, file.text().length());
    Node root = new Node(unit, walk.nextId++, 0, everything, null, null, Usage.READ, null, false);
    file.rows()
        .table(ExtractionTables.NODES)
        .add(0L)
        .add((long) file.text().bytes().length)
        .add(root.id())
        .addNull()
        .add(kind(root))
        .addNull()
        .add(0)
        .add(0)
        .end();
    walk.visitChildren(root, Scope.TOP);
    return declarations.documentable();
  }

  private void visitChildren(Node parent, Scope scope) {
    List<NodeChildren.Placed> placedChildren = children.of(parent);
    if (placedChildren.isEmpty()) {
      return;
    }
    Map<String, Integer> ordinals = new HashMap<>();
    for (NodeChildren.Placed placed : placedChildren) {
      Node node = Node.child(parent, placed, nextId++);
      int ordinal = ordinals.merge(String.valueOf(placed.role()), 1, Integer::sum) - 1;
      file.rows()
          .table(ExtractionTables.NODES)
          .add(node.span())
          .add(node.id())
          .add(parent.id())
          .add(kind(node))
          .add(node.role())
          .add(ordinal)
          .add(node.depth())
          .end();
      visitChildren(node, addRows(node, scope));
    }
  }

  /** Adds the rows of a node and gives the scope inside it. */
  private Scope addRows(Node node, Scope scope) {
    Tree tree = node.tree();
    if (tree instanceof ClassTree type) {
      return declarations.type(node, type, scope);
    }
    if (tree instanceof MethodTree method) {
      return declarations.method(node, method, scope);
    }
    if (tree instanceof VariableTree variable) {
      return declarations.variable(node, variable, scope);
    }
    if (tree instanceof BlockTree block) {
      boolean initializer = node.parent() != null && node.parent().tree() instanceof ClassTree;
      return initializer ? declarations.initializer(node, block, scope) : scope;
    }
    if (tree instanceof TypeParameterTree parameter) {
      declarations.typeParameter(node, parameter, scope);
    } else if (tree instanceof MethodInvocationTree call) {
      usages.call(node, call);
    } else if (tree instanceof NewClassTree call) {
      usages.call(node, call);
    } else if (tree instanceof IdentifierTree identifier) {
      usages.reference(node, identifier);
    } else if (tree instanceof MemberSelectTree select) {
      usages.reference(node, select);
    } else if (tree instanceof MemberReferenceTree reference) {
      usages.reference(node, reference);
    } else if (tree instanceof ImportTree declaration) {
      others.importDeclaration(node, declaration);
    } else if (tree instanceof AnnotationTree annotation) {
      others.annotation(node, annotation);
    } else if (tree instanceof PackageTree || tree instanceof ModuleTree) {
      declarations.documents(node.span());
    }
    return scope;
  }

  /** The compiler calls the class body of an enum's constant an enum. */
  private static String kind(Node node) {
    boolean body =
        node.tree().getKind() == Tree.Kind.ENUM
            && node.tree() instanceof ClassTree type
            && type.getSimpleName().isEmpty();
    return body ? "class" : Objects.requireNonNull(KIND_NAMES.get(node.tree().getKind()));
  }
}
