// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.plan.PlanHash;
import io.codeanatomy.engine.plan.PlanIntegrity;
import io.codeanatomy.engine.rules.AnalyzerRule.Stage;
import io.codeanatomy.engine.rules.LogicalRule.Repetition;
import io.codeanatomy.engine.rules.Rule.Purpose;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes a plan through the rules of a set, stage by stage:
 *
 * <ol>
 *   <li>the analyzer rules look at the plan as the spec has it,
 *   <li>the logical rules of policy rewrite it, in their order,
 *   <li>the analyzer rules that want to see what became of it look at that,
 *   <li>the optimisations rewrite it, in their order.
 * </ol>
 *
 * <p>So no optimisation has a say in what is refused. Neighbouring logical rules of a purpose that
 * are applied until nothing changes make a batch, which goes round as a whole. A batch that still
 * changes the plan after {@value #MOST_ROUNDS} rounds, or comes back to a plan that it had before,
 * is an error that names the rules that are at it.
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
    LogicalPlan plan = rewritten(Purpose.POLICY, written.plan());
    warnings.addAll(analyze(Stage.REWRITTEN, written.of(plan)));
    plan = rewritten(Purpose.OPTIMIZATION, plan);
    return new Outcome(plan, List.copyOf(warnings));
  }

  private LogicalPlan rewritten(Purpose purpose, LogicalPlan plan) {
    List<LogicalRule> logical =
        rules.of(LogicalRule.class).stream().filter(rule -> rule.purpose() == purpose).toList();
    LogicalPlan current = plan;
    for (int i = 0; i < logical.size(); ) {
      int end = endOfBatch(logical, i);
      current =
          end == i
              ? applied(logical.get(i++), current)
              : untilStable(logical.subList(i, end), current);
      i = Math.max(i, end);
    }
    return current;
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
    Hashed current = Hashed.of(plan);
    seen.add(current.hash());
    for (int round = 1; ; round++) {
      Set<String> changing = new LinkedHashSet<>();
      for (LogicalRule rule : batch) {
        Hashed next = current.then(applied(rule, current.plan()));
        if (!next.hash().equals(current.hash())) {
          changing.add(rule.name());
        }
        current = next;
      }
      if (changing.isEmpty()) {
        return current.plan();
      }
      if (!seen.add(current.hash()) || round == MOST_ROUNDS) {
        throw new DiagnosticException(RuleErrors.neverStable(List.copyOf(changing), round));
      }
    }
  }

  private LogicalPlan applied(LogicalRule rule, LogicalPlan plan) {
    LogicalPlan rewritten = rule.rewrite(plan, written.audited());
    if (!isSame(plan, rewritten)) {
      PlanIntegrity.fault(plan, rewritten, written.audited())
          .ifPresent(
              fault -> {
                throw new DiagnosticException(
                    RuleErrors.brokenPlan(rule.name(), fault.relation(), fault.problem()));
              });
    }
    trace.applied(rule, plan, rewritten);
    return rewritten;
  }

  /** Whether a rule changed nothing, by the identity of the trees. */
  private static boolean isSame(LogicalPlan plan, LogicalPlan other) {
    if (!plan.outputs().equals(other.outputs())
        || !plan.inputs().equals(other.inputs())
        || !plan.parameters().equals(other.parameters())
        || plan.views().size() != other.views().size()) {
      return false;
    }
    Iterator<LogicalPlan.View> others = other.views().values().iterator();
    return plan.views().values().stream().allMatch(view -> view.isSame(others.next()));
  }

  /** A plan with its hash, which is taken again only where something changed. */
  private record Hashed(LogicalPlan plan, String hash) {

    static Hashed of(LogicalPlan plan) {
      return new Hashed(plan, PlanHash.of(plan));
    }

    Hashed then(LogicalPlan next) {
      return isSame(plan, next) ? new Hashed(next, hash) : of(next);
    }
  }
}
