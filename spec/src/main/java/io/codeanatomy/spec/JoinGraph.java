// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;
import java.util.stream.IntStream;

/** What is known of how relations join: edges with their keys, and constraints. */
@Description("What is known of how relations join: edges with their keys, and constraints.")
public record JoinGraph(
    @Description("How pairs of relations join; a Relate without keys takes them from here.")
        @Default("[]")
        List<Edge> edges,
    @Description("What is promised of the data.") @Default("[]") List<Constraint> constraints) {

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
  @Description("How two relations join; the keys pair up by position.")
  public record Edge(
      @Description("The relation on the left.") String leftRelation,
      @Description("The relation on the right.") String rightRelation,
      @Description("How the two usually join; a Relate says its own.") JoinType joinType,
      @Description("The columns of the left relation, at least one.") List<String> leftKeys,
      @Description("The columns of the right relation that must be equal to them, pair by pair.")
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

  /**
   * What is promised of the data. The columns of a {@code foreign_key} are those of the first
   * relation; see {@link #referredColumns} for those of the second.
   */
  @Description("What is promised of the data of a relation.")
  public record Constraint(
      @Description("The name of the constraint, unique among constraints.") String name,
      @Description("What is promised.") ConstraintType constraintType,
      @Description("One relation; for `foreign_key` two: the referring one, then the referred one.")
          List<String> relations,
      @Description(
              "The columns of the first relation that it is about, at least one; a `foreign_key` refers to those that the edge between the relations pairs them with, without such an edge to those of the same names.")
          List<String> columns) {

    public Constraint {
      relations = List.copyOf(relations);
      columns = List.copyOf(columns);
    }

    /** The relation of what violates this constraint; no name of a spec looks like it. */
    public String violationsRelation() {
      return "constraint:" + name;
    }
  }

  /**
   * The columns that a {@code foreign_key} refers to, pair by pair: those of the only edge between
   * the two relations whose keys on this side are the constraint's columns; without one, the
   * columns of the same names.
   */
  public List<String> referredColumns(Constraint foreignKey) {
    List<List<JoinKey>> candidates =
        edgesBetween(foreignKey.relations().get(0), foreignKey.relations().get(1)).stream()
            .map(Edge::joinKeys)
            .filter(
                keys ->
                    keys.size() == foreignKey.columns().size()
                        && keys.stream()
                            .map(JoinKey::leftKey)
                            .toList()
                            .containsAll(foreignKey.columns()))
            .toList();
    if (candidates.size() != 1) {
      return foreignKey.columns();
    }
    return foreignKey.columns().stream()
        .map(
            column ->
                candidates.get(0).stream()
                    .filter(key -> key.leftKey().equals(column))
                    .map(JoinKey::rightKey)
                    .findFirst()
                    .orElseThrow())
        .toList();
  }

  /** The kinds of constraint. */
  public enum ConstraintType {
    @Description("No two rows have the same values in the columns.")
    unique,
    @Description("No row has NULL in one of the columns.")
    not_null,
    @Description(
        "The columns' values of every row of the first relation are those of a row of the"
            + " second.")
    foreign_key
  }
}
