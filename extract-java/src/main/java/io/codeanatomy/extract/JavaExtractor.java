// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import io.codeanatomy.engine.ingest.PublishedTable;
import io.codeanatomy.engine.ingest.TableIngest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Extracts Java sources into the tables of {@link ExtractionTables}.
 *
 * <p>A source is a folder, a sources jar or a zip file such as the JDK's {@code src.zip}. The files
 * are taken in the order of their paths, so the same sources give the same rows in the same order,
 * whatever the threads. Hidden files and folders are passed over, symbolic links are not followed.
 *
 * <p>What is wrong with a file never stops the run: such a file has rows of {@code diagnostics}.
 * What is wrong with a source does, and then nothing is written.
 */
public final class JavaExtractor {

  private final ExtractionOptions options;
  private final ExtractionProgress progress;

  public JavaExtractor(ExtractionOptions options, ExtractionProgress progress) {
    this.options = options;
    this.progress = progress;
  }

  ExtractionReport extract(List<Path> sources, IngestFactory ingests) {
    long started = System.nanoTime();
    try (SourceListing listing = SourceListing.of(sources);
        FilePipeline pipeline = new FilePipeline(options);
        TableIngest ingest =
            ingests.open(
                ExtractionTables.all().stream().map(ExtractionTable::definition).toList())) {
      Tally tally = new Tally(listing.files(), progress);
      pipeline.run(
          listing.files(),
          rows -> {
            rows.appendTo(ingest, tally.rows);
            tally.add(rows);
          });
      long appended = System.nanoTime();
      List<PublishedTable> tables = ingest.publish();
      long published = System.nanoTime();
      return tally.report(
          listing.skipped(),
          tables,
          Duration.ofNanos(published - started),
          Duration.ofNanos(published - appended));
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

    Tally(List<SourceFile> all, ExtractionProgress progress) {
      this.progress = progress;
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
        List<SkippedEntry> skipped,
        List<PublishedTable> tables,
        Duration duration,
        Duration publishing) {
      return new ExtractionReport(
          files, filesWithErrors, filesNotRead, bytes, rows, skipped, tables, duration, publishing);
    }
  }
}
