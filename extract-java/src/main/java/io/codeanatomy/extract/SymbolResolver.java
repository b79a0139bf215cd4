// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Tells what the names of an attributed file mean. One for each batch, after its attribution. */
final class SymbolResolver {

  private static final String CONSTRUCTOR_NAME = "<init>";

  private static final Comparator<FileSymbols.Row> BY_PLACE =
      Comparator.comparingInt(FileSymbols.Row::start)
          .thenComparingInt(FileSymbols.Row::end)
          .thenComparing(FileSymbols.Row::role)
          .thenComparing(row -> row.symbol().kind())
          .thenComparing(row -> row.symbol().text());

  private final Trees trees;
  private final SymbolNames names;
  private final SymbolPool pool;
  private final ImportedNames imports;
  private final GuessedCalls guesses;
  private final SymbolRelations relations;

  SymbolResolver(JavacTask task, SymbolPool pool) {
    this.trees = Trees.instance(task);
    this.pool = pool;
    this.names = new SymbolNames(task.getTypes(), pool);
    this.imports = new ImportedNames(trees, task.getElements());
    this.guesses = new GuessedCalls(trees, task.getElements());
    this.relations = new SymbolRelations(task.getElements(), names);
  }

  /** The rows of a file. */
  FileSymbols resolve(NamesInFile file) {
    FileTrees found = new FileTrees(file.unit());
    file.localTypes()
        .forEach(
            (tree, name) -> {
              Element type = found.element(tree);
              if (type != null) {
                names.nameLocalType(type, name);
              }
            });
    for (NameUse use : file.uses()) {
      Element declared = use.isDefinition() ? found.element(use.tree()) : null;
      if (declared != null && SymbolNames.isLocal(declared)) {
        names.nameLocal(declared, use.start());
      }
    }
    Set<FileSymbols.Row> rows = new LinkedHashSet<>();
    file.compactConstructors()
        .forEach((method, components) -> nameParameters(found.element(method), components, rows));
    List<FileSymbols.Relation> related = new ArrayList<>();
    long used = 0;
    long resolved = 0;
    for (NameUse use : file.uses()) {
      int before = rows.size();
      for (Element element : found.meant(use)) {
        Symbol symbol = names.of(element);
        if (symbol != null) {
          rows.add(new FileSymbols.Row(use.start(), use.end(), use.role(), symbol));
          if (use.isDefinition()) {
            pool.declare(symbol);
            relations.add(element, symbol, use, related);
          }
        }
      }
      if (!use.isDefinition()) {
        used++;
        resolved += rows.size() > before ? 1 : 0;
      }
    }
    List<FileSymbols.Row> sorted = new ArrayList<>(rows);
    sorted.sort(BY_PLACE);
    return new FileSymbols(sorted, related, used, resolved);
  }

  /** The components of a record declare the parameters of its compact constructor, too. */
  private void nameParameters(
      @Nullable Element constructor, Map<String, Span> components, Set<FileSymbols.Row> rows) {
    if (constructor instanceof ExecutableElement method) {
      for (VariableElement parameter : method.getParameters()) {
        Span place = components.get(parameter.getSimpleName().toString());
        if (place != null) {
          names.nameLocal(parameter, place.start());
          Symbol symbol = Objects.requireNonNull(names.of(parameter));
          rows.add(new FileSymbols.Row(place.start(), place.end(), SymbolRole.DEFINITION, symbol));
        }
      }
    }
  }

  /** The trees of one file and what they mean. */
  private final class FileTrees {

    private final TreePath root;

    FileTrees(CompilationUnitTree unit) {
      this.root = new TreePath(unit);
    }

    /** Only the leaf of the path is asked: what was not attributed stays unknown. */
    @Nullable Element element(Tree tree) {
      return trees.getElement(new TreePath(root, tree));
    }

    /** More than one for an import of static members. */
    List<Element> meant(NameUse use) {
      if (use.tree() instanceof ImportTree declaration) {
        return imports.of(root, declaration);
      }
      Element element =
          use.tree() instanceof NewClassTree call ? constructor(call) : element(use.tree());
      if (element == null
          || (element instanceof PackageElement && !isPackage(use))
          || guesses.isGuess(root, use, element)) {
        return List.of();
      }
      boolean constructor = use.tree() instanceof NewClassTree || use.role() == SymbolRole.CALL;
      return constructor && !(element instanceof ExecutableElement) ? List.of() : List.of(element);
    }

    /** The compiler takes any name before a dot for a package if it knows nothing else of it. */
    private boolean isPackage(NameUse use) {
      for (Tree behind : use.qualified()) {
        Element element = element(behind);
        if (!(element instanceof PackageElement)) {
          return element != null && names.of(element) != null;
        }
      }
      return false;
    }

    /** Of a class with a body, the constructor that the one of the body calls. */
    private @Nullable Element constructor(NewClassTree call) {
      ClassTree body = call.getClassBody();
      if (body == null) {
        return element(call);
      }
      for (Tree member : body.getMembers()) {
        if (member instanceof MethodTree method
            && method.getName().contentEquals(CONSTRUCTOR_NAME)) {
          return superConstructor(method.getBody());
        }
      }
      return null;
    }

    private @Nullable Element superConstructor(@Nullable BlockTree body) {
      StatementTree first =
          body == null || body.getStatements().isEmpty() ? null : body.getStatements().get(0);
      return first instanceof ExpressionStatementTree statement
              && statement.getExpression() instanceof MethodInvocationTree call
          ? element(call.getMethodSelect())
          : null;
    }
  }
}
