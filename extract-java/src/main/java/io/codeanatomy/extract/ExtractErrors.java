// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All messages of this module: 0xx stop the run, 1xx are rows of {@code diagnostics}. */
final class ExtractErrors {

  private ExtractErrors() {}

  static DiagnosticException noCompiler() {
    return error(
        "CA-EXTRACT-001",
        "The running Java has no compiler, and extraction parses with it.",
        "Run with a JDK 17 or newer, not a JRE.");
  }

  static DiagnosticException sourceMissing(Path source) {
    return error(
        "CA-EXTRACT-002",
        "The source " + source + " does not exist.",
        "Name a folder, a sources jar or a zip file.");
  }

  static DiagnosticException notASource(Path source) {
    return error(
        "CA-EXTRACT-003",
        "The source " + source + " is neither a folder nor a .jar or .zip file.",
        "Name a folder, a sources jar or a zip file; for single files name their folder.");
  }

  static DiagnosticException damagedArchive(Path source, IOException cause) {
    return error(
        "CA-EXTRACT-004",
        "The archive " + source + " cannot be read: " + reason(cause),
        "Check that the file is complete, for example with `jar tf`.",
        cause);
  }

  static DiagnosticException nothingToExtract(List<Path> sources) {
    return error(
        "CA-EXTRACT-005",
        "There is no .java file in "
            + sources.stream().map(Path::toString).collect(Collectors.joining(", "))
            + ".",
        "Name the folder or archive that holds the sources; hidden folders and symbolic links"
            + " inside are not followed.");
  }

  static DiagnosticException noSource() {
    return error("CA-EXTRACT-005", "No source is given.", "Name a folder, a sources jar or a zip.");
  }

  static DiagnosticException sameSource(Path source) {
    return error(
        "CA-EXTRACT-006", "The source " + source + " is given twice.", "Name each source once.");
  }

  static DiagnosticException sameId(String path, String other) {
    return error(
        "CA-EXTRACT-007",
        "The files " + path + " and " + other + " have the same file_id, so rows would be mixed.",
        "Rename one of them, or extract them into different outputs.");
  }

  static DiagnosticException unreadableFolder(Path source, IOException cause) {
    return error(
        "CA-EXTRACT-008",
        "The folder " + source + " cannot be listed: " + reason(cause),
        "Check its permissions.",
        cause);
  }

  static DiagnosticException interrupted() {
    return error(
        "CA-EXTRACT-009", "The extraction was interrupted; nothing was written.", "Run it again.");
  }

  static FileDiagnostic unreadable(IOException cause) {
    return about(FileDiagnostic.ERROR, "CA-EXTRACT-101", "cannot be read: " + reason(cause));
  }

  static FileDiagnostic tooLarge(int maximum) {
    return about(
        FileDiagnostic.ERROR,
        "CA-EXTRACT-102",
        "is larger than " + maximum + " bytes, the most that extraction reads of one file");
  }

  static FileDiagnostic notUtf8() {
    return about(
        FileDiagnostic.WARNING,
        "CA-EXTRACT-103",
        "is not valid UTF-8 and was read as ISO-8859-1; spans are its bytes");
  }

  static FileDiagnostic tooDeep() {
    return about(
        FileDiagnostic.ERROR, "CA-EXTRACT-104", "is nested too deeply for the compiler's parser");
  }

  static FileDiagnostic compilerFailed(Throwable cause) {
    return about(
        FileDiagnostic.ERROR, "CA-EXTRACT-105", "the compiler failed on it: " + reason(cause));
  }

  static FileDiagnostic moreDiagnostics(long count) {
    return about(
        FileDiagnostic.NOTE, "CA-EXTRACT-106", "has " + count + " more diagnostics; not listed");
  }

  private static FileDiagnostic about(String severity, String code, String message) {
    return new FileDiagnostic(severity, code, message, null);
  }

  static DiagnosticException classPathEntryMissing(Path entry) {
    return error(
        "CA-EXTRACT-010",
        "The entry " + entry + " of the class path does not exist.",
        "Name folders of class files and jars; without them, leave --class-path out.");
  }

  static DiagnosticException notAClassPathEntry(Path entry) {
    return error(
        "CA-EXTRACT-011",
        "The entry " + entry + " of the class path is neither a folder nor a jar that can be read.",
        "Name folders of class files and jars; check that the file is complete.");
  }

  /** A warning; the run goes on. */
  static Diagnostic notAttributed(AttributionFailure failure) {
    String more = failure.files() == 1 ? "" : " and " + (failure.files() - 1) + " more files";
    return Diagnostic.error(
            "CA-EXTRACT-012",
            "No names are resolved in "
                + failure.firstPath()
                + more
                + ": "
                + failure.reason()
                + ".")
        .asWarning()
        .withHint("All other tables are complete; these files have no rows of symbols.");
  }

  /** What the compiler threw, in one line. */
  static String attributionFailed(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof OutOfMemoryError
        ? "the memory of the Java process is too small"
        : "the compiler failed: "
            + root.getClass().getSimpleName()
            + (root.getMessage() == null ? "" : " " + Texts.collapsed(root.getMessage()));
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private static DiagnosticException error(String code, String message, String hint) {
    return error(code, message, hint, null);
  }

  private static DiagnosticException error(
      String code, String message, String hint, @Nullable Throwable cause) {
    Diagnostic diagnostic = Diagnostic.error(code, message).withHint(hint);
    return cause == null
        ? new DiagnosticException(diagnostic)
        : new DiagnosticException(diagnostic, cause);
  }
}
