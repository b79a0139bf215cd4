// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.RuleIntent;
import io.codeanatomy.spec.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Intents of one name that cannot both be seen to. */
final class Contradictions {

  /** Per intent that sets something, the parameter that says what it sets; empty for the run. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "memory_budget", "",
          "parallelism", "",
          "deterministic_only", "",
          "span_join_algorithm", "view",
          "cache_override", "view",
          "row_limit", "output");

  private Contradictions() {}

  /** The intents that say something else than an earlier one about the same thing. */
  static List<Diagnostic> among(Spec spec) {
    Map<List<Object>, Map<String, Object>> said = new LinkedHashMap<>();
    List<Diagnostic> faults = new ArrayList<>();
    for (int i = 0; i < spec.ruleIntents().size(); i++) {
      RuleIntent intent = spec.ruleIntents().get(i);
      String parameter = SETTINGS.get(intent.name());
      if (parameter == null) {
        continue;
      }
      Object subject = intent.params().getOrDefault(parameter, "");
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
