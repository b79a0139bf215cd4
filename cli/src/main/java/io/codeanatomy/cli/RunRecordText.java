// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.history.RunRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A run's record as people read it: what, when, from which versions, to which, how. */
final class RunRecordText {

  private static final int LABEL_WIDTH = 20;

  private final RunRecord run;
  private final Path file;
  private final Ansi ansi;

  RunRecordText(RunRecord run, Path file, Ansi ansi) {
    this.run = run;
    this.file = file;
    this.ansi = ansi;
  }

  /** All of it but the spec, which the file holds. */
  String text() {
    return headline()
        + section("Inputs", inputs())
        + section("Outputs", outputs())
        + section("Changes", changes())
        + section("Parameters", entries(run.envelope().parameters()))
        + section("Rules", rules())
        + section("Audits", audits())
        + section("Views", entries(run.viewHashes()))
        + section("Statements", fragments())
        + section("Environment", environment())
        + section("Read besides rows", entries(run.envelope().derived()))
        + section("Stages", stages())
        + section("Warnings", warnings())
        + section("Hashes", hashes());
  }

  private String section(String title, String text) {
    return text.isEmpty() ? "" : "\n" + ansi.bold(title) + "\n" + text;
  }

  private String headline() {
    Optional<String> name = HistoryShown.specName(run);
    return "Run "
        + ansi.bold(run.runId())
        + name.map(spec -> " of " + ansi.bold(spec)).orElse("")
        + "\n\n"
        + entry("started", HistoryShown.time(run.startedAt()) + " UTC")
        + entry("took", Figures.seconds(HistoryShown.seconds(run)))
        + entry("output folder", run.outputRoot().toString())
        + entry("spec", run.specFile().orElse(run.specFolder()).toString())
        + entry("record", file.toString());
  }

  private String inputs() {
    TextTable table =
        new TextTable(
            TextTable.left("Input"),
            TextTable.right("Version"),
            TextTable.right("Rows"),
            TextTable.right("Files"),
            TextTable.right("Size"));
    StringBuilder places = new StringBuilder();
    for (RunRecord.Input input : run.inputs()) {
      table.row(
          input.logicalName(),
          Figures.count(input.deltaVersion()),
          input.rows().isPresent() ? Figures.count(input.rows().getAsLong()) : "unknown",
          Figures.count(input.filesRead()) + " of " + Figures.count(input.filesConsidered()),
          Figures.bytes(input.bytesRead()));
      places.append(place(input.logicalName(), input.deltaLocation()));
      places.append(entry("", "schema " + input.schemaHash()));
    }
    return table.text(ansi) + places;
  }

  private String outputs() {
    TextTable table =
        new TextTable(
            TextTable.left("Table"),
            TextTable.right("Version"),
            TextTable.right("Rows"),
            TextTable.right("Files"),
            TextTable.right("Size"),
            TextTable.left("Status"));
    StringBuilder places = new StringBuilder();
    for (RunRecord.Output output : run.outputs()) {
      table.row(
          output.tableName(),
          Figures.count(output.deltaVersion()),
          Figures.count(output.rowsWritten()),
          Figures.count(output.filesAdded()),
          Figures.bytes(output.bytesWritten()),
          output.status());
      places.append(place(output.tableName(), output.deltaLocation()));
      places.append(entry("", output.reason()));
      output.contentDigest().ifPresent(digest -> places.append(entry("", "digest " + digest)));
    }
    return table.text(ansi) + places;
  }

  private String place(String name, Path location) {
    return entry(name, location.toString());
  }

  private String changes() {
    StringBuilder text = new StringBuilder();
    for (RunRecord.Changes changes : run.changes()) {
      text.append(
          entry(
              changes.view(),
              "%s, versions %d to %d, %s"
                  .formatted(
                      changes.source(),
                      changes.fromVersion(),
                      changes.toVersion(),
                      changes.form().replace('_', ' '))));
    }
    return text.toString();
  }

  private String rules() {
    StringBuilder text = new StringBuilder(entry("profile", run.ruleSet().profile()));
    for (RunRecord.Rule rule : run.ruleSet().rules()) {
      List<String> words = new ArrayList<>(List.of(rule.ruleClass()));
      rule.parameters().forEach((name, value) -> words.add(name + " = " + value));
      text.append(entry(rule.name(), words));
    }
    if (!run.ruleSet().turnedOff().isEmpty()) {
      text.append(entry("turned off", run.ruleSet().turnedOff()));
    }
    return text.toString();
  }

  private String audits() {
    StringBuilder text = new StringBuilder();
    for (RunRecord.Audit audit : run.audits()) {
      String rows = Figures.count(audit.rows(), "row");
      text.append(entry(audit.name(), audit.subject() + ", " + rows + " as required"));
    }
    return text.toString();
  }

  private String fragments() {
    StringBuilder text = new StringBuilder();
    for (RunRecord.Fragment fragment : run.fragments()) {
      text.append(entry(fragment.kind() + " " + fragment.name(), fragment.hash()));
    }
    return text.toString();
  }

  private String environment() {
    List<String> versions = new ArrayList<>();
    run.envelope().versions().forEach((part, version) -> versions.add(part + " " + version));
    List<String> settings = new ArrayList<>();
    run.envelope().configuration().forEach((name, value) -> settings.add(name + " = " + value));
    return entry("engine", run.engineVersion())
        + entry("execution engine", run.executionEngine())
        + entry("environment", run.environment())
        + entry("schema evolution", run.schemaEvolution())
        + entry("settings", settings)
        + entry("versions", versions)
        + entry(
            "function library",
            List.of(
                "version " + run.envelope().functionLibraryVersion(),
                run.envelope().functionsHash()));
  }

  private String stages() {
    TextTable table = new TextTable(TextTable.left("Stage"), TextTable.right("Time"));
    run.stages().forEach(stage -> table.row(stage.name(), Figures.seconds(stage.seconds())));
    return table.text(ansi);
  }

  private String warnings() {
    StringBuilder text = new StringBuilder();
    for (RunRecord.Warning warning : run.warnings()) {
      String place = warning.pointer().map(pointer -> " at " + pointer).orElse("");
      text.append(entry(warning.code(), warning.message() + place));
    }
    return text.toString();
  }

  private String hashes() {
    return entry("spec hash", run.specHash())
        + entry("envelope hash", run.envelopeHash())
        + entry("rules", run.rulepackFingerprint())
        + entry("plan hash", run.planHash())
        + entry("hash version", Integer.toString(run.hashVersion()));
  }

  private String entries(Map<String, String> entries) {
    StringBuilder text = new StringBuilder();
    entries.forEach((name, value) -> text.append(entry(name, value)));
    return text.toString();
  }

  private String entry(String label, String word) {
    return labelled(label, shown -> Paragraph.prose(shown, LABEL_WIDTH, word, ansi));
  }

  private String entry(String label, List<String> words) {
    return labelled(label, shown -> Paragraph.of(shown, LABEL_WIDTH, words, ansi));
  }

  /** A label that is too long for its column has a line of its own. */
  private String labelled(String label, UnaryOperator<String> paragraph) {
    return label.length() < LABEL_WIDTH
        ? paragraph.apply(label)
        : "  " + ansi.dim(label) + "\n" + paragraph.apply("");
  }
}
