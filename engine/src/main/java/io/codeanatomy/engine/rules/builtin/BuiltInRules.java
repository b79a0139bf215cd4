// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.rules.IntentDeclaration;
import io.codeanatomy.engine.rules.Rule;
import io.codeanatomy.engine.rules.RuleDeclaration;
import io.codeanatomy.engine.rules.RuleProvider;
import io.codeanatomy.spec.JoinGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The engine's own rules, and which profiles and intents bring them. */
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
  public List<RuleDeclaration> profileRules() {
    return ProfileRules.ALL;
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
