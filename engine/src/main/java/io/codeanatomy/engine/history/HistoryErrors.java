// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.history;

import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.Words;
import java.nio.file.Path;
import java.util.List;

/** Every diagnostic of the history; {@code docs/errors.md} has a section for each code. */
final class HistoryErrors {

  private static final int LISTED_RUNS = 5;

  private static final String DAMAGED_HINT =
      "The tables of the run are not touched by that. Restore the file from a backup, or move it"
          + " away to have it no longer listed";

  private HistoryErrors() {}

  static DiagnosticException unreadable(Path file, Throwable cause) {
    return new DiagnosticException(
        Diagnostic.error(
                "CA-HISTORY-001", "The run record " + file + " cannot be read: " + reason(cause))
            .withHint("See that the file is there and may be read"),
        cause);
  }

  static DiagnosticException notARecord(Path file, String problem) {
    return error(
        "CA-HISTORY-002", "The file " + file + " is no run record: " + problem, DAMAGED_HINT);
  }

  static DiagnosticException unfit(Path file, String problem) {
    return error(
        "CA-HISTORY-003",
        "The run record " + file + " is not of the form of its version: " + problem,
        DAMAGED_HINT);
  }

  static DiagnosticException newer(Path file, long version) {
    return error(
        "CA-HISTORY-004",
        "The run record "
            + file
            + " has the version "
            + version
            + "; this engine reads up to "
            + RunRecord.VERSION,
        "Read it with the engine that wrote it, or a later one");
  }

  static DiagnosticException changed(Path file) {
    return error(
        "CA-HISTORY-005",
        "The run record " + file + " was changed after it was written: its hash is another one",
        DAMAGED_HINT);
  }

  static DiagnosticException otherName(Path file, String runId) {
    return error(
        "CA-HISTORY-006",
        "The file " + file + " holds the record of another run, " + runId,
        "Give it the name " + runId + ".json, or remove it if that is there");
  }

  static DiagnosticException unknownRun(String wanted, List<String> newestFirst, Path root) {
    return error(
        "CA-HISTORY-007",
        "There is no record of a run '" + wanted + "' in " + root,
        Words.suggestion(wanted, newestFirst)
            + (newestFirst.size() == 1 ? "The only run is " : "The runs are, newest first, ")
            + some(newestFirst));
  }

  static DiagnosticException ambiguous(String prefix, List<String> newestFirst) {
    return error(
        "CA-HISTORY-008",
        "The ids of " + newestFirst.size() + " runs begin with '" + prefix + "'",
        "Give more of one of them: " + some(newestFirst));
  }

  static DiagnosticException noRuns(Path root) {
    return error(
        "CA-HISTORY-009",
        "There are no run records in " + root,
        "Give the folder of the outputs, as it was given to 'codeanatomy run'");
  }

  /** A warning: by then the run is published. */
  static Diagnostic notWritten(Path file, Throwable cause) {
    return Diagnostic.error(
            "CA-HISTORY-010",
            "The run is published, but its record "
                + file
                + " could not be written: "
                + reason(cause))
        .withHint("The outputs are complete; what is missing is the run's place in the history")
        .asWarning();
  }

  static DiagnosticException notRemoved(Path path, Throwable cause) {
    return new DiagnosticException(
        Diagnostic.error("CA-HISTORY-011", path + " cannot be removed: " + reason(cause))
            .withHint("See that its folder may be written; what was removed before stays removed"),
        cause);
  }

  static DiagnosticException pinExists(Path file) {
    return error(
        "CA-HISTORY-012",
        "The pinned spec cannot be written to " + file + ", which exists",
        "Name a file that is not there, or remove this one; a pinned spec never replaces a file");
  }

  static DiagnosticException pinUnwritable(Path file, Throwable cause) {
    return new DiagnosticException(
        Diagnostic.error(
                "CA-HISTORY-013",
                "The pinned spec cannot be written to " + file + ": " + reason(cause))
            .withHint("Name a file in a folder that is there and may be written"),
        cause);
  }

  private static String some(List<String> runs) {
    List<String> first = runs.subList(0, Math.min(LISTED_RUNS, runs.size()));
    return String.join(", ", first)
        + (runs.size() > first.size() ? " and " + (runs.size() - first.size()) + " more" : "");
  }

  private static String reason(Throwable cause) {
    String kind = cause.getClass().getSimpleName().replaceAll("Exception$", "");
    return cause.getMessage() == null ? kind : cause.getMessage() + " (" + kind + ")";
  }

  private static DiagnosticException error(String code, String message, String hint) {
    return new DiagnosticException(Diagnostic.error(code, message).withHint(hint));
  }
}
