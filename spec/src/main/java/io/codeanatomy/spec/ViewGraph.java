// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Who reads whom: the graph of a spec's relations. Inputs and their metadata read nothing; a view
 * reads the sources of its transform, a parameter template its base table.
 *
 * <p>Names that the spec does not know are left out, so the graph can be made of a spec with
 * faults; only the topological order needs a graph without cycles.
 */
public final class ViewGraph {

  private final Map<String, List<String>> reads;
  private final Map<String, List<String>> consumers = new LinkedHashMap<>();
  private final Map<String, List<String>> outputs = new LinkedHashMap<>();

  private ViewGraph(Spec spec) {
    this.reads = reads(spec);
    Set<String> known = relations(spec);
    known.forEach(name -> consumers.put(name, new ArrayList<>()));
    known.forEach(name -> outputs.put(name, new ArrayList<>()));
    reads.replaceAll((view, sources) -> sources.stream().filter(known::contains).toList());
    reads.forEach(
        (view, sources) ->
            new LinkedHashSet<>(sources).forEach(source -> list(consumers, source).add(view)));
    for (OutputTarget output : spec.outputTargets()) {
      if (known.contains(output.sourceView())) {
        list(outputs, output.sourceView()).add(output.tableName());
      }
    }
  }

  /** The graph of a spec. */
  public static ViewGraph of(Spec spec) {
    return new ViewGraph(spec);
  }

  /** The views and parameter templates, in the order of the spec. */
  public List<String> views() {
    return List.copyOf(reads.keySet());
  }

  /**
   * What a view reads, in the order in which its transform names it; a relation that is read twice
   * (joined with itself) stands there twice. Empty for an input.
   */
  public List<String> reads(String relation) {
    return reads.getOrDefault(relation, List.of());
  }

  /** What a view reads, each relation once, in the order of first mention. */
  public List<String> dependencies(String relation) {
    return List.copyOf(new LinkedHashSet<>(reads(relation)));
  }

  /** The views and templates that read a relation, each once, in the order of the spec. */
  public List<String> consumers(String relation) {
    return Collections.unmodifiableList(consumers.getOrDefault(relation, List.of()));
  }

  /** The tables that are published of a relation, in the order of the spec. */
  public List<String> outputs(String relation) {
    return Collections.unmodifiableList(outputs.getOrDefault(relation, List.of()));
  }

  /** The views and templates that a relation is made of, itself included if it is one. */
  public Set<String> upstream(String relation) {
    return upstream(List.of(relation));
  }

  /** The views and templates that some relations are made of, themselves included. */
  public Set<String> upstream(Collection<String> relations) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(relations);
    while (!open.isEmpty()) {
      String next = open.pop();
      if (reads.containsKey(next) && found.add(next)) {
        reads(next).forEach(open::push);
      }
    }
    return Collections.unmodifiableSet(found);
  }

  /**
   * All views and templates, each after everything that it reads; of those that could come next,
   * the first by name.
   *
   * @throws IllegalStateException if there is a cycle, which {@link SpecValidator} reports
   */
  public List<String> topologicalOrder() {
    Map<String, Integer> open = new LinkedHashMap<>();
    PriorityQueue<String> ready = new PriorityQueue<>();
    for (String view : reads.keySet()) {
      int unmet = (int) dependencies(view).stream().filter(reads::containsKey).count();
      open.put(view, unmet);
      if (unmet == 0) {
        ready.add(view);
      }
    }
    List<String> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      String next = ready.remove();
      order.add(next);
      for (String consumer : consumers(next)) {
        if (open.merge(consumer, -1, Integer::sum) == 0) {
          ready.add(consumer);
        }
      }
    }
    if (order.size() < reads.size()) {
      throw new IllegalStateException("the views read each other in a cycle: " + cycles());
    }
    return Collections.unmodifiableList(order);
  }

  /**
   * Cycles, each once, as the names on the way round, beginning with the one that the spec names
   * first. Every cycle shares at least one edge with one of these: when all of them are gone,
   * others may show.
   */
  List<List<String>> cycles() {
    return new CycleSearch(reads).cycles();
  }

  private static Map<String, List<String>> reads(Spec spec) {
    Map<String, List<String>> reads = new LinkedHashMap<>();
    for (ViewDefinition view : spec.viewDefinitions()) {
      reads.putIfAbsent(view.name(), view.transform().sources());
    }
    for (ParameterTemplate template : spec.parameterTemplates()) {
      reads.putIfAbsent(template.name(), List.of(template.baseTable()));
    }
    // Of several relations of one name, a fault, the first is meant.
    spec.inputRelations().forEach(input -> reads.remove(input.logicalName()));
    return reads;
  }

  private static Set<String> relations(Spec spec) {
    Set<String> names = new LinkedHashSet<>();
    spec.inputRelations().forEach(input -> names.add(input.logicalName()));
    spec.viewDefinitions().forEach(view -> names.add(view.name()));
    spec.parameterTemplates().forEach(template -> names.add(template.name()));
    for (InputRelation input : spec.inputRelations()) {
      for (MetadataRelation.Kind kind : MetadataRelation.Kind.values()) {
        names.add(new MetadataRelation(kind, input.logicalName()).name());
      }
    }
    return names;
  }

  private static List<String> list(Map<String, List<String>> lists, String name) {
    return lists.computeIfAbsent(name, absent -> new ArrayList<>());
  }
}
