// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.JoinGraph;
import io.codeanatomy.spec.JoinKey;
import io.codeanatomy.spec.JoinType;
import io.codeanatomy.spec.Keep;
import io.codeanatomy.spec.SpanPredicate;
import io.codeanatomy.spec.ViewTransform.Relate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * A join by equality keys, a span predicate, or both.
 *
 * <pre>
 *   Project(output columns)
 *     Join(equalities AND span inequalities)
 *       left, right
 * </pre>
 *
 * With {@code keep}, the join is a {@link SpanJoin}.
 */
final class RelateCompiler {

  private final Relate relate;
  private final List<Equality> equalities;
  private final Optional<SpanPredicate> span;
  private final TransformContext context;
  private final RexBuilder rex;
  private final RelNode left;
  private final RelNode right;

  private RelateCompiler(Relate relate, JoinGraph joinGraph, TransformContext context) {
    this.relate = relate;
    this.equalities = equalities(relate, joinGraph, context);
    this.span = relate.resolvedSpan();
    this.context = context;
    this.rex = context.algebra().expressions();
    this.left = context.scan(relate.left());
    this.right = context.scan(relate.right());
  }

  static RelNode compile(Relate relate, JoinGraph joinGraph, TransformContext context) {
    return new RelateCompiler(relate, joinGraph, context).compile();
  }

  /**
   * A pair of columns that must be equal.
   *
   * @param pointer where the spec says so
   */
  private record Equality(String left, String right, String pointer) {}

  /** The equality keys that are given; if there are none and no span, those of the join graph. */
  private static List<Equality> equalities(
      Relate relate, JoinGraph joinGraph, TransformContext context) {
    List<Equality> given = new ArrayList<>();
    for (int i = 0; i < relate.joinKeys().size(); i++) {
      JoinKey key = relate.joinKeys().get(i);
      if (!key.isPairForm()) {
        given.add(new Equality(key.leftKey(), key.rightKey(), context.at("/join_keys/" + i)));
      }
    }
    if (!given.isEmpty() || relate.resolvedSpan().isPresent()) {
      return given;
    }
    return joinGraph.edgesBetween(relate.left(), relate.right()).stream()
        .limit(1)
        .flatMap(edge -> edge.joinKeys().stream())
        .map(key -> new Equality(key.leftKey(), key.rightKey(), context.pointer()))
        .toList();
  }

  private RelNode compile() {
    RelNode joined;
    if (relate.keep() instanceof Keep.All || span.isEmpty()) {
      joined = context.builder().push(left).push(right).join(joinRelType(), condition()).build();
    } else {
      joined = reduced(span.get());
    }
    return new RelateColumns(relate, sharedKeys(), context, left.getRowType(), right.getRowType())
        .columns()
        .project(context.builder().push(joined));
  }

  private RelNode reduced(SpanPredicate spans) {
    boolean perLeftRow = spans.predicate() != SpanPredicate.Relation.contains;
    boolean supported =
        relate.joinType() == JoinType.Inner
            || (relate.joinType() == JoinType.Left && perLeftRow)
            || (relate.joinType() == JoinType.Right && !perLeftRow);
    if (!supported) {
      throw new PlanFault(
          PlanErrors.keepNotSupported(context.at("/keep"), relate.joinType().name()));
    }
    return SpanJoin.create(
        left,
        right,
        joinRelType(),
        condition(),
        Optional.of(
            KeepCompiler.compile(relate, spans, left.getRowType(), right.getRowType(), context)));
  }

  private Set<String> sharedKeys() {
    return equalities.stream()
        .filter(key -> key.left().equals(key.right()))
        .map(Equality::left)
        .collect(Collectors.toUnmodifiableSet());
  }

  private int leftWidth() {
    return left.getRowType().getFieldCount();
  }

  private JoinRelType joinRelType() {
    return switch (relate.joinType()) {
      case Inner -> JoinRelType.INNER;
      case Left -> JoinRelType.LEFT;
      case Right -> JoinRelType.RIGHT;
      case Full -> JoinRelType.FULL;
      case Semi -> JoinRelType.SEMI;
      case Anti -> JoinRelType.ANTI;
    };
  }

  /** The join's condition, over the left fields and then the right ones. */
  private RexNode condition() {
    List<RexNode> conjuncts = new ArrayList<>();
    for (Equality key : equalities) {
      RexNode l = context.reference(left.getRowType(), key.left(), 0, key.pointer());
      RexNode r = context.reference(right.getRowType(), key.right(), leftWidth(), key.pointer());
      if (!ComparisonCheck.comparable(l.getType(), r.getType())) {
        throw new PlanFault(
            PlanErrors.incomparableKeys(
                key.pointer(),
                key.left(),
                SqlTypes.spell(l.getType()),
                key.right(),
                SqlTypes.spell(r.getType())));
      }
      conjuncts.add(rex.makeCall(SqlStdOperatorTable.EQUALS, l, r));
    }
    span.ifPresent(s -> conjuncts.addAll(spanCondition(s)));
    return conjuncts.size() == 1
        ? conjuncts.get(0)
        : rex.makeCall(SqlStdOperatorTable.AND, conjuncts);
  }

  private List<RexNode> spanCondition(SpanPredicate spans) {
    List<RexNode> l = bounds(spans.left(), left.getRowType(), 0, "/span/left/");
    List<RexNode> r = bounds(spans.right(), right.getRowType(), leftWidth(), "/span/right/");
    SqlOperator upTo = SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
    SqlOperator before = SqlStdOperatorTable.LESS_THAN;
    return switch (spans.predicate()) {
      case contains ->
          List.of(rex.makeCall(upTo, l.get(0), r.get(0)), rex.makeCall(upTo, r.get(1), l.get(1)));
      case within ->
          List.of(rex.makeCall(upTo, r.get(0), l.get(0)), rex.makeCall(upTo, l.get(1), r.get(1)));
      case overlaps ->
          List.of(
              rex.makeCall(before, l.get(0), r.get(1)), rex.makeCall(before, r.get(0), l.get(1)));
      case equals ->
          List.of(
              rex.makeCall(SqlStdOperatorTable.EQUALS, l.get(0), r.get(0)),
              rex.makeCall(SqlStdOperatorTable.EQUALS, l.get(1), r.get(1)));
    };
  }

  private List<RexNode> bounds(List<String> names, RelDataType rowType, int at, String suffix) {
    List<RexNode> bounds = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String where = context.at(suffix + i);
      RexNode bound = context.reference(rowType, names.get(i), at, where);
      if (!SqlTypeUtil.isIntType(bound.getType())) {
        throw new PlanFault(
            PlanErrors.notForType(where, "A span", names.get(i), SqlTypes.spell(bound.getType())));
      }
      bounds.add(bound);
    }
    return bounds;
  }
}
