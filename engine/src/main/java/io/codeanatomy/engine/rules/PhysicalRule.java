// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.engine.plan.PlanningFacts;

/** A rule that chooses how the plan is cut into statements. None changes a result. */
public interface PhysicalRule extends Rule {

  /** What the plan is to be cut by, instead of other facts. */
  PlanningFacts choose(PlanningFacts facts);
}
