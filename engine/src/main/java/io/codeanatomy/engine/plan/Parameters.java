// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;

/**
 * The declared parameters of a spec. Each has a fixed number, which stands for it in the plan until
 * its value is bound.
 */
final class Parameters {

  private final Map<String, RelDataType> types = new LinkedHashMap<>();
  private final Set<String> faulty = new LinkedHashSet<>();

  /** Declares a parameter; the same name again must have the same type. */
  boolean declare(String name, RelDataType type) {
    RelDataType earlier = types.putIfAbsent(name, type);
    boolean sound = earlier == null || earlier.equals(type);
    if (!sound) {
      declareFaulty(name);
    }
    return sound;
  }

  /** Declares a parameter whose declaration is at fault: it has no type. */
  void declareFaulty(String name) {
    faulty.add(name);
  }

  /** Whether a parameter has a declaration that is at fault, which has been reported. */
  boolean isFaulty(String name) {
    return faulty.contains(name);
  }

  Optional<RelDataType> type(String name) {
    return isFaulty(name) ? Optional.empty() : Optional.ofNullable(types.get(name));
  }

  /** The number that stands for a declared parameter. */
  int number(String name) {
    return names().indexOf(name);
  }

  List<String> names() {
    return List.copyOf(types.keySet());
  }
}
