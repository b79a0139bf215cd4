// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;
import java.util.stream.IntStream;

/** What is known of how relations join: edges with their keys, and constraints. */
public record JoinGraph(
    @Default("[]") List<Edge> edges, @Default("[]") List<Constraint> constraints) {

  /** A join graph without edges and constraints. */
  public static final JoinGraph EMPTY = new JoinGraph(List.of(), List.of());

  public JoinGraph {
    edges = List.copyOf(edges);
    constraints = List.copyOf(constraints);
  }

  /**
   * The edges between two relations, seen from the left one: an edge that is written the other way
   * round is turned.
   */
  public List<Edge> edgesBetween(String left, String right) {
    return edges.stream()
        .filter(edge -> edge.connects(left, right))
        .map(edge -> edge.leftRelation().equals(left) ? edge : edge.turned())
        .toList();
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

    /** The keys as pairs; needs as many left as right keys. */
    public List<JoinKey> joinKeys() {
      return IntStream.range(0, leftKeys.size())
          .mapToObj(i -> new JoinKey(leftKeys.get(i), rightKeys.get(i)))
          .toList();
    }

    private boolean connects(String left, String right) {
      return (leftRelation.equals(left) && rightRelation.equals(right))
          || (leftRelation.equals(right) && rightRelation.equals(left));
    }

    private Edge turned() {
      JoinType turned =
          switch (joinType) {
            case Left -> JoinType.Right;
            case Right -> JoinType.Left;
            default -> joinType;
          };
      return new Edge(rightRelation, leftRelation, turned, rightKeys, leftKeys);
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
