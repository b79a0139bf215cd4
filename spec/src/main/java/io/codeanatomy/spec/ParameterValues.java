// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of parameters in a file of their own: one object, JSON or YAML by its content, with a
 * text, a number or a boolean for each name.
 *
 * <pre>
 * since: 2026-01-31
 * least_amount: 12.50
 * </pre>
 *
 * Whether the names are declared and the values of their types is not told here: that needs a spec.
 */
public final class ParameterValues {

  private static final Shape SHAPE =
      new Shape.Entries(new Shape.Text(Shape.Text.Blank.ALLOWED, Shape.Text.Scalar.ANY));

  private ParameterValues() {}

  /**
   * Reads a file.
   *
   * @return the values by name, as they are spelled in the file, in its order
   * @throws DiagnosticException with everything that is wrong, in the order of the file
   */
  public static Map<String, String> read(Path path) {
    SpecSource source = DocumentFile.read(path);
    TreeBuilder builder = new TreeBuilder(source.text());
    Optional<Object> values = Optional.empty();
    List<Diagnostic> problems = new ArrayList<>();
    try {
      Node root = SpecReader.tree(source.text(), builder);
      if (root instanceof Node.Mapping) {
        values = new Binder(builder).bind(SHAPE, root, "");
      } else {
        builder.report(root.offset(), ReadErrors.notParameterValues(root));
      }
    } catch (DiagnosticException e) {
      problems.addAll(e.diagnostics());
    }
    problems.addAll(builder.problems());
    if (!problems.isEmpty()) {
      throw new DiagnosticException(SpecReader.inOrder(problems), source);
    }
    Map<String, String> byName = new LinkedHashMap<>();
    ((Map<?, ?>) values.orElseThrow())
        .forEach((name, value) -> byName.put((String) name, (String) value));
    return byName;
  }
}
