// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a document: text → tree → records. */
final class SpecReader {

  /** Where editors look for the JSON Schema of a document; it says nothing about the spec. */
  static final String SCHEMA_FIELD = "$schema";

  private SpecReader() {}

  static SpecDocument read(Path path) {
    return parse(DocumentFile.read(path));
  }

  static SpecDocument parse(SpecSource source) {
    TreeBuilder builder = new TreeBuilder(source.text());
    Node root;
    try {
      root = withoutSchema(tree(source.text(), builder), builder);
    } catch (DiagnosticException e) {
      List<Diagnostic> all = new ArrayList<>(builder.problems());
      all.addAll(e.diagnostics());
      throw new DiagnosticException(inOrder(all), source);
    }
    Optional<Spec> spec = bind(root, builder);
    if (spec.isEmpty() || !builder.problems().isEmpty()) {
      throw new DiagnosticException(inOrder(all(root, source, builder.problems())), source);
    }
    return new SpecDocument(spec.get(), source.path(), Optional.of(new SourceMap(source, root)));
  }

  private static List<Diagnostic> all(Node root, SpecSource source, List<Diagnostic> problems) {
    boolean otherLanguage =
        problems.stream().anyMatch(problem -> problem.is(SpecErrorCode.UNSUPPORTED_VERSION));
    if (!(root instanceof Node.Mapping mapping) || otherLanguage) {
      return problems;
    }
    List<Diagnostic> all = new ArrayList<>(problems);
    all.addAll(SoundParts.errors(mapping, new SourceMap(source, root), problems));
    return all;
  }

  static Node tree(String text, TreeBuilder builder) {
    return isJson(text) ? JsonTree.read(text, builder) : YamlTree.read(text, builder);
  }

  /** By content: what starts with a brace or a bracket is JSON, everything else is YAML. */
  private static boolean isJson(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  private static Optional<Spec> bind(Node root, TreeBuilder builder) {
    if (!(root instanceof Node.Mapping mapping)) {
      builder.report(root.offset(), ReadErrors.notAnObject(root));
      return Optional.empty();
    }
    Node.Entry version = mapping.entries().get("version");
    if (version != null
        && version.value() instanceof Node.Numeral number
        && !number.literal().equals(String.valueOf(Spec.VERSION))) {
      // Whatever else the document holds was written for another language.
      builder.report(number.offset(), ReadErrors.unsupportedVersion("/version", number.literal()));
      return Optional.empty();
    }
    return new Binder(builder).bind(Shapes.spec(), root, "").map(Spec.class::cast);
  }

  private static Node withoutSchema(Node root, TreeBuilder builder) {
    if (!(root instanceof Node.Mapping mapping) || !mapping.entries().containsKey(SCHEMA_FIELD)) {
      return root;
    }
    Map<String, Node.Entry> entries = new LinkedHashMap<>(mapping.entries());
    Node.Entry schema = entries.remove(SCHEMA_FIELD);
    Shape.Text text = new Shape.Text(Shape.Text.Blank.ALLOWED, Shape.Text.Scalar.TEXT_ONLY);
    if (schema != null) {
      new Binder(builder).bind(text, schema.value(), JsonPointer.field("", SCHEMA_FIELD));
    }
    return new Node.Mapping(mapping.offset(), entries);
  }

  static List<Diagnostic> inOrder(List<Diagnostic> problems) {
    return problems.stream()
        .sorted(
            Comparator.comparingInt((Diagnostic d) -> d.line().orElse(0))
                .thenComparingInt(d -> d.column().orElse(0)))
        .toList();
  }
}
