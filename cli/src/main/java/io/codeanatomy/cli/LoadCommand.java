// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import io.codeanatomy.engine.ingest.FileFormat;
import io.codeanatomy.engine.ingest.LoadSource;
import io.codeanatomy.engine.ingest.LoadedTable;
import io.codeanatomy.engine.ingest.TableLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code load NAME=FILE… --output DIR}: Parquet, CSV and JSON files become Delta tables. */
@picocli.CommandLine.Command(
    name = "load",
    versionProvider = Versions.class,
    description = "Turn Parquet, CSV and JSON files into Delta tables: all of them, or none.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  codeanatomy load orders=orders.csv items=items.parquet --output tables",
      "  codeanatomy load 'events=logs/*.jsonl.gz' --output tables",
      "  codeanatomy load orders=2025.csv orders=2026.csv --output tables"
    })
final class LoadCommand extends Command {

  @Parameters(
      paramLabel = "NAME=FILE",
      arity = "1..*",
      converter = NamedValue.Converter.class,
      description =
          "A table and a file, folder or pattern for it; several of one name are one table.")
  private List<NamedValue> sources = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "The folder of the tables.")
  private Path output = Path.of("");

  @Option(
      names = "--as",
      paramLabel = "parquet|csv|json",
      description = "What the files are; told by their names unless given.")
  private @Nullable FileFormat format;

  LoadCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitCode execute(Screen screen) {
    long start = System.nanoTime();
    terminal().interruption().whenItHappens(Thread.currentThread()::interrupt);
    screen.progress().started("load");
    List<LoadedTable> tables = TableLoader.load(loadSources(), output);
    double seconds = (System.nanoTime() - start) / 1e9;
    screen.progress().finished("load", seconds);
    screen.data(screen.isJson() ? json(tables, seconds) : text(tables, seconds, screen));
    return ExitCode.DONE;
  }

  private List<LoadSource> loadSources() {
    Map<String, List<String>> files = new LinkedHashMap<>();
    for (NamedValue source : sources) {
      if (source.value().isEmpty()) {
        throw usage(source.name() + "= has no file");
      }
      files.computeIfAbsent(source.name(), name -> new ArrayList<>()).add(source.value());
    }
    List<LoadSource> named = new ArrayList<>();
    files.forEach(
        (name, paths) -> named.add(new LoadSource(name, paths, Optional.ofNullable(format))));
    return named;
  }

  private String text(List<LoadedTable> tables, double seconds, Screen screen) {
    Ansi ansi = screen.outStyle();
    StringBuilder text = new StringBuilder();
    text.append(ansi.green("Loaded "))
        .append(Figures.count(tables.size(), "table"))
        .append(" to ")
        .append(ansi.bold(output.toAbsolutePath().normalize().toString()))
        .append(" in ")
        .append(Figures.seconds(seconds))
        .append("\n\n")
        .append(PublishedTables.text(tables.stream().map(LoadedTable::table).toList(), ansi));
    for (LoadedTable table : tables) {
      for (String remark : table.remarks()) {
        text.append("  ").append(table.table().name()).append(": ").append(remark).append('\n');
      }
    }
    return text.toString();
  }

  private String json(List<LoadedTable> tables, double seconds) {
    return Json.object(
        json ->
            json.field("output", output)
                .list(
                    "tables",
                    tables,
                    (part, table) -> {
                      PublishedTables.fields(part, table.table());
                      part.field("source_format", table.format().name().toLowerCase(Locale.ROOT))
                          .field("source_files", table.sources())
                          .texts("remarks", table.remarks());
                    })
                .seconds("seconds", seconds));
  }
}
