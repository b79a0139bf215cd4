// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import java.util.List;
import java.util.stream.Collectors;

/** An explanation as plain text, all of it but hashes, versions and locations. */
final class ExplanationLines {

  private final StringBuilder text = new StringBuilder();

  private ExplanationLines() {}

  static String of(Explanation explanation) {
    ExplanationLines lines = new ExplanationLines();
    lines.add("# inputs");
    explanation.inputs().forEach(lines::input);
    lines.add("# rules");
    explanation
        .rules()
        .forEach(
            rule ->
                lines.add(
                    rule.name()
                        + " "
                        + rule.ruleClass()
                        + " "
                        + rule.purpose()
                        + " "
                        + rule.parameters()));
    lines.add("# written");
    for (Explanation.View view : explanation.written()) {
      lines.add(view.name() + (view.isNeeded() ? "" : " (not needed)") + ": " + view.columns());
      lines.tree(view.tree());
    }
    explanation.applications().forEach(lines::application);
    for (Explanation.Fragment fragment : explanation.fragments()) {
      lines.add("# fragment " + fragment.step() + " reads " + fragment.reads());
      for (Explanation.Fragment.Table table : fragment.tables()) {
        lines.add(table.name());
        lines.tree(table.tree());
      }
    }
    lines.add("# steps");
    explanation.steps().forEach(step -> lines.add(step.title()));
    lines.add("# cache decisions");
    explanation
        .cacheDecisions()
        .forEach(decision -> lines.add(decision.view() + " " + decision.choice()));
    for (Explanation.ExecutionPlan plan : explanation.executionPlans()) {
      lines.add("# execution of " + plan.step() + " assuming " + plan.standIns());
      plan.unknown().ifPresent(lines::add);
      lines.tree(plan.plan());
    }
    return lines.text.toString();
  }

  private void input(Explanation.Input input) {
    add(
        input.logicalName()
            + " rows "
            + input.rows()
            + " columns "
            + input.columns()
            + " files "
            + input.pruning().filesRead()
            + " of "
            + input.pruning().filesConsidered());
  }

  private void application(Explanation.Application applied) {
    add("# rule " + applied.rule() + " given " + applied.considered());
    if (!applied.dropped().isEmpty()) {
      add("dropped " + applied.dropped());
    }
    for (Explanation.Application.Change change : applied.changes()) {
      add(change.view() + " before");
      tree(change.before());
      add(change.view() + " after");
      tree(change.after());
    }
  }

  private void add(String line) {
    text.append(line).append('\n');
  }

  private void tree(List<String> lines) {
    text.append(lines.stream().map(line -> "  " + line + "\n").collect(Collectors.joining()));
  }
}
