// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.rules.Audit;
import io.codeanatomy.engine.rules.AuditRule;
import io.codeanatomy.spec.JoinGraph;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.List;
import java.util.Map;

/**
 * Holds a constraint of the join graph against the data.
 *
 * @param pointer where the spec declares it
 */
record AuditConstraint(JoinGraph.Constraint constraint, String pointer) implements AuditRule {

  @Override
  public String name() {
    return "audit_constraints";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.SemanticIntegrity;
  }

  @Override
  public String description() {
    return "holds the constraint " + constraint.name() + " against the data";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of(
        "constraint",
        constraint.name(),
        "type",
        constraint.constraintType().name(),
        "relations",
        Names.list(constraint.relations()),
        "columns",
        Names.list(constraint.columns()));
  }

  @Override
  public List<Audit> audits() {
    return List.of(
        new Audit(
            Audit.Subject.CONSTRAINT, constraint.name(), constraint.violationsRelation(), pointer));
  }
}
