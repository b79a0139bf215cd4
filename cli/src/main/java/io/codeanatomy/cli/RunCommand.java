// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.Cancellation;
import io.codeanatomy.engine.ContentDigests;
import io.codeanatomy.engine.Engine;
import io.codeanatomy.engine.Run;
import io.codeanatomy.engine.RunResult;
import io.codeanatomy.spec.SpecSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run SPEC --output DIR}: publishes all outputs, or none. */
@picocli.CommandLine.Command(
    name = "run",
    versionProvider = Versions.class,
    description = "Run a spec: all its outputs are published as Delta tables, or none.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  codeanatomy run examples/cpg-java/cpg.yaml --inputs extracted --output graph",
      "  codeanatomy run spec.yaml --param since=2026-01-01 --output out --format json"
    })
final class RunCommand extends Command {

  @Mixin private final SpecOptions options = new SpecOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "The folder of the outputs that have no location of their own.")
  private Path output = Path.of("");

  @Option(
      names = "--digest",
      negatable = true,
      description = {
        "Digest what the outputs hold, in any order of rows and files, or do not.",
        "Without it, the profile decides: Replay and Strict do, Default does not."
      })
  private @Nullable Boolean digest;

  RunCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitCode execute(Screen screen) {
    Run run = options.run(this::usage).outputRoot(output).contentDigests(contentDigests());
    Cancellation cancellation = new Cancellation();
    terminal().interruption().whenItHappens(cancellation::cancel);
    RunResult result = Engine.create().run(run, screen.progress(), cancellation);
    if (screen.isJson()) {
      screen.data(RunResultJson.document(result));
    } else {
      screen.warnings(result.warnings(), source());
      screen.data(RunResultText.of(result, screen));
    }
    return ExitCode.DONE;
  }

  private ContentDigests contentDigests() {
    if (digest == null) {
      return ContentDigests.AUTOMATIC;
    }
    return digest ? ContentDigests.ALWAYS : ContentDigests.NEVER;
  }

  @Override
  Optional<SpecSource> source() {
    return options.source();
  }
}
