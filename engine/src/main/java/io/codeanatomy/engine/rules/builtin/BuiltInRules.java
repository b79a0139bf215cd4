// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.rules.IntentDeclaration;
import io.codeanatomy.engine.rules.Rule;
import io.codeanatomy.engine.rules.RuleContext;
import io.codeanatomy.engine.rules.RuleProvider;
import io.codeanatomy.spec.JoinGraph;
import io.codeanatomy.spec.RulepackProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The engine's own rules.
 *
 * <table>
 * <caption>What the profiles bring</caption>
 * <tr><th>rule</th><th>Default</th><th>LowLatency</th><th>Replay</th><th>Strict</th></tr>
 * <tr><td>warn_of_nondeterminism</td><td>yes</td><td>yes</td><td></td><td></td></tr>
 * <tr><td>exact_sums, deterministic_only</td><td></td><td></td><td>yes</td><td>yes</td></tr>
 * <tr><td>require_pinned_inputs</td><td></td><td></td><td>yes</td><td></td></tr>
 * <tr><td>require_contracts, audit_constraints</td><td></td><td></td><td></td><td>yes</td></tr>
 * <tr><td>optimisations</td><td>yes</td><td></td><td>yes</td><td>yes</td></tr>
 * </table>
 */
public final class BuiltInRules implements RuleProvider {

  /** Counts up whenever a rule does something else. */
  private static final String VERSION = "1";

  /** Finds the provider as a service would be found. */
  public BuiltInRules() {}

  @Override
  public String name() {
    return "codeanatomy";
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public List<Rule> rules(RuleContext context) {
    List<Rule> rules = new ArrayList<>();
    boolean deterministic =
        context.profile() == RulepackProfile.Replay || context.profile() == RulepackProfile.Strict;
    boolean ordered =
        context.spec().ruleIntents().stream()
            .anyMatch(intent -> intent.name().equals("deterministic_only"));
    if (!ordered) {
      rules.addAll(
          deterministic
              ? List.of(new ExactSums(), new DeterministicOnly(DeterministicOnly.Answer.REFUSE))
              : List.of(new DeterministicOnly(DeterministicOnly.Answer.WARN)));
    }
    if (context.profile() == RulepackProfile.Replay) {
      rules.add(new RequirePinnedInputs());
    }
    if (context.profile() == RulepackProfile.Strict) {
      rules.add(new RequireContracts());
      rules.addAll(constraints(context.spec().joinGraph()));
    }
    if (context.profile() != RulepackProfile.LowLatency) {
      rules.addAll(
          List.of(
              new PushDownFilters(),
              new PruneColumns(),
              new PruneFiles(),
              new ChooseCacheBoundaries()));
    }
    return rules;
  }

  static List<Rule> constraints(JoinGraph joinGraph) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < joinGraph.constraints().size(); i++) {
      rules.add(
          new AuditConstraint(joinGraph.constraints().get(i), "/join_graph/constraints/" + i));
    }
    return rules;
  }

  @Override
  public List<IntentDeclaration> intents() {
    return Stream.of(IntegrityIntents.ALL, ScanIntents.ALL, CostIntents.ALL, SafetyIntents.ALL)
        .flatMap(List::stream)
        .toList();
  }
}
