// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.HashBuilder;
import io.codeanatomy.spec.RuleIntent;
import io.codeanatomy.spec.RulepackProfile;
import io.codeanatomy.spec.Spec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules that a run is held to, in order; fixed before the first plan exists.
 *
 * @param rules all rules, those of the profile first, then those of the intents
 * @param requiredEmpty the views that must have no rows, or nothing is published
 */
public record RuleSet(RulepackProfile profile, List<Rule> rules, Set<String> requiredEmpty) {

  private static final String REQUIRE_EMPTY = "require_empty";

  /** The rules of every profile: how the planner turns views into statements. */
  private static final List<Rule> PLANNING =
      List.of(
          new Rule("prune_columns", "leave out what nobody reads"),
          new Rule("cut_at_shared_views", "compute once what several read"),
          new Rule("check_staged_files", "hold written files against the declared row type"));

  public RuleSet {
    rules = List.copyOf(rules);
    requiredEmpty = Collections.unmodifiableSet(new LinkedHashSet<>(requiredEmpty));
  }

  /**
   * A rule as it enters the fingerprint.
   *
   * @param parameters its parameters as text, or what it does if it has none
   */
  public record Rule(String name, String parameters) {}

  /** The rules of a spec without those of intents that {@link #check} finds fault with. */
  public static RuleSet of(Spec spec) {
    List<Rule> rules = new ArrayList<>(PLANNING);
    Set<String> requiredEmpty = new LinkedHashSet<>();
    for (RuleIntent intent : spec.ruleIntents()) {
      if (intent.name().equals(REQUIRE_EMPTY)
          && intent.params().get("view") instanceof String view) {
        rules.add(new Rule(REQUIRE_EMPTY, view));
        requiredEmpty.add(view);
      }
    }
    return new RuleSet(spec.rulepackProfile(), rules, requiredEmpty);
  }

  /** The identity of the rules: their names and parameters in order, and the profile. */
  public String fingerprint() {
    HashBuilder hash = HashBuilder.ofDomain("rulepack").text("profile", profile.name());
    rules.forEach(rule -> hash.text("rule", rule.name()).text("parameters", rule.parameters()));
    return hash.hex();
  }

  /** What is wrong with the intents of a spec. */
  public static List<Diagnostic> check(Spec spec) {
    Set<String> views = new TreeSet<>();
    spec.viewDefinitions().forEach(view -> views.add(view.name()));
    List<Diagnostic> faults = new ArrayList<>();
    for (int i = 0; i < spec.ruleIntents().size(); i++) {
      RuleIntent intent = spec.ruleIntents().get(i);
      String pointer = "/rule_intents/" + i;
      if (!intent.name().equals(REQUIRE_EMPTY)) {
        faults.add(
            RuleErrors.unknownIntent(pointer + "/name", intent.name(), List.of(REQUIRE_EMPTY)));
      } else if (intent.intentClass() != RuleIntent.IntentClass.SemanticIntegrity) {
        faults.add(RuleErrors.wrongClass(pointer + "/class", REQUIRE_EMPTY, "SemanticIntegrity"));
      } else if (!intent.params().keySet().equals(Set.of("view"))
          || !(intent.params().get("view") instanceof String view)) {
        faults.add(
            RuleErrors.badParameters(
                pointer + "/params",
                REQUIRE_EMPTY,
                "view: the name of the view that must be empty"));
      } else if (!views.contains(view)) {
        faults.add(RuleErrors.unknownView(pointer + "/params/view", view, views));
      }
    }
    return faults;
  }
}
