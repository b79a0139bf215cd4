// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.publish;

import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.engine.schema.SchemaDifference;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every error of publication; {@code docs/errors.md} has a section for each. */
final class PublishErrors {

  private static final List<String> DISK_FULL =
      List.of("No space left on device", "Disk quota exceeded", "File too large");

  private PublishErrors() {}

  static DiagnosticException unusableLocation(TableTarget target, DeltaException failure) {
    return new DiagnosticException(
        diagnostic(
            "CA-PUBLISH-001",
            target,
            "The location of the output %s cannot be used: %s"
                .formatted(target.name(), failure.getMessage()),
            Optional.ofNullable(failure.hint())
                .filter(hint -> !hint.isBlank())
                .orElse("Give the output another location.")),
        failure);
  }

  static DiagnosticException overlappingLocations(TableTarget target, TableTarget other) {
    return failure(
        "CA-PUBLISH-002",
        target,
        "The outputs %s and %s lie in one another: %s and %s."
            .formatted(other.name(), target.name(), other.location(), target.location()),
        "Give each output a folder of its own.");
  }

  static DiagnosticException otherRowType(TableTarget target, List<SchemaDifference> differences) {
    return failure(
        "CA-PUBLISH-003",
        target,
        "The table at %s has another row type than the output %s: %s."
            .formatted(target.location(), target.name(), spelled(differences)),
        differences.stream().anyMatch(d -> d.kind() == SchemaDifference.Kind.REMOVED)
            ? "Give the output every column of the table, as CAST(NULL AS type) if it has none; or write"
                + " to a new location, or move the old table away."
            : "Write to a new location, or move the old table away.");
  }

  static DiagnosticException mappedColumns(TableTarget target) {
    return failure(
        "CA-PUBLISH-003",
        target,
        "The table at %s maps its columns to physical names, which the output %s is not written with."
            .formatted(target.location(), target.name()),
        "Write to a new location, or move the old table away.");
  }

  /** Kernel writes the types that a table has, and the file format differs with the type. */
  static DiagnosticException widerRowType(TableTarget target, List<SchemaDifference> differences) {
    return failure(
        "CA-PUBLISH-021",
        target,
        "The table at %s has narrower types than the output %s: %s."
            .formatted(target.location(), target.name(), spelled(differences)),
        "Types of a table are not widened in this version: CAST to the table's type, or write to a new"
            + " location.");
  }

  static DiagnosticException moreColumns(TableTarget target, List<SchemaDifference> differences) {
    return failure(
        "CA-PUBLISH-020",
        target,
        "The table at %s lacks columns of the output %s: %s."
            .formatted(target.location(), target.name(), spelled(differences)),
        target.pointer().isPresent()
            ? "Run with --allow-schema-evolution to add them to the table, or leave them out."
            : "Write to a new location, or move the old table away.");
  }

  static Diagnostic columnsAdded(TableTarget target, List<SchemaDifference> differences) {
    return diagnostic(
            "CA-PUBLISH-022",
            target,
            "The table at %s gets new columns from the output %s: %s."
                .formatted(target.location(), target.name(), spelled(differences)),
            "They come last and may be NULL; earlier versions of the table stay without them.")
        .asWarning();
  }

  private static String spelled(List<SchemaDifference> differences) {
    return differences.stream().map(PublishErrors::spelled).collect(Collectors.joining("; "));
  }

  private static String spelled(SchemaDifference difference) {
    String path = difference.path();
    return switch (difference.kind()) {
      case ADDED -> "the output has a column " + path + " of type " + difference.after();
      case REMOVED -> "the table has a column " + path + " of type " + difference.before();
      default ->
          "%s is %s in the table and %s in the output"
              .formatted(path, difference.before(), difference.after());
    };
  }

  static DiagnosticException otherPartitions(TableTarget target, List<String> existing) {
    return failure(
        "CA-PUBLISH-004",
        target,
        "The table at %s is partitioned by %s, the output %s by %s."
            .formatted(
                target.location(),
                names(existing),
                target.name(),
                names(target.partitionColumns())),
        "Partition the output as the table is, or write to a new location.");
  }

  static DiagnosticException unfitPartitions(TableTarget target, String what) {
    return failure(
        "CA-PUBLISH-005",
        target,
        "The output %s cannot be partitioned by %s: %s."
            .formatted(target.name(), names(target.partitionColumns()), what),
        "Partition by columns of a simple type, and leave at least one column for the files.");
  }

