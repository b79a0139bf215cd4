// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every part of the spec language says what it means. */
class DescriptionsTest {

  private final Map<String, AnnotatedElement> parts = new LinkedHashMap<>();
  private final Set<Class<?>> seen = new LinkedHashSet<>();

  @Test
  void everyPartOfTheLanguageHasADescription() {
    collect(Spec.class);

    assertThat(parts).containsKeys("Spec.viewDefinitions", "Relate.joinKeys", "JoinType.Semi");
    assertThat(parts.entrySet())
        .filteredOn(part -> !part.getValue().isAnnotationPresent(Description.class))
        .extracting(Map.Entry::getKey)
        .as("add @Description to these")
        .isEmpty();
  }

  @Test
  void aDescriptionIsOneLineOfText() {
    collect(Spec.class);

    assertThat(parts)
        .allSatisfy(
            (name, part) -> {
              Description description = part.getAnnotation(Description.class);
              assertThat(description.value()).as(name).doesNotContain("\n", "  ").isNotBlank();
              assertThat(description.value()).as(name).isEqualTo(description.value().strip());
            });
  }

  @Test
  void everyTransformHasAReference() {
    assertThat(ViewTransform.class.getPermittedSubclasses())
        .allSatisfy(
            transform -> {
              Reference reference = transform.getAnnotation(Reference.class);
              assertThat(reference).as("add @Reference to %s", transform).isNotNull();
              assertThat(reference.rowType()).as("%s", transform).isNotBlank();
              assertThat(reference.nulls()).as("%s", transform).isNotBlank();
              assertThat(reference.examples()).as("%s", transform).isNotEmpty();
            });
  }

  /** The words of this enum are the names of the transforms, which have descriptions. */
  @Test
  void everyKindIsATransform() {
    Set<String> kinds = new TreeSet<>();
    for (ViewKind kind : ViewKind.values()) {
      kinds.add(kind.name());
    }

    assertThat(kinds)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ViewTransform.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList());
  }

  private void collect(Type type) {
    if (type instanceof ParameterizedType generic) {
      List.of(generic.getActualTypeArguments()).forEach(this::collect);
    } else if (type instanceof Class<?> plain
        && plain.getName().startsWith(Spec.class.getPackageName())
        && seen.add(plain)) {
      collectClass(plain);
    }
  }

  private void collectClass(Class<?> type) {
    if (type.isEnum()) {
      if (type != ViewKind.class) {
        collectWords(type);
      }
      return;
    }
    parts.put(type.getSimpleName(), type);
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        parts.put(type.getSimpleName() + "." + component.getName(), component);
        collect(component.getGenericType());
      }
    } else if (type.isSealed()) {
      List.of(type.getPermittedSubclasses()).forEach(this::collect);
    }
  }

  private void collectWords(Class<?> type) {
    for (Object constant : type.getEnumConstants()) {
      String name = ((Enum<?>) constant).name();
      try {
        parts.put(type.getSimpleName() + "." + name, type.getField(name));
      } catch (NoSuchFieldException e) {
        throw new AssertionError(e);
      }
    }
  }
}
