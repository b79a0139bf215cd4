// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.RunPlan;
import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.plan.CacheDecision;
import io.codeanatomy.engine.plan.InputStatistics;
import io.codeanatomy.spec.Diagnostic;
import java.util.List;
import java.util.Optional;

/** A {@link RunPlan} as people read it: what comes in, what is done, what goes out. */
final class RunPlanText {

  private static final int LABEL_WIDTH = 16;

  private final RunPlan plan;
  private final Ansi ansi;

  private RunPlanText(RunPlan plan, Ansi ansi) {
    this.plan = plan;
    this.ansi = ansi;
  }

  /** All but the decisions that could not have been others; these, too, on a verbose screen. */
  static String of(RunPlan plan, Screen screen) {
    RunPlanText text = new RunPlanText(plan, screen.outStyle());
    return text.headline()
        + text.section("Inputs", text.inputs())
        + text.section("Steps", text.steps())
        + text.section("Cache decisions", text.decisions(screen.isVerbose()))
        + text.section("Outputs", text.outputs())
        + text.section("Missing", text.missing())
        + "\n"
        + text.closing();
  }

  private String section(String title, String text) {
    return text.isEmpty() ? "" : "\n" + ansi.bold(title) + "\n" + text;
  }

  private String headline() {
    return "A run would take %s to write %s (%s, environment %s, %s of memory).\n"
        .formatted(
            Figures.count(plan.steps().size(), "step"),
            Figures.count(plan.outputs().size(), "table"),
            plan.executionEngine(),
            plan.environment(),
            Figures.bytes(plan.memoryBytes()));
  }

  private String inputs() {
    TextTable table =
        new TextTable(
            TextTable.left("Input"),
            TextTable.right("Version"),
            TextTable.right("Rows"),
            TextTable.right("Files"),
            TextTable.right("Size"));
    for (RunPlan.Input input : plan.inputs()) {
      Optional<InputStatistics> known = input.statistics();
      table.row(
          input.logicalName(),
          Figures.count(input.deltaVersion()),
          known.map(RunPlanText::rows).orElse("not read"),
          input.reading().map(reading -> files(reading, known.orElseThrow())).orElse(""),
          known.map(statistics -> Figures.bytes(statistics.bytes())).orElse(""));
    }
    return table.text(ansi);
  }

  private static String files(RunPlan.Reading reading, InputStatistics all) {
    return reading.files() == all.files()
        ? Figures.count(all.files())
        : Figures.count(reading.files()) + " of " + Figures.count(all.files());
  }

  private static String rows(InputStatistics statistics) {
    return statistics.rows().isPresent() ? Figures.count(statistics.rows().getAsLong()) : "unknown";
  }

  private String steps() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < plan.steps().size(); i++) {
      RunPlan.Step step = plan.steps().get(i);
      text.append("  ")
          .append(ansi.dim(Figures.count(i + 1L) + "."))
          .append(' ')
          .append(step.kind())
          .append(' ')
          .append(ansi.bold(step.name()))
          .append(
              step.kind() == PhysicalPlan.Kind.audit
                  ? ", which must be empty"
                  : ": " + Figures.rows(step.estimate()))
          .append('\n')
          .append(entry("reads", step.reads()));
      if (!step.inlined().isEmpty()) {
        text.append(entry("by way of", step.inlined()));
      }
    }
    return text.toString();
  }

  /** A decision is worth a line if several read the view, or it was not the natural one. */
  private String decisions(boolean verbose) {
    StringBuilder text = new StringBuilder();
    int others = 0;
    for (CacheDecision decision : plan.cacheDecisions()) {
      boolean keep = decision.choice() == CacheDecision.Choice.MATERIALIZE;
      if (!verbose && !keep && decision.consumers() < 2) {
        others++;
        continue;
      }
      text.append("  ")
          .append(keep ? ansi.green("keep") : ansi.cyan("inline"))
          .append(' ')
          .append(ansi.bold(decision.view()))
          .append(": ")
          .append(Figures.rows(decision.estimate()))
          .append(", ")
          .append(Figures.bytes(Math.round(decision.estimate().bytes())))
          .append('\n')
          .append(entry("because", words(decision)));
    }
    if (others > 0) {
      text.append("  ")
          .append(ansi.dim(Figures.count(others, "view") + " with one reader each: inlined"))
          .append('\n');
    }
    return text.toString();
  }

  private static List<String> words(CacheDecision decision) {
    return List.of(decision.reason().split(", "));
  }

  private String outputs() {
    String folder =
        OutputFolder.common(
            plan.outputs(), RunPlan.Output::tableName, RunPlan.Output::deltaLocation);
    TextTable table =
        new TextTable(
            TextTable.left("Table"),
            TextTable.left("Mode"),
            TextTable.right("Rows"),
            TextTable.left("Effect"));
    for (RunPlan.Output output : plan.outputs()) {
      table.row(
          folder.isEmpty() && output.deltaLocation().isPresent()
              ? output.deltaLocation().get().toString()
              : output.tableName(),
          output.mode().name(),
          Figures.estimated(output.estimate()),
          effect(output));
    }
    return table.text(ansi) + (folder.isEmpty() ? "" : "  " + ansi.dim("in " + folder) + "\n");
  }

  private static String effect(RunPlan.Output output) {
    return switch (output.effect()) {
      case creates -> "creates";
      case replaces -> "replaces version " + output.currentVersion().orElseThrow();
      case appends -> "appends to version " + output.currentVersion().orElseThrow();
      case unknown -> "has no location yet";
    };
  }

  private String missing() {
    StringBuilder text = new StringBuilder();
    for (Diagnostic diagnostic : plan.missing()) {
      text.append("  ")
          .append(ansi.yellow(diagnostic.code()))
          .append(' ')
          .append(diagnostic.message())
          .append(diagnostic.hint().map(hint -> ". " + hint).orElse(""))
          .append('\n');
    }
    return text.toString();
  }

  private String closing() {
    return entry("spec hash", List.of(plan.specHash()))
        + entry("plan hash", List.of(plan.planHash()))
        + entry("rules", List.of(plan.rulepackFingerprint()))
        + "  "
        + ansi.dim("Rows with ~ are estimates; with ? they rest on inputs without row counts.")
        + "\n";
  }

  private String entry(String label, List<String> words) {
    return Paragraph.of("   " + label, LABEL_WIDTH, words, ansi);
  }
}
