// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.engine.execute.PhysicalPlan;
import io.codeanatomy.engine.plan.FragmentedPlan;
import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.MetadataRelation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an explanation is about: the whole plan, or one view with all that it is made of.
 *
 * @param relations the relations that it is made of, itself included; of no use for the whole plan
 * @param steps the names of the statements that are part of it
 */
record ExplainedPart(Optional<String> view, Set<String> relations, Set<String> steps) {

  /** Everything. */
  static ExplainedPart whole() {
    return new ExplainedPart(Optional.empty(), Set.of(), Set.of());
  }

  /**
   * One view.
   *
   * @throws DiagnosticException if there is neither a view nor an input of this name
   */
  static ExplainedPart of(Preparation preparation, String view) {
    Set<String> known = new LinkedHashSet<>(preparation.written().views().keySet());
    preparation.inputs().forEach(input -> known.add(input.name()));
    if (!known.contains(view)) {
      throw new DiagnosticException(RunErrors.unknownRelation(view, known));
    }
    // Rules may make it of something else.
    Set<String> relations = madeOf(preparation.written(), view);
    relations.addAll(madeOf(preparation.rewritten(), view));
    for (BoundChanges changes : preparation.sources().changes()) {
      if (relations.contains(changes.relation())) {
        relations.add(changes.input().name());
      }
    }
    for (String relation : List.copyOf(relations)) {
      MetadataRelation.parse(relation).ifPresent(metadata -> relations.add(metadata.input()));
    }
    Set<String> steps = new LinkedHashSet<>();
    for (PhysicalPlan.Step step : preparation.plan().steps()) {
      if (isPart(step, view, relations, preparation.fragments())) {
        steps.add(step.name());
      }
    }
    return new ExplainedPart(Optional.of(view), relations, steps);
  }

  private static Set<String> madeOf(LogicalPlan plan, String view) {
    Deque<String> open = new ArrayDeque<>(List.of(view));
    Set<String> seen = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      String relation = open.pop();
      LogicalPlan.View found = plan.views().get(relation);
      if (seen.add(relation) && found != null) {
        found.reads().forEach(open::push);
      }
    }
    return seen;
  }

  /** Whether a step computes the view, or keeps something that it is made of. */
  private static boolean isPart(
      PhysicalPlan.Step step, String view, Set<String> relations, FragmentedPlan plan) {
    if (step.computed().contains(view)) {
      return true;
    }
    if (step instanceof PhysicalPlan.Keeping keeping) {
      return relations.contains(keeping.relation());
    }
    if (step instanceof PhysicalPlan.Release release) {
      return relations.contains(release.relation());
    }
    if (step instanceof PhysicalPlan.Audit audit) {
      return audit.relation().equals(view);
    }
    return plan.outputs().stream()
        .map(output -> output.output().target())
        .filter(target -> target.sourceView().equals(view))
        .anyMatch(target -> step.name().equals("write " + target.tableName()));
  }

  boolean has(String relation) {
    return view.isEmpty() || relations.contains(relation);
  }

  boolean has(PhysicalPlan.Step step) {
    return view.isEmpty() || steps.contains(step.name());
  }
}
