// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.Cancellation;
import io.codeanatomy.engine.Engine;
import io.codeanatomy.engine.Replay;
import io.codeanatomy.engine.ReplayResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay RUN --output DIR}: does a run again, and proves that it gives the same. */
@picocli.CommandLine.Command(
    name = "replay",
    versionProvider = Versions.class,
    description = {
      "Do a recorded run again, from the same versions of the same inputs, and prove that it gives"
          + " the same.",
      "Nothing is published: the replay writes into a hidden folder, which goes when it is done."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  codeanatomy replay latest --output graph",
      "  codeanatomy replay 20260131 --output graph --input files=/moved/files"
    })
final class ReplayCommand extends Command {

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

  @Option(
      names = "--input",
      paramLabel = "NAME=LOCATION",
      converter = NamedValue.Converter.class,
      description = "Where an input lies now that was moved since. May be repeated.")
  private List<NamedValue> locations = List.of();

  @Option(
      names = "--across-versions",
      description = {
        "Run it although the engine or a part of it has another version now.",
        "What depends on versions is then told, and spec, rows and digests decide."
      })
  private boolean acrossVersions;

  ReplayCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitCode execute(Screen screen) {
    NamedValue.checkOnce("--input", locations, this::usage);
    Replay replay = Replay.of(output, run);
    for (NamedValue input : locations) {
      if (input.value().isEmpty()) {
        throw usage("--input " + input.name() + "= has no location");
      }
      replay = replay.input(input.name(), Path.of(input.value()));
    }
    if (acrossVersions) {
      replay = replay.acrossVersions();
    }
    Cancellation cancellation = new Cancellation();
    terminal().interruption().whenItHappens(cancellation::cancel);
    ReplayResult result = Engine.create().replay(replay, screen.observer(), cancellation);
    if (screen.isJson()) {
      screen.data(ReplayResultJson.document(result));
    } else {
      screen.warnings(result.warnings(), Optional.empty());
      screen.data(ReplayResultText.of(result, screen));
    }
    return result.isProved() ? ExitCode.DONE : ExitCode.REPLAY_MISMATCH;
  }
}
