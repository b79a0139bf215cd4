// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.spec.RuleIntent;
import java.util.Map;

/**
 * A rule of a run. What it does is told by the interfaces that it implements, one or several:
 *
 * <ul>
 *   <li>{@link EnvironmentRule}: says what the run may use.
 *   <li>{@link AuditRule}: wants relations to be empty, or nothing is published.
 *   <li>{@link AnalyzerRule}: looks at the plan, and may refuse it.
 *   <li>{@link LogicalRule}: rewrites the plan.
 *   <li>{@link PhysicalRule}: chooses how the plan is cut into statements.
 *   <li>{@link ScanRule}: chooses which data files are read.
 *   <li>{@link OutputRule}: looks at what was computed, and may refuse to publish it.
 * </ul>
 *
 * <p>A rule is immutable, and a function of its parameters: name and parameters are its identity in
 * the fingerprint of a {@link RuleSet}.
 */
public interface Rule {

  /** The name, in lower-case words joined by {@code _}; one rule set may have it several times. */
  String name();

  /** The class that the rule belongs to. */
  RuleIntent.IntentClass ruleClass();

  /** What it does, in a few words without a full stop, for people. */
  String description();

  /**
   * All that its effect depends on besides what it is applied to; different for rules that differ
   * in more than where the spec asks for them.
   */
  default Map<String, String> parameters() {
    return Map.of();
  }

  /** Whether a run may do without it. */
  default Purpose purpose() {
    return Purpose.POLICY;
  }

  /** What a rule is for. */
  enum Purpose {
    /**
     * It decides what may be computed or published, or an intent orders it: it cannot be turned
     * off.
     */
    POLICY,
    /** It makes a run faster and never changes a result: it can be turned off. */
    OPTIMIZATION
  }
}
