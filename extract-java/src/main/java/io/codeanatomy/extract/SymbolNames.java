// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.QualifiedNameable;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** The symbols of the compiler's elements. Each element has one; null for what has no name. */
final class SymbolNames {

  private static final String CONSTRUCTOR_NAME = "<init>";

  /** Their methods get a signature of their own at each call (JLS 15.12.3). */
  private static final List<String> POLYMORPHIC =
      List.of("java.lang.invoke.MethodHandle", "java.lang.invoke.VarHandle");

  private final Types types;
  private final SymbolPool pool;
  private final Map<Element, Symbol> symbols = new HashMap<>();
  private final Map<Element, String> localTypes = new HashMap<>();

  SymbolNames(Types types, SymbolPool pool) {
    this.types = types;
    this.pool = pool;
  }

  /** Names a type that is no member, within the type around it. */
  void nameLocalType(Element type, String name) {
    localTypes.put(type, name);
  }

  /** Gives an element that no other file can mean the place of its name. */
  void nameLocal(Element element, int start) {
    Symbol symbol = Symbol.local(kind(element), element.getSimpleName().toString(), start);
    symbols.putIfAbsent(element, symbol);
  }

  /** Whether only the file that declares it can mean it. */
  static boolean isLocal(Element element) {
    return switch (element.getKind()) {
      case PARAMETER,
          LOCAL_VARIABLE,
          EXCEPTION_PARAMETER,
          RESOURCE_VARIABLE,
          BINDING_VARIABLE,
          TYPE_PARAMETER ->
          true;
      default -> false;
    };
  }

  /** The symbol; null if the element is erroneous or has none. */
  @Nullable Symbol of(Element element) {
    Symbol known = symbols.get(element);
    if (known != null || isLocal(element)) {
      return known;
    }
    String text = text(element);
    if (text == null) {
      return null;
    }
    Symbol symbol = pool.shared(Symbol.global(kind(element), text));
    symbols.put(element, symbol);
    return symbol;
  }

  private @Nullable String text(Element element) {
    if (element instanceof PackageElement named) {
      return named.isUnnamed()
          ? null
          : SymbolPool.packageSymbol(named.getQualifiedName().toString());
    }
    if (element instanceof TypeElement type) {
      return type.asType().getKind() == TypeKind.ERROR ? null : binaryName(type);
    }
    if (element.getKind() == ElementKind.OTHER || element.getEnclosingElement() == null) {
      return null;
    }
    Element owner = element.getEnclosingElement();
    if (!(owner instanceof TypeElement ownerType) || owner.asType().getKind() == TypeKind.ERROR) {
      return null;
    }
    if (element instanceof ExecutableElement method) {
      return ownerName(ownerType) + "#" + signature(declared(method, ownerType));
    }
    boolean field =
        element.getKind().isField() || element.getKind() == ElementKind.RECORD_COMPONENT;
    return field ? ownerName(ownerType) + "#" + element.getSimpleName() : null;
  }

  private static ExecutableElement declared(ExecutableElement method, TypeElement owner) {
    if (!POLYMORPHIC.contains(owner.getQualifiedName().toString())) {
      return method;
    }
    List<ExecutableElement> methods = ElementFilter.methodsIn(owner.getEnclosedElements());
    return methods.contains(method)
        ? method
        : methods.stream()
            .filter(candidate -> candidate.getSimpleName().equals(method.getSimpleName()))
            .filter(candidate -> candidate.getModifiers().contains(Modifier.NATIVE))
            .findFirst()
            .orElse(method);
  }

  private String signature(ExecutableElement method) {
    StringJoiner parameters = new StringJoiner(",", "(", ")");
    for (VariableElement parameter : method.getParameters()) {
      parameters.add(erased(parameter.asType()));
    }
    boolean constructor = method.getKind() == ElementKind.CONSTRUCTOR;
    return (constructor ? CONSTRUCTOR_NAME : method.getSimpleName()) + parameters.toString();
  }

  private String erased(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return erased(array.getComponentType()) + "[]";
    }
    TypeMirror erasure = type.getKind().isPrimitive() ? type : types.erasure(type);
    if (erasure instanceof ArrayType array) {
      return erased(array.getComponentType()) + "[]";
    }
    if (erasure instanceof ErrorType missing) {
      return ((QualifiedNameable) missing.asElement()).getQualifiedName().toString();
    }
    return erasure instanceof DeclaredType declared
        ? binaryName((TypeElement) declared.asElement())
        : erasure.getKind().name().toLowerCase(Locale.ROOT);
  }

  /** The members of arrays belong to a type that the compiler makes up. */
  private String ownerName(TypeElement owner) {
    return isArray(owner) ? "[]" : binaryName(owner);
  }

  private static boolean isArray(TypeElement type) {
    Element outer = type.getEnclosingElement();
    return outer != null && outer.getKind() == ElementKind.OTHER;
  }

  /** As the compiler names class files; types that are no members by their place in the source. */
  private String binaryName(TypeElement type) {
    String local = localTypes.get(type);
    Element outer = type.getEnclosingElement();
    if (local == null && !(outer instanceof TypeElement)) {
      return type.getQualifiedName().toString();
    }
    while (outer != null && !(outer instanceof TypeElement)) {
      outer = outer.getEnclosingElement();
    }
    String name = local == null ? type.getSimpleName().toString() : local;
    return outer instanceof TypeElement outerType ? binaryName(outerType) + "$" + name : name;
  }

  private static String kind(Element element) {
    return switch (element.getKind()) {
      case ANNOTATION_TYPE -> "annotation";
      case ENUM -> "enum";
      case INTERFACE -> "interface";
      case RECORD -> "record";
      case PACKAGE -> "package";
      case METHOD -> "method";
      case CONSTRUCTOR -> "constructor";
      case FIELD, RECORD_COMPONENT -> "field";
      case ENUM_CONSTANT -> "enum_constant";
      case PARAMETER -> "parameter";
      case TYPE_PARAMETER -> "type_parameter";
      case LOCAL_VARIABLE, EXCEPTION_PARAMETER, RESOURCE_VARIABLE, BINDING_VARIABLE -> "local";
      default -> "class";
    };
  }
}
