// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import io.codeanatomy.engine.ingest.TableIngest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All rows of one file, by table. */
final class FileRows {

  private final SourceFile file;
  private final SourceText text;
  private final Map<String, RowBuffer> buffers = new LinkedHashMap<>();
  private FileStatus status = FileStatus.NOT_READ;
  private @Nullable FileOutline outline;
  private boolean errors;

  FileRows(SourceFile file, SourceText text) {
    this.file = file;
    this.text = text;
    for (ExtractionTable table : ExtractionTables.all()) {
      buffers.put(table.name(), new RowBuffer(table, text));
    }
  }

  SourceFile file() {
    return file;
  }

  FileStatus status() {
    return status;
  }

  boolean hasErrors() {
    return errors;
  }

  void status(FileStatus newStatus) {
    status = newStatus;
  }

  void outline(@Nullable FileOutline newOutline) {
    outline = newOutline;
  }

  /** What is kept of it when its rows are appended. */
  ExtractedFile kept() {
    return new ExtractedFile(file, table(ExtractionTables.FILES), status, outline);
  }

  RowBuffer table(ExtractionTable table) {
    RowBuffer buffer = buffers.get(table.name());
    if (buffer == null) {
      throw new IllegalArgumentException("no table " + table.name());
    }
    return buffer;
  }

  /** Takes back what was made from the syntax tree. */
  void clear(Iterable<ExtractionTable> tables) {
    for (ExtractionTable table : tables) {
      buffers.put(table.name(), new RowBuffer(table, text));
    }
  }

  void add(FileDiagnostic diagnostic) {
    errors |= diagnostic.severity().equals(FileDiagnostic.ERROR);
    RowBuffer rows = table(ExtractionTables.DIAGNOSTICS);
    rows.add(diagnostic.span())
        .add((long) rows.rows())
        .add(diagnostic.severity())
        .add(diagnostic.code())
        .add(Texts.bounded(diagnostic.message()))
        .end();
  }

  /** Appends everything but the row of {@code files}, and counts the rows by table. */
  void appendTo(TableIngest ingest, Map<String, Long> rowsByTable) {
    for (ExtractionTable table : ExtractionTables.ofSyntax()) {
      RowBuffer buffer = table(table);
      buffer.replay(file.id(), file.path(), ingest.appender(table.name()));
      rowsByTable.merge(table.name(), (long) buffer.rows(), Long::sum);
    }
  }
}
