// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.plan.CacheDecision;
import io.codeanatomy.engine.plan.PlanningFacts;
import io.codeanatomy.engine.rules.PhysicalRule;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps a view, or never keeps it, whatever that costs.
 *
 * @param choice to inline is not followed where a statement would get too large
 */
record CacheOverride(String view, CacheDecision.Choice choice) implements PhysicalRule {

  @Override
  public String name() {
    return "cache_override";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.CostShape;
  }

  @Override
  public String description() {
    return choice == CacheDecision.Choice.MATERIALIZE
        ? "keeps the rows of " + view
        : "never keeps the rows of " + view;
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of("view", view, "choice", choice.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public PlanningFacts choose(PlanningFacts facts) {
    Map<String, CacheDecision.Choice> forced = new TreeMap<>(facts.forced());
    forced.put(view, choice);
    return facts.forcing(forced);
  }
}
