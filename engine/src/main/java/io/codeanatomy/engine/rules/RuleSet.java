// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.engine.environment.Environment;
import io.codeanatomy.engine.plan.PlanningFacts;
import io.codeanatomy.engine.plan.Requirement;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.HashBuilder;
import io.codeanatomy.spec.RulepackProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rules that a run is held to, in order; fixed before the first plan exists. They come beside
 * what an execution engine's own optimiser does, and take nothing away from that.
 *
 * @param providers the versions of the providers that the rules are of, by name
 * @param rules those of the profile first, then those of the intents
 */
public record RuleSet(RulepackProfile profile, Map<String, String> providers, List<Rule> rules) {

  public RuleSet {
    providers = Collections.unmodifiableMap(new TreeMap<>(providers));
    rules = List.copyOf(rules);
  }

  /** The rules of a kind, in order. */
  public <T extends Rule> List<T> of(Class<T> kind) {
    return rules.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The relations that must have no rows, or nothing is published; each once. */
  public List<Audit> audits() {
    Map<String, Audit> audits = new LinkedHashMap<>();
    for (AuditRule rule : of(AuditRule.class)) {
      rule.audits().forEach(audit -> audits.putIfAbsent(audit.relation(), audit));
    }
    return List.copyOf(audits.values());
  }

  /** The audited relations, in order. */
  public Set<String> auditedRelations() {
    Set<String> relations = new LinkedHashSet<>();
    audits().forEach(audit -> relations.add(audit.relation()));
    return Collections.unmodifiableSet(relations);
  }

  /** What is required of relations besides the constraints of the join graph; each once. */
  public List<Requirement> requirements() {
    Map<String, Requirement> requirements = new LinkedHashMap<>();
    for (AuditRule rule : of(AuditRule.class)) {
      rule.requirements()
          .forEach(required -> requirements.putIfAbsent(required.violations(), required));
    }
    return List.copyOf(requirements.values());
  }

  /** The environment as the rules want it. */
  public Environment environment(Environment chosen) {
    Environment environment = chosen;
    for (EnvironmentRule rule : of(EnvironmentRule.class)) {
      environment = rule.adapt(environment);
    }
    return environment;
  }

  /** How a plan is to be cut into statements, as the rules want it. */
  public PlanningFacts choose(PlanningFacts known) {
    PlanningFacts facts = known;
    for (PhysicalRule rule : of(PhysicalRule.class)) {
      facts = rule.choose(facts);
    }
    return facts;
  }

  /** Whether data files are left out that the plan does not need. */
  public boolean prunesFiles() {
    return !of(ScanRule.class).isEmpty();
  }

  /** What speaks against publishing a computed output. */
  public List<Diagnostic> check(String table, long rows) {
    List<Diagnostic> found = new ArrayList<>();
    of(OutputRule.class).forEach(rule -> rule.check(table, rows).ifPresent(found::add));
    return found;
  }

  /**
   * The identity of the rules: the profile, the versions of their providers, and the class, name
   * and parameters of each in order.
   */
  public String fingerprint() {
    HashBuilder hash = HashBuilder.ofDomain("rulepack").text("profile", profile.name());
    providers.forEach((name, version) -> hash.text("provider", name).text("version", version));
    for (Rule rule : rules) {
      hash.text("rule", rule.name()).text("class", rule.ruleClass().name());
      new TreeMap<>(rule.parameters())
          .forEach((name, value) -> hash.text("parameter", name).text("value", value));
    }
    return hash.hex();
  }
}
