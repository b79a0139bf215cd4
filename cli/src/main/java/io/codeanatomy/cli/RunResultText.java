// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.RunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A {@link RunResult} as people read it. */
final class RunResultText {

  private final RunResult result;
  private final Ansi ansi;

  private RunResultText(RunResult result, Ansi ansi) {
    this.result = result;
    this.ansi = ansi;
  }

  /** The outputs and the hashes; inputs and stages, too, if the screen is to be verbose. */
  static String of(RunResult result, Screen screen) {
    RunResultText text = new RunResultText(result, screen.outStyle());
    StringBuilder all = new StringBuilder(text.headline()).append('\n').append(text.outputs());
    if (screen.isVerbose()) {
      all.append('\n').append(text.inputs()).append('\n').append(text.stages());
    }
    return all.append('\n').append(text.audits()).append(text.hashes()).toString();
  }

  /** What was published, where, and how long it took. */
  String headline() {
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
  String outputs() {
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
  String inputs() {
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

  /** Where the time went. */
  String stages() {
    TextTable table = new TextTable(TextTable.left("Stage"), TextTable.right("Time"));
    result.stages().forEach(stage -> table.row(stage.name(), Figures.seconds(stage.seconds())));
    return table.text(ansi);
  }

  /** What was proved, if anything was to be. */
  String audits() {
    List<RunResult.Audit> audits = result.audits();
    if (audits.isEmpty()) {
      return "";
    }
    return "  audits passed         "
        + audits.size()
        + (audits.size() == 1
            ? " view is empty, as it must be: "
            : " views are empty, as they must be: ")
        + audits.stream().map(RunResult.Audit::view).collect(Collectors.joining(", "))
        + "\n";
  }

  /** What the run is known by. */
  String hashes() {
    return "  run id                "
        + result.runId()
        + "\n"
        + "  spec hash             "
        + ansi.dim(result.specHash())
        + "\n"
        + "  envelope hash         "
        + ansi.dim(result.envelopeHash())
        + "\n"
        + "  rulepack fingerprint  "
        + ansi.dim(result.rulepackFingerprint())
        + "\n";
  }

  /** The folder that all tables lie in under their names; empty if there is none. */
  private String commonFolder() {
    Set<String> folders =
        result.outputs().stream().map(RunResultText::folder).collect(Collectors.toSet());
    return folders.size() == 1 ? folders.iterator().next() : "";
  }

  private static String folder(RunResult.Output output) {
    Path location = output.deltaLocation();
    boolean named = output.tableName().equals(String.valueOf(location.getFileName()));
    Path parent = location.getParent();
    return named && parent != null ? parent.toString() : "";
  }

  private static String abbreviated(String hash) {
    return hash.length() <= 16 ? hash : hash.substring(0, 16) + "…";
  }
}
