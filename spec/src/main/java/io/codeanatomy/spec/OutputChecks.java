// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Inputs and outputs as tables: locations, versions, columns, partitions. */
final class OutputChecks {

  private final Spec spec;
  private final Path base;
  private final List<Diagnostic> problems = new ArrayList<>();

  private OutputChecks(Spec spec, Path base) {
    this.spec = spec;
    this.base = base;
  }

  /** {@code base} is the folder that relative locations are relative to. */
  static List<Diagnostic> check(Spec spec, Path base) {
    return new OutputChecks(spec, base).check();
  }

  private record Table(String pointer, String what, String location, List<String> path) {}

  private List<Diagnostic> check() {
    List<Table> taken = new ArrayList<>();
    for (int i = 0; i < spec.inputRelations().size(); i++) {
      InputRelation input = spec.inputRelations().get(i);
      String pointer = "/input_relations/" + i;
      input
          .versionPin()
          .filter(version -> version < 0)
          .ifPresent(
              version ->
                  problems.add(GraphErrors.negativeVersion(pointer + "/version_pin", version)));
      table(
              pointer + "/delta_location",
              "the input \"" + input.logicalName() + "\"",
              input.deltaLocation())
          .ifPresent(taken::add);
    }
    for (int i = 0; i < spec.outputTargets().size(); i++) {
      OutputTarget output = spec.outputTargets().get(i);
      String pointer = "/output_targets/" + i;
      columns(pointer, output);
      output
          .deltaLocation()
          .flatMap(
              location ->
                  table(
                      pointer + "/delta_location",
                      "the output \"" + output.tableName() + "\"",
                      location))
          .ifPresent(
              table -> {
                apart(table, taken);
                taken.add(table);
              });
    }
    return problems;
  }

  private void columns(String pointer, OutputTarget output) {
    problems.addAll(Columns.duplicates(pointer + "/columns", output.columns()));
    problems.addAll(Columns.duplicates(pointer + "/partition_by", output.partitionBy()));
    if (output.columns().isEmpty()) {
      return;
    }
    for (int i = 0; i < output.partitionBy().size(); i++) {
      String column = output.partitionBy().get(i);
      if (!output.columns().contains(column)) {
        problems.add(GraphErrors.partitionNotPublished(pointer + "/partition_by/" + i, column));
      }
    }
    if (output.partitionBy().containsAll(output.columns())) {
      problems.add(GraphErrors.onlyPartitions(pointer + "/partition_by"));
    }
  }

  private void apart(Table output, List<Table> taken) {
    for (Table other : taken) {
      relation(output.path(), other.path())
          .ifPresent(
              how ->
                  problems.add(
                      GraphErrors.overlappingLocations(
                          output.pointer(), output.location(), how, other.what())));
    }
  }

  private static Optional<String> relation(List<String> output, List<String> other) {
    if (output.equals(other)) {
      return Optional.of("is");
    } else if (startsWith(output, other)) {
      return Optional.of("lies inside");
    } else if (startsWith(other, output)) {
      return Optional.of("contains");
    }
    return Optional.empty();
  }

  private static boolean startsWith(List<String> path, List<String> start) {
    return path.size() > start.size() && path.subList(0, start.size()).equals(start);
  }

  private Optional<Table> table(String pointer, String what, String location) {
    try {
      return Optional.of(new Table(pointer, what, location, normalized(location)));
    } catch (InvalidPathException e) {
      problems.add(GraphErrors.badLocation(pointer, location));
      return Optional.empty();
    }
  }

  /** The names on the way from the root, of a path or of the path of a URI. */
  private List<String> normalized(String location) {
    String lower = location.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("file:") && lower.matches("[a-z][a-z0-9+.-]+://.*")) {
      int colon = location.indexOf("://");
      return names(
          lower.substring(0, colon + 1), Path.of("/" + location.substring(colon + 3)).normalize());
    }
    String path = lower.startsWith("file:") ? location.substring(5) : location;
    if (path.startsWith("//")) {
      path = path.substring(path.startsWith("///") ? 2 : 1);
    }
    return names("file:", base.resolve(path).normalize());
  }

  private static List<String> names(String scheme, Path path) {
    List<String> names = new ArrayList<>();
    names.add(scheme);
    names.add(String.valueOf(path.getRoot()));
    path.forEach(name -> names.add(name.toString()));
    return names;
  }
}
