// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

/**
 * A relation that must be empty, or nothing is published.
 *
 * @param name of what is audited, for people
 * @param relation the relation: a view of the spec, or the violations of a constraint or of another
 *     {@linkplain io.codeanatomy.engine.plan.Requirement requirement}
 * @param pointer where the spec asks for it
 */
public record Audit(Subject subject, String name, String relation, String pointer) {

  /** What is audited. */
  public enum Subject {
    /** A view that must have no rows. */
    VIEW,
    /** A constraint of the join graph that must have no violations. */
    CONSTRAINT,
    /** A key that must not be repeated. */
    KEY,
    /** An end of edges that must be a node. */
    ENDPOINT,
    /** Columns that must not be NULL. */
    CONTRACT
  }
}
