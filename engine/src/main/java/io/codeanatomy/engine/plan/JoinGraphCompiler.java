// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.JoinGraph;
import io.codeanatomy.spec.JoinKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;

/**
 * Holds the join graph and what else is required of relations against the row types, and makes a
 * tree of the violations of each {@link Requirement}.
 */
final class JoinGraphCompiler {

  private final JoinGraph joinGraph;
  private final List<Requirement> requirements;
  private final TransformContext context;
  private final RequirementCompiler compiler;
  private final List<Diagnostic> faults = new ArrayList<>();

  /**
   * A compiler of one spec's join graph.
   *
   * @param required what is required besides the constraints of the join graph
   * @param context knows the relations that could be compiled; what is about others is left out
   */
  JoinGraphCompiler(JoinGraph joinGraph, List<Requirement> required, TransformContext context) {
    this.joinGraph = joinGraph;
    this.requirements = new ArrayList<>();
    for (int c = 0; c < joinGraph.constraints().size(); c++) {
      requirements.add(
          Requirement.of(
              joinGraph, joinGraph.constraints().get(c), "/join_graph/constraints/" + c));
    }
    requirements.addAll(required);
    this.context = context;
    this.compiler = new RequirementCompiler(context);
  }

  /** What is wrong with the edges and requirements, once {@link #violations} was called. */
  List<Diagnostic> faults() {
    return List.copyOf(faults);
  }

  /** Checks edges and requirements, and gives the violations of each sound requirement. */
  Map<Requirement, RelNode> violations() {
    for (int e = 0; e < joinGraph.edges().size(); e++) {
      String pointer = "/join_graph/edges/" + e;
      JoinGraph.Edge edge = joinGraph.edges().get(e);
      if (known(List.of(edge.leftRelation(), edge.rightRelation()))) {
        checked(() -> checkEdge(edge, pointer));
      }
    }
    Map<Requirement, RelNode> violations = new LinkedHashMap<>();
    for (Requirement requirement : requirements) {
      if (known(requirement.relations())) {
        checked(() -> violations.put(requirement, compiler.violations(requirement)));
      }
    }
    return violations;
  }

  private boolean known(List<String> relations) {
    return context.relations().keySet().containsAll(relations);
  }

  private void checked(Runnable part) {
    try {
      part.run();
    } catch (PlanFault e) {
      faults.addAll(e.diagnostics());
    }
  }

  private void checkEdge(JoinGraph.Edge edge, String pointer) {
    List<JoinKey> keys = edge.joinKeys();
    for (int k = 0; k < keys.size(); k++) {
      compiler.checkPair(
          new RequirementCompiler.Side(
              edge.leftRelation(), keys.get(k).leftKey(), pointer + "/left_keys/" + k),
          new RequirementCompiler.Side(
              edge.rightRelation(), keys.get(k).rightKey(), pointer + "/right_keys/" + k));
    }
  }
}
