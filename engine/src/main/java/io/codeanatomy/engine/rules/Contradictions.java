// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.engine.rules.IntentDeclaration.Occurrence;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.RuleIntent;
import io.codeanatomy.spec.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Intents of one name that cannot both be seen to. */
final class Contradictions {

  private Contradictions() {}

  /**
   * The intents that say something else than an earlier one about the same thing.
   *
   * @param declared the intents that there are by name; others are left out
   */
  static List<Diagnostic> among(Spec spec, Map<String, IntentDeclaration> declared) {
    Map<List<Object>, Map<String, Object>> said = new LinkedHashMap<>();
    List<Diagnostic> faults = new ArrayList<>();
    for (int i = 0; i < spec.ruleIntents().size(); i++) {
      RuleIntent intent = spec.ruleIntents().get(i);
      IntentDeclaration declaration = declared.get(intent.name());
      if (declaration == null || declaration.occurrence() == Occurrence.ANY) {
        continue;
      }
      Object subject =
          declaration.occurrence() == Occurrence.ONE
              ? ""
              : intent.params().getOrDefault(declaration.parameters().get(0).name(), "");
      Map<String, Object> earlier =
          said.putIfAbsent(List.of(intent.name(), subject), intent.params());
      if (earlier != null && !earlier.equals(intent.params())) {
        faults.add(
            RuleErrors.contradictingIntents(
                "/rule_intents/" + i,
                intent.name(),
                subject.equals("") ? "" : " about '" + subject + "'"));
      }
    }
    return faults;
  }
}
