// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.Words;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Every error of a replay itself; {@code docs/errors.md} has a section for each code. */
final class ReplayErrors {

  private ReplayErrors() {}

  static Diagnostic inputGone(String input, Path location, long version, DeltaException failure) {
    String hint =
        switch (failure.reason()) {
          case NOT_FOUND, NOT_DELTA ->
              "If the table was moved, say where it is: --input " + input + "=LOCATION";
          case VERSION_NOT_FOUND ->
              "A version whose log was cleaned up cannot be replayed; if the table was moved, say"
                  + " where it is: --input "
                  + input
                  + "=LOCATION";
          default -> failure.hint();
        };
    return Diagnostic.error(
            "CA-REPLAY-001",
            "The input '"
                + input
                + "' cannot be read as it was, at version "
                + version
                + " of "
                + location
                + ": "
                + failure.getMessage())
        .withHint(hint);
  }

  /**
   * Files that the run read and that are not there any more.
   *
   * @param relation an input, or the changes of one
   * @param all how many files the run read
   */
  static Diagnostic filesGone(String relation, List<Path> missing, int all) {
    return Diagnostic.error(
            "CA-REPLAY-002",
            "Of the "
                + all
                + (all == 1 ? " file" : " files")
                + " that the run read of '"
                + relation
                + "', "
                + missing.size()
                + (missing.size() == 1 ? " is" : " are")
                + " gone: "
                + missing.get(0)
                + (missing.size() == 1 ? "" : " and others"))
        .withHint("They were vacuumed; a run cannot be replayed without what it read");
  }

  static Diagnostic unknownInput(String name, Collection<String> inputs) {
    return Diagnostic.error("CA-REPLAY-003", "The run has no input '" + name + "'")
        .withHint(Words.suggestion(name, inputs) + "It has " + String.join(", ", inputs));
  }

  /** The profile Replay holds a run to what the same run gave before. */
  static Diagnostic otherDigest(
      String pointer, String table, String earlierRun, String earlier, String now) {
    return Diagnostic.error(
            "CA-REPLAY-004",
            pointer,
            "The output '"
                + table
                + "' has other rows than the run "
                + earlierRun
                + " with the same envelope gave: content_digest is "
                + now
                + " and was "
                + earlier)
        .withHint(
            "Something makes the result vary, or the earlier record is not to be trusted; nothing"
                + " was published");
  }

  static Diagnostic notCompared(String table, String why) {
    return Diagnostic.error(
            "CA-REPLAY-005",
            "The rows of the output '"
                + table
                + "' could be compared by their number alone: the run recorded no content_digest,"
                + " and "
                + why)
        .withHint("Run with --digest, or under the profile Replay or Strict")
        .asWarning();
  }

  static Diagnostic noScratch(Path folder, String problem) {
    return Diagnostic.error(
            "CA-REPLAY-006", "There is no place for the replay in " + folder + ": " + problem)
        .withHint("The replay runs in a hidden folder there, which goes when it is done");
  }

  /**
   * What was accepted once and is not any more: everything that is wrong with it, as a fault of the
   * replay and not of a spec that somebody just wrote.
   */
  static DiagnosticException unprepared(DiagnosticException failure) {
    if (failure.diagnostics().stream().anyMatch(fault -> fault.code().equals("CA-RUN-009"))) {
      return failure;
    }
    return new DiagnosticException(
        failure.diagnostics().stream()
            .filter(Diagnostic::isError)
            .map(ReplayErrors::unprepared)
            .toList());
  }

  private static Diagnostic unprepared(Diagnostic fault) {
    Diagnostic unprepared =
        Diagnostic.error(
            "CA-REPLAY-007",
            "The run cannot be prepared any more as it was, by "
                + fault.code()
                + (fault.pointer().isPresent() ? " at " + fault.pointer().get() : "")
                + " of its spec: "
                + fault.message());
    return fault.hint().isPresent() ? unprepared.withHint(fault.hint().get()) : unprepared;
  }
}
