// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.delta.TableChanges;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionSession.Sample;
import io.codeanatomy.engine.rules.Audit;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.RulepackProfile;
import io.codeanatomy.spec.Words;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Every diagnostic of a run as a whole; {@code docs/errors.md} has a section for each code. */
final class RunErrors {

  private static final int MOST_NAMES = 12;

  private static final int LISTED_VIEWS = 8;

  private RunErrors() {}

  /** An input that cannot be bound; the code tells why. */
  static Diagnostic input(String pointer, String name, DeltaException failure) {
    String code =
        switch (failure.reason()) {
          case NOT_FOUND -> "CA-INPUT-001";
          case NOT_DELTA -> "CA-INPUT-002";
          case VERSION_NOT_FOUND -> "CA-INPUT-003";
          case UNSUPPORTED -> "CA-INPUT-004";
          case DAMAGED, IO, CONFLICT, SCHEMA_MISMATCH, FILE_NOT_FOUND, CHANGES_NOT_RECORDED ->
              "CA-INPUT-005";
        };
    return Diagnostic.error(
            code, pointer, "The input '" + name + "' cannot be read: " + failure.getMessage())
        .withHint(failure.hint());
  }

  static Diagnostic changesBeyond(String pointer, String input, long version, long last) {
    return Diagnostic.error(
            "CA-INPUT-010",
            pointer,
            "There are no changes in version "
                + version
                + " of the input '"
                + input
                + "', which is bound to version "
                + last)
        .withHint(
            "Ask for versions up to " + last + ", or bind the input to a later one (version_pin)");
  }

  /** Changes that cannot be bound; the code tells why. */
  static Diagnostic changes(String pointer, String view, String input, DeltaException failure) {
    String code =
        switch (failure.reason()) {
          case VERSION_NOT_FOUND -> "CA-INPUT-011";
          case FILE_NOT_FOUND -> "CA-INPUT-012";
          case SCHEMA_MISMATCH -> "CA-INPUT-013";
          case CHANGES_NOT_RECORDED -> "CA-INPUT-014";
          case UNSUPPORTED -> "CA-INPUT-004";
          case NOT_FOUND, NOT_DELTA, DAMAGED, IO, CONFLICT -> "CA-INPUT-005";
        };
    return Diagnostic.error(
            code,
            pointer + "/from_version",
            "The view '"
                + view
                + "' cannot have the changes of the input '"
                + input
                + "': "
                + failure.getMessage())
        .withHint(failure.hint());
  }

  static Diagnostic noChangeDataFeed(
      String pointer, String view, String input, TableChanges changes) {
    return Diagnostic.error(
            "CA-INPUT-015",
            pointer,
            "The table of the input '"
                + input
                + "' has no change data feed, so '"
                + view
                + "' has the rows by which version "
                + changes.toVersion()
                + " differs from "
                + (changes.fromVersion() == 0
                    ? "an empty table"
                    : "version " + (changes.fromVersion() - 1)))
        .withHint(
            "What happened in between does not show; set delta.enableChangeDataFeed on the table"
                + " to have it recorded from then on")
        .asWarning();
  }

  static Diagnostic unknownInput(String name, Collection<String> known) {
    return Diagnostic.error("CA-INPUT-006", "The spec has no input relation '" + name + "'")
        .withHint(
            Words.suggestion(name, known) + "Its input relations are " + String.join(", ", known));
  }

  static Diagnostic outputOverInput(String pointer, String table, String input, Path location) {
    return Diagnostic.error(
            "CA-INPUT-007",
            pointer,
            "The output '"
                + table
                + "' would be written over the input '"
                + input
                + "' at "
                + location)
        .withHint("Give the output another location; a run never changes what it reads");
  }

  static Diagnostic outputInState(String pointer, String table, Path location) {
    return Diagnostic.error(
            "CA-HISTORY-014",
            pointer,
            "The output '" + table + "' would be written among the run records, to " + location)
        .withHint("Give the output another location");
  }

  static Diagnostic unknownRelation(String name, Collection<String> known) {
    return Diagnostic.error("CA-SCHEMA-002", "The spec has no view or input '" + name + "'")
        .withHint(Words.suggestion(name, known) + "It has " + Words.some(name, known, MOST_NAMES));
  }

