// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;

/** What is known of how relations join: edges with their keys, and constraints. */
public record JoinGraph(
    @Default("[]") List<Edge> edges, @Default("[]") List<Constraint> constraints) {

  /** A join graph without edges and constraints. */
  public static final JoinGraph EMPTY = new JoinGraph(List.of(), List.of());

  public JoinGraph {
    edges = List.copyOf(edges);
    constraints = List.copyOf(constraints);
  }

  /** How two relations join; the keys pair up by position. */
  public record Edge(
      String leftRelation,
      String rightRelation,
      JoinType joinType,
      List<String> leftKeys,
      List<String> rightKeys) {

    public Edge {
      leftKeys = List.copyOf(leftKeys);
      rightKeys = List.copyOf(rightKeys);
    }
  }

  /** What is promised of the data. */
  public record Constraint(
      String name, ConstraintType constraintType, List<String> relations, List<String> columns) {

    public Constraint {
      relations = List.copyOf(relations);
      columns = List.copyOf(columns);
    }
  }

  /** The kinds of constraint. */
  public enum ConstraintType {
    unique,
    not_null,
    foreign_key
  }
}
