// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds everything that is wrong with a spec as long as no data is looked at: names, references,
 * cycles, joins without keys, aggregates without order, overlapping locations.
 *
 * <p>What needs the row types of the inputs (columns, predicates, types) is the engine's to check.
 */
public final class SpecValidator {

  private SpecValidator() {}

  /**
   * The diagnostics of a spec that was read, with lines and columns, in the order of the document.
   * Empty if all is well; warnings alone do not stop a run. Never throws for a fault of the spec.
   */
  public static List<Diagnostic> validate(SpecDocument document) {
    Pointers pointers =
        document
            .sourceMap()
            .map(map -> new Pointers(pointer -> "line " + map.position(pointer).line()))
            .orElse(Pointers.PLAIN);
    return check(document.spec(), folder(document.path()), pointers).stream()
        .map(document::locate)
        .sorted(
            Comparator.comparingInt((Diagnostic diagnostic) -> diagnostic.line().orElse(0))
                .thenComparingInt(diagnostic -> diagnostic.column().orElse(0)))
        .toList();
  }

  /**
   * The diagnostics of a spec that a program built, with pointers, in the order of the fields.
   * Relative locations are taken to be relative to the working directory.
   */
  public static List<Diagnostic> validate(Spec spec) {
    return check(spec, folder(Optional.empty()), Pointers.PLAIN);
  }

  static List<Diagnostic> check(Spec spec, Path folder, Pointers pointers) {
    List<Diagnostic> problems = new ArrayList<>();
    problems.addAll(NameChecks.check(spec, pointers));
    problems.addAll(ReferenceChecks.check(spec, ViewGraph.of(spec)));
    problems.addAll(TransformChecks.check(spec));
    problems.addAll(OutputChecks.check(spec, folder));
    problems.addAll(SettingChecks.check(spec));
    return problems.stream()
        .sorted(Comparator.comparing(SpecValidator::pointer, Pointers.BY_ITEM))
        .toList();
  }

  static Path folder(Optional<Path> path) {
    Path file = path.orElse(Path.of("")).toAbsolutePath();
    Path parent = file.getParent();
    return path.isEmpty() || parent == null ? file : parent;
  }

  private static String pointer(Diagnostic diagnostic) {
    return diagnostic.pointer().orElse("");
  }
}
