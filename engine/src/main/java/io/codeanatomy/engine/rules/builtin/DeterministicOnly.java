// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.plan.Nondeterminism;
import io.codeanatomy.engine.rules.Analysis;
import io.codeanatomy.engine.rules.AnalyzerRule;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds what makes a result depend on more than the rows, in the plan and not in the text of the
 * spec, and warns of it or refuses it. Where {@link ExactSums} is at work, it comes first, and what
 * it made exact is no longer there to be found.
 *
 * @param answer what is done about what is found
 */
record DeterministicOnly(Answer answer) implements AnalyzerRule {

  /** What is done about a place that makes results vary. */
  enum Answer {
    /** One warning for each place. */
    WARN,
    /** Nothing is run. */
    REFUSE
  }

  @Override
  public String name() {
    return answer == Answer.WARN ? "warn_of_nondeterminism" : "deterministic_only";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.Safety;
  }

  @Override
  public String description() {
    return answer == Answer.WARN
        ? "warns where a result depends on more than the rows"
        : "refuses what makes a result depend on more than the rows";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of("answer", answer.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public Stage stage() {
    return answer == Answer.WARN ? Stage.AS_WRITTEN : Stage.REWRITTEN;
  }

  @Override
  public List<Diagnostic> analyze(Analysis analysis) {
    List<Diagnostic> found = new ArrayList<>();
    for (Nondeterminism place : Nondeterminism.in(analysis.plan())) {
      String at =
          place
              .alias()
              .map(alias -> analysis.aggregationPointer(place.view(), place.pointer(), alias))
              .orElse(place.pointer());
      Diagnostic diagnostic = place.diagnostic(at);
      found.add(answer == Answer.WARN ? diagnostic.asWarning() : diagnostic);
    }
    return found;
  }
}
