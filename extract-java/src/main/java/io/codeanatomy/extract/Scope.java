// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk is: the innermost row of types or members, and the innermost type.
 *
 * @param container its span; null outside of all types
 * @param type null outside of all types
 */
record Scope(@Nullable Span container, @Nullable EnclosingType type) {

  static final Scope TOP = new Scope(null, null);

  Scope inside(Span newContainer) {
    return new Scope(newContainer, type);
  }

  /** A type, and how many nameless and local ones were met in it. */
  static final class EnclosingType {

    private final String qualifiedName;
    private final Map<String, Integer> localTypes = new HashMap<>();

    EnclosingType(String qualifiedName) {
      this.qualifiedName = qualifiedName;
    }

    String qualifiedName() {
      return qualifiedName;
    }

    /** As the compiler names class files: numbered for each simple name, from 1. */
    String nextLocal(String simpleName) {
      int number = localTypes.merge(simpleName, 1, Integer::sum);
      return qualifiedName + "$" + number + simpleName;
    }
  }
}
