// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Rows of {@code types} and {@code members}. */
final class DeclarationRows {

  private static final String CONSTRUCTOR_NAME = "<init>";

  private final FileContext file;
  private final @Nullable String packageName;
  private final Map<Integer, Span> documentable = new HashMap<>();

  DeclarationRows(FileContext file, @Nullable String packageName) {
    this.file = file;
    this.packageName = packageName;
  }

  /** What a javadoc comment may document, by its start. */
  Map<Integer, Span> documentable() {
    return documentable;
  }

  /** Takes note of something that a javadoc comment may document. */
  void documents(Span span) {
    documentable.putIfAbsent(span.start(), span);
  }

  /** Adds a type and gives the scope inside it. */
  Scope type(Node node, ClassTree type, Scope scope) {
    boolean anonymous = type.getSimpleName().isEmpty();
    boolean isInterface = type.getKind() == Tree.Kind.INTERFACE;
    Scope.EnclosingType entered = new Scope.EnclosingType(qualifiedName(node, type, scope));
    List<? extends Tree> implemented = type.getImplementsClause();
    Tree extended = type.getExtendsClause();
    row(ExtractionTables.TYPES, node)
        .add(anonymous ? "class" : kind(type))
        .add(anonymous ? null : FileContext.name(type.getSimpleName()))
        .add(entered.qualifiedName())
        .add(node.name())
        .add(modifiers(type.getModifiers()))
        .add(scope.container())
        .add(
            isInterface
                ? file.list(implemented, ", ")
                : extended == null ? null : file.list(List.of(extended), ", "))
        .add(isInterface ? null : file.list(implemented, ", "))
        .add(file.list(type.getPermitsClause(), ", "))
        .end();
    if (!anonymous) {
      documents(node.span());
    }
    return new Scope(node.span(), entered);
  }

  /** Adds a method or constructor and gives the scope inside it. */
  Scope method(Node node, MethodTree method, Scope scope) {
    boolean constructor = method.getName().contentEquals(CONSTRUCTOR_NAME);
    String name = NamePlaces.nameOf(node, method);
    Span nameSpan = file.namePlaces().ofMethod(node, method);
    Tree result = method.getReturnType();
    return member(
        node,
        constructor ? "constructor" : "method",
        name,
        nameSpan,
        result == null ? null : typeText(result, nameSpan),
        modifiers(method.getModifiers()),
        scope);
  }

  /** Adds an initializer and gives the scope inside it. */
  Scope initializer(Node node, BlockTree block, Scope scope) {
    String modifiers = block.isStatic() ? "static" : null;
    return member(node, "initializer", null, null, null, modifiers, scope);
  }

  /** Adds a variable of any kind and gives the scope inside it. */
  Scope variable(Node node, VariableTree variable, Scope scope) {
    Tree type = variable.getType();
    boolean constant = isEnumConstant(node, variable);
    String typeText =
        type == null
            ? file.names().isVar(variable, node.span()) ? "var" : null
            : constant ? null : typeText(type, node.name());
    boolean named = !variable.getName().isEmpty() && variable.getNameExpression() == null;
    String name =
        named || node.name() == null
            ? FileContext.name(variable.getName())
            : file.tokens().text(file.tokens().firstFrom(node.name().start()));
    Scope inside =
        member(
            node,
            constant ? "enum_constant" : variableKind(node),
            name,
            node.name(),
            typeText,
            modifiers(variable.getModifiers()),
            scope);
    return isField(node) ? inside : scope;
  }

  void typeParameter(Node node, TypeParameterTree parameter, Scope scope) {
    member(
        node,
        "type_parameter",
        FileContext.name(parameter.getName()),
        node.name(),
        file.list(parameter.getBounds(), " & "),
        null,
        scope);
  }

  private Scope member(
      Node node,
      String kind,
      @Nullable String name,
      @Nullable Span nameSpan,
      @Nullable String typeText,
      @Nullable String modifiers,
      Scope scope) {
    row(ExtractionTables.MEMBERS, node)
        .add(kind)
        .add(name)
        .add(nameSpan)
        .add(typeText)
        .add(modifiers)
        .add(scope.container())
        .end();
    if (isDocumentable(node)) {
      documents(node.span());
    }
    return scope.inside(node.span());
  }

  private RowBuffer row(ExtractionTable table, Node node) {
    return file.rows().table(table).add(node.span()).add(node.id());
  }

  private String qualifiedName(Node node, ClassTree type, Scope scope) {
    String name = type.getSimpleName().toString();
    if (scope.type() == null) {
      return packageName == null ? name : packageName + "." + name;
    }
    boolean member = node.parent() != null && node.parent().tree() instanceof ClassTree;
    return member ? scope.type().qualifiedName() + "." + name : scope.type().nextLocal(name);
  }

  private @Nullable String modifiers(Tree modifiers) {
    return WrittenModifiers.text(file.tokens(), file.places().of(modifiers));
  }

  /** With brackets behind the name, what is written is no type, so the compiler spells it. */
  private @Nullable String typeText(Tree type, @Nullable Span name) {
    Span span = file.places().of(type);
    if (span == null) {
      return null;
    }
    boolean beforeName = name == null || span.end() <= name.start();
    return Texts.collapsed(beforeName ? file.text().text(span) : type.toString());
  }

  private boolean isEnumConstant(Node node, VariableTree variable) {
    Tree type = variable.getType();
    return isField(node) && type != null && file.places().of(type) == null;
  }

  private static boolean isField(Node node) {
    return node.parent() != null && node.parent().tree() instanceof ClassTree;
  }

  private static boolean isDocumentable(Node node) {
    Tree tree = node.tree();
    return isField(node)
        && !(tree instanceof BlockTree)
        && !(tree instanceof TypeParameterTree)
        && !isRecordComponent(node);
  }

  /** In a record, fields are static, and what is not is a component. */
  private static boolean isRecordComponent(Node node) {
    return node.tree() instanceof VariableTree variable
        && node.isIn(Tree.Kind.RECORD, "members")
        && !variable.getModifiers().getFlags().contains(Modifier.STATIC);
  }

  private static String variableKind(Node node) {
    Tree parent = node.parent() == null ? null : node.parent().tree();
    if (parent instanceof ClassTree) {
      return "field";
    }
    boolean parameter = parent instanceof MethodTree || parent instanceof LambdaExpressionTree;
    return parameter ? "parameter" : "local";
  }

  private static String kind(ClassTree type) {
    return switch (type.getKind()) {
      case INTERFACE -> "interface";
      case ENUM -> "enum";
      case RECORD -> "record";
      case ANNOTATION_TYPE -> "annotation";
      default -> "class";
    };
  }
}
