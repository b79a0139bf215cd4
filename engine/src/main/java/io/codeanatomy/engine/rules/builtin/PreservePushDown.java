// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.plan.ScanPushDown;
import io.codeanatomy.engine.rules.Analysis;
import io.codeanatomy.engine.rules.AnalyzerRule;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.List;
import java.util.Map;

/**
 * Refuses a plan with a condition on an input's rows that does not get down to its scan, so that it
 * leaves out no data files.
 *
 * @param pointer where the spec asks for it
 */
record PreservePushDown(String input, String pointer) implements AnalyzerRule {

  @Override
  public String name() {
    return "preserve_push_down";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.DeltaScanAware;
  }

  @Override
  public String description() {
    return "wants all conditions on " + input + " to reach its scan";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of("input", input);
  }

  @Override
  public List<Diagnostic> analyze(Analysis analysis) {
    ScanPushDown pushDown = analysis.pushDown(input);
    return pushDown.notUsed().stream()
        .map(lost -> BuiltInErrors.notPushedDown(pointer, input, lost))
        .toList();
  }
}
