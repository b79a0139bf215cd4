// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that is named exists, nothing reads itself, and everything is read. */
final class ReferenceChecks {

  private final Spec spec;
  private final ViewGraph graph;
  private final List<Diagnostic> problems = new ArrayList<>();
  private final Set<String> inputs = new LinkedHashSet<>();
  private final Set<String> definedViews = new LinkedHashSet<>();
  private final Map<String, String> views = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  private ReferenceChecks(Spec spec, ViewGraph graph) {
    this.spec = spec;
    this.graph = graph;
    spec.inputRelations().forEach(input -> inputs.add(input.logicalName()));
    for (int i = 0; i < spec.viewDefinitions().size(); i++) {
      String name = spec.viewDefinitions().get(i).name();
      definedViews.add(name);
      views.putIfAbsent(name, "/view_definitions/" + i);
    }
    for (int i = 0; i < spec.parameterTemplates().size(); i++) {
      views.putIfAbsent(spec.parameterTemplates().get(i).name(), "/parameter_templates/" + i);
    }
    // Of several relations of one name, a fault, the first is meant.
    views.keySet().removeAll(inputs);
    definedViews.removeAll(inputs);
    known.addAll(inputs);
    known.addAll(views.keySet());
  }

  static List<Diagnostic> check(Spec spec, ViewGraph graph) {
    return new ReferenceChecks(spec, graph).check();
  }

  private List<Diagnostic> check() {
    views();
    joinGraph();
    outputs();
    for (int i = 0; i < spec.parameterTemplates().size(); i++) {
      String base = spec.parameterTemplates().get(i).baseTable();
      exists("/parameter_templates/" + i + "/base_table", base);
    }
    for (List<String> cycle : graph.cycles()) {
      problems.add(GraphErrors.cycle(views.getOrDefault(cycle.get(0), ""), cycle));
    }
    if (!spec.outputTargets().isEmpty()) {
      unused();
    }
    return problems;
  }

  private void views() {
    for (int i = 0; i < spec.viewDefinitions().size(); i++) {
      ViewDefinition view = spec.viewDefinitions().get(i);
      String pointer = "/view_definitions/" + i;
      if (view.transform() instanceof ViewTransform.Changes changes) {
        changes(pointer + "/transform/source", changes.source());
      } else {
        sourcePointers(pointer + "/transform", view.transform()).forEach(this::exists);
      }
      view.viewDependencies()
          .ifPresent(given -> dependencies(pointer + "/view_dependencies", view, given));
    }
  }

  private static Map<String, String> sourcePointers(String pointer, ViewTransform transform) {
    Map<String, String> pointers = new LinkedHashMap<>();
    List<String> sources = transform.sources();
    if (transform instanceof ViewTransform.Relate) {
      pointers.put(pointer + "/left", sources.get(0));
      pointers.put(pointer + "/right", sources.get(1));
    } else if (transform instanceof ViewTransform.Union) {
      for (int i = 0; i < sources.size(); i++) {
        pointers.put(pointer + "/sources/" + i, sources.get(i));
      }
    } else {
      pointers.put(pointer + "/source", sources.get(0));
    }
    return pointers;
  }

  private void exists(String pointer, String name) {
    if (known.contains(name)) {
      return;
    }
    Optional<MetadataRelation> metadata = MetadataRelation.parse(name);
    if (metadata.isPresent()) {
      String input = metadata.get().input();
      if (!inputs.contains(input)) {
        problems.add(GraphErrors.metadataOfNoInput(pointer, metadata.get(), what(input), inputs));
      }
    } else {
      problems.add(
          MetadataRelation.call(name)
              .map(call -> GraphErrors.unknownMetadata(pointer, call.function()))
              .orElseGet(() -> GraphErrors.unknownRelation(pointer, name, known)));
    }
  }

