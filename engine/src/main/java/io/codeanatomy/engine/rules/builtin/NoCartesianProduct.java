// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.plan.CartesianProducts;
import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.rules.Analysis;
import io.codeanatomy.engine.rules.AnalyzerRule;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.List;

/**
 * Refuses joins that meet every row of one side with every row of the other: those whose condition
 * compares no column of the left side with one of the right. Spans of all files against each other
 * ({@code global: true}) are such a join, too, unless one side is a single row.
 */
final class NoCartesianProduct implements AnalyzerRule {

  @Override
  public String name() {
    return "no_cartesian_product";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.Safety;
  }

  @Override
  public String description() {
    return "refuses joins without an equality between their sides";
  }

  @Override
  public List<Diagnostic> analyze(Analysis analysis) {
    return analysis.plan().views().values().stream()
        .filter(view -> CartesianProducts.in(view.algebra()))
        .map(LogicalPlan.View::pointer)
        .map(BuiltInErrors::cartesianProduct)
        .toList();
  }
}
