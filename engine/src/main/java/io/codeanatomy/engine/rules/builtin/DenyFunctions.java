// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.rules.Analysis;
import io.codeanatomy.engine.rules.AnalyzerRule;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses views that call a function, be it in an expression, as an aggregate, or by what they are.
 */
record DenyFunctions(Set<String> functions) implements AnalyzerRule {

  DenyFunctions {
    functions = Collections.unmodifiableSet(new TreeSet<>(functions));
  }

  @Override
  public String name() {
    return "deny_functions";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.Safety;
  }

  @Override
  public String description() {
    return "refuses calls of " + String.join(", ", functions);
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of("functions", Names.list(functions));
  }

  @Override
  public List<Diagnostic> analyze(Analysis analysis) {
    List<Diagnostic> found = new ArrayList<>();
    for (LogicalPlan.View view : analysis.plan().views().values()) {
      for (String function : view.functions()) {
        if (functions.contains(function)) {
          found.add(BuiltInErrors.deniedFunction(view.pointer(), view.name(), function));
        }
      }
    }
    return found;
  }
}
