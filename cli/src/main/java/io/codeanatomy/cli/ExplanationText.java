// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.Explanation;
import io.codeanatomy.engine.plan.CacheDecision;
import io.codeanatomy.engine.plan.SpanJoinDecision;
import io.codeanatomy.spec.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An {@link Explanation} as people read it, in the order in which a run comes about. In short: the
 * views in the way of an output, what differs after each rule, and the statements without their
 * trees; with all of it on a verbose screen. Of a single view, its statements' trees and plans,
 * too.
 */
final class ExplanationText {

  private static final int MOST_UNUSED = 2;

  private static final int LABEL_WIDTH = 18;
  private static final String MARGIN = "    ";

  private final Explanation explanation;
  private final Ansi ansi;
  private final Detail detail;

  /** How much is shown. */
  private enum Detail {
    SHORT,
    ONE_VIEW,
    EVERYTHING
  }

  private ExplanationText(Explanation explanation, Ansi ansi, Detail detail) {
    this.explanation = explanation;
    this.ansi = ansi;
    this.detail = detail;
  }

  static String of(Explanation explanation, Screen screen) {
    Detail detail =
        screen.isVerbose()
            ? Detail.EVERYTHING
            : explanation.view().isPresent() ? Detail.ONE_VIEW : Detail.SHORT;
    ExplanationText text = new ExplanationText(explanation, screen.outStyle(), detail);
    return text.headline()
        + text.section("Setting", text.setting())
        + text.section(
            "Inputs",
            new ExplainedInputs(
                    explanation.inputs(),
                    text.ansi,
                    screen.isVerbose() ? Integer.MAX_VALUE : MOST_UNUSED)
                .text())
        + text.section("Rules", text.rules())
        + text.section("Plan as written", text.written())
        + text.section("What the rules changed", text.applications())
        + text.section("Statements", text.fragments())
        + text.section("Steps", text.steps())
        + text.section("Cache decisions", text.decisions())
        + text.section("Span joins", text.spanJoins())
        + text.section("Plans of " + explanation.setting().executionEngine(), text.plans())
        + text.section("Missing", text.missing())
        + "\n"
        + text.closing();
  }

  private String section(String title, String text) {
    return text.isEmpty() ? "" : "\n" + ansi.bold(title) + "\n" + text;
  }

  private String headline() {
    String plan =
        "%s, %s, %s.\n"
            .formatted(
                Figures.count(explanation.written().size(), "view"),
                Figures.count(explanation.fragments().size(), "statement"),
                Figures.count(explanation.steps().size(), "step"));
    return explanation
        .view()
        .map(view -> "The view " + ansi.bold(view) + " and what it is made of: " + plan)
        .orElse("The whole plan: " + plan);
  }

  private String setting() {
    Explanation.Setting setting = explanation.setting();
    return entry("profile", List.of(setting.profile().name()))
        + entry("environment", List.of(setting.environment().name()))
        + entry(
            "executed by",
            List.of(
                setting.executionEngine()
                    + " "
                    + setting.versions().getOrDefault(setting.executionEngine(), "")))
        + entries("configuration", setting.configuration())
        + entries("parameters", setting.parameters());
  }

  private String entries(String label, Map<String, String> values) {
    List<String> words =
        values.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    return words.isEmpty() ? "" : entry(label, words);
  }

  private String rules() {
    StringBuilder text = new StringBuilder();
    for (Explanation.Rule rule : explanation.rules()) {
      String parameters =
          rule.parameters().entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .collect(Collectors.joining(", "));
      String line =
          "%s (%s, %s)%s: %s"
              .formatted(
                  rule.name(),
                  rule.ruleClass(),
                  rule.purpose(),
                  parameters.isEmpty() ? "" : " " + parameters,
                  rule.description());
      text.append(folded(line, "  "));
    }
    return text.toString();
  }

  private String written() {
    StringBuilder text = new StringBuilder();
    int others = 0;
    for (Explanation.View view : explanation.written()) {
      if (detail == Detail.SHORT && !view.isNeeded()) {
        others++;
        continue;
      }
      text.append("  ")
          .append(ansi.bold(view.name()))
          .append(view.isNeeded() ? "" : ansi.dim(", which no output needs"))
          .append('\n')
          .append(Tree.of(view.tree(), MARGIN));
    }
    if (others > 0) {
      text.append("  ")
          .append(ansi.dim(Figures.count(others, "view") + " that no output needs"))
          .append('\n');
    }
    return text.toString();
  }

  private String applications() {
    StringBuilder text = new StringBuilder();
    Map<String, Integer> rounds = new LinkedHashMap<>();
    for (Explanation.Application applied : explanation.applications()) {
      int round = rounds.merge(applied.rule(), 1, Integer::sum);
      if (round > 1 && applied.isWithoutEffect() && detail != Detail.EVERYTHING) {
        // The round that shows that there is nothing left to do.
        continue;
      }
      text.append("  ")
          .append(ansi.bold(applied.rule()))
          .append(round > 1 ? " again" : "")
          .append(": ")
          .append(effect(applied))
          .append('\n');
      names("put in", applied.added(), text);
      names("left out", applied.dropped(), text);
      applied.changes().forEach(change -> text.append(change(change)));
    }
    return text.toString();
  }

