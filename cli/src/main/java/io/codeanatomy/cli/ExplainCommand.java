// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.Engine;
import io.codeanatomy.engine.Explanation;
import io.codeanatomy.engine.Run;
import io.codeanatomy.spec.SpecSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code explain SPEC [VIEW]}: how a run gets from the spec to its statements; executes nothing,
 * writes nothing.
 */
@picocli.CommandLine.Command(
    name = "explain",
    versionProvider = Versions.class,
    description =
        "Show the plan as written, what each rule made of it, its statements, and how they would"
            + " be executed; nothing is.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  codeanatomy explain examples/cpg-java/cpg.yaml call_in_member --inputs extracted",
      "  codeanatomy explain spec.yaml --verbose",
      "  codeanatomy explain spec.yaml --without-rule prune_columns --format json"
    })
final class ExplainCommand extends Command {

  @Mixin private final SpecOptions options = new SpecOptions();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VIEW",
      description = "Only this view, with all that it is made of.")
  private @Nullable String view;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "The folder of the outputs that have no location of their own.")
  private @Nullable Path output;

  ExplainCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitCode execute(Screen screen) {
    Run given = options.run(this::usage);
    Run run = output == null ? given : given.outputRoot(output);
    Engine engine = Engine.create();
    Explanation explanation = view == null ? engine.explain(run) : engine.explain(run, view);
    if (screen.isJson()) {
      screen.data(ExplanationJson.document(explanation));
    } else {
      screen.warnings(explanation.warnings(), source());
      screen.data(ExplanationText.of(explanation, screen));
    }
    return ExitCode.DONE;
  }

  @Override
  Optional<SpecSource> source() {
    return options.source();
  }
}
