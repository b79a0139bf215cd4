// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.extract.ExtractionReport;
import io.codeanatomy.extract.SkippedEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What an extraction did, for people and for programs. */
final class ExtractionShown {

  private static final int SKIPPED_ENTRIES = 5;

  private ExtractionShown() {}

  /** The tables, and what could not be read or parsed. */
  static String text(ExtractionReport report, Path output, Screen screen) {
    Ansi ansi = screen.outStyle();
    StringBuilder text = new StringBuilder(headline(report, output, ansi)).append('\n');
    text.append(PublishedTables.text(report.tables(), ansi));
    if (report.filesWithErrors() > 0) {
      text.append("\n  ")
          .append(Figures.count(report.filesWithErrors(), "file"))
          .append(" with errors; see the table diagnostics (")
          .append(Figures.count(report.diagnostics(), "row"))
          .append(")\n");
    }
    if (report.filesNotRead() > 0) {
      text.append("  ")
          .append(Figures.count(report.filesNotRead(), "file"))
          .append(" could not be read, or too large\n");
    }
    names(text, report);
    skipped(text, report.skipped(), screen);
    return text.toString();
  }

  private static String headline(ExtractionReport report, Path output, Ansi ansi) {
    return ansi.green("Extracted ")
        + Figures.count(report.files(), "file")
        + " ("
        + Figures.bytes(report.bytes())
        + ") to "
        + ansi.bold(output.toAbsolutePath().normalize().toString())
        + " in "
        + Figures.seconds(report.duration().toNanos() / 1e9)
        + "\n";
  }

  private static void names(StringBuilder text, ExtractionReport report) {
    if (!report.attributed()) {
      return;
    }
    text.append("\n  ")
        .append(Figures.count(report.namesResolved()))
        .append(" of ")
        .append(Figures.count(report.names(), "name"))
        .append(" resolved");
    if (report.namesResolved() < report.names()) {
      text.append(" (")
          .append(Math.floorDiv(report.namesResolved() * 1000, report.names()) / 10.0)
          .append(" %); the rest needs more on the class path, or is faulty");
    }
    text.append('\n');
    if (report.filesNotAttributed() > 0) {
      text.append("  ")
          .append(Figures.count(report.filesNotAttributed(), "file"))
          .append(" could not be attributed\n");
    }
  }

  private static void skipped(StringBuilder text, List<SkippedEntry> skipped, Screen screen) {
    long shown = screen.isVerbose() ? skipped.size() : SKIPPED_ENTRIES;
    for (SkippedEntry entry : skipped.stream().limit(shown).toList()) {
      text.append("  skipped ")
          .append(entry.entry())
          .append(" of ")
          .append(entry.source())
          .append(": ")
          .append(entry.reason())
          .append('\n');
    }
    if (skipped.size() > shown) {
      text.append("  skipped ")
          .append(Figures.count(skipped.size() - shown))
          .append(" more; --verbose lists them\n");
    }
  }

  /** The fields of a JSON object. */
  static void fields(Json json, ExtractionReport report, Path output) throws IOException {
    json.field("output", output)
        .field("files", report.files())
        .field("files_with_errors", report.filesWithErrors())
        .field("files_not_read", report.filesNotRead())
        .field("bytes", report.bytes())
        .field("diagnostics", report.diagnostics())
        .flag("attributed", report.attributed())
        .field("names", report.names())
        .field("names_resolved", report.namesResolved())
        .field("files_not_attributed", report.filesNotAttributed())
        .diagnostics("warnings", report.warnings())
        .list("tables", report.tables(), PublishedTables::fields)
        .list(
            "skipped",
            report.skipped(),
            (part, entry) ->
                part.field("source", entry.source())
                    .field("entry", entry.entry())
                    .field("reason", entry.reason()))
        .seconds("seconds", report.duration().toNanos() / 1e9)
        .seconds("publishing_seconds", report.publishing().toNanos() / 1e9);
  }
}
