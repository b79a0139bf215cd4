// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.JoinGraph;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the rows of a relation must be like. Its violations are a relation of the plan: no rows if
 * all is well.
 */
public sealed interface Requirement {

  /** The name of the relation of the violations; no name in a spec looks like it. */
  String violations();

  /** The relations that the requirement is about. */
  List<String> relations();

  /** The columns of the first of them that it is about, at least one. */
  List<String> columns();

  /** Where the spec names each of these columns. */
  List<String> pointers();

  /** The pointers of the first items of a list of the spec. */
  static List<String> items(String list, int count) {
    return IntStream.range(0, count).mapToObj(i -> list + "/" + i).toList();
  }

  /**
   * No two rows have the same values in the columns. A key with a NULL in it is equal to no other,
   * as in SQL. A violation is a key that occurs more than once, with the number of its rows.
   */
  record Unique(String violations, String relation, List<String> columns, List<String> pointers)
      implements Requirement {

    public Unique {
      columns = List.copyOf(columns);
      pointers = List.copyOf(pointers);
    }

    @Override
    public List<String> relations() {
      return List.of(relation);
    }
  }

  /** No row has NULL in one of the columns. A violation is such a row. */
  record NotNull(String violations, String relation, List<String> columns, List<String> pointers)
      implements Requirement {

    public NotNull {
      columns = List.copyOf(columns);
      pointers = List.copyOf(pointers);
    }

    @Override
    public List<String> relations() {
      return List.of(relation);
    }
  }

  /**
   * The values of every row are those of a row of another relation. A key with a NULL in it refers
   * to nothing. A violation is a key that the other relation lacks, with the number of rows that
   * refer to it.
   *
   * @param referred the other relation
   * @param referredColumns its columns, pair by pair
   * @param referredPointers where the spec says which column each of these is
   */
  record ForeignKey(
      String violations,
      String relation,
      List<String> columns,
      List<String> pointers,
      String referred,
      List<String> referredColumns,
      List<String> referredPointers)
      implements Requirement {

    public ForeignKey {
      columns = List.copyOf(columns);
      pointers = List.copyOf(pointers);
      referredColumns = List.copyOf(referredColumns);
      referredPointers = List.copyOf(referredPointers);
    }

    @Override
    public List<String> relations() {
      return List.of(relation, referred);
    }
  }

  /**
   * A constraint of a join graph as a requirement.
   *
   * @param pointer where it stands in the spec
   */
  static Requirement of(JoinGraph joinGraph, JoinGraph.Constraint constraint, String pointer) {
    String relation = constraint.relations().get(0);
    List<String> columns = items(pointer + "/columns", constraint.columns().size());
    return switch (constraint.constraintType()) {
      case unique ->
          new Unique(constraint.violationsRelation(), relation, constraint.columns(), columns);
      case not_null ->
          new NotNull(constraint.violationsRelation(), relation, constraint.columns(), columns);
      case foreign_key ->
          new ForeignKey(
              constraint.violationsRelation(),
              relation,
              constraint.columns(),
              columns,
              constraint.relations().get(1),
              joinGraph.referredColumns(constraint),
              columns);
    };
  }
}
