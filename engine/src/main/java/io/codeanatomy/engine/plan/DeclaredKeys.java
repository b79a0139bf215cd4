// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.JoinGraph;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.ViewDefinition;
import io.codeanatomy.spec.ViewTransform;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The columns that a spec says are unique: constraints of the join graph, the referred side of its
 * foreign keys, and what Normalize makes an identity of. And the columns that it says refer to
 * others. They are believed for estimates alone; a wrong one makes a plan slower, never its result
 * another.
 */
public final class DeclaredKeys {

  /** Nothing is known to be unique. */
  public static final DeclaredKeys NONE = new DeclaredKeys(new TreeMap<>());

  private final Map<String, List<Set<String>>> keys;
  private final Map<String, Map<String, String>> references = new TreeMap<>();

  private DeclaredKeys(Map<String, List<Set<String>>> keys) {
    this.keys = keys;
  }

  /** The keys that a spec declares. */
  public static DeclaredKeys of(Spec spec) {
    DeclaredKeys declared = new DeclaredKeys(new TreeMap<>());
    JoinGraph joinGraph = spec.joinGraph();
    for (JoinGraph.Constraint constraint : joinGraph.constraints()) {
      switch (constraint.constraintType()) {
        case unique -> declared.add(constraint.relations().get(0), constraint.columns());
        case foreign_key -> {
          declared.add(constraint.relations().get(1), joinGraph.referredColumns(constraint));
          declared.refer(constraint);
        }
        case not_null -> {}
      }
    }
    for (ViewDefinition view : spec.viewDefinitions()) {
      if (view.transform() instanceof ViewTransform.Normalize normalize) {
        declared.add(view.name(), List.of("entity_id"));
        declared.add(view.name(), normalize.idColumns());
      }
    }
    return declared;
  }

  private void add(String relation, List<String> columns) {
    keys.computeIfAbsent(relation, name -> new ArrayList<>()).add(new LinkedHashSet<>(columns));
  }

  private void refer(JoinGraph.Constraint foreignKey) {
    if (foreignKey.columns().size() == 1) {
      references
          .computeIfAbsent(foreignKey.relations().get(0), name -> new TreeMap<>())
          .put(foreignKey.columns().get(0), foreignKey.relations().get(1));
    }
  }

  /** The relation that has every value of a column as a key, if one is declared. */
  Optional<String> referred(String relation, String column) {
    return Optional.ofNullable(references.getOrDefault(relation, Map.of()).get(column));
  }

  /** The sets of columns of a relation that are unique. */
  List<Set<String>> of(String relation) {
    return keys.getOrDefault(relation, List.of());
  }
}
