// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.RunResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@link RunResult} as people read it. */
final class RunResultText {

  /** The steps of a plan, of which there can be many, and what each is about. */
  private static final Map<String, String> STEPS =
      Map.of("materialize", "view", "audit", "view", "write", "table", "digest", "table");

  private static final int LABEL_WIDTH = 20;

  private final RunResult result;
  private final Ansi ansi;

  private RunResultText(RunResult result, Ansi ansi) {
    this.result = result;
    this.ansi = ansi;
  }

  /**
   * The outputs and the hashes; inputs, changes and stages, too, if the screen is to be verbose.
   */
  static String of(RunResult result, Screen screen) {
    RunResultText text = new RunResultText(result, screen.outStyle());
    StringBuilder all = new StringBuilder(text.headline()).append('\n').append(text.outputs());
    if (screen.isVerbose()) {
      all.append('\n').append(text.inputs());
      if (!result.changes().isEmpty()) {
        all.append('\n').append(text.changes());
      }
      all.append('\n').append(text.stages());
    }
    return all.append('\n')
        .append(text.audits())
        .append(text.digests())
        .append(text.hashes())
        .toString();
  }

  /** Where the time went, with one line for the stages of a kind: {@code write 3 tables}. */
  static String kindsOfStages(RunResult result, Screen screen) {
    Map<String, List<RunResult.Stage>> kinds = new LinkedHashMap<>();
    for (RunResult.Stage stage : result.stages()) {
      String verb = stage.name().split(" ", 2)[0];
      kinds
          .computeIfAbsent(STEPS.containsKey(verb) ? verb : stage.name(), kind -> new ArrayList<>())
          .add(stage);
    }
    TextTable table = new TextTable(TextTable.left("Stage"), TextTable.right("Time"));
    kinds.forEach(
        (kind, stages) ->
            table.row(
                STEPS.containsKey(kind)
                    ? kind + " " + Figures.count(stages.size(), STEPS.get(kind))
                    : kind,
                Figures.seconds(stages.stream().mapToDouble(RunResult.Stage::seconds).sum())));
    return table.text(screen.outStyle());
  }

  /** What was published, where, and how long it took. */
  private String headline() {
    double seconds = Duration.between(result.startedAt(), result.completedAt()).toNanos() / 1e9;
    String where = commonFolder();
    return ansi.green("Published ")
        + Figures.count(result.outputs().size(), "table")
        + (where.isEmpty() ? "" : " to " + ansi.bold(where))
        + " in "
        + Figures.seconds(seconds)
        + "\n";
  }

  /** The tables with their figures. */
  private String outputs() {
    boolean together = !commonFolder().isEmpty();
    TextTable table =
        new TextTable(
            TextTable.left("Table"),
            TextTable.right("Version"),
            TextTable.right("Rows"),
            TextTable.right("Files"),
            TextTable.right("Size"),
            TextTable.left("Status"));
    for (RunResult.Output output : result.outputs()) {
      table.row(
          together ? output.tableName() : output.deltaLocation().toString(),
          Figures.count(output.deltaVersion()),
          Figures.count(output.rowsWritten()),
          Figures.count(output.filesAdded()),
          Figures.bytes(output.bytesWritten()),
          output.status().name());
    }
    return table.text(ansi);
  }

  /** What was read. */
  private String inputs() {
    TextTable table =
        new TextTable(
            TextTable.left("Input"),
            TextTable.right("Version"),
            TextTable.right("Rows"),
            TextTable.right("Files"),
            TextTable.right("Size"),
            TextTable.left("Schema hash"));
    for (RunResult.Input input : result.inputs()) {
      table.row(
          input.logicalName(),
          Figures.count(input.deltaVersion()),
          input.rows().isPresent() ? Figures.count(input.rows().getAsLong()) : "unknown",
          input.filesRead() + " of " + input.filesConsidered(),
          Figures.bytes(input.bytesRead()),
          abbreviated(input.schemaHash()));
    }
    return table.text(ansi);
  }

  /** What the Changes views were told. */
  private String changes() {
    TextTable table =
        new TextTable(
            TextTable.left("Changes"),
            TextTable.left("Source"),
            TextTable.right("From version"),
            TextTable.right("To version"),
            TextTable.left("Found in"));
    for (RunResult.Changes changes : result.changes()) {
      table.row(
          changes.view(),
          changes.source(),
          Figures.count(changes.fromVersion()),
          Figures.count(changes.toVersion()),
          switch (changes.form()) {
            case change_data_feed -> "change data feed";
            case file_difference -> "difference of the versions";
          });
    }
    return table.text(ansi);
  }

  /** Where the time went. */
  private String stages() {
    TextTable table = new TextTable(TextTable.left("Stage"), TextTable.right("Time"));
    result.stages().forEach(stage -> table.row(stage.name(), Figures.seconds(stage.seconds())));
    return table.text(ansi);
  }

  /** What was proved, if anything was to be. */
  private String audits() {
    return audited("empty, as required", RunResult.Audit.Subject.view)
        + audited("constraints hold", RunResult.Audit.Subject.constraint);
  }

  private String audited(String label, RunResult.Audit.Subject subject) {
    List<String> names =
        result.audits().stream()
            .filter(audit -> audit.subject() == subject)
            .map(RunResult.Audit::name)
            .toList();
    return names.isEmpty() ? "" : entry(label, names);
  }

  /** What the tables hold, if it was digested. */
  private String digests() {
    List<String> digests = new ArrayList<>();
    for (RunResult.Output output : result.outputs()) {
      output
          .contentDigest()
          .ifPresent(digest -> digests.add(output.tableName() + " " + abbreviated(digest)));
    }
    return digests.isEmpty() ? "" : entry("content digests", digests);
  }

  /** What the run is known by. */
  private String hashes() {
    return entry("run id", List.of(result.runId()))
        + entry("spec hash", List.of(result.specHash()))
        + entry("envelope hash", List.of(result.envelopeHash()))
        + entry("rules", List.of(result.rulepackFingerprint()))
        + entry("plan hash", List.of(result.planHash()))
        + result.recordLocation().map(file -> entry("record", List.of(file.toString()))).orElse("")
        + result
            .captureLocation()
            .map(folder -> entry("capture", List.of(folder.toString())))
            .orElse("");
  }

  private String entry(String label, List<String> words) {
    return Paragraph.of(label, LABEL_WIDTH, words, ansi);
  }

  private String commonFolder() {
    return OutputFolder.common(
        result.outputs(),
        RunResult.Output::tableName,
        output -> Optional.of(output.deltaLocation()));
  }

  private static String abbreviated(String hash) {
    return hash.length() <= 16 ? hash : hash.substring(0, 16) + "…";
  }
}
