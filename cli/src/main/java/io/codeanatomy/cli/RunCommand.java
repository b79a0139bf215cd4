// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.Cancellation;
import io.codeanatomy.engine.ContentDigests;
import io.codeanatomy.engine.Engine;
import io.codeanatomy.engine.Run;
import io.codeanatomy.engine.RunResult;
import io.codeanatomy.engine.history.PinnedSpec;
import io.codeanatomy.engine.history.Retention;
import io.codeanatomy.spec.DiagnosticException;
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
      "  codeanatomy run spec.yaml --param since=2026-01-01 --output out --format json",
      "  codeanatomy run spec.yaml --output out --pin pinned.json"
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
      names = "--pin",
      paramLabel = "FILE",
      description =
          "Write the spec with every input pinned to the version that was read, to run it again;"
              + " FILE must not exist.")
  private @Nullable Path pin;

  @Option(
      names = "--digest",
      negatable = true,
      description = {
        "Digest what the outputs hold, in any order of rows and files, or do not.",
        "Without it, the profile decides: Replay and Strict do, Default does not."
      })
  private @Nullable Boolean digest;

  @Option(
      names = "--compliance",
      description = {
        "Capture the run for those who check it later: its plans, what every rule did, its"
            + " configuration and its commits.",
        "The profiles Replay and Strict always do."
      })
  private boolean compliance;

  @Option(
      names = "--retention",
      paramLabel = "short|long|DAYS",
      converter = RetentionConverter.class,
      description =
          "How long a capture is kept: short is 7 days, long 90. Without it short for"
              + " --compliance, long for the profiles. `history prune` removes what has expired.")
  private @Nullable Retention retention;

  RunCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitCode execute(Screen screen) {
    Run run = options.run(this::usage).outputRoot(output).contentDigests(contentDigests());
    run = captured(run);
    Cancellation cancellation = new Cancellation();
    terminal().interruption().whenItHappens(cancellation::cancel);
    RunResult result =
        pin == null
            ? Engine.create().run(run, screen.observer(), cancellation)
            : runAndPin(run, pin, screen, cancellation);
    if (screen.isJson()) {
      screen.data(RunResultJson.document(result));
    } else {
      screen.warnings(result.warnings(), source());
      screen.data(RunResultText.of(result, screen));
    }
    return ExitCode.DONE;
  }

  /** A run that is published is a result, even if its pinned spec is not to be had. */
  private static RunResult runAndPin(Run run, Path file, Screen screen, Cancellation cancellation) {
    try (PinnedSpec.Place place = PinnedSpec.Place.take(file)) {
      RunResult result = Engine.create().run(run, screen.observer(), cancellation);
      try {
        place.write(result.pinned(run));
      } catch (DiagnosticException e) {
        return result.warned(e.diagnostics().get(0).asWarning());
      }
      screen.note("Pinned spec written to " + file);
      return result;
    }
  }

  private Run captured(Run run) {
    boolean always =
        switch (run.document().spec().rulepackProfile()) {
          case Replay, Strict -> true;
          case Default, LowLatency -> false;
        };
    if (retention == null) {
      return compliance && !always ? run.captureFor(Retention.SHORT) : run;
    }
    if (!compliance && !always) {
      throw usage("--retention needs --compliance: this run captures nothing");
    }
    return run.captureFor(retention);
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
