// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.RelBuilder;

/** Brings joins into the shapes that span joins are computed in; none changes a row. */
final class SpanJoinShapes {

  private SpanJoinShapes() {}

  /**
   * A filter over an inner join, maybe with plain columns between: with what it says of spans of
   * both sides moved into the join's condition. Any other node as it is.
   */
  static RelNode withFilterInJoin(RelNode node) {
    if (!(node instanceof Filter filter)) {
      return node;
    }
    RelNode below = filter.getInput();
    Optional<Project> project =
        below instanceof Project p && isPlain(p) ? Optional.of(p) : Optional.empty();
    RelNode source = project.map(p -> p.getInput()).orElse(below);
    if (!(source instanceof Join join) || join.getJoinType() != JoinRelType.INNER) {
      return node;
    }
    int leftWidth = join.getLeft().getRowType().getFieldCount();
    List<RexNode> own = RelOptUtil.conjunctions(join.getCondition());
    List<RexNode> moved = new ArrayList<>();
    List<RexNode> staying = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      RexNode inJoin = project.map(p -> over(conjunct, p)).orElse(conjunct);
      if (isOfBothSides(inJoin, leftWidth)) {
        moved.add(inJoin);
      } else {
        staying.add(conjunct);
      }
    }
    List<RexNode> all = Stream.concat(own.stream(), moved.stream()).toList();
    if (SpanCondition.of(own, leftWidth).isPresent()
        || SpanCondition.of(all, leftWidth).isEmpty()) {
      return node;
    }
    RelBuilder builder = Algebra.builder(node.getCluster());
    RelNode joined =
        join.copy(
            join.getTraitSet(),
            builder.getRexBuilder().makeCall(SqlStdOperatorTable.AND, all),
            join.getLeft(),
            join.getRight(),
            join.getJoinType(),
            join.isSemiJoinDone());
    RelNode input =
        project.<RelNode>map(p -> p.copy(p.getTraitSet(), List.of(joined))).orElse(joined);
    return staying.isEmpty() ? input : builder.push(input).filter(staying).build();
  }

  private static boolean isPlain(Project project) {
    return project.getProjects().stream().allMatch(RexInputRef.class::isInstance);
  }

  private static RexNode over(RexNode condition, Project project) {
    return condition.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef reference) {
            return project.getProjects().get(reference.getIndex());
          }
        });
  }

  /** Comparisons of columns alone: they cannot fail, so the join may meet more rows with them. */
  private static boolean isOfBothSides(RexNode condition, int leftWidth) {
    List<Integer> fields = RelOptUtil.InputFinder.bits(condition).asList();
    return SpanCondition.isComparison(condition)
        && fields.stream().anyMatch(field -> field < leftWidth)
        && fields.stream().anyMatch(field -> field >= leftWidth);
  }

  /**
   * An outer join that keeps all matches, as the inner join and, for each side that shows its rows
   * without a match, an anti join filled up with NULLs.
   */
  static RelNode withoutOuter(SpanJoin join) {
    RelBuilder builder = Algebra.builder(join.getCluster());
    List<String> names = SpanBins.names(join.getRowType().getFieldCount());
    List<RelDataType> types =
        join.getRowType().getFieldList().stream().map(RelDataTypeField::getType).toList();
    int leftWidth = join.leftWidth();
    int branches = 1;
    builder.push(
        SpanJoin.create(
            join.getLeft(),
            join.getRight(),
            JoinRelType.INNER,
            join.condition(),
            Optional.empty()));
    builder.project(cast(builder, builder.fields(), types), names, true);
    if (join.joinType().generatesNullsOnRight()) {
      builder.push(
          SpanJoin.create(
              join.getLeft(),
              join.getRight(),
              JoinRelType.ANTI,
              join.condition(),
              Optional.empty()));
      builder.project(
          cast(
              builder,
              Stream.concat(
                      builder.fields().stream(), nulls(builder, types.size() - leftWidth).stream())
                  .toList(),
              types),
          names,
          true);
      branches++;
    }
    if (join.joinType().generatesNullsOnLeft()) {
      builder.push(
          SpanJoin.create(
              join.getRight(),
              join.getLeft(),
              JoinRelType.ANTI,
              exchanged(join),
              Optional.empty()));
      builder.project(
          cast(
              builder,
              Stream.concat(nulls(builder, leftWidth).stream(), builder.fields().stream()).toList(),
              types),
          names,
          true);
      branches++;
    }
    return builder.union(true, branches).build();
  }

  private static List<RexNode> nulls(RelBuilder builder, int count) {
    return Stream.generate(() -> (RexNode) builder.literal(null)).limit(count).toList();
  }

  private static List<RexNode> cast(
      RelBuilder builder, List<? extends RexNode> values, List<RelDataType> types) {
    RexBuilder rex = builder.getRexBuilder();
    List<RexNode> cast = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      cast.add(
          values.get(i) instanceof RexInputRef field ? field : rex.makeNullLiteral(types.get(i)));
    }
    return cast;
  }

  /** The condition with the right fields first. */
  private static RexNode exchanged(SpanJoin join) {
    int leftWidth = join.leftWidth();
    int rightWidth = join.getRight().getRowType().getFieldCount();
    return join.condition()
        .accept(
            new RexShuttle() {
              @Override
              public RexNode visitInputRef(RexInputRef reference) {
                int index = reference.getIndex();
                return new RexInputRef(
                    index < leftWidth ? index + rightWidth : index - leftWidth,
                    reference.getType());
              }
            });
  }

  /**
   * An inner join of spans that overlap, as two joins of a span with the first byte of another: the
   * right one begins in the left one, or the left one begins in the right one, behind its begin. Of
   * two spans that overlap exactly one of that is true.
   */
  static RelNode withoutOverlap(SpanJoin join) {
    RelBuilder builder = Algebra.builder(join.getCluster());
    builder.push(overlapAt(join, SpanStrategy.Side.right));
    builder.push(overlapAt(join, SpanStrategy.Side.left));
    return builder.union(true, 2).build();
  }

  /** The pairs in which one side begins in the other. */
  private static RelNode overlapAt(SpanJoin join, SpanStrategy.Side beginning) {
    RelBuilder builder = Algebra.builder(join.getCluster());
    SpanCondition span = join.parts().span().orElseThrow();
    boolean rightBegins = beginning == SpanStrategy.Side.right;
    int leftWidth = join.leftWidth();
    int rightWidth = join.getRight().getRowType().getFieldCount();
    RelNode left = join.getLeft();
    RelNode right = join.getRight();
    RexInputRef begin = rightBegins ? span.right().get(0) : span.left().get(0);
    RexNode behind;
    int shift = rightBegins ? 0 : 1;
    if (rightBegins) {
      right = withBehind(builder, right, begin.getIndex() - leftWidth);
      behind = new RexInputRef(leftWidth + rightWidth, last(right).getType());
    } else {
      left = withBehind(builder, left, begin.getIndex());
      behind = new RexInputRef(leftWidth, last(left).getType());
    }
    RexBuilder rex = builder.getRexBuilder();
    RexNode l0 = span.left().get(0);
    RexNode l1 = span.left().get(1);
    RexNode r0 = SpanBins.shifted(span.right().get(0), leftWidth, shift);
    RexNode r1 = SpanBins.shifted(span.right().get(1), leftWidth, shift);
    List<RexNode> conditions = new ArrayList<>();
    if (rightBegins) {
      conditions.add(rex.makeCall(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, l0, r0));
      conditions.add(rex.makeCall(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, behind, l1));
    } else {
      conditions.add(rex.makeCall(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, r0, l0));
      conditions.add(rex.makeCall(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, behind, r1));
      conditions.add(rex.makeCall(SqlStdOperatorTable.NOT_EQUALS, r0, l0));
    }
    conditions.addAll(
        RelOptUtil.conjunctions(SpanBins.shifted(join.condition(), leftWidth, shift)));
    builder.push(
        SpanJoin.create(
            left,
            right,
            JoinRelType.INNER,
            rex.makeCall(SqlStdOperatorTable.AND, conditions),
            Optional.empty()));
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < leftWidth + rightWidth; i++) {
      fields.add(builder.field(i < leftWidth ? i : i + shift));
    }
    return builder.project(fields, SpanBins.names(fields.size()), true).build();
  }

  private static RelDataTypeField last(RelNode node) {
    List<RelDataTypeField> fields = node.getRowType().getFieldList();
    return fields.get(fields.size() - 1);
  }

  /** With the place behind a begin; nothing ends there or later if there is no greater number. */
  private static RelNode withBehind(RelBuilder builder, RelNode side, int begin) {
    builder.push(side);
    RexBuilder rex = builder.getRexBuilder();
    RelDataType bigint =
        rex.getTypeFactory()
            .createTypeWithNullability(
                rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT), true);
    RexNode place = builder.cast(builder.field(begin), SqlTypeName.BIGINT);
    RexNode most = rex.makeBigintLiteral(BigDecimal.valueOf(Long.MAX_VALUE));
    List<RexNode> fields = new ArrayList<>(builder.fields());
    List<String> names = new ArrayList<>(side.getRowType().getFieldNames());
    fields.add(
        rex.makeCall(
            bigint,
            SqlStdOperatorTable.CASE,
            List.of(
                builder.call(SqlStdOperatorTable.LESS_THAN, place, most),
                builder.call(
                    SqlStdOperatorTable.PLUS, place, rex.makeBigintLiteral(BigDecimal.ONE)),
                rex.makeNullLiteral(bigint))));
    names.add("span_behind");
    return builder.project(fields, names, true).build();
  }
}
