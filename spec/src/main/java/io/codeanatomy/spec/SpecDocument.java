// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A spec with the document it was read from.
 *
 * <pre>{@code
 * SpecDocument document = SpecDocument.read(Path.of("cpg.yaml"));
 * List<Diagnostic> diagnostics = SpecValidator.validate(document);
 * }</pre>
 *
 * @param path the document's file, if it has one; relative locations are relative to its folder
 * @param sourceMap where each value stands; empty for a spec that was not read but built
 */
public record SpecDocument(Spec spec, Optional<Path> path, Optional<SourceMap> sourceMap) {

  /** A spec that was built by a program. */
  public SpecDocument(Spec spec, Optional<Path> path) {
    this(spec, path, Optional.empty());
  }

  /**
   * Reads a file, strictly. If it cannot be read in full, the exception also holds what {@link
   * SpecValidator} says about the parts that can be. Whether the file is JSON or YAML is told by
   * its content: what starts with <code>{
   * </code> is JSON, everything else is YAML.
   *
   * @throws DiagnosticException with everything that is wrong, in the order of the document
   */
  public static SpecDocument read(Path path) {
    return SpecReader.read(path);
  }

  /**
   * Reads a text, JSON or YAML by its content.
   *
   * @param path the file that the text came from, or that relative locations are to be resolved
   *     against
   * @throws DiagnosticException with everything that is wrong, in the order of the document
   */
  public static SpecDocument parse(String text, Optional<Path> path) {
    return SpecReader.parse(SpecSource.of(path, text));
  }

  /**
   * Adds line and column to a diagnostic that has a pointer but no line: of the value that the
   * pointer leads to, or of the nearest one around it. If the diagnostic is about a place inside an
   * expression, it is that place, as far as it can be told. Other diagnostics stay as they are.
   */
  public Diagnostic locate(Diagnostic diagnostic) {
    if (sourceMap.isEmpty() || diagnostic.pointer().isEmpty() || diagnostic.line().isPresent()) {
      return diagnostic;
    }
    SourceMap map = sourceMap.get();
    String pointer = diagnostic.pointer().get();
    Position position =
        diagnostic
            .inExpression()
            .flatMap(place -> map.positionInText(pointer, place.expression(), index(place)))
            .orElseGet(() -> map.position(pointer));
    return diagnostic.at(position.line(), position.column());
  }

  /** The index of the first character of a place in its expression; -1 if there is none. */
  private static int index(Diagnostic.ExpressionPosition place) {
    String expression = place.expression();
    int start = 0;
    for (int line = 1; line < place.line(); line++) {
      start = expression.indexOf('\n', start) + 1;
      if (start == 0) {
        return -1;
      }
    }
    int index = start + place.column() - 1;
    return index < expression.length() ? index : -1;
  }
}
