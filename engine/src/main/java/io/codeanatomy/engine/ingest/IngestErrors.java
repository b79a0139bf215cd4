// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.ingest;

import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.duckdb.FileContentException;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;
import java.nio.file.Path;

/** Every error of ingest; {@code docs/errors.md} has a section for each. */
final class IngestErrors {

  private IngestErrors() {}

  /** The output folder cannot be used. */
  static DiagnosticException io(Path folder, IOException failure) {
    return new DiagnosticException(
        Diagnostic.error("CA-INGEST-001", "Cannot write to " + folder + ": " + failure + ".")
            .withHint("Check the folder and its disk, and run again."),
        failure);
  }

  /** Rows could not be written. */
  static DiagnosticException execution(Object what, ExecutionException failure) {
    return switch (failure.reason()) {
      case OUT_OF_DISK ->
          error(
              "CA-INGEST-002",
              "The disk is full while writing " + what + ": " + failure.getMessage(),
              "Free some space, or write to another disk.",
              failure);
      case DATA ->
          error(
              "CA-INGEST-003",
              "The rows of " + what + " cannot be written: " + failure.getMessage(),
              "Correct the data.",
              failure);
      case CANCELLED ->
          error(
              "CA-INGEST-004",
              "Writing " + what + " was cancelled.",
              "Run again; nothing was written.",
              failure);
      case IO, OUT_OF_MEMORY, UNFIT, INTERNAL ->
          error(
              "CA-INGEST-005",
              "Writing " + what + " failed: " + failure.getMessage(),
              "Check the folder and its disk; if they are in order, please report this.",
              failure);
    };
  }

  static DiagnosticException badName(String name) {
    return error(
        "CA-INGEST-010",
        "'" + name + "' is no name for a table.",
        "Begin with a lower-case letter, and go on with lower-case letters, digits and _.");
  }

  static DiagnosticException duplicateName(String name) {
    return error(
        "CA-INGEST-011",
        "Two sources are called " + name + ".",
        "Give all files of a table as one source, or rename one of the sources.");
  }

  static DiagnosticException fileNotFound(String name, Path file) {
    return error(
        "CA-INGEST-012",
        "The file " + file + " for " + name + " does not exist.",
        "Check the path.");
  }

  static DiagnosticException noFiles(String name) {
    return error(
        "CA-INGEST-012",
        "There are no files for " + name + ".",
        "Give a file, a pattern that matches files, or a folder with Parquet, CSV or JSON files.");
  }

  static DiagnosticException unreadableFile(String name, Path file, IOException failure) {
    return new DiagnosticException(
        Diagnostic.error(
                "CA-INGEST-013",
                "The file " + file + " for " + name + " cannot be read: " + failure)
            .withHint("Check the file's permissions."),
        failure);
  }

  static DiagnosticException emptyFile(String name, Path file) {
    return error(
        "CA-INGEST-014", "The file " + file + " for " + name + " is empty.", "Leave it out.");
  }

  static DiagnosticException unknownFormat(String name, Path file) {
    return error(
        "CA-INGEST-015",
        "The name of " + file + " for " + name + " does not tell its format.",
        "Files end with .parquet, .csv, .tsv, .json, .jsonl or .ndjson (text also with .gz); or"
            + " give the format.");
  }

  static DiagnosticException mixedFormats(String name, Path one, Path other) {
    return error(
        "CA-INGEST-015",
        "The files for " + name + " are of different formats: " + one + " and " + other + ".",
        "Load them into different tables.");
  }

  /** The content of the files is not what it should be. */
  static DiagnosticException content(String name, FileContentException failure) {
    String code =
        switch (failure.fault()) {
          case UNREADABLE -> "CA-INGEST-016";
          case COLUMN_NAMES -> "CA-INGEST-017";
          case DIFFERENT -> "CA-INGEST-018";
          case TYPE -> "CA-INGEST-019";
        };
    return error(
        code,
        "The files for " + name + " cannot be loaded: " + failure.getMessage(),
        failure.hint(),
        failure);
  }

  private static DiagnosticException error(String code, String message, String hint) {
    return new DiagnosticException(Diagnostic.error(code, message).withHint(hint));
  }

  private static DiagnosticException error(
      String code, String message, String hint, Throwable cause) {
    return new DiagnosticException(Diagnostic.error(code, message).withHint(hint), cause);
  }
}
