// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;

/**
 * The declared parameters of a spec. Each has a fixed number, which stands for it in the plan until
 * its value is bound.
 */
final class Parameters {

  private final Map<String, RelDataType> types = new LinkedHashMap<>();

  /** Declares a parameter; the same name again must have the same type. */
  boolean declare(String name, RelDataType type) {
    RelDataType earlier = types.putIfAbsent(name, type);
    return earlier == null || earlier.equals(type);
  }

  Optional<RelDataType> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /** The number that stands for a declared parameter. */
  int number(String name) {
    return names().indexOf(name);
  }

  List<String> names() {
    return List.copyOf(types.keySet());
  }
}
