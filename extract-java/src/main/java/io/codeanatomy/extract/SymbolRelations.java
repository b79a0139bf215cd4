// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** What declared types extend and implement, and what declared methods override. */
final class SymbolRelations {

  private final Elements elements;
  private final SymbolNames names;
  private final @Nullable TypeElement object;
  private final Map<TypeElement, Map<String, List<ExecutableElement>>> methods = new HashMap<>();

  SymbolRelations(Elements elements, SymbolNames names) {
    this.elements = elements;
    this.names = names;
    this.object = elements.getTypeElement("java.lang.Object");
  }

  /** Adds the relations of a declaration. */
  void add(Element declared, Symbol symbol, NameUse place, List<FileSymbols.Relation> relations) {
    if (declared instanceof TypeElement type) {
      for (TypeElement target : supertypes(type)) {
        boolean implemented = target.getKind().isInterface() && !type.getKind().isInterface();
        add(symbol, implemented ? "implements" : "extends", target, place, relations);
      }
    } else if (declared.getKind() == ElementKind.METHOD
        && declared.getEnclosingElement() instanceof TypeElement owner
        && !declared.getModifiers().contains(Modifier.STATIC)) {
      Set<ExecutableElement> overridden = new LinkedHashSet<>();
      addOverridden((ExecutableElement) declared, owner, owner, new HashSet<>(), overridden);
      overridden.forEach(target -> add(symbol, "overrides", target, place, relations));
    }
  }

  private void add(
      Symbol symbol,
      String relation,
      Element target,
      NameUse place,
      List<FileSymbols.Relation> relations) {
    Symbol other = names.of(target);
    if (other != null) {
      relations.add(new FileSymbols.Relation(place.start(), place.end(), symbol, relation, other));
    }
  }

  /** On each way up, the first type that declares a method that is overridden. */
  private void addOverridden(
      ExecutableElement method,
      TypeElement owner,
      TypeElement from,
      Set<TypeElement> seen,
      Set<ExecutableElement> overridden) {
    for (TypeElement supertype : waysUp(from)) {
      if (!seen.add(supertype)) {
        continue;
      }
      boolean found = false;
      String name = method.getSimpleName().toString();
      for (ExecutableElement candidate : methods(supertype).getOrDefault(name, List.of())) {
        if (candidate.getParameters().size() == method.getParameters().size()
            && elements.overrides(method, candidate, owner)) {
          overridden.add(candidate);
          found = true;
        }
      }
      if (!found) {
        addOverridden(method, owner, supertype, seen, overridden);
      }
    }
  }

  /** Of an interface without superinterfaces, Object: it has its methods (JLS 9.2). */
  private List<TypeElement> waysUp(TypeElement type) {
    List<TypeElement> supertypes = supertypes(type);
    boolean alone = supertypes.isEmpty() && type.getKind().isInterface();
    return alone && object != null ? List.of(object) : supertypes;
  }

  /** The direct supertypes that are known, the superclass first. */
  private static List<TypeElement> supertypes(TypeElement type) {
    List<TypeMirror> all = new ArrayList<>();
    all.add(type.getSuperclass());
    all.addAll(type.getInterfaces());
    List<TypeElement> known = new ArrayList<>();
    for (TypeMirror supertype : all) {
      if (supertype.getKind() == TypeKind.DECLARED
          && ((DeclaredType) supertype).asElement() instanceof TypeElement element) {
        known.add(element);
      }
    }
    return known;
  }

  private Map<String, List<ExecutableElement>> methods(TypeElement type) {
    return methods.computeIfAbsent(
        type,
        owner -> {
          Map<String, List<ExecutableElement>> byName = new TreeMap<>();
          for (ExecutableElement method : ElementFilter.methodsIn(owner.getEnclosedElements())) {
            byName
                .computeIfAbsent(method.getSimpleName().toString(), name -> new ArrayList<>())
                .add(method);
          }
          return byName;
        });
  }
}
