// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.plan.PlanHash;
import io.codeanatomy.engine.plan.TreeSchema;
import io.codeanatomy.engine.rules.AnalyzerRule.Stage;
import io.codeanatomy.engine.rules.LogicalRule.Repetition;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes a plan through the rules of a set: the analyzer rules look at it as it is written, the
 * logical rules rewrite it in their order, and the analyzer rules that want to look at what became
 * of it.
 *
 * <p>Neighbouring logical rules that are applied until nothing changes make a batch, which goes
 * round as a whole. A batch that still changes the plan after {@value #MOST_ROUNDS} rounds, or
 * comes back to a plan that it had before, is an error that names the rules that are at it.
 */
public final class RulePipeline {

  static final int MOST_ROUNDS = 25;

  private final RuleSet rules;
  private final Analysis written;
  private final RuleTrace trace;

  private RulePipeline(RuleSet rules, Analysis written, RuleTrace trace) {
    this.rules = rules;
    this.written = written;
    this.trace = trace;
  }

  /**
   * What became of a plan.
   *
   * @param warnings what the analyzer rules found that stops nothing; each once
   */
  public record Outcome(LogicalPlan plan, List<Diagnostic> warnings) {

    public Outcome {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Applies the rules.
   *
   * @param written the plan as the spec has it
   * @throws DiagnosticException with everything that the analyzer rules refuse at one of their
   *     stages, or if a logical rule does what it must not
   */
  public static Outcome apply(RuleSet rules, Analysis written, RuleTrace trace) {
    return new RulePipeline(rules, written, trace).apply();
  }

  private Outcome apply() {
    Set<Diagnostic> warnings = new LinkedHashSet<>(analyze(Stage.AS_WRITTEN, written));
    LogicalPlan plan = written.plan();
    List<LogicalRule> logical = rules.of(LogicalRule.class);
    for (int i = 0; i < logical.size(); ) {
      int end = endOfBatch(logical, i);
      plan =
          end == i ? applied(logical.get(i++), plan) : untilStable(logical.subList(i, end), plan);
      i = Math.max(i, end);
    }
    warnings.addAll(analyze(Stage.REWRITTEN, written.of(plan)));
    return new Outcome(plan, List.copyOf(warnings));
  }

  /** The end of the batch that begins at a rule; the rule's own place if it is applied once. */
  private static int endOfBatch(List<LogicalRule> logical, int begin) {
    int end = begin;
    while (end < logical.size() && logical.get(end).repetition() == Repetition.UNTIL_STABLE) {
      end++;
    }
    return end;
  }

  private List<Diagnostic> analyze(Stage stage, Analysis analysis) {
    List<Diagnostic> found = new ArrayList<>();
    for (AnalyzerRule rule : rules.of(AnalyzerRule.class)) {
      if (rule.stage() == stage) {
        found.addAll(rule.analyze(analysis));
      }
    }
    if (found.stream().anyMatch(Diagnostic::isError)) {
      throw new DiagnosticException(found);
    }
    return found;
  }

  private LogicalPlan untilStable(List<LogicalRule> batch, LogicalPlan plan) {
    Set<String> seen = new LinkedHashSet<>();
    seen.add(PlanHash.of(plan));
    LogicalPlan current = plan;
    for (int round = 1; ; round++) {
      Set<String> changing = new LinkedHashSet<>();
      for (LogicalRule rule : batch) {
        LogicalPlan next = applied(rule, current);
        if (!PlanHash.of(next).equals(PlanHash.of(current))) {
          changing.add(rule.name());
        }
        current = next;
      }
      if (changing.isEmpty()) {
        return current;
      }
      if (!seen.add(PlanHash.of(current)) || round == MOST_ROUNDS) {
        throw new DiagnosticException(RuleErrors.neverStable(List.copyOf(changing), round));
      }
    }
  }

  private LogicalPlan applied(LogicalRule rule, LogicalPlan plan) {
    LogicalPlan rewritten = rule.rewrite(plan, written.audited());
    for (LogicalPlan.View view : rewritten.views().values()) {
      LogicalPlan.View old = plan.views().get(view.name());
      if (old == null || old.algebra() != view.algebra()) {
        TreeSchema.difference(view)
            .ifPresent(
                actual -> {
                  throw new DiagnosticException(
                      RuleErrors.changedRowType(
                          rule.name(),
                          view.name(),
                          String.join(", ", TreeSchema.spelled(view.schema())),
                          String.join(", ", actual)));
                });
      }
    }
    trace.applied(rule, plan, rewritten);
    return rewritten;
  }
}
