// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.history.RunHistory;
import io.codeanatomy.engine.history.RunRecord;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code show RUN --output DIR}: everything that is recorded of a run. */
@picocli.CommandLine.Command(
    name = "show",
    versionProvider = Versions.class,
    description = "Show everything that is recorded of a run.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  codeanatomy show latest --output graph",
      "  codeanatomy show 20260131-09 --output graph --format json"
    })
final class ShowCommand extends Command {

  @Parameters(
      paramLabel = "RUN",
      description = "A run id, the beginning of one, or 'latest'; 'history' lists them.")
  private String run = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "The folder of the outputs, as given to 'run'.")
  private Path output = Path.of("");

  ShowCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitCode execute(Screen screen) {
    RunHistory history = RunHistory.in(output);
    RunRecord record = history.find(run);
    screen.data(
        screen.isJson()
            ? record.json()
            : new RunRecordText(record, history.file(record.runId()), screen.outStyle()).text());
    return ExitCode.DONE;
  }
}
