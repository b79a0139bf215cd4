// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.history.RunHistory;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code history --output DIR}: the runs that published into a folder. */
@picocli.CommandLine.Command(
    name = "history",
    versionProvider = Versions.class,
    description = "List the runs that published into a folder, the newest first.",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  codeanatomy history --output graph",
      "  codeanatomy history --output graph --limit 100 --format json",
      "  codeanatomy history prune --output graph --keep-days 90 --dry-run"
    })
final class HistoryCommand extends Command {

  // Not required by picocli, which would require it before a subcommand, too.
  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "The folder of the outputs, as given to 'run'.")
  private @Nullable Path output;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "Show at most N runs (default: ${DEFAULT-VALUE}).")
  private int limit = 20;

  HistoryCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitCode execute(Screen screen) {
    if (output == null) {
      throw usage("Missing required option: '--output=DIR'");
    }
    if (limit < 1) {
      throw usage("--limit is at least 1, not " + limit);
    }
    RunHistory history = RunHistory.in(output);
    List<RunHistory.Entry> entries = history.newest(limit);
    int all = history.runIds().size();
    if (screen.isJson()) {
      screen.data(HistoryShown.json(history, entries, all));
    } else {
      screen.data(HistoryShown.text(history, entries, all, screen.outStyle()));
      screen.warnings(HistoryShown.faults(entries), source());
    }
    return ExitCode.DONE;
  }
}
