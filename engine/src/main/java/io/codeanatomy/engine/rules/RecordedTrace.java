// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.engine.plan.LogicalPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what the logical rules did: the plans themselves, which share all that was left alone, so
 * that a record costs a few references. Whoever wants to read it makes text of it.
 *
 * <p>Of one run; not safe for use by several threads.
 */
public final class RecordedTrace implements RuleTrace {

  private final List<Application> applications = new ArrayList<>();

  @Override
  public void applied(LogicalRule rule, LogicalPlan before, LogicalPlan after) {
    applications.add(new Application(rule, before, after));
  }

  /** What was applied so far, in order; a rule that was applied several times is there as often. */
  public List<Application> applications() {
    return List.copyOf(applications);
  }

  /** A rule that was applied once. */
  public record Application(LogicalRule rule, LogicalPlan before, LogicalPlan after) {

    /** The views that the rule gave another tree, in the order of the plan. */
    public List<String> rewritten() {
      return after.views().values().stream()
          .filter(
              view -> {
                LogicalPlan.View old = before.views().get(view.name());
                return old != null && old.algebra() != view.algebra();
              })
          .map(LogicalPlan.View::name)
          .toList();
    }

    /** The views that only the plan before had. */
    public List<String> dropped() {
      return before.views().keySet().stream()
          .filter(view -> !after.views().containsKey(view))
          .toList();
    }

    /** The views that only the plan after has. */
    public List<String> added() {
      return after.views().keySet().stream()
          .filter(view -> !before.views().containsKey(view))
          .toList();
    }
  }
}
