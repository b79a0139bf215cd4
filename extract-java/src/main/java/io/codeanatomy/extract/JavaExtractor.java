// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.util.TaskListener;
import io.codeanatomy.engine.ingest.PublishedTable;
import io.codeanatomy.engine.ingest.TableIngest;
import io.codeanatomy.engine.ingest.TableIngests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Extracts Java sources into the tables of {@link ExtractionTables}.
 *
 * <p>A source is a folder, a sources jar or a zip file such as the JDK's {@code src.zip}. The files
 * are taken in the order of their paths, so the same sources give the same rows in the same order,
 * whatever the threads. Hidden files and folders are passed over, symbolic links are not followed.
 *
 * <pre>{@code
 * new JavaExtractor(ExtractionOptions.defaults(), ExtractionProgress.NONE)
 *     .extract(List.of(Path.of("src")), Path.of("tables"));
 * }</pre>
 *
 * <p>What is wrong with a file never stops the run: such a file has rows of {@code diagnostics}.
 * What is wrong with a source does, and then nothing is written.
 */
public final class JavaExtractor {

  /** Rows depend on the language that the running compiler knows. */
  private static final Map<String, String> PROVENANCE =
      new TreeMap<>(Map.of("extractor", "java", "compiler", "JDK " + Runtime.version()));

  private final ExtractionOptions options;
  private final ExtractionProgress progress;
  private final TaskListener listener;

  public JavaExtractor(ExtractionOptions options, ExtractionProgress progress) {
    this(options, progress, new TaskListener() {});
  }

  /**
   * @param listener is told of each class before it is attributed; what it throws counts as a
   *     failure of the compiler
   */
  JavaExtractor(ExtractionOptions options, ExtractionProgress progress, TaskListener listener) {
    this.options = options;
    this.progress = progress;
    this.listener = listener;
  }

  /**
   * Extracts all sources and publishes the tables, each in a folder of its name, as new versions.
   *
   * @param sources folders, {@code .jar} and {@code .zip} files; with several, paths begin with the
   *     source's file name
   * @param output the folder of the tables; made if missing
   * @throws io.codeanatomy.spec.DiagnosticException if a source cannot be read or holds no Java
   *     file, or the tables cannot be written; nothing was written then
   */
  public ExtractionReport extract(List<Path> sources, Path output) {
    return extract(sources, tables -> TableIngests.open(output, tables, PROVENANCE));
  }

  /** The same into any ingest. */
  ExtractionReport extract(List<Path> sources, IngestFactory ingests) {
    long started = System.nanoTime();
    ClassPath.check(options.classPath());
    try (SourceListing listing = SourceListing.of(sources);
        FilePipeline pipeline = new FilePipeline(options);
        TableIngest ingest = ingests.open(ExtractionTables.definitions())) {
      Tally tally = new Tally(listing.files(), progress);
      List<ExtractedFile> files = new ArrayList<>();
      pipeline.run(
          listing.files(),
          rows -> {
            rows.appendTo(ingest, tally.rows);
            files.add(rows.kept());
            tally.add(rows);
          });
      Attribution attribution = new Attribution(options, listener);
      if (options.attributed()) {
        attribution.run(files, done -> progress.attributed(done, files.size()));
      }
      files.forEach(file -> append(file, attribution, ingest, tally));
      long appended = System.nanoTime();
      List<PublishedTable> tables = ingest.publish();
      long published = System.nanoTime();
      return tally.report(
          options.attributed(),
          attribution.failures(),
          listing.skipped(),
          tables,
          Duration.ofNanos(published - started),
          Duration.ofNanos(published - appended));
    }
  }

  /** Appends the rows that are known once all files are attributed. */
  private static void append(
      ExtractedFile file, Attribution attribution, TableIngest ingest, Tally tally) {
    FileSymbols symbols = attribution.of(file.file());
    SourceFile source = file.file();
    String files = ExtractionTables.FILES.name();
    file.row(symbols).replay(source.id(), source.path(), ingest.appender(files));
    tally.rows.merge(files, 1L, Long::sum);
    if (symbols != null) {
      SymbolPool pool = attribution.pool();
      String names = ExtractionTables.SYMBOLS.name();
      String relations = ExtractionTables.SYMBOL_RELATIONS.name();
      long rows = symbols.appendSymbols(source, pool, ingest.appender(names));
      long related = symbols.appendRelations(source, pool, ingest.appender(relations));
      tally.rows.merge(names, rows, Long::sum);
      tally.rows.merge(relations, related, Long::sum);
      tally.names += symbols.names();
      tally.namesResolved += symbols.resolved();
    }
  }

  /** Counts what was done. */
  private static final class Tally {

    private final Map<String, Long> rows = new LinkedHashMap<>();
    private final ExtractionProgress progress;
    private final long totalFiles;
    private final long totalBytes;
    private long files;
    private long bytes;
    private long filesWithErrors;
    private long filesNotRead;
    private long names;
    private long namesResolved;

    Tally(List<SourceFile> all, ExtractionProgress progress) {
      this.progress = progress;
      ExtractionTables.all().forEach(table -> rows.put(table.name(), 0L));
      this.totalFiles = all.size();
      this.totalBytes = all.stream().mapToLong(SourceFile::size).sum();
    }

    void add(FileRows file) {
      files++;
      bytes += file.file().size();
      filesWithErrors += file.hasErrors() ? 1 : 0;
      filesNotRead += file.status() == FileStatus.NOT_READ ? 1 : 0;
      progress.advanced(files, totalFiles, bytes, totalBytes);
    }

    ExtractionReport report(
        boolean attributed,
        List<AttributionFailure> failures,
        List<SkippedEntry> skipped,
        List<PublishedTable> tables,
        Duration duration,
        Duration publishing) {
      return new ExtractionReport(
          files,
          filesWithErrors,
          filesNotRead,
          bytes,
          rows,
          attributed,
          names,
          namesResolved,
          failures.stream().mapToLong(AttributionFailure::files).sum(),
          failures.stream().map(ExtractErrors::notAttributed).toList(),
          skipped,
          tables,
          duration,
          publishing);
    }
  }
}
