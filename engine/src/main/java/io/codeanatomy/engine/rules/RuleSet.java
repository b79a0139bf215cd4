// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.HashBuilder;
import io.codeanatomy.spec.RulepackProfile;
import io.codeanatomy.spec.Spec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules that a run is held to, in order; fixed before the first plan exists.
 *
 * @param rules all rules, those of the profile first, then those of the intents
 * @param audits the relations that must have no rows, or nothing is published; each once
 */
public record RuleSet(RulepackProfile profile, List<Rule> rules, List<Audit> audits) {

  /** The rules of every profile: how the planner turns views into statements. */
  private static final List<Rule> PLANNING =
      List.of(
          new Rule("prune_columns", "leave out what nobody reads"),
          new Rule("cut_at_kept_views", "keep the rows of a view where that costs less"),
          new Rule("check_staged_files", "hold written files against the declared row type"));

  public RuleSet {
    rules = List.copyOf(rules);
    audits = List.copyOf(audits);
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
    Map<String, Audit> audits = new LinkedHashMap<>();
    for (int i = 0; i < spec.ruleIntents().size(); i++) {
      String pointer = "/rule_intents/" + i;
      for (Audit audit : AuditIntents.audits(spec, spec.ruleIntents().get(i), pointer)) {
        rules.add(new Rule(spec.ruleIntents().get(i).name(), audit.name()));
        audits.putIfAbsent(audit.relation(), audit);
      }
    }
    return new RuleSet(spec.rulepackProfile(), rules, List.copyOf(audits.values()));
  }

  /** The relations that are audited, in order. */
  public Set<String> auditedRelations() {
    Set<String> relations = new LinkedHashSet<>();
    audits.forEach(audit -> relations.add(audit.relation()));
    return Collections.unmodifiableSet(relations);
  }

  /** The identity of the rules: their names and parameters in order, and the profile. */
  public String fingerprint() {
    HashBuilder hash = HashBuilder.ofDomain("rulepack").text("profile", profile.name());
    rules.forEach(rule -> hash.text("rule", rule.name()).text("parameters", rule.parameters()));
    return hash.hex();
  }

  /** What is wrong with the intents of a spec. */
  public static List<Diagnostic> check(Spec spec) {
    List<Diagnostic> faults = new ArrayList<>();
    for (int i = 0; i < spec.ruleIntents().size(); i++) {
      faults.addAll(AuditIntents.check(spec, spec.ruleIntents().get(i), "/rule_intents/" + i));
    }
    return faults;
  }
}
