// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.extract.ExtractionOptions;
import io.codeanatomy.extract.ExtractionProgress;
import io.codeanatomy.extract.ExtractionReport;
import io.codeanatomy.extract.JavaExtractor;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
      "  codeanatomy extract java src/main/java --class-path target/classes:lib/guava.jar -o extracted",
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

  @Option(
      names = {"-cp", "--class-path"},
      paramLabel = "PATHS",
      description = {
        "Jars and folders of class files that the sources need, with the platform's path separator"
            + " between them; may be given several times. What is not there is not resolved."
      })
  private List<String> classPath = List.of();

  @Option(
      names = "--no-attribution",
      description =
          "Do not resolve what names mean: the tables symbols and symbol_relations have no rows.")
  private boolean withoutAttribution;

  ExtractJavaCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitCode execute(Screen screen) {
    ExtractionOptions options = ExtractionOptions.defaults().withClassPath(entries(classPath));
    ExtractionReport report =
        extract(
            withoutAttribution ? options.withoutAttribution() : options,
            sources,
            output,
            screen,
            terminal().interruption());
    screen.data(
        screen.isJson()
            ? Json.object(json -> ExtractionShown.fields(json, report, output))
            : ExtractionShown.text(report, output, screen));
    if (!screen.isJson()) {
      screen.warnings(report.warnings(), Optional.empty());
    }
    return ExitCode.DONE;
  }

  private static List<Path> entries(List<String> paths) {
    return paths.stream()
        .flatMap(path -> Stream.of(path.split(Pattern.quote(File.pathSeparator))))
        .filter(entry -> !entry.isBlank())
        .map(Path::of)
        .toList();
  }

  /** Extracts, and tells how far it is. */
  static ExtractionReport extract(
      ExtractionOptions options,
      List<Path> sources,
      Path output,
      Screen screen,
      Interruption interruption) {
    interruption.whenItHappens(Thread.currentThread()::interrupt);
    screen.progress().started("extract");
    ExtractionReport report =
        new JavaExtractor(options, new ShownProgress(screen)).extract(sources, output);
    screen.progress().finished("extract", report.duration().toNanos() / 1e9);
    return report;
  }

  /** Tells how far an extraction is. */
  private record ShownProgress(Screen screen) implements ExtractionProgress {

    @Override
    public void advanced(long filesDone, long filesTotal, long bytesDone, long bytesTotal) {
      screen
          .progress()
          .update(
              "extract: %s of %s files, %s of %s"
                  .formatted(
                      Figures.count(filesDone),
                      Figures.count(filesTotal),
                      Figures.bytes(bytesDone),
                      Figures.bytes(bytesTotal)));
    }

    @Override
    public void attributed(long filesDone, long filesTotal) {
      screen
          .progress()
          .update(
              "extract: names of %s of %s files"
                  .formatted(Figures.count(filesDone), Figures.count(filesTotal)));
    }
  }
}
