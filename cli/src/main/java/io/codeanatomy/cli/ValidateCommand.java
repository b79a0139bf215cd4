// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.Engine;
import io.codeanatomy.engine.Run;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.SpecSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code validate SPEC}: every fault at once; reads nothing but schemas, writes nothing. */
@picocli.CommandLine.Command(
    name = "validate",
    versionProvider = Versions.class,
    description = "Check a spec and its inputs: all faults at once; only schemas are read.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  codeanatomy validate examples/cpg-java/cpg.yaml --inputs extracted",
      "  codeanatomy validate spec.json --input orders=/data/orders --format json"
    })
final class ValidateCommand extends Command {

  @Mixin private final SpecOptions options = new SpecOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Also check that the outputs can be written to this folder.")
  private @Nullable Path output;

  ValidateCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitCode execute(Screen screen) {
    List<Diagnostic> found = new ArrayList<>();
    Optional<SpecSource> source;
    Optional<Spec> spec = Optional.empty();
    try {
      Run run = withOutputRoot(options.run(this::usage));
      source = options.source();
      spec = Optional.of(run.document().spec());
      found.addAll(Engine.create().validate(run));
    } catch (DiagnosticException e) {
      source = e.source().or(options::source);
      found.addAll(e.diagnostics());
    }
    boolean valid = found.stream().noneMatch(Diagnostic::isError);
    if (screen.isJson()) {
      screen.data(Json.object(json -> json.flag("valid", valid).diagnostics("diagnostics", found)));
    } else if (valid) {
      screen.warnings(found, source);
      screen.data(summary(screen, spec.orElseThrow()));
    } else {
      screen.diagnostics(found, source);
    }
    return valid ? ExitCode.DONE : ExitCode.INVALID_SPEC;
  }

  private Run withOutputRoot(Run run) {
    return output == null ? run : run.outputRoot(output);
  }

  private String summary(Screen screen, Spec spec) {
    return "%s %s: %s, %s, %s%n"
        .formatted(
            options.spec(),
            screen.outStyle().green("is valid"),
            Figures.count(spec.inputRelations().size(), "input"),
            Figures.count(spec.viewDefinitions().size(), "view"),
            Figures.count(spec.outputTargets().size(), "output"));
  }
}