  private void changes(String pointer, String source) {
    if (!inputs.contains(source)) {
      problems.add(GraphErrors.changesOfNoInput(pointer, source, what(source), inputs));
    }
  }

  /** What a name that is no input's stands for. */
  private String what(String name) {
    if (definedViews.contains(name)) {
      return "a view";
    }
    if (views.containsKey(name)) {
      return "a parameter template";
    }
    return MetadataRelation.parse(name).isPresent() ? "a metadata relation" : "no relation at all";
  }

  private void dependencies(String pointer, ViewDefinition view, List<String> given) {
    Set<String> actual = new LinkedHashSet<>(view.transform().sources());
    actual.retainAll(definedViews);
    List<String> missing = actual.stream().filter(name -> !given.contains(name)).toList();
    List<String> superfluous = new ArrayList<>(given);
    actual.forEach(superfluous::remove);
    if (!missing.isEmpty() || !superfluous.isEmpty()) {
      problems.add(GraphErrors.dependencyMismatch(pointer, missing, superfluous));
    }
  }

  private void joinGraph() {
    for (int i = 0; i < spec.joinGraph().edges().size(); i++) {
      JoinGraph.Edge edge = spec.joinGraph().edges().get(i);
      exists("/join_graph/edges/" + i + "/left_relation", edge.leftRelation());
      exists("/join_graph/edges/" + i + "/right_relation", edge.rightRelation());
    }
    for (int i = 0; i < spec.joinGraph().constraints().size(); i++) {
      List<String> relations = spec.joinGraph().constraints().get(i).relations();
      for (int r = 0; r < relations.size(); r++) {
        exists("/join_graph/constraints/" + i + "/relations/" + r, relations.get(r));
      }
    }
  }

  private void outputs() {
    if (spec.outputTargets().isEmpty()) {
      problems.add(GraphErrors.noOutputs("/output_targets"));
    }
    for (int i = 0; i < spec.outputTargets().size(); i++) {
      String source = spec.outputTargets().get(i).sourceView();
      String pointer = "/output_targets/" + i + "/source_view";
      if (views.containsKey(source)) {
        continue;
      }
      if (inputs.contains(source)) {
        problems.add(GraphErrors.outputOfInput(pointer, source));
      } else if (MetadataRelation.parse(source).isPresent()) {
        problems.add(GraphErrors.outputOfMetadata(pointer, source));
      } else {
        problems.add(GraphErrors.outputOfUnknown(pointer, source, views.keySet()));
      }
    }
  }

  private void unused() {
    List<String> published = spec.outputTargets().stream().map(OutputTarget::sourceView).toList();
    Set<String> used = new LinkedHashSet<>(graph.upstream(published));
    // What an intent is about is used, whatever the intent calls it.
    Set<String> read = new LinkedHashSet<>();
    spec.ruleIntents().forEach(intent -> mentioned(intent.params(), read));
    read.forEach(name -> used.addAll(graph.upstream(name)));
    used.forEach(view -> read.addAll(graph.reads(view)));
    List.copyOf(read)
        .forEach(name -> MetadataRelation.parse(name).ifPresent(of -> read.add(of.input())));
    views.forEach(
        (view, pointer) -> {
          if (!used.contains(view)) {
            problems.add(GraphErrors.unusedView(pointer, view, graph.consumers(view)));
          }
        });
    for (int i = 0; i < spec.inputRelations().size(); i++) {
      String input = spec.inputRelations().get(i).logicalName();
      if (!read.contains(input)) {
        problems.add(GraphErrors.unusedInput("/input_relations/" + i, input));
      }
    }
  }

  private static void mentioned(Object value, Set<String> names) {
    if (value instanceof String name) {
      names.add(name);
    } else if (value instanceof Iterable<?> items) {
      items.forEach(item -> mentioned(item, names));
    } else if (value instanceof Map<?, ?> fields) {
      fields.values().forEach(item -> mentioned(item, names));
    }
  }
}
