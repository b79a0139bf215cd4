// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.engine.plan.Requirement;
import java.util.List;

/** A rule that wants relations to be empty: if one has a row, nothing is published. */
public interface AuditRule extends Rule {

  /** What is audited; a relation that several rules name is audited once. */
  List<Audit> audits();

  /**
   * What the audited relations are the violations of, unless they are views of the spec or
   * violations of constraints of its join graph, which every plan has.
   */
  default List<Requirement> requirements() {
    return List.of();
  }
}
