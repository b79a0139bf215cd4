// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.ReplayResult;
import io.codeanatomy.engine.ReplayResult.Check;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@link ReplayResult} as people read it: the proof, or the first field that differs. */
final class ReplayResultText {

  private static final int LABEL_WIDTH = 20;
  private static final int VALUE_WIDTH = 24;
  private static final List<String> HASHES = List.of("spec_hash", "plan_hash", "envelope_hash");
  private static final String OUTPUTS = "outputs.";
  private static final String ROWS = ".rows_written";

  private final ReplayResult result;
  private final Map<String, Check> checks = new LinkedHashMap<>();
  private final Ansi ansi;

  private ReplayResultText(ReplayResult result, Ansi ansi) {
    this.result = result;
    result.checks().forEach(check -> checks.put(check.field(), check));
    this.ansi = ansi;
  }

  /** What decides; on a verbose screen everything that was compared. */
  static String of(ReplayResult result, Screen screen) {
    ReplayResultText text = new ReplayResultText(result, screen.outStyle());
    return (result.isProved() ? text.proof() : text.mismatch())
        + (screen.isVerbose() ? text.section("Everything that was compared", result.checks()) : "");
  }

  private String proof() {
    List<Check> told = different();
    StringBuilder text = new StringBuilder();
    text.append(ansi.green("Proved "))
        .append("run ")
        .append(ansi.bold(result.runId()))
        .append(" in ")
        .append(Figures.seconds(result.seconds()))
        .append(": ")
        .append(Figures.count(checks.size() - told.size(), "field"))
        .append(told.isEmpty() ? ", all the same\n\n" : " the same\n\n");
    for (String hash : HASHES) {
      Check check = checks.get(hash);
      if (check != null && check.isEqual()) {
        text.append(line(hash.replace('_', ' '), shown(check.recorded())));
      }
    }
    return text.append('\n').append(outputs()).toString()
        + section("Different, as is to be expected of other versions or places", told);
  }

  private String outputs() {
    TextTable table =
        new TextTable(
            TextTable.left("Output"), TextTable.right("Rows"), TextTable.left("Content digest"));
    for (Check rows : checks.values()) {
      if (rows.field().startsWith(OUTPUTS) && rows.field().endsWith(ROWS)) {
        String name =
            rows.field().substring(OUTPUTS.length(), rows.field().length() - ROWS.length());
        Check digest = checks.get(OUTPUTS + name + ".content_digest");
        table.row(
            name,
            shown(rows.recorded()),
            digest == null ? "not compared" : shown(digest.recorded()));
      }
    }
    return table.text(ansi);
  }

  private String mismatch() {
    Check first = result.firstDifference().orElseThrow();
    List<Check> different = different();
    return ansi.red("Not proved: ")
        + "run "
        + ansi.bold(result.runId())
        + (result.reached() == ReplayResult.Reached.environment
            ? " cannot be done again as it was; nothing was run\n\n"
            : " does not give the same again\n\n")
        + line("differs", first.field())
        + line("recorded", shown(first.recorded()))
        + line("now", shown(first.replayed()))
        + (different.size() == 1 ? "" : section("All that differs", different));
  }

  private List<Check> different() {
    return result.checks().stream().filter(check -> !check.isEqual()).toList();
  }

  private String line(String label, String value) {
    return Paragraph.prose(label, LABEL_WIDTH, value, ansi);
  }

  /** Nothing if there is nothing to tell. */
  private String section(String title, List<Check> shown) {
    if (shown.isEmpty()) {
      return "";
    }
    TextTable table =
        new TextTable(TextTable.left("Field"), TextTable.left("Recorded"), TextTable.left("Now"));
    for (Check check : shown) {
      table.row(
          check.field(),
          abbreviated(check.recorded()),
          check.isEqual() ? "the same" : abbreviated(check.replayed()));
    }
    return "\n" + title + "\n\n" + table.text(ansi);
  }

  private static String shown(Optional<String> value) {
    return value.orElse("nothing");
  }

  private static String abbreviated(Optional<String> value) {
    String text = shown(value);
    int length = text.codePointCount(0, text.length());
    return length <= VALUE_WIDTH
        ? text
        : text.substring(0, text.offsetByCodePoints(0, VALUE_WIDTH - 1)) + "…";
  }
}
