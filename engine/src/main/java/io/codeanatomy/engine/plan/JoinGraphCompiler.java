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
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/**
 * Holds the join graph against the row types, and makes a view of the violations of each
 * constraint:
 *
 * <ul>
 *   <li>{@code unique}: the keys that occur more than once, each with the number of its rows. A key
 *       with a NULL in it is equal to no other, as in SQL.
 *   <li>{@code not_null}: the rows in which one of the columns is NULL.
 *   <li>{@code foreign_key}: the keys that the referred relation lacks, each with the number of
 *       rows that refer to it. A key with a NULL in it refers to nothing.
 * </ul>
 *
 * What a constraint says is never believed: it is audited, or it moves estimates, but it does not
 * change what is computed.
 */
final class JoinGraphCompiler {

  private final JoinGraph joinGraph;
  private final TransformContext context;
  private final List<Diagnostic> faults = new ArrayList<>();

  /**
   * @param context knows the relations that could be compiled; what is about others is left out
   */
  JoinGraphCompiler(JoinGraph joinGraph, TransformContext context) {
    this.joinGraph = joinGraph;
    this.context = context;
  }

  /** What is wrong with the edges and constraints, once {@link #violations} was called. */
  List<Diagnostic> faults() {
    return List.copyOf(faults);
  }

  /** Checks edges and constraints, and gives the violations of each sound constraint by name. */
  Map<JoinGraph.Constraint, RelNode> violations() {
    for (int e = 0; e < joinGraph.edges().size(); e++) {
      String pointer = "/join_graph/edges/" + e;
      JoinGraph.Edge edge = joinGraph.edges().get(e);
      if (known(List.of(edge.leftRelation(), edge.rightRelation()))) {
        checked(() -> checkEdge(edge, pointer));
      }
    }
    Map<JoinGraph.Constraint, RelNode> violations = new LinkedHashMap<>();
    for (int c = 0; c < joinGraph.constraints().size(); c++) {
      String pointer = "/join_graph/constraints/" + c;
      JoinGraph.Constraint constraint = joinGraph.constraints().get(c);
      if (known(constraint.relations())) {
        checked(() -> violations.put(constraint, violations(constraint, pointer)));
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
      checkPair(
          new Side(edge.leftRelation(), keys.get(k).leftKey(), pointer + "/left_keys/" + k),
          new Side(edge.rightRelation(), keys.get(k).rightKey(), pointer + "/right_keys/" + k));
    }
  }

  /** A column of a relation, and where the spec names it. */
  private record Side(String relation, String column, String pointer) {}

  private void checkPair(Side left, Side right) {
    RelDataType leftType = type(left);
    RelDataType rightType = type(right);
    if (!ComparisonCheck.comparable(leftType, rightType)) {
      throw new PlanFault(
          PlanErrors.incomparableKeys(
              right.pointer(),
              left.column(),
              SqlTypes.spell(leftType),
              right.column(),
              SqlTypes.spell(rightType)));
    }
  }

  private RelDataType type(Side side) {
    return context
        .reference(context.rowType(side.relation()), side.column(), 0, side.pointer())
        .getType();
  }

  private RelNode violations(JoinGraph.Constraint constraint, String pointer) {
    String relation = constraint.relations().get(0);
    for (int i = 0; i < constraint.columns().size(); i++) {
      type(new Side(relation, constraint.columns().get(i), pointer + "/columns/" + i));
    }
    return switch (constraint.constraintType()) {
      case unique -> repeatedKeys(constraint);
      case not_null -> rowsWithNull(constraint);
      case foreign_key -> danglingKeys(constraint, pointer);
    };
  }

  private RelNode repeatedKeys(JoinGraph.Constraint constraint) {
    RelBuilder builder = countedKeys(constraint);
    return builder
        .filter(builder.greaterThan(builder.field(constraint.columns().size()), builder.literal(1)))
        .build();
  }

  private RelNode rowsWithNull(JoinGraph.Constraint constraint) {
    RelBuilder builder = context.builder().push(context.scan(constraint.relations().get(0)));
    return builder
        .filter(
            builder.or(
                constraint.columns().stream()
                    .map(column -> builder.isNull(builder.field(column)))
                    .toList()))
        .build();
  }

  private RelNode danglingKeys(JoinGraph.Constraint constraint, String pointer) {
    String referred = constraint.relations().get(1);
    List<String> columns = joinGraph.referredColumns(constraint);
    for (int i = 0; i < columns.size(); i++) {
      String at = pointer + "/columns/" + i;
      if (!context.rowType(referred).getFieldNames().contains(columns.get(i))) {
        throw new PlanFault(PlanErrors.noReferredColumn(at, referred, columns.get(i)));
      }
      checkPair(
          new Side(constraint.relations().get(0), constraint.columns().get(i), at),
          new Side(referred, columns.get(i), at));
    }
    RelBuilder builder = countedKeys(constraint);
    builder.push(context.scan(referred));
    List<RexNode> conditions = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      conditions.add(builder.equals(builder.field(2, 0, i), builder.field(2, 1, columns.get(i))));
    }
    return builder.join(JoinRelType.ANTI, conditions).build();
  }

  /** The keys without NULLs, each once, and behind them the number of rows of each. */
  private RelBuilder countedKeys(JoinGraph.Constraint constraint) {
    List<String> columns = constraint.columns();
    RelBuilder builder = context.builder().push(context.scan(constraint.relations().get(0)));
    builder.filter(
        columns.stream().map(column -> builder.isNotNull(builder.field(column))).toList());
    builder.project(builder.fields(columns), columns, true);
    builder.aggregate(builder.groupKey(builder.fields()), builder.countStar(countName(columns)));
    return builder;
  }

  private static String countName(List<String> taken) {
    String name = "rows";
    while (taken.contains(name)) {
      name += "_";
    }
    return name;
  }
}
