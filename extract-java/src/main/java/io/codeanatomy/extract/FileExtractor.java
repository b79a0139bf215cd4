// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import com.sun.source.tree.CompilationUnitTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All rows of one file. Never fails because of the file: what is wrong with it is rows of {@code
 * diagnostics}. Not safe for several threads at once.
 */
final class FileExtractor implements AutoCloseable {

  private static final int MAXIMUM_DIAGNOSTICS = 1000;

  private final JavaParser parser = new JavaParser();
  private final int maximumFileBytes;

  FileExtractor(int maximumFileBytes) {
    this.maximumFileBytes = maximumFileBytes;
  }

  FileRows extract(SourceFile file) {
    byte[] bytes;
    try {
      bytes = file.reader().read(maximumFileBytes + 1);
    } catch (IOException failure) {
      return notRead(file, ExtractErrors.unreadable(failure));
    }
    return bytes.length > maximumFileBytes
        ? notRead(file, ExtractErrors.tooLarge(maximumFileBytes))
        : extract(file, SourceText.of(bytes));
  }

  @Override
  public void close() {
    parser.close();
  }

  private FileRows extract(SourceFile file, SourceText text) {
    FileRows rows = new FileRows(file, text);
    Tokens tokens = Lexer.tokens(text.characters());
    List<FileDiagnostic> diagnostics = new ArrayList<>();
    if (text.isFallback()) {
      diagnostics.add(ExtractErrors.notUtf8());
    }
    ParsedFile parsed = parse(file, text, tokens, rows, diagnostics);
    if (parsed == null) {
      addComments(text, tokens, rows, Map.of());
    }
    add(diagnostics, rows);
    long lines = addLines(text, rows);
    addFile(text, lines, parsed == null ? null : parsed.unit(), rows);
    return rows;
  }

  /** Adds what comes from the syntax tree; all of it, or nothing and null. */
  private @Nullable ParsedFile parse(
      SourceFile file,
      SourceText text,
      Tokens tokens,
      FileRows rows,
      List<FileDiagnostic> diagnostics) {
    try {
      ParsedFile parsed = parser.parse(file.path(), text, diagnostics::add);
      if (parsed != null) {
        addComments(text, tokens, rows, walk(parsed, text, tokens, diagnostics, rows));
      }
      return parsed;
    } catch (RuntimeException | Error failure) {
      // The compiler's own ways to give up (Abort, FatalError, assertions) are errors.
      diagnostics.add(fault(failure));
    }
    rows.clear(SyntaxWalk.TABLES);
    return null;
  }

  /** What is the file's fault, and not that of the machine, which ends the run. */
  private static FileDiagnostic fault(Throwable failure) {
    // The compiler wraps what it did not expect.
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StackOverflowError) {
        return ExtractErrors.tooDeep();
      }
      if (cause instanceof VirtualMachineError outOfMeans) {
        throw outOfMeans;
      }
    }
    return ExtractErrors.compilerFailed(failure);
  }

  private static Map<Integer, Span> walk(
      ParsedFile parsed,
      SourceText text,
      Tokens tokens,
      List<FileDiagnostic> diagnostics,
      FileRows rows) {
    boolean faulty =
        diagnostics.stream().anyMatch(found -> found.severity().equals(FileDiagnostic.ERROR));
    NamePlaces places = NamePlaces.of(tokens, text, parsed, faulty);
    return SyntaxWalk.run(new FileContext(text, places, rows), parsed.unit());
  }

  private static void addComments(
      SourceText text, Tokens tokens, FileRows rows, Map<Integer, Span> documentable) {
    CommentRows.add(text, tokens, documentable, rows.table(ExtractionTables.COMMENTS));
  }

  private static void add(List<FileDiagnostic> diagnostics, FileRows rows) {
    int listed = Math.min(diagnostics.size(), MAXIMUM_DIAGNOSTICS);
    diagnostics.subList(0, listed).forEach(rows::add);
    if (diagnostics.size() > listed) {
      rows.add(ExtractErrors.moreDiagnostics(diagnostics.size() - listed));
    }
  }

  private static long addLines(SourceText text, FileRows rows) {
    RowBuffer lines = rows.table(ExtractionTables.LINE_INDEX);
    return LineIndex.scan(
        text.bytes(), (number, start, end) -> lines.add(number).add(start).add(end).end());
  }

  private static void addFile(
      SourceText text, long lines, @Nullable CompilationUnitTree unit, FileRows rows) {
    FileStatus status =
        unit == null
            ? FileStatus.NOT_PARSED
            : rows.hasErrors() ? FileStatus.PARSED_WITH_ERRORS : FileStatus.PARSED;
    byte[] bytes = text.bytes();
    rows.status(status);
    rows.table(ExtractionTables.FILES)
        .add(0L)
        .add((long) bytes.length)
        .add(HexFormat.of().formatHex(SourceFile.sha256().digest(bytes)))
        .add((long) bytes.length)
        .add(unit == null ? null : FileContext.dotted(unit.getPackageName()))
        .add(lines)
        .add(text.charset().name())
        .add(text.hasByteOrderMark())
        .add(status.text());
    rows.outline(unit == null ? null : FileOutline.of(rows.file().path(), unit));
  }

  private static FileRows notRead(SourceFile file, FileDiagnostic reason) {
    FileRows rows = new FileRows(file, SourceText.of(new byte[0]));
    rows.add(reason);
    rows.table(ExtractionTables.FILES)
        .add(0L)
        .add(file.size())
        .addNull()
        .add(file.size())
        .addNull()
        .addNull()
        .addNull()
        .addNull()
        .add(rows.status().text());
    return rows;
  }
}
