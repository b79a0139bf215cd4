// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.history.RunHistory;
import io.codeanatomy.engine.history.RunHistory.Entry;
import io.codeanatomy.engine.history.RunRecord;
import io.codeanatomy.spec.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The runs of a folder as people and programs read them. */
final class HistoryShown {

  private static final int NAME_WIDTH = 24;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private HistoryShown() {}

  /** A line for each run, and how many there are besides. */
  static String text(RunHistory history, List<Entry> entries, int all, Ansi ansi) {
    if (entries.isEmpty()) {
      return "No runs are recorded in " + history.root() + "\n";
    }
    TextTable table =
        new TextTable(
            TextTable.left("Run"),
            TextTable.left("Started (UTC)"),
            TextTable.left("Spec"),
            TextTable.left("Profile"),
            TextTable.right("Written"),
            TextTable.right("Rows"),
            TextTable.right("Time"));
    for (Entry entry : entries) {
      if (entry instanceof Entry.Intact intact) {
        row(table, intact.record());
      } else {
        table.row(entry.runId(), "damaged", "", "", "", "", "");
      }
    }
    String more =
        entries.size() < all
            ? "  " + ansi.dim(entries.size() + " of " + all + " runs; --limit shows more.") + "\n"
            : "";
    return table.text(ansi) + more;
  }

  private static void row(TextTable table, RunRecord run) {
    table.row(
        run.runId(),
        time(run.startedAt()),
        shortened(specName(run).or(() -> fileName(run)).orElse("")),
        run.ruleSet().profile(),
        written(run) + " of " + run.outputs().size(),
        Figures.count(rows(run)),
        Figures.seconds(seconds(run)));
  }

  /** What is wrong with the damaged ones; they stop nothing. */
  static List<Diagnostic> faults(List<Entry> entries) {
    List<Diagnostic> faults = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Damaged damaged) {
        faults.add(damaged.fault().asWarning());
      }
    }
    return faults;
  }

  static String json(RunHistory history, List<Entry> entries, int all) {
    return Json.object(
        json ->
            json.field("output", history.root())
                .field("run_count", all)
                .list("runs", entries, (part, entry) -> entry(part, history, entry)));
  }

  private static void entry(Json json, RunHistory history, Entry entry) throws IOException {
    json.field("run_id", entry.runId())
        .field("record_location", history.file(entry.runId()))
        .flag("damaged", entry instanceof Entry.Damaged);
    if (entry instanceof Entry.Intact intact) {
      RunRecord run = intact.record();
      json.field("started_at", run.startedAt().toString())
          .field("completed_at", run.completedAt().toString())
          .field("spec_name", specName(run).orElse(null))
          .field("spec_hash", run.specHash())
          .field("rulepack_profile", run.ruleSet().profile())
          .field("outputs", run.outputs().size())
          .field("outputs_written", written(run))
          .field("rows_written", rows(run))
          .seconds("seconds", seconds(run));
    }
    json.diagnostics("diagnostics", faults(List.of(entry)));
  }

  /** A time as people read it, to the second. */
  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** What people call the spec, if this version of the engine can tell. */
  static Optional<String> specName(RunRecord run) {
    return run.spec().name();
  }

  private static Optional<String> fileName(RunRecord run) {
    return run.specFile().map(Path::getFileName).map(Path::toString);
  }

  static double seconds(RunRecord run) {
    return Duration.between(run.startedAt(), run.completedAt()).toNanos() / 1e9;
  }

  private static long written(RunRecord run) {
    return run.outputs().stream().filter(RunRecord.Output::isWritten).count();
  }

  private static long rows(RunRecord run) {
    return run.outputs().stream().mapToLong(RunRecord.Output::rowsWritten).sum();
  }

  private static String shortened(String name) {
    String line = name.strip().replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= NAME_WIDTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, NAME_WIDTH - 1)) + "…";
  }
}