  private static String effect(Explanation.Application applied) {
    if (applied.isWithoutEffect()) {
      return "changed none of " + Figures.count(applied.considered(), "view");
    }
    List<String> effects = new ArrayList<>();
    if (!applied.changes().isEmpty()) {
      effects.add("changed " + Figures.count(applied.changes().size()));
    }
    if (!applied.dropped().isEmpty()) {
      effects.add("left out " + Figures.count(applied.dropped().size()));
    }
    if (!applied.added().isEmpty()) {
      effects.add("put in " + Figures.count(applied.added().size()));
    }
    return String.join(", ", effects) + " of " + Figures.count(applied.considered(), "view");
  }

  private void names(String label, List<String> names, StringBuilder text) {
    if (!names.isEmpty()) {
      text.append(entry(label, names));
    }
  }

  private String change(Explanation.Application.Change change) {
    StringBuilder text = new StringBuilder("    ").append(change.view()).append('\n');
    if (detail == Detail.EVERYTHING) {
      return text.append(ansi.dim("      before\n"))
          .append(Tree.of(change.before(), "        "))
          .append(ansi.dim("      after\n"))
          .append(Tree.of(change.after(), "        "))
          .toString();
    }
    for (TreeDifference.Line line : TreeDifference.of(change.before(), change.after())) {
      String shown = folded((line.isAdded() ? "+ " : "- ") + line.text(), "      ");
      text.append(line.isAdded() ? ansi.green(shown) : ansi.red(shown));
    }
    return text.toString();
  }

  private String fragments() {
    StringBuilder text = new StringBuilder();
    for (Explanation.Fragment fragment : explanation.fragments()) {
      text.append("  ").append(ansi.bold(fragment.step())).append('\n');
      text.append(entry("hash", List.of(fragment.hash())));
      names("reads", fragment.reads(), text);
      names("by way of", fragment.inlined(), text);
      if (detail != Detail.SHORT) {
        for (Explanation.Fragment.Table table : fragment.tables()) {
          text.append("    ").append(table.name()).append('\n');
          text.append(Tree.of(table.tree(), "      "));
        }
      }
    }
    return text.toString();
  }

  private String steps() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < explanation.steps().size(); i++) {
      Explanation.Step step = explanation.steps().get(i);
      text.append("  ")
          .append(ansi.dim(Figures.count(i + 1L) + "."))
          .append(' ')
          .append(step.title())
          .append(
              switch (step.kind()) {
                case audit -> ", which must be empty";
                case release -> "";
                case materialize, close, index, aggregate, write ->
                    ": " + Figures.rows(step.estimate());
              })
          .append('\n');
    }
    return text.toString();
  }

  private String decisions() {
    StringBuilder text = new StringBuilder();
    for (CacheDecision decision : explanation.cacheDecisions()) {
      boolean keep = decision.choice() == CacheDecision.Choice.MATERIALIZE;
      if (detail == Detail.SHORT && !keep && decision.consumers() < 2) {
        continue;
      }
      text.append("  ")
          .append(keep ? ansi.green("keep") : ansi.cyan("inline"))
          .append(' ')
          .append(ansi.bold(decision.view()))
          .append(": ")
          .append(Figures.rows(decision.estimate()))
          .append('\n')
          .append(entry("because", List.of(decision.reason().split(", "))));
    }
    return text.toString();
  }

  private String spanJoins() {
    StringBuilder text = new StringBuilder();
    for (SpanJoinDecision decision : explanation.spanJoins()) {
      text.append("  ")
          .append(ansi.cyan(decision.algorithm().name()))
          .append(" in ")
          .append(ansi.bold(decision.view()))
          .append(": ")
          .append(Figures.rows(decision.leftRows()))
          .append(" with ")
          .append(Figures.rows(decision.rightRows()))
          .append('\n')
          .append(entry("because", List.of(decision.reason())));
    }
    return text.toString();
  }

  private String plans() {
    StringBuilder text = new StringBuilder();
    if (detail == Detail.SHORT) {
      return explanation.executionPlans().isEmpty()
          ? ""
          : "  " + ansi.dim("Shown of one view, and with --verbose.") + "\n";
    }
    for (Explanation.ExecutionPlan plan : explanation.executionPlans()) {
      text.append("  ").append(ansi.bold(plan.step())).append('\n');
      List<String> standIns =
          plan.standIns().entrySet().stream()
              .map(kept -> kept.getKey() + " ~" + Figures.count(kept.getValue(), "row"))
              .toList();
      names("assuming", standIns, text);
      plan.unknown().ifPresent(reason -> text.append(folded("not known: " + reason, MARGIN)));
      text.append(Tree.of(plan.plan(), MARGIN));
    }
    return text.toString();
  }

  private String missing() {
    StringBuilder text = new StringBuilder();
    for (Diagnostic diagnostic : explanation.missing()) {
      text.append(
          folded(
              diagnostic.code()
                  + " "
                  + diagnostic.message()
                  + diagnostic.hint().map(hint -> ". " + hint).orElse(""),
              "  "));
    }
    return text.toString();
  }

  private String closing() {
    Explanation.Hashes hashes = explanation.hashes();
    return entry("spec hash", List.of(hashes.spec()))
        + entry("plan hash", List.of(hashes.plan()))
        + entry("rules", List.of(hashes.rulepackFingerprint()))
        + entry("envelope", List.of(hashes.envelope()))
        + "  "
        + ansi.dim("Rows with ~ are estimates; with ? they rest on inputs without row counts.")
        + "\n";
  }

  private String entry(String label, List<String> words) {
    return Paragraph.of("   " + label, LABEL_WIDTH, words, ansi);
  }

  private static String folded(String text, String indentation) {
    return String.join("\n", Tree.folded(text, indentation)) + "\n";
  }
}
