// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.rules.Analysis;
import io.codeanatomy.engine.rules.AnalyzerRule;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.InputRelation;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.ArrayList;
import java.util.List;

/** Refuses an input whose version is not written in the spec. */
final class RequirePinnedInputs implements AnalyzerRule {

  @Override
  public String name() {
    return "require_pinned_inputs";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.Safety;
  }

  @Override
  public String description() {
    return "refuses inputs without a pinned version";
  }

  @Override
  public List<Diagnostic> analyze(Analysis analysis) {
    List<Diagnostic> found = new ArrayList<>();
    List<InputRelation> inputs = analysis.spec().inputRelations();
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).versionPin().isEmpty()) {
        found.add(BuiltInErrors.notPinned("/input_relations/" + i, inputs.get(i).logicalName()));
      }
    }
    return found;
  }
}
