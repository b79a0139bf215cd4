// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Calls with arguments whose type the compiler does not know. It lets these fit to any parameter,
 * and so picks one of several overloads without a reason.
 */
final class GuessedCalls {

  private final Trees trees;
  private final Elements elements;

  GuessedCalls(Trees trees, Elements elements) {
    this.trees = trees;
    this.elements = elements;
  }

  /** Whether the called method may as well be another one. */
  boolean isGuess(TreePath file, NameUse use, Element called) {
    List<? extends ExpressionTree> arguments = arguments(use.call());
    return called instanceof ExecutableElement method
        && method.getEnclosingElement() instanceof TypeElement owner
        && arguments.stream().anyMatch(argument -> isUnknown(file, argument))
        && elements.getAllMembers(owner).stream()
            .filter(member -> isOverload(member, method))
            .anyMatch(member -> takes((ExecutableElement) member, arguments.size()));
  }

  private static boolean isOverload(Element member, ExecutableElement method) {
    boolean constructors =
        method.getKind() != ElementKind.CONSTRUCTOR
            || Objects.equals(member.getEnclosingElement(), method.getEnclosingElement());
    return member.getKind() == method.getKind()
        && !member.equals(method)
        && constructors
        && member.getSimpleName().equals(method.getSimpleName());
  }

  private static boolean takes(ExecutableElement method, int arguments) {
    int parameters = method.getParameters().size();
    return method.isVarArgs() ? arguments >= parameters - 1 : arguments == parameters;
  }

  private boolean isUnknown(TreePath file, ExpressionTree argument) {
    TypeMirror type = trees.getTypeMirror(new TreePath(file, argument));
    return type != null && type.getKind() == TypeKind.ERROR;
  }

  private static List<? extends ExpressionTree> arguments(@Nullable Tree call) {
    return call instanceof MethodInvocationTree method
        ? method.getArguments()
        : call instanceof NewClassTree creation ? creation.getArguments() : List.of();
  }
}
