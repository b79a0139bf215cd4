// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.schema.TypeNames;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the engine's own rules refuse; {@code docs/errors.md} has a section for each code. */
final class BuiltInErrors {

  private static final int MOST_NAMES = 12;

  private BuiltInErrors() {}

  static DiagnosticException noConstraints(String pointer) {
    return new DiagnosticException(
        Diagnostic.error(
                "CA-RULE-011",
                pointer,
                "There is nothing to audit: the join graph has no constraints")
            .withHint("Declare constraints in join_graph, or take the intent out"));
  }

  static Diagnostic unknownType(String pointer, String type) {
    return Diagnostic.error("CA-RULE-003", pointer, "There is no type '" + type + "'")
        .withHint("The types are those of an output_schema");
  }

  static Diagnostic tooLittleMemory(String pointer, long least) {
    return Diagnostic.error("CA-RULE-003", pointer, "No run can do with so little memory")
        .withHint("It is at least " + (least >> 20) + "MB");
  }

  static Diagnostic tooManyThreads(String pointer, int most) {
    return Diagnostic.error("CA-RULE-003", pointer, "There are no machines with so many threads")
        .withHint("It is a whole number from 1 to " + most);
  }

  /** Found when all is computed, so of the run and not of the spec. */
  static Diagnostic tooManyRows(String pointer, String output, long limit, long rows) {
    return Diagnostic.error(
            "CA-RUN-020",
            pointer,
            "The output '" + output + "' has " + rows + " rows, more than its limit of " + limit)
        .withHint("Nothing was published");
  }

  static Diagnostic notPinned(String pointer, String input) {
    return Diagnostic.error(
            "CA-RULE-021", pointer, "The input '" + input + "' is not pinned to a version")
        .withHint(
            "Give it a version_pin; `codeanatomy run --pin FILE` writes a spec with all pins");
  }

  /**
   * An output without a promised row type.
   *
   * @param advice what to do, to be read before the contract that would fit
   */
  static Diagnostic noContract(
      String pointer, String output, String view, Optional<Schema> rowType, String advice) {
    String contract =
        rowType
            .map(
                schema ->
                    schema.fields().stream()
                        .map(
                            field ->
                                "{name: "
                                    + field.name()
                                    + ", type: '"
                                    + TypeNames.spell(field.type())
                                    + "'}")
                        .collect(Collectors.joining(", ", "[", "]")))
            .orElse("[…]");
    return Diagnostic.error(
            "CA-RULE-022",
            pointer,
            "The view '" + view + "' of the output '" + output + "' does not promise its row type")
        .withHint(advice + " output_schema: " + contract);
  }

  static Diagnostic missingColumn(
      String pointer, String relation, String column, List<String> columns) {
    return Diagnostic.error(
            "CA-RULE-023",
            pointer,
            "The relation '" + relation + "' has no column '" + column + "'")
        .withHint(
            Words.suggestion(column, columns)
                + "It has "
                + Words.some(column, columns, MOST_NAMES));
  }

  static Diagnostic deniedFunction(String pointer, String view, String function) {
    return Diagnostic.error(
            "CA-RULE-024",
            pointer,
            "The view '" + view + "' calls " + function + ", which the spec denies")
        .withHint("Write it without " + function + ", or change the intent deny_functions");
  }

  static Diagnostic cartesianProduct(String pointer) {
    return Diagnostic.error(
            "CA-RULE-025",
            pointer,
            "This join meets every row of one side with every row of the other")
        .withHint("Give it join_keys");
  }

  static Diagnostic notPushedDown(String pointer, String input, String condition) {
    return Diagnostic.error(
            "CA-RULE-027",
            pointer,
            "A condition on the input '" + input + "' leaves out no data files: " + condition)
        .withHint("Compare a plain column with a value, or take the intent out");
  }

  static Diagnostic allPartitions(String pointer, String input, List<String> partitions) {
    return Diagnostic.error(
            "CA-RULE-028",
            pointer,
            partitions.isEmpty()
                ? "The input '" + input + "' is not partitioned"
                : "All partitions of the input '" + input + "' may be read")
        .withHint(
            partitions.isEmpty()
                ? "Take the intent out, or partition the table"
                : "Everything that reads it must compare a partition column with a value: "
                    + String.join(", ", partitions));
  }

  static Diagnostic otherColumn(
      String pointer, String relation, int place, String promised, String has) {
    String message =
        promised.isEmpty()
            ? "has a column " + place + " that the contract does not have: " + has
            : has.isEmpty()
                ? "has no column " + place + ", which the contract has: " + promised
                : "has column " + place + " as " + has + ", the contract has " + promised;
    return Diagnostic.error("CA-RULE-026", pointer, "The relation '" + relation + "' " + message)
        .withHint("Change the contract, or what the relation is made of");
  }
}
