// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who reads the views of a plan, and in how many statements these readers are.
 *
 * <p>The <em>home</em> of a view is the one statement that all its readers, and the readers of
 * those, end in; a view without such a statement is its own home, since it may be kept, and so is
 * one that no statement can hold. So the homes of a view's readers are the statements that would
 * compute it if it were inlined, each with the columns that are read there.
 */
final class Readers {

  private final Map<String, Integer> consumers = new LinkedHashMap<>();
  private final Map<String, Map<String, Set<String>>> homesOfReaders = new LinkedHashMap<>();
  private final Map<String, List<String>> lastReads = new LinkedHashMap<>();

  /**
   * Counts the readers.
   *
   * @param views the views that are read, each after what it reads, with what they read
   * @param ownSteps those of them that no statement can hold
   */
  Readers(
      Map<String, List<String>> views,
      Set<String> ownSteps,
      LogicalPlan plan,
      Set<String> audited) {
    for (LogicalPlan.Output output : plan.outputs()) {
      ColumnReads columns = ColumnReads.of(output.algebra());
      String source = output.target().sourceView();
      read(source, "output " + output.target().tableName(), columns.columns(source));
    }
    audited.forEach(
        view -> read(view, "audit " + view, Set.copyOf(view(plan, view).schema().names())));
    List<String> backwards = new ArrayList<>(views.keySet());
    Set<String> seen = new LinkedHashSet<>(homesOfReaders.keySet());
    for (int i = backwards.size() - 1; i >= 0; i--) {
      String view = backwards.get(i);
      Set<String> homes = homesOfReaders.getOrDefault(view, Map.of()).keySet();
      boolean part = homes.size() == 1 && !ownSteps.contains(view);
      String home = part ? homes.iterator().next() : view;
      ColumnReads columns = ColumnReads.of(view(plan, view).algebra());
      for (String source : views.getOrDefault(view, List.of())) {
        read(source, home, columns.columns(source));
        if (seen.add(source)) {
          lastReads.computeIfAbsent(view, reader -> new ArrayList<>()).add(source);
        }
      }
    }
  }

  private static LogicalPlan.View view(LogicalPlan plan, String name) {
    return Objects.requireNonNull(plan.views().get(name), name);
  }

  private void read(String relation, String home, Set<String> columns) {
    consumers.merge(relation, 1, Integer::sum);
    homesOfReaders
        .computeIfAbsent(relation, name -> new LinkedHashMap<>())
        .computeIfAbsent(home, name -> new TreeSet<>())
        .addAll(columns);
  }

  /** How many views, outputs and audits read a relation. */
  int consumers(String relation) {
    return consumers.getOrDefault(relation, 0);
  }

  /**
   * The columns that are read in each of the statements that they are in, as long as nothing is
   * kept that need not be.
   */
  List<Set<String>> statements(String relation) {
    return List.copyOf(homesOfReaders.getOrDefault(relation, Map.of()).values());
  }

  /** The relations that are read last by a view: no later view, output or audit reads them. */
  List<String> lastReads(String view) {
    return lastReads.getOrDefault(view, List.of());
  }
}
