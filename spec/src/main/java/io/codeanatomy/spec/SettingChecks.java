// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The join graph's keys and constraints, and the parameter templates. */
final class SettingChecks {

  private final List<Diagnostic> problems = new ArrayList<>();

  private SettingChecks() {}

  static List<Diagnostic> check(Spec spec) {
    SettingChecks checks = new SettingChecks();
    for (int i = 0; i < spec.joinGraph().edges().size(); i++) {
      checks.edge("/join_graph/edges/" + i, spec.joinGraph().edges().get(i));
    }
    for (int i = 0; i < spec.joinGraph().constraints().size(); i++) {
      checks.constraint("/join_graph/constraints/" + i, spec.joinGraph().constraints().get(i));
    }
    for (int i = 0; i < spec.parameterTemplates().size(); i++) {
      checks.template("/parameter_templates/" + i, spec.parameterTemplates().get(i));
    }
    return checks.problems;
  }

  private void edge(String pointer, JoinGraph.Edge edge) {
    int left = edge.leftKeys().size();
    int right = edge.rightKeys().size();
    if (left == 0) {
      problems.add(GraphErrors.emptyList(pointer + "/left_keys", "the list of left keys"));
    }
    if (left != right) {
      problems.add(GraphErrors.keyCounts(pointer + "/right_keys", left, right));
    }
  }

  private void constraint(String pointer, JoinGraph.Constraint constraint) {
    boolean foreignKey = constraint.constraintType() == JoinGraph.ConstraintType.foreign_key;
    int relations = constraint.relations().size();
    if (relations != (foreignKey ? 2 : 1)) {
      problems.add(
          GraphErrors.constraintRelations(
              pointer + "/relations",
              constraint.constraintType(),
              foreignKey ? "two relations" : "one relation",
              relations));
    }
    if (constraint.columns().isEmpty()) {
      problems.add(GraphErrors.emptyList(pointer + "/columns", "the list of columns"));
    }
    problems.addAll(Columns.duplicates(pointer + "/columns", constraint.columns()));
  }

  private void template(String pointer, ParameterTemplate template) {
    boolean predicate = template.predicate().isPresent();
    boolean column = template.filterColumn().isPresent();
    if (predicate == column) {
      String found = predicate ? "both are" : "none is";
      problems.add(GraphErrors.predicateOrColumn(pointer, found));
    }
    int parameters = template.parameters().size();
    if (column && parameters != 1) {
      problems.add(GraphErrors.oneParameter(pointer + "/parameters", parameters));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < parameters; i++) {
      String name = template.parameters().get(i).name();
      if (!seen.add(name)) {
        problems.add(GraphErrors.duplicateParameter(pointer + "/parameters/" + i + "/name", name));
      }
    }
  }
}