  static Diagnostic noOutputRoot(String pointer, String table) {
    return Diagnostic.error("CA-RUN-001", pointer, "The output '" + table + "' has no location")
        .withHint("Give the folder of the outputs with --output");
  }

  static Diagnostic unknownEngine(String name, Collection<String> known) {
    return Diagnostic.error(
            "CA-RUN-002", "There is no execution engine '" + name + "' in this version")
        .withHint("The execution engines are " + String.join(", ", known));
  }

  static Diagnostic digestsNeeded(RulepackProfile profile) {
    return Diagnostic.error(
            "CA-RUN-011",
            "/rulepack_profile",
            "The profile "
                + profile
                + " proves what the outputs hold by their content digests, and the run is asked for"
                + " none")
        .withHint("Leave out --no-digest, or take the profile Default");
  }

  /** An audited relation that is not empty. */
  static Diagnostic auditFailed(Audit audit, Sample sample) {
    Diagnostic failed =
        switch (audit.subject()) {
          case VIEW ->
              Diagnostic.error(
                  "CA-RUN-003",
                  audit.pointer(),
                  "The view '"
                      + audit.name()
                      + "' must be empty, but has "
                      + counted(sample.rowCount(), "row"));
          case CONSTRAINT ->
              Diagnostic.error(
                  "CA-RUN-010",
                  audit.pointer(),
                  "The constraint '"
                      + audit.name()
                      + "' does not hold: "
                      + counted(sample.rowCount(), "violation"));
          case KEY ->
              Diagnostic.error(
                  "CA-RUN-021",
                  audit.pointer(),
                  "The key "
                      + audit.name()
                      + " is not unique: "
                      + counted(sample.rowCount(), "value")
                      + " more than once");
          case ENDPOINT ->
              Diagnostic.error(
                  "CA-RUN-022",
                  audit.pointer(),
                  "Edges have ends that are no nodes: "
                      + audit.name()
                      + " has "
                      + counted(sample.rowCount(), "violation"));
          case CONTRACT ->
              Diagnostic.error(
                  "CA-RUN-023",
                  audit.pointer(),
                  "The contract "
                      + audit.name()
                      + " does not hold: "
                      + counted(sample.rowCount(), "row")
                      + " with NULL");
        };
    String rows = sample.rows().stream().map(Object::toString).collect(Collectors.joining("; "));
    return failed.withHint("The first are: " + rows + ". Nothing was published");
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  static Diagnostic noScratch(Path parent, String problem) {
    return Diagnostic.error(
            "CA-RUN-004", "There is no place for temporary files in " + parent + ": " + problem)
        .withHint("Give an output folder that you may write to");
  }

  /**
   * A step that failed on the execution engine.
   *
   * @param views the views that the step computes on its way: the fault is in one of them, or in
   *     the step's own
   */
  static DiagnosticException step(String step, List<String> views, ExecutionException failure) {
    String problem = "The step '" + step + "' failed: " + failure.getMessage();
    Diagnostic diagnostic =
        switch (failure.reason()) {
          case DATA, UNFIT ->
              Diagnostic.error("CA-RUN-005", problem)
                  .withHint(
                      "The data does not fit the spec; "
                          + computed(views)
                          + "nothing was published");
          case OUT_OF_MEMORY ->
              Diagnostic.error("CA-RUN-006", problem)
                  .withHint("Run with a larger --environment; nothing was published");
          case OUT_OF_DISK ->
              Diagnostic.error("CA-RUN-007", problem)
                  .withHint("Free some disk space and run again; nothing was published");
          case IO ->
              Diagnostic.error("CA-RUN-008", problem)
                  .withHint("See that the files can be read and written; nothing was published");
          case CANCELLED ->
              Diagnostic.error("CA-RUN-009", "The run was cancelled in the step '" + step + "'")
                  .withHint("Nothing was published");
          case INTERNAL -> throw new IllegalStateException(problem, failure);
        };
    return new DiagnosticException(diagnostic, failure);
  }

  /** Which expressions the failed one may be among; too many views would tell nothing. */
  private static String computed(List<String> views) {
    return views.isEmpty() || views.size() > LISTED_VIEWS
        ? ""
        : "the step computes " + String.join(", ", views) + "; ";
  }

  static DiagnosticException cancelled() {
    return new DiagnosticException(
        Diagnostic.error("CA-RUN-009", "The run was cancelled").withHint("Nothing was published"));
  }
}
