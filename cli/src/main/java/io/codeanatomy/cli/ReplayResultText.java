// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.ReplayResult;
import io.codeanatomy.engine.ReplayResult.Check;
import java.util.List;

/** A {@link ReplayResult} as people read it: the proof, or the first field that differs. */
final class ReplayResultText {

  private static final int LABEL_WIDTH = 12;
  private static final int VALUE_WIDTH = 32;

  private final ReplayResult result;
  private final Ansi ansi;

  private ReplayResultText(ReplayResult result, Ansi ansi) {
    this.result = result;
    this.ansi = ansi;
  }

  /** What decides; on a verbose screen everything that was compared. */
  static String of(ReplayResult result, Screen screen) {
    ReplayResultText text = new ReplayResultText(result, screen.outStyle());
    return result.isProved() ? text.proof(screen.isVerbose()) : text.mismatch(screen.isVerbose());
  }

  private String proof(boolean verbose) {
    long compared = result.checks().stream().filter(Check::isEqual).count();
    return ansi.green("Proved ")
        + "run "
        + ansi.bold(result.runId())
        + " in "
        + Figures.seconds(result.seconds())
        + ": "
        + Figures.count(compared, "field")
        + " compared, all equal\n\n"
        + table(verbose ? result.checks() : result.checks().stream().filter(this::isProof).toList())
        + told();
  }

  private boolean isProof(Check check) {
    return check.field().startsWith("outputs.")
        || check.field().equals("spec_hash")
        || check.field().equals("plan_hash")
        || check.field().equals("envelope_hash");
  }

  private String mismatch(boolean verbose) {
    Check first = result.firstDifference().orElseThrow();
    String what =
        result.reached() == ReplayResult.Reached.environment
            ? "The environment of the run "
                + ansi.bold(result.runId())
                + " cannot be rebuilt here; nothing was run.\n"
            : "The run " + ansi.bold(result.runId()) + " does not give the same again.\n";
    return what
        + "\n"
        + Paragraph.of("differs", LABEL_WIDTH, List.of(ansi.bold(first.field())), ansi)
        + Paragraph.of("recorded", LABEL_WIDTH, List.of(shown(first.recorded())), ansi)
        + Paragraph.of("now", LABEL_WIDTH, List.of(shown(first.replayed())), ansi)
        + "\n"
        + table(
            verbose
                ? result.checks()
                : result.checks().stream().filter(check -> !check.isEqual()).toList());
  }

  /** What was to be expected to differ, and did. */
  private String told() {
    List<Check> different = result.checks().stream().filter(check -> !check.isEqual()).toList();
    return different.isEmpty()
        ? ""
        : "\nDifferent, as was to be expected of other versions or places\n" + table(different);
  }

  private String table(List<Check> checks) {
    TextTable table =
        new TextTable(
            TextTable.left("Field"), TextTable.left("Recorded"), TextTable.left("Replayed"));
    for (Check check : checks) {
      table.row(
          check.field(),
          abbreviated(check.recorded()),
          check.isEqual() ? "the same" : abbreviated(check.replayed()));
    }
    return table.text(ansi);
  }

  private static String shown(String value) {
    return value.isEmpty() ? "nothing" : value;
  }

  private static String abbreviated(String value) {
    return value.length() <= VALUE_WIDTH ? shown(value) : value.substring(0, 16) + "…";
  }
}
