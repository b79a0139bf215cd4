// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.Engine;
import io.codeanatomy.engine.Run;
import io.codeanatomy.engine.RunPlan;
import io.codeanatomy.spec.SpecSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan SPEC}: what a run would do, and why; reads no data, writes nothing. */
@picocli.CommandLine.Command(
    name = "plan",
    versionProvider = Versions.class,
    description = "Show what a run would do, in which order, and why; no data is read.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  codeanatomy plan examples/cpg-java/cpg.yaml --inputs extracted --output graph",
      "  codeanatomy plan spec.yaml --output out --format json --detailed-exitcode"
    })
final class PlanCommand extends Command {

  @Mixin private final SpecOptions options = new SpecOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "The folder of the outputs that have no location of their own.")
  private @Nullable Path output;

  @Option(
      names = "--detailed-exitcode",
      description =
          "End with 2 if a run would change a table, which in this version it always does.")
  private boolean detailedExitCode;

  PlanCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitCode execute(Screen screen) {
    Run run = options.run(this::usage);
    RunPlan plan = Engine.create().plan(output == null ? run : run.outputRoot(output));
    if (screen.isJson()) {
      screen.data(RunPlanJson.document(plan));
    } else {
      screen.warnings(plan.warnings(), source());
      screen.data(RunPlanText.of(plan, screen));
    }
    return detailedExitCode && plan.hasChanges() ? ExitCode.CHANGES : ExitCode.DONE;
  }

  @Override
  Optional<SpecSource> source() {
    return options.source();
  }
}
