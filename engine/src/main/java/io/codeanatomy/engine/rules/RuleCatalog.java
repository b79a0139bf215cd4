// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.engine.rules.Rule.Purpose;
import io.codeanatomy.engine.rules.builtin.BuiltInRules;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.RuleIntent;
import io.codeanatomy.spec.RulepackProfile;
import io.codeanatomy.spec.Spec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rules and intents that there are: those of the engine, and those that were added. */
public final class RuleCatalog {

  /** What a profile without rules of these classes cannot be asked for. */
  private static final Set<RuleIntent.IntentClass> NOT_IN_LOW_LATENCY =
      Set.of(RuleIntent.IntentClass.CostShape, RuleIntent.IntentClass.DeltaScanAware);

  private final List<RuleProvider> providers;
  private final Map<String, IntentDeclaration> intents = new TreeMap<>();
  private final Map<String, RuleProvider> providerOfIntent = new TreeMap<>();

  private RuleCatalog(List<RuleProvider> providers) {
    this.providers = List.copyOf(providers);
    Set<String> names = new TreeSet<>();
    for (RuleProvider provider : providers) {
      if (!names.add(provider.name())) {
        throw new DiagnosticException(RuleErrors.providersOfOneName(provider.name()));
      }
      for (IntentDeclaration intent : provider.intents()) {
        RuleProvider other = providerOfIntent.putIfAbsent(intent.name(), provider);
        if (other != null) {
          throw new DiagnosticException(
              RuleErrors.intentsOfOneName(intent.name(), other.name(), provider.name()));
        }
        intents.put(intent.name(), intent);
      }
    }
  }

  /**
   * The engine's own rules and those of every provider on the class path, in the order of their
   * names.
   *
   * @throws DiagnosticException if two providers, or two intents, have one name
   */
  public static RuleCatalog installed() {
    return withBuiltIn(
        ServiceLoader.load(RuleProvider.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  /**
   * The engine's own rules and those of other providers, in the order of their names.
   *
   * @throws DiagnosticException if two providers, or two intents, have one name
   */
  public static RuleCatalog withBuiltIn(Collection<? extends RuleProvider> others) {
    List<RuleProvider> all = new ArrayList<>();
    all.add(new BuiltInRules());
    others.stream().sorted(Comparator.comparing(RuleProvider::name)).forEach(all::add);
    return new RuleCatalog(all);
  }

  /** The intents that a spec may have, in the order of their names. */
  public List<IntentDeclaration> intents() {
    return List.copyOf(intents.values());
  }

  /** The rules that profiles bring, in the order in which a rule set has them. */
  public List<RuleDeclaration> profileRules() {
    return providers.stream().flatMap(provider -> provider.profileRules().stream()).toList();
  }

  /** The versions of the providers by name. */
  public Map<String, String> providers() {
    Map<String, String> versions = new TreeMap<>();
    providers.forEach(provider -> versions.put(provider.name(), provider.version()));
    return versions;
  }

  /**
   * The rules of a spec: those of its profile, then those of its intents, in order; without some
   * that were turned off.
   *
   * @param spec a spec that the validator found no error in
   * @throws DiagnosticException with everything that is wrong with the intents, or with what is to
   *     be turned off
   */
  public RuleSet rules(Spec spec, Collection<String> turnedOff) {
    RuleContext context = new RuleContext(spec);
    List<Diagnostic> faults = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    Map<String, String> contributors = new TreeMap<>();
    for (RuleProvider provider : providers) {
      for (RuleDeclaration declaration : provider.profileRules()) {
        if (declaration.profiles().contains(context.profile())) {
          add(provider, declaration.factory().rules(context), rules, contributors);
        }
      }
    }
    for (int i = 0; i < spec.ruleIntents().size(); i++) {
      add(spec.ruleIntents().get(i), "/rule_intents/" + i, context, rules, contributors, faults);
    }
    faults.addAll(Contradictions.among(spec, intents));
    faults.addAll(turnedOff(rules, turnedOff));
    if (!faults.isEmpty()) {
      throw new DiagnosticException(faults);
    }
    return new RuleSet(
        spec.rulepackProfile(),
        contributors,
        rules.stream().filter(rule -> !turnedOff.contains(rule.name())).toList());
  }

  private static void add(
      RuleProvider provider, List<Rule> added, List<Rule> rules, Map<String, String> contributors) {
    if (!added.isEmpty()) {
      contributors.put(provider.name(), provider.version());
      rules.addAll(added);
    }
  }

  private void add(
      RuleIntent intent,
      String pointer,
      RuleContext context,
      List<Rule> rules,
      Map<String, String> contributors,
      List<Diagnostic> faults) {
    IntentDeclaration declaration = intents.get(intent.name());
    RuleProvider provider = providerOfIntent.get(intent.name());
    if (declaration == null || provider == null) {
      faults.add(RuleErrors.unknownIntent(pointer + "/name", intent.name(), intents.keySet()));
      return;
    }
    List<Diagnostic> wrong = IntentReader.check(context.spec(), declaration, intent, pointer);
    faults.addAll(wrong);
    if (context.profile() == RulepackProfile.LowLatency
        && NOT_IN_LOW_LATENCY.contains(declaration.intentClass())) {
      faults.add(
          RuleErrors.contradictedByProfile(
              pointer,
              intent.name(),
              context.profile(),
              "it has no rules of the class " + declaration.intentClass()));
      return;
    }
    if (wrong.isEmpty()) {
      try {
        add(
            provider,
            declaration.factory().rules(new Intent(intent, pointer), context),
            rules,
            contributors);
      } catch (DiagnosticException e) {
        faults.addAll(e.diagnostics());
      }
    }
  }

  private static List<Diagnostic> turnedOff(List<Rule> rules, Collection<String> names) {
    Set<String> optional = new TreeSet<>();
    Set<String> all = new TreeSet<>();
    for (Rule rule : rules) {
      all.add(rule.name());
      if (rule.purpose() == Purpose.OPTIMIZATION) {
        optional.add(rule.name());
      }
    }
    List<Diagnostic> faults = new ArrayList<>();
    for (String name : new TreeSet<>(names)) {
      if (!all.contains(name)) {
        faults.add(RuleErrors.unknownRule(name, optional));
      } else if (!optional.contains(name)) {
        faults.add(RuleErrors.policyRule(name, optional));
      }
    }
    return faults;
  }
}
