// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the places of a file where something is named, as {@link SyntaxWalk} finds rows: with the
 * same spans.
 */
final class NameWalk {

  private static final String CONSTRUCTOR_NAME = "<init>";

  private final NamePlaces places;
  private final NodeChildren children;
  private final SourceText text;
  private final List<NameUse> uses = new ArrayList<>();
  private final Map<ClassTree, String> localTypes = new LinkedHashMap<>();
  private final Map<MethodTree, Map<String, Span>> compactConstructors = new LinkedHashMap<>();

  private NameWalk(NamePlaces places, SourceText text) {
    this.places = places;
    this.children = new NodeChildren(places.trees(), places.names(), places.tokens());
    this.text = text;
  }

  /** Walks a file before it is attributed. */
  static NamesInFile run(SourceFile file, SourceText text, ParsedFile parsed, boolean faulty) {
    Tokens tokens = Lexer.tokens(text.characters());
    NameWalk walk = new NameWalk(NamePlaces.of(tokens, text, parsed, faulty), text);
    CompilationUnitTree unit = parsed.unit();
    Span everything = new Span(0, text.length());
    Node root = new Node(unit, 0, 0, everything, null, null, Usage.READ, null, false);
    walk.visitChildren(root, null);
    return new NamesInFile(file, unit, walk.uses, walk.localTypes, walk.compactConstructors);
  }

  private void visitChildren(Node parent, @Nullable Map<String, Integer> localTypeNumbers) {
    for (NodeChildren.Placed placed : children.of(parent)) {
      Node node = Node.child(parent, placed, 0);
      Map<String, Integer> inside = localTypeNumbers;
      if (node.tree() instanceof ClassTree type) {
        boolean member = parent.tree() instanceof ClassTree;
        if (localTypeNumbers != null && !member) {
          String name = type.getSimpleName().toString();
          localTypes.put(type, localTypeNumbers.merge(name, 1, Integer::sum) + name);
        }
        inside = new HashMap<>();
      }
      addUses(node);
      visitChildren(node, inside);
    }
  }

  private void addUses(Node node) {
    Tree tree = node.tree();
    if (tree instanceof ClassTree || tree instanceof VariableTree) {
      add(tree, node.name(), SymbolRole.DEFINITION, null);
    } else if (tree instanceof TypeParameterTree) {
      add(tree, node.name(), SymbolRole.DEFINITION, null);
    } else if (tree instanceof MethodTree method) {
      add(tree, places.ofMethod(node, method), SymbolRole.DEFINITION, null);
      addCompactConstructor(node, method);
    } else if (tree instanceof MethodInvocationTree call) {
      addCallOfConstructor(call);
    } else if (tree instanceof NewClassTree call) {
      add(tree, places.ofConstructor(node, call), SymbolRole.CALL, call);
    } else if (tree instanceof IdentifierTree identifier) {
      addReference(node, identifier.getName().toString());
    } else if (tree instanceof MemberSelectTree select) {
      addReference(node, select.getIdentifier().toString());
    } else if (tree instanceof MemberReferenceTree reference) {
      addReference(node, reference);
    } else if (tree instanceof ImportTree declaration) {
      add(tree, places.ofImport(node, declaration), SymbolRole.IMPORT, null);
    }
  }

  private void addReference(Node node, MemberReferenceTree reference) {
    if (reference.getMode() == MemberReferenceTree.ReferenceMode.NEW) {
      add(node.tree(), places.ofType(reference.getQualifierExpression()), SymbolRole.READ, null);
    } else {
      addReference(node, reference.getName().toString());
    }
  }

  private void addReference(Node node, String name) {
    if (node.usage() == Usage.NONE || UsageRows.KEYWORDS.contains(name)) {
      return;
    }
    Tree parent = node.parent() == null ? null : node.parent().tree();
    boolean callee = node.usage() == Usage.CALLEE;
    uses(
        node.tree(),
        places.name(node.span(), name),
        callee
            ? SymbolRole.CALL
            : node.usage() == Usage.WRITE
                ? SymbolRole.WRITE
                : node.usage().isType() ? SymbolRole.TYPE : SymbolRole.READ,
        callee ? parent : null,
        qualified(node));
  }

  private static List<Tree> qualified(Node node) {
    List<Tree> qualified = new ArrayList<>(2);
    Node parent = node.parent();
    while (parent != null && parent.tree() instanceof MemberSelectTree) {
      qualified.add(parent.tree());
      parent = parent.parent();
    }
    return qualified.isEmpty() ? List.of() : qualified;
  }

  /** {@code this()} and {@code super()}: other callees are references. */
  private void addCallOfConstructor(MethodInvocationTree call) {
    ExpressionTree callee = call.getMethodSelect();
    String name = NamePlaces.simpleName(callee);
    Span span = UsageRows.KEYWORDS.contains(name) ? places.trees().of(callee) : null;
    if (span != null) {
      add(callee, places.name(span, name), SymbolRole.CALL, call);
    }
  }

  /** Its parameters are named by the components of its record, which come before it. */
  private void addCompactConstructor(Node node, MethodTree method) {
    Node record = node.parent();
    if (method.getName().contentEquals(CONSTRUCTOR_NAME)
        && record != null
        && record.tree().getKind() == Tree.Kind.RECORD
        && record.tree() instanceof ClassTree type
        && method.getParameters().stream().allMatch(tree -> places.trees().of(tree) == null)) {
      Map<String, Span> components = new HashMap<>();
      for (NameUse use : uses) {
        if (use.isDefinition() && use.tree() instanceof VariableTree variable) {
          if (type.getMembers().contains(variable)) {
            components.put(variable.getName().toString(), new Span(use.start(), use.end()));
          }
        }
      }
      compactConstructors.put(method, components);
    }
  }

  private void add(Tree tree, @Nullable Span span, SymbolRole role, @Nullable Tree call) {
    uses(tree, span, role, call, List.of());
  }

  private void uses(
      Tree tree, @Nullable Span span, SymbolRole role, @Nullable Tree call, List<Tree> qualified) {
    if (span != null) {
      int start = Math.toIntExact(text.startByte(span.start()));
      int end = Math.toIntExact(text.endByte(span.end()));
      uses.add(new NameUse(tree, start, end, role, call, qualified));
    }
  }
}
