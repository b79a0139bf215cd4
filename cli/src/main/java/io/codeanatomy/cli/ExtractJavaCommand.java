// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.extract.ExtractionOptions;
import io.codeanatomy.extract.ExtractionReport;
import io.codeanatomy.extract.JavaExtractor;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code extract java SOURCE… --output DIR}. */
@picocli.CommandLine.Command(
    name = "java",
    versionProvider = Versions.class,
    description = "Turn Java sources into extraction tables.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  codeanatomy extract java src/main/java --output extracted",
      "  codeanatomy extract java guava-33.4.8-jre-sources.jar --output extracted",
      "  codeanatomy extract java $JAVA_HOME/lib/src.zip --output extracted"
    })
final class ExtractJavaCommand extends Command {

  @Parameters(
      paramLabel = "SOURCE",
      arity = "1..*",
      description = "Folders, sources jars, or zip files such as the JDK's src.zip.")
  private List<Path> sources = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "The folder of the tables.")
  private Path output = Path.of("");

  ExtractJavaCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitCode execute(Screen screen) {
    ExtractionReport report = extract(sources, output, screen, terminal().interruption());
    screen.data(
        screen.isJson()
            ? Json.object(json -> ExtractionShown.fields(json, report, output))
            : ExtractionShown.text(report, output, screen));
    return ExitCode.DONE;
  }

  /** Extracts, and tells how far it is. */
  static ExtractionReport extract(
      List<Path> sources, Path output, Screen screen, Interruption interruption) {
    interruption.whenItHappens(Thread.currentThread()::interrupt);
    screen.progress().started("extract");
    JavaExtractor extractor =
        new JavaExtractor(
            ExtractionOptions.defaults(),
            (filesDone, filesTotal, bytesDone, bytesTotal) ->
                screen
                    .progress()
                    .update(
                        "extract: %s of %s files, %s of %s"
                            .formatted(
                                Figures.count(filesDone),
                                Figures.count(filesTotal),
                                Figures.bytes(bytesDone),
                                Figures.bytes(bytesTotal))));
    ExtractionReport report = extractor.extract(sources, output);
    screen.progress().finished("extract", report.duration().toNanos() / 1e9);
    return report;
  }
}
