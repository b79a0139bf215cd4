// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.history.Pruning;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was pruned from a history, and what was not, as people and programs read it. */
final class PruningShown {

  private final Pruning pruning;
  private final boolean dryRun;

  PruningShown(Pruning pruning, boolean dryRun) {
    this.pruning = pruning;
    this.dryRun = dryRun;
  }

  /** What goes, one by one; what stays by its reason, or one by one on a verbose screen. */
  String text(Screen screen) {
    Ansi ansi = screen.outStyle();
    String verb = dryRun ? "Would remove " : "Removed ";
    StringBuilder text = new StringBuilder();
    text.append(
        pruning.removed().isEmpty()
            ? "Nothing to remove.\n"
            : verb + counted(pruning.removed()) + ".\n");
    if (!pruning.removed().isEmpty()) {
      text.append('\n').append(items(pruning.removed(), ansi));
    }
    if (!pruning.kept().isEmpty()) {
      text.append('\n').append("Kept ").append(counted(pruning.kept())).append(":\n");
      text.append(screen.isVerbose() ? items(pruning.kept(), ansi) : reasons(ansi));
    }
    return text.toString();
  }

  private static String counted(List<Pruning.Item> items) {
    long captures = items.stream().filter(i -> i.kind() == Pruning.Kind.capture).count();
    long records = items.size() - captures;
    if (captures == 0) {
      return Figures.count(records, "record");
    }
    return records == 0
        ? Figures.count(captures, "capture")
        : Figures.count(captures, "capture") + " and " + Figures.count(records, "record");
  }

  private static String items(List<Pruning.Item> items, Ansi ansi) {
    TextTable table =
        new TextTable(TextTable.left("What"), TextTable.left("Run"), TextTable.left("Why"));
    items.forEach(item -> table.row(item.kind().name(), item.runId(), item.reason()));
    return table.text(ansi);
  }

  private String reasons(Ansi ansi) {
    Map<Pruning.Kind, Map<String, Integer>> counts = new TreeMap<>();
    for (Pruning.Item item : pruning.kept()) {
      counts
          .computeIfAbsent(item.kind(), kind -> new LinkedHashMap<>())
          .merge(item.reason(), 1, Integer::sum);
    }
    TextTable table =
        new TextTable(TextTable.left("What"), TextTable.right("Count"), TextTable.left("Why"));
    counts.forEach(
        (kind, reasons) ->
            reasons.forEach(
                (reason, count) -> table.row(kind.name(), Figures.count(count), reason)));
    return table.text(ansi);
  }

  String json() {
    return Json.object(
        json ->
            json.flag("dry_run", dryRun)
                .list("removed", pruning.removed(), PruningShown::item)
                .list("kept", pruning.kept(), PruningShown::item));
  }

  private static void item(Json json, Pruning.Item item) throws IOException {
    json.field("kind", item.kind().name())
        .field("run_id", item.runId())
        .field("location", item.path())
        .field("reason", item.reason());
  }
}
