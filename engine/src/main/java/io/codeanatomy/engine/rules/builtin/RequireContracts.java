// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.rules.Analysis;
import io.codeanatomy.engine.rules.AnalyzerRule;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.OutputTarget;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import io.codeanatomy.spec.ViewDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Refuses an output whose view does not promise its row type. */
final class RequireContracts implements AnalyzerRule {

  @Override
  public String name() {
    return "require_contracts";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.SemanticIntegrity;
  }

  @Override
  public String description() {
    return "refuses outputs without a declared row type";
  }

  @Override
  public List<Diagnostic> analyze(Analysis analysis) {
    List<Diagnostic> found = new ArrayList<>();
    for (int i = 0; i < analysis.spec().outputTargets().size(); i++) {
      OutputTarget output = analysis.spec().outputTargets().get(i);
      boolean promised =
          analysis.spec().viewDefinitions().stream()
              .filter(view -> view.name().equals(output.sourceView()))
              .map(ViewDefinition::outputSchema)
              .anyMatch(Optional::isPresent);
      if (!promised) {
        found.add(
            BuiltInErrors.noContract(
                "/output_targets/" + i + "/source_view",
                output.tableName(),
                output.sourceView(),
                analysis.schema(output.sourceView()),
                isView(analysis, output.sourceView())
                    ? "Give the view"
                    : "Publish a view over it that has"));
      }
    }
    return found;
  }

  /** And not a parameter template, which has no place for a contract. */
  private static boolean isView(Analysis analysis, String name) {
    return analysis.spec().viewDefinitions().stream().anyMatch(view -> view.name().equals(name));
  }
}
