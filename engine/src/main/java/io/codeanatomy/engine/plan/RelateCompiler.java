// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.JoinGraph;
import io.codeanatomy.spec.JoinKey;
import io.codeanatomy.spec.JoinType;
import io.codeanatomy.spec.Keep;
import io.codeanatomy.spec.Projection;
import io.codeanatomy.spec.SpanPredicate;
import io.codeanatomy.spec.ViewTransform.Relate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
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
 * With {@code keep}, {@link KeepCompiler} reduces the matches between the join and the projection.
 */
final class RelateCompiler {

  private final Relate relate;
  private final List<Equality> equalities;
  private final Optional<SpanPredicate> span;
  private final TransformContext context;
  private final RexBuilder rex;
  private final RelNode left;
  private final RelNode right;
  private final RelDataType paddedLeft;
  private final RelDataType paddedRight;

  private RelateCompiler(Relate relate, JoinGraph joinGraph, TransformContext context) {
    this.relate = relate;
    this.equalities = equalities(relate, joinGraph, context);
    this.span = relate.resolvedSpan();
    this.context = context;
    this.rex = context.algebra().expressions();
    this.left = context.scan(relate.left());
    this.right = context.scan(relate.right());
    this.paddedLeft = padded(left, JoinType.Right, relate, context);
    this.paddedRight = padded(right, JoinType.Left, relate, context);
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
      joined =
          context
              .builder()
              .push(left)
              .push(right)
              .join(joinRelType(), condition(0, leftWidth()))
              .build();
    } else {
      joined = reduced(span.get());
    }
    return outputColumns().project(context.builder().push(joined));
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
    return new KeepCompiler(context, relate, spans, left, right)
        .compile(joinRelType(), this::condition);
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

  /**
   * The join's condition, over left fields from {@code leftAt} and right fields from {@code
   * rightAt}.
   */
  private RexNode condition(int leftAt, int rightAt) {
    List<RexNode> conjuncts = new ArrayList<>();
    for (Equality key : equalities) {
      RexNode l = context.reference(left.getRowType(), key.left(), leftAt, key.pointer());
      RexNode r = context.reference(right.getRowType(), key.right(), rightAt, key.pointer());
      if (!ComparisonCheck.comparable(l.getType(), r.getType())) {
        throw new PlanFault(
            PlanErrors.incompatibleTypes(
                key.pointer(),
                "The keys '" + key.left() + "' and '" + key.right() + "'",
                List.of(SqlTypes.spell(l.getType()), SqlTypes.spell(r.getType()))));
      }
      conjuncts.add(rex.makeCall(SqlStdOperatorTable.EQUALS, l, r));
    }
    span.ifPresent(s -> conjuncts.addAll(spanCondition(s, leftAt, rightAt)));
    return conjuncts.size() == 1
        ? conjuncts.get(0)
        : rex.makeCall(SqlStdOperatorTable.AND, conjuncts);
  }

  private List<RexNode> spanCondition(SpanPredicate spans, int leftAt, int rightAt) {
    List<RexNode> l = bounds(spans.left(), left.getRowType(), leftAt, "/span/left/");
    List<RexNode> r = bounds(spans.right(), right.getRowType(), rightAt, "/span/right/");
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

  /** The output columns over the joined row: the left fields, then the right ones. */
  private Columns outputColumns() {
    return relate.select().isEmpty() ? allColumns() : selectedColumns();
  }

  private Columns allColumns() {
    Columns columns = new Columns();
    String hint = "Pick and rename the columns with select";
    for (String name : left.getRowType().getFieldNames()) {
      columns.add(name, leftColumn(name), context.pointer(), hint);
    }
    if (leftOnly()) {
      return columns;
    }
    for (String name : right.getRowType().getFieldNames()) {
      if (isSharedKey(name)) {
        continue;
      }
      String free = columns.has(name) ? name + "_right" : name;
      columns.add(free, rightReference(name, context.pointer()), context.pointer(), hint);
    }
    return columns;
  }

  /** A left column; a key of the same name on both sides is taken from the side that has it. */
  private RexNode leftColumn(String name) {
    RexNode l = leftReference(name, context.pointer());
    if (!isSharedKey(name)) {
      return l;
    }
    return switch (relate.joinType()) {
      case Right, Full -> {
        RexNode r = rightReference(name, context.pointer());
        yield rex.makeCall(
            SqlStdOperatorTable.CASE, rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, l), l, r);
      }
      case Inner, Left, Semi, Anti -> l;
    };
  }

  private boolean isSharedKey(String name) {
    return equalities.stream().anyMatch(key -> key.left().equals(name) && key.right().equals(name));
  }

  private boolean leftOnly() {
    return relate.joinType() == JoinType.Semi || relate.joinType() == JoinType.Anti;
  }

  private Columns selectedColumns() {
    Columns columns = new Columns();
    for (int i = 0; i < relate.select().size(); i++) {
      String where = context.at("/select/" + i);
      Projection projection = relate.select().get(i);
      if (projection instanceof Projection.Computed computed) {
        columns.add(
            computed.as(),
            context.expressions().expression(computed.expr(), scope(), where + "/expr"),
            where,
            "Give one of them another name");
      } else {
        String name = ((Projection.Column) projection).name();
        columns.add(
            unqualified(name), selectedColumn(name, where), where, "Rename one with {expr, as}");
      }
    }
    return columns;
  }

  private ExpressionCompiler.Scope scope() {
    return leftOnly()
        ? new ExpressionCompiler.Scope(
            List.of(new Algebra.Relation(ExpressionText.LEFT, left.getRowType())))
        : ExpressionCompiler.Scope.joined(paddedLeft, paddedRight);
  }

  private RexNode selectedColumn(String name, String where) {
    if (name.startsWith("left.")) {
      return leftReference(unqualified(name), where);
    }
    if (name.startsWith("right.") && !leftOnly()) {
      return rightReference(unqualified(name), where);
    }
    boolean inLeft = left.getRowType().getFieldNames().contains(name);
    boolean inRight = !leftOnly() && right.getRowType().getFieldNames().contains(name);
    if (inLeft && inRight && !isSharedKey(name)) {
      throw new PlanFault(PlanErrors.ambiguousColumn(where, name));
    }
    if (inLeft) {
      return leftColumn(name);
    }
    if (inRight) {
      return rightReference(name, where);
    }
    throw new PlanFault(PlanErrors.unknownColumn(where, name, scope().columns()));
  }

  private static String unqualified(String name) {
    return name.replaceFirst("^(left|right)\\.", "");
  }

  private RexNode leftReference(String name, String where) {
    return context.reference(paddedLeft, name, 0, where);
  }

  private RexNode rightReference(String name, String where) {
    return context.reference(paddedRight, name, leftWidth(), where);
  }

  /**
   * The row type of a side as the join gives it: nullable throughout if the join pads that side.
   */
  private static RelDataType padded(
      RelNode side, JoinType pads, Relate relate, TransformContext context) {
    boolean isPadded = relate.joinType() == pads || relate.joinType() == JoinType.Full;
    if (!isPadded) {
      return side.getRowType();
    }
    RelDataTypeFactory types = context.algebra().types();
    RelDataTypeFactory.Builder row = types.builder();
    for (RelDataTypeField field : side.getRowType().getFieldList()) {
      row.add(field.getName(), types.createTypeWithNullability(field.getType(), true));
    }
    return row.build();
  }

  /** For the condition's use by {@link KeepCompiler}. */
  interface ConditionAt {
    RexNode over(int leftAt, int rightAt);
  }
}
