// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import org.jspecify.annotations.Nullable;

/** What a name, if a tree is one, is used for, as far as its place in the syntax tells. */
enum Usage {
  /** A value, or what qualifies another name. */
  READ,
  /** The target of an assignment. */
  WRITE,
  /** A type. */
  TYPE,
  /** The type of {@code new}. */
  CONSTRUCTOR,
  /** The name of a called method. */
  CALLEE,
  /** The name of an annotation's element. */
  ELEMENT,
  /** No use of a name: package, import and module declarations. */
  NONE;

  /** What a child of a node is used for. */
  static Usage of(Node parent, @Nullable String role) {
    if (parent.usage() == NONE || role == null) {
      return parent.usage() == NONE ? NONE : READ;
    }
    Tree tree = parent.tree();
    return switch (tree.getKind()) {
      case IMPORT, PACKAGE, EXPORTS, OPENS, REQUIRES -> role.equals("annotations") ? READ : NONE;
      case MODULE -> role.equals("name") ? NONE : READ;
      case PARENTHESIZED -> parent.usage() == WRITE ? WRITE : READ;
      case ASSIGNMENT -> {
        boolean target = role.equals("variable");
        boolean element =
            parent.parent() != null && parent.parent().tree() instanceof AnnotationTree;
        yield target ? element ? ELEMENT : WRITE : READ;
      }
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> WRITE;
      case METHOD_INVOCATION ->
          switch (role) {
            case "method_select" -> CALLEE;
            case "type_arguments" -> TYPE;
            default -> READ;
          };
      case NEW_CLASS ->
          switch (role) {
            case "identifier" -> CONSTRUCTOR;
            case "type_arguments" -> TYPE;
            default -> READ;
          };
      case PARAMETERIZED_TYPE -> role.equals("type") ? typeOf(parent) : TYPE;
      case ANNOTATED_TYPE -> role.equals("underlying_type") ? typeOf(parent) : READ;
      case MEMBER_SELECT ->
          ((MemberSelectTree) tree).getIdentifier().contentEquals("class") ? TYPE : READ;
      default -> isCompoundTarget(tree, role) ? WRITE : isType(tree.getKind(), role) ? TYPE : READ;
    };
  }

  /** Whether the syntax allows nothing but a type. */
  boolean isType() {
    return this == TYPE || this == CONSTRUCTOR;
  }

  private static Usage typeOf(Node parent) {
    return parent.usage() == CONSTRUCTOR ? CONSTRUCTOR : TYPE;
  }

  private static boolean isCompoundTarget(Tree tree, String role) {
    return role.equals("variable") && tree instanceof CompoundAssignmentTree;
  }

  private static boolean isType(Tree.Kind kind, String role) {
    return switch (kind) {
      case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE ->
          role.equals("extends_clause")
              || role.equals("implements_clause")
              || role.equals("permits_clause");
      case METHOD -> role.equals("return_type") || role.equals("throws");
      case VARIABLE, NEW_ARRAY, TYPE_CAST, INSTANCE_OF, ARRAY_TYPE -> role.equals("type");
      case MEMBER_REFERENCE -> role.equals("type_arguments");
      case TYPE_PARAMETER, INTERSECTION_TYPE -> role.equals("bounds");
      case UNION_TYPE -> role.equals("type_alternatives");
      case UNBOUNDED_WILDCARD, EXTENDS_WILDCARD, SUPER_WILDCARD -> role.equals("bound");
      case ANNOTATION, TYPE_ANNOTATION -> role.equals("annotation_type");
      case USES -> role.equals("service_name");
      case PROVIDES -> role.equals("service_name") || role.equals("implementation_names");
      // DECONSTRUCTION_PATTERN is younger than the oldest compiler we run with.
      default -> role.equals("deconstructor");
    };
  }
}
