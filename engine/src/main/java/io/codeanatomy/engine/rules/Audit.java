// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.spec.JoinGraph;

/**
 * A relation that must be empty, or nothing is published.
 *
 * @param relation the relation: a view of the spec, or the {@linkplain JoinGraph.Constraint
 *     violations} of a constraint
 * @param pointer where the spec asks for it
 */
public record Audit(Subject subject, String name, String relation, String pointer) {

  /** What is audited. */
  public enum Subject {
    /** A view that must have no rows. */
    VIEW,
    /** A constraint of the join graph that must have no violations. */
    CONSTRAINT
  }

  static Audit ofView(String view, String pointer) {
    return new Audit(Subject.VIEW, view, view, pointer);
  }

  static Audit ofConstraint(JoinGraph.Constraint constraint, String pointer) {
    return new Audit(
        Subject.CONSTRAINT, constraint.name(), constraint.violationsRelation(), pointer);
  }
}