  static DiagnosticException badColumnName(TableTarget target, String column) {
    return failure(
        "CA-PUBLISH-012",
        target,
        "The column '%s' of the output %s has a name that a Delta table does not allow."
            .formatted(column, target.name()),
        "Use a name without spaces, line breaks, tabs and the characters , ; { } ( ) =");
  }

  static DiagnosticException notWritable(TableTarget target, Path folder, String why) {
    return failure(
        "CA-PUBLISH-006",
        target,
        "The output %s cannot be written to %s: %s %s."
            .formatted(target.name(), target.location(), folder, why),
        "Give an output folder that you may write to.");
  }

  static DiagnosticException noSpace(TableTarget target, long freeBytes) {
    return failure(
        "CA-PUBLISH-007",
        target,
        "The disk of %s is full: %d KiB are free.".formatted(target.location(), freeBytes / 1024),
        "Free some space, or write to another disk.");
  }

  static DiagnosticException unfitFile(TableTarget target, DeltaException failure) {
    return new DiagnosticException(
        diagnostic(
            "CA-PUBLISH-008",
            target,
            "What was written for the output %s does not fit its row type: %s"
                .formatted(target.name(), failure.getMessage()),
            "A column that must not be NULL may be NULL in the data; otherwise this is a fault of"
                + " the engine, please report it."),
        failure);
  }

  static DiagnosticException nullPartition(TableTarget target, String column) {
    return failure(
        "CA-PUBLISH-008",
        target,
        "The partition column %s of the output %s must not be NULL, but is."
            .formatted(column, target.name()),
        "Filter the rows without a value, or let the column be NULL.");
  }

  static DiagnosticException lostRows(TableTarget target, Path file, long written, long found) {
    return failure(
        "CA-PUBLISH-008",
        target,
        "Of the %d rows that were written to %s for the output %s, %d are in the file."
            .formatted(written, file, target.name(), found),
        "The disk may be damaged. Check it, and run again.");
  }

  static DiagnosticException io(TableTarget target, IOException failure) {
    String text = failure.toString();
    boolean full = DISK_FULL.stream().anyMatch(text::contains);
    return new DiagnosticException(
        full
            ? diagnostic(
                "CA-PUBLISH-007",
                target,
                "The disk of %s is full: %s.".formatted(target.location(), text),
                "Free some space, or write to another disk.")
            : diagnostic(
                "CA-PUBLISH-009",
                target,
                "The output %s could not be written to %s: %s."
                    .formatted(target.name(), target.location(), text),
                "Check the folder and its disk, and run again."),
        failure);
  }

  /** A commit failed; what was committed before stays. */
  static DiagnosticException commit(
      TableTarget target,
      RuntimeException failure,
      List<PublishedOutput> committed,
      List<String> uncommitted) {
    String cause =
        failure instanceof DeltaException delta
            ? delta.getMessage()
            : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    if (committed.isEmpty()) {
      return new DiagnosticException(
          diagnostic(
              "CA-PUBLISH-010",
              target,
              "The output %s could not be committed, and nothing was published: %s"
                  .formatted(target.name(), cause),
              hint(failure)),
          failure);
    }
    String done =
        committed.stream()
            .map(output -> output.name() + " at version " + output.version())
            .collect(Collectors.joining(", "));
    return new DiagnosticException(
        diagnostic(
            "CA-PUBLISH-011",
            target,
            "The output %s could not be committed: %s Already committed: %s. Not committed: %s."
                .formatted(target.name(), cause, done, String.join(", ", uncommitted)),
            hint(failure)),
        failure);
  }

  private static String hint(RuntimeException failure) {
    if (failure instanceof DeltaException delta) {
      if (delta.reason() == DeltaException.Reason.CONFLICT) {
        return "Somebody else wrote to the table meanwhile. Run again.";
      }
      if (delta.hint() != null && !delta.hint().isBlank()) {
        return delta.hint();
      }
    }
    return "Run again; an overwritten table gets the same rows a second time.";
  }

  private static String names(List<String> columns) {
    return columns.isEmpty() ? "nothing" : String.join(", ", columns);
  }

  private static DiagnosticException failure(
      String code, TableTarget target, String message, String hint) {
    return new DiagnosticException(diagnostic(code, target, message, hint));
  }

  private static Diagnostic diagnostic(
      String code, TableTarget target, String message, String hint) {
    return target
        .pointer()
        .map(pointer -> Diagnostic.error(code, pointer, message))
        .orElseGet(() -> Diagnostic.error(code, message))
        .withHint(hint);
  }
}
