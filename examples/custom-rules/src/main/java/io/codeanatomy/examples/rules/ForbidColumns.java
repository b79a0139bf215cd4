// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.examples.rules;

import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.rules.Analysis;
import io.codeanatomy.engine.rules.AnalyzerRule;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Refuses outputs that publish a column whose name matches a pattern.
 *
 * @param pattern a regular expression
 * @param pointer where the spec asks for it
 */
record ForbidColumns(String pattern, String pointer) implements AnalyzerRule {

  @Override
  public String name() {
    return "forbid_columns";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.Safety;
  }

  @Override
  public String description() {
    return "refuses outputs with columns that match " + pattern;
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of("pattern", pattern);
  }

  @Override
  public List<Diagnostic> analyze(Analysis analysis) {
    List<Diagnostic> found = new ArrayList<>();
    for (LogicalPlan.Output output : analysis.plan().outputs()) {
      for (String column : output.schema().names()) {
        if (Pattern.matches(pattern, column)) {
          found.add(
              Diagnostic.error(
                      "CA-RULE-900",
                      pointer,
                      "The output '"
                          + output.target().tableName()
                          + "' would publish the column '"
                          + column
                          + "'")
                  .withHint("List the output's columns without it"));
        }
      }
    }
    return found;
  }
}
