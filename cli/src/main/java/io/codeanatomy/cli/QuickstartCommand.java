// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.Cancellation;
import io.codeanatomy.engine.Engine;
import io.codeanatomy.engine.Run;
import io.codeanatomy.engine.RunResult;
import io.codeanatomy.extract.ExtractionOptions;
import io.codeanatomy.extract.ExtractionReport;
import io.codeanatomy.spec.SpecDocument;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code quickstart}: a graph of real code, from nothing. */
@picocli.CommandLine.Command(
    name = "quickstart",
    versionProvider = Versions.class,
    description = "Make a code property graph of a real library, and look into it.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  codeanatomy quickstart", "  codeanatomy quickstart --output /tmp/graph"})
final class QuickstartCommand extends Command {

  private static final String SPEC = "examples/cpg-java/cpg.yaml";
  private static final String SOURCES = "examples/target/quickstart";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Where the tables go; build/quickstart in the checkout unless given.")
  private @Nullable Path output;

  QuickstartCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitCode execute(Screen screen) {
    Path home = terminal().home().orElseThrow(() -> CliErrors.notACheckout("a checkout"));
    Path spec = home.resolve(SPEC);
    if (!Files.isRegularFile(spec)) {
      throw CliErrors.notACheckout(spec.toString());
    }
    Path sources = sources(home.resolve(SOURCES));
    Path folder = output == null ? home.resolve("build/quickstart") : output;
    Path extracted = folder.resolve("extracted");
    Path graph = folder.resolve("graph");

    Optional<ExtractionReport> extraction = extract(screen, sources, extracted);
    RunResult result = run(screen, spec, extracted, graph);
    Optional<GraphSample> sample = sample(result);

    QuickstartShown shown =
        new QuickstartShown(home, spec, sources, extracted, graph, extraction, result, sample);
    screen.data(screen.isJson() ? shown.json() : shown.text(screen));
    return ExitCode.DONE;
  }

  private Optional<ExtractionReport> extract(Screen screen, Path sources, Path extracted) {
    ExtractedOnce once = new ExtractedOnce(extracted, sources);
    if (once.isThere()) {
      screen.note("  The sources are extracted already; remove " + extracted + " to do it again.");
      return Optional.empty();
    }
    once.forget();
    ExtractionReport report =
        ExtractJavaCommand.extract(
            ExtractionOptions.defaults(),
            List.of(sources),
            extracted,
            screen,
            terminal().interruption());
    once.remember();
    return Optional.of(report);
  }

  private RunResult run(Screen screen, Path spec, Path extracted, Path graph) {
    Cancellation cancellation = new Cancellation();
    terminal().interruption().whenItHappens(cancellation::cancel);
    Run run = Run.of(SpecDocument.read(spec)).inputsFrom(extracted).outputRoot(graph);
    return Engine.create().run(run, screen.observer(), cancellation);
  }

  private static Optional<GraphSample> sample(RunResult result) {
    try (GraphSampler sampler =
        GraphSampler.open(
            location(result, "cpg_nodes"),
            location(result, "cpg_edges"),
            location(result, "cpg_props"))) {
      return sampler.sample();
    }
  }

  private static Path location(RunResult result, String table) {
    return result.output(table).orElseThrow().deltaLocation();
  }

  /** The sources jar that the build fetched; the newest one if an older one is still there. */
  private static Path sources(Path folder) {
    TreeSet<Path> jars = new TreeSet<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*-sources.jar")) {
        found.forEach(jars::add);
      } catch (IOException e) {
        throw CliErrors.unreadableSources(folder, e);
      }
    }
    if (jars.isEmpty()) {
      throw CliErrors.notACheckout("a sources jar in " + folder);
    }
    return jars.last();
  }
}
