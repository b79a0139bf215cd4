// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.lang.reflect.AnnotatedElement;

/** What parts of the language say of themselves. */
final class Descriptions {

  private Descriptions() {}

  /** The description of a record or of one of its components. */
  static String of(AnnotatedElement part) {
    Description description = part.getAnnotation(Description.class);
    if (description == null) {
      throw new IllegalStateException(part + " has no @Description");
    }
    return description.value();
  }

  /** The description of a word of the language; a kind means the transform of its name. */
  static String of(Enum<?> word) {
    if (word instanceof ViewKind) {
      for (Class<?> transform : ViewTransform.class.getPermittedSubclasses()) {
        if (transform.getSimpleName().equals(word.name())) {
          return of(transform);
        }
      }
    }
    try {
      return of(word.getDeclaringClass().getField(word.name()));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }
}
