// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Validates what is left of a document when everything that cannot be bound is taken out, so that a
 * typing error in one view does not hide the faults of all others.
 *
 * <p>What can be a consequence of the parts that were taken out is not reported: it may be gone
 * when they are mended.
 */
final class SoundParts {

  private static final Set<String> LISTS =
      Set.of(
          "/input_relations",
          "/view_definitions",
          "/output_targets",
          "/rule_intents",
          "/parameter_templates",
          "/join_graph/edges",
          "/join_graph/constraints");
  private static final Set<String> WITH_RELATIONS =
      Set.of("/input_relations", "/view_definitions", "/parameter_templates");

  private final Node.Mapping root;
  private final SourceMap map;
  private final Set<String> broken = new LinkedHashSet<>();
  private final Map<String, List<Integer>> kept = new LinkedHashMap<>();
  private final Set<String> brokenNames = new HashSet<>();
  private boolean namelessRelation;

  private SoundParts(Node.Mapping root, SourceMap map, List<Diagnostic> problems) {
    this.root = root;
    this.map = map;
    problems.forEach(problem -> broken.add(part(problem.pointer().orElse(""))));
  }

  /** The errors of the sound parts, with lines and columns. */
  static List<Diagnostic> errors(Node.Mapping root, SourceMap map, List<Diagnostic> problems) {
    return new SoundParts(root, map, problems).errors();
  }

  private List<Diagnostic> errors() {
    Node.Mapping sound = sound(root, "");
    Optional<Object> spec = new Binder(new TreeBuilder("")).bind(Shapes.spec(), sound, "");
    if (spec.isEmpty()) {
      return List.of();
    }
    SpecDocument document =
        new SpecDocument((Spec) spec.get(), map.source().path(), Optional.of(map));
    Pointers pointers = new Pointers(pointer -> "line " + map.position(original(pointer)).line());
    return SpecValidator.check(document.spec(), SpecValidator.folder(map.source().path()), pointers)
        .stream()
        .filter(Diagnostic::isError)
        .map(diagnostic -> diagnostic.withPointer(original(diagnostic.pointer().orElse(""))))
        .filter(this::holdsAnyway)
        .map(document::locate)
        .toList();
  }

  /** The item of a list, or else the top-level field, that a pointer leads into. */
  private static String part(String pointer) {
    List<String> tokens = JsonPointer.tokens(pointer);
    String path = "";
    for (String token : tokens) {
      boolean item = LISTS.contains(path);
      path = JsonPointer.field(path, token);
      if (item || !(LISTS.contains(path) || path.equals("/join_graph"))) {
        return path;
      }
    }
    return path;
  }

  private Node.Mapping sound(Node.Mapping mapping, String pointer) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              String at = JsonPointer.field(pointer, name);
              if (!broken.contains(at)) {
                entries.put(name, new Node.Entry(entry.keyOffset(), sound(entry.value(), at)));
              }
            });
    if (pointer.isEmpty()) {
      for (String required : List.of("input_relations", "view_definitions", "output_targets")) {
        Node none = new Node.Sequence(mapping.offset(), List.of());
        entries.putIfAbsent(required, new Node.Entry(mapping.offset(), none));
      }
      Node version = new Node.Numeral(mapping.offset(), String.valueOf(Spec.VERSION));
      entries.putIfAbsent("version", new Node.Entry(mapping.offset(), version));
    }
    return new Node.Mapping(mapping.offset(), entries);
  }

  private Node sound(Node node, String pointer) {
    if (node instanceof Node.Mapping mapping && pointer.equals("/join_graph")) {
      return sound(mapping, pointer);
    }
    if (!(node instanceof Node.Sequence sequence) || !LISTS.contains(pointer)) {
      return node;
    }
    List<Integer> indexes =
        IntStream.range(0, sequence.items().size())
            .filter(i -> !broken.contains(JsonPointer.item(pointer, i)))
            .boxed()
            .toList();
    kept.put(pointer, indexes);
    List<Node> items = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      if (!broken.contains(JsonPointer.item(pointer, i))) {
        items.add(sequence.items().get(i));
      } else if (WITH_RELATIONS.contains(pointer)) {
        rememberName(sequence.items().get(i));
      }
    }
    return new Node.Sequence(node.offset(), items);
  }

  private void rememberName(Node item) {
    Optional<String> name =
        text(item, "name").or(() -> text(item, "logical_name")).filter(text -> !text.isBlank());
    name.ifPresentOrElse(brokenNames::add, () -> namelessRelation = true);
  }

  private static Optional<String> text(Node node, String field) {
    Node.Entry entry = node instanceof Node.Mapping mapping ? mapping.entries().get(field) : null;
    return entry != null && entry.value() instanceof Node.Text text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  private String original(String pointer) {
    for (Map.Entry<String, List<Integer>> list : kept.entrySet()) {
      if (pointer.startsWith(list.getKey() + "/")) {
        String rest = pointer.substring(list.getKey().length() + 1);
        int end = rest.indexOf('/') < 0 ? rest.length() : rest.indexOf('/');
        int index = list.getValue().get(Integer.parseInt(rest.substring(0, end)));
        return JsonPointer.item(list.getKey(), index) + rest.substring(end);
      }
    }
    return pointer;
  }

  private boolean holdsAnyway(Diagnostic diagnostic) {
    if (diagnostic.is(SpecErrorCode.UNKNOWN_RELATION)
        || diagnostic.is(SpecErrorCode.NOT_A_VIEW)
        || diagnostic.is(SpecErrorCode.CHANGES_OF_A_VIEW)
        || diagnostic.is(SpecErrorCode.METADATA_RELATION)) {
      Optional<String> name = map.text(diagnostic.pointer().orElse("")).map(SoundParts::relation);
      return !misses("/input_relations")
          && !misses("/view_definitions")
          && !misses("/parameter_templates")
          && !namelessRelation
          && name.filter(brokenNames::contains).isEmpty();
    } else if (diagnostic.is(SpecErrorCode.DEPENDENCY_MISMATCH)) {
      return brokenNames.isEmpty() && !namelessRelation;
    } else if (diagnostic.is(SpecErrorCode.NO_OUTPUTS)) {
      return map.holds("/output_targets")
          && kept.containsKey("/output_targets")
          && broken.stream().noneMatch(part -> part.startsWith("/output_targets"));
    } else if (diagnostic.is(SpecErrorCode.JOIN_WITHOUT_KEYS)) {
      return broken.stream().noneMatch(part -> part.startsWith("/join_graph"));
    }
    return true;
  }

  /** The relation that must be defined for a name to mean something. */
  private static String relation(String name) {
    return MetadataRelation.parse(name).map(MetadataRelation::input).orElse(name);
  }

  /** Whether a whole list of relations is not to be had. */
  private boolean misses(String list) {
    return broken.contains(list) || (!map.holds(list) && !list.equals("/parameter_templates"));
  }
}
