// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.Explanation;
import java.util.ArrayList;
import java.util.List;

/** The inputs of an {@link Explanation}: which versions, and what is read of them. */
final class ExplainedInputs {

  private final List<Explanation.Input> inputs;
  private final Ansi ansi;
  private final int mostUnused;

  /**
   * Of some inputs.
   *
   * @param mostUnused how many predicates that leave out no files are shown of each input
   */
  ExplainedInputs(List<Explanation.Input> inputs, Ansi ansi, int mostUnused) {
    this.inputs = inputs;
    this.ansi = ansi;
    this.mostUnused = mostUnused;
  }

  String text() {
    if (inputs.isEmpty()) {
      return "";
    }
    TextTable table =
        new TextTable(
            TextTable.left("Input"),
            TextTable.right("Version"),
            TextTable.right("Rows"),
            TextTable.right("Files read"),
            TextTable.right("Bytes read"));
    for (Explanation.Input input : inputs) {
      Explanation.Pruning pruning = input.pruning();
      table.row(
          input.logicalName(),
          Figures.count(input.deltaVersion()),
          input.isRead() ? rows(input) : "not read",
          input.isRead()
              ? of(Figures.count(pruning.filesRead()), Figures.count(pruning.filesConsidered()))
              : "",
          input.isRead()
              ? of(Figures.bytes(pruning.bytesRead()), Figures.bytes(pruning.bytesConsidered()))
              : "");
    }
    StringBuilder text = new StringBuilder(table.text(ansi));
    inputs.stream().filter(Explanation.Input::isRead).forEach(input -> text.append(read(input)));
    return text.toString();
  }

  private static String of(String part, String whole) {
    return part + " of " + whole;
  }

  private static String rows(Explanation.Input input) {
    return input.rows().isPresent() ? Figures.count(input.rows().getAsLong()) : "unknown";
  }

  /** What is read of an input, and by which predicate the rest is left out. */
  private String read(Explanation.Input input) {
    Explanation.Pruning pruning = input.pruning();
    List<String> lines = new ArrayList<>();
    lines.addAll(
        Tree.folded(
            input.logicalName()
                + ": "
                + (input.columns().isEmpty()
                    ? "no column is read"
                    : String.join(", ", input.columns())),
            "  "));
    pruning.predicate().ifPresent(text -> lines.addAll(Tree.folded("only where " + text, "    ")));
    pruning.notUsed().stream()
        .limit(mostUnused)
        .forEach(text -> lines.addAll(Tree.folded("of no use for files: " + text, "    ")));
    int others = pruning.notUsed().size() - mostUnused;
    if (others > 0) {
      lines.add("    and " + Figures.count(others, "other condition") + " of no use for files");
    }
    if (pruning.rowGroupsConsidered().isPresent() && pruning.rowGroupsMatching().isPresent()) {
      lines.add(
          "    row groups that may match: "
              + of(
                  Figures.count(pruning.rowGroupsMatching().getAsInt()),
                  Figures.count(pruning.rowGroupsConsidered().getAsInt())));
    }
    return String.join("\n", lines) + "\n";
  }
}
