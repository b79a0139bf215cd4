// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/**
 * Makes a tree of the violations of a {@link Requirement}. What is required is never believed: it
 * is audited, or it moves estimates, but it does not change what is computed.
 */
final class RequirementCompiler {

  private final TransformContext context;

  RequirementCompiler(TransformContext context) {
    this.context = context;
  }

  /**
   * The violations.
   *
   * @throws PlanFault if a column does not exist, or columns of different kinds are compared
   */
  RelNode violations(Requirement requirement) {
    for (int i = 0; i < requirement.columns().size(); i++) {
      type(side(requirement, i));
    }
    if (requirement instanceof Requirement.Unique unique) {
      return repeatedKeys(unique);
    }
    if (requirement instanceof Requirement.NotNull notNull) {
      return rowsWithNull(notNull);
    }
    return danglingKeys((Requirement.ForeignKey) requirement);
  }

  private static Side side(Requirement requirement, int column) {
    return new Side(
        requirement.relations().get(0),
        requirement.columns().get(column),
        requirement.pointers().get(column));
  }

  /** A column of a relation, and where the spec names it. */
  record Side(String relation, String column, String pointer) {}

  /** Refuses to compare what cannot be equal. */
  void checkPair(Side left, Side right) {
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

  private RelNode repeatedKeys(Requirement.Unique unique) {
    RelBuilder builder = countedKeys(unique);
    return builder
        .filter(builder.greaterThan(builder.field(unique.columns().size()), builder.literal(1)))
        .build();
  }

  private RelNode rowsWithNull(Requirement.NotNull notNull) {
    RelBuilder builder = context.builder().push(context.scan(notNull.relation()));
    return builder
        .filter(
            builder.or(
                notNull.columns().stream()
                    .map(column -> builder.isNull(builder.field(column)))
                    .toList()))
        .build();
  }

  private RelNode danglingKeys(Requirement.ForeignKey key) {
    for (int i = 0; i < key.referredColumns().size(); i++) {
      String column = key.referredColumns().get(i);
      String at = key.referredPointers().get(i);
      if (!context.rowType(key.referred()).getFieldNames().contains(column)) {
        throw new PlanFault(PlanErrors.noReferredColumn(at, key.referred(), column));
      }
      checkPair(side(key, i), new Side(key.referred(), column, at));
    }
    RelBuilder builder = countedKeys(key);
    builder.push(context.scan(key.referred()));
    List<RexNode> conditions = new ArrayList<>();
    for (int i = 0; i < key.referredColumns().size(); i++) {
      conditions.add(
          builder.equals(
              builder.field(2, 0, i), builder.field(2, 1, key.referredColumns().get(i))));
    }
    return builder.join(JoinRelType.ANTI, conditions).build();
  }

  /** The keys without NULLs, each once, and behind them the number of rows of each. */
  private RelBuilder countedKeys(Requirement requirement) {
    List<String> columns = requirement.columns();
    RelBuilder builder = context.builder().push(context.scan(requirement.relations().get(0)));
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
