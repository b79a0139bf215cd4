// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * The two inequalities of a span join, found among the conjuncts of its condition.
 *
 * <pre>
 *   within    right.begin &lt;= left.begin  AND left.end &lt;= right.end
 *   contains  left.begin &lt;= right.begin  AND right.end &lt;= left.end
 *   overlaps  left.begin &lt; right.end     AND right.begin &lt; left.end
 * </pre>
 *
 * <p>They may be written the other way round, or as {@code byte_span_contains}. Where one of the
 * two is strict, the spans contain each other, and the strict one is asked for besides.
 *
 * @param relation what the left span is to the right one
 * @param left begin and end of the left span
 * @param right those of the right one
 * @param conjuncts the conjuncts of which the relation says all
 */
public record SpanCondition(
    Relation relation, List<RexInputRef> left, List<RexInputRef> right, List<RexNode> conjuncts) {

  public SpanCondition {
    left = List.copyOf(left);
    right = List.copyOf(right);
    conjuncts = List.copyOf(conjuncts);
  }

  private static final String CONTAINS = "byte_span_contains";

  /** What the left span is to the right one. */
  public enum Relation {
    contains,
    within,
    overlaps
  }

  /** An inequality between a column of the left and one of the right side. */
  private record Inequality(RexNode call, boolean strict, RexInputRef smaller, RexInputRef larger) {

    boolean leftIsSmaller(int leftWidth) {
      return smaller.getIndex() < leftWidth;
    }
  }

  /**
   * The first span condition, if there is one. Within and contains are one formula with the sides
   * exchanged; the order of the conjuncts says which was written.
   *
   * @param leftWidth the number of columns of the left side
   */
  static Optional<SpanCondition> of(List<RexNode> conjuncts, int leftWidth) {
    return conjuncts.stream()
        .flatMap(conjunct -> contained(conjunct, leftWidth).stream())
        .findFirst()
        .or(() -> inequalities(conjuncts, leftWidth));
  }

  private static Optional<SpanCondition> inequalities(List<RexNode> conjuncts, int leftWidth) {
    List<Inequality> found =
        conjuncts.stream().flatMap(node -> inequality(node, leftWidth).stream()).toList();
    return pairs(found, leftWidth)
        .filter(pair -> pair.get(0).strict() == pair.get(1).strict())
        .findFirst()
        .or(() -> pairs(found, leftWidth).findFirst())
        .map(pair -> span(pair.get(0), pair.get(1), leftWidth));
  }

  /** The inequalities of which each says another side to be the smaller. */
  private static Stream<List<Inequality>> pairs(List<Inequality> found, int leftWidth) {
    List<List<Inequality>> pairs = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      for (int j = i + 1; j < found.size(); j++) {
        if (found.get(i).leftIsSmaller(leftWidth) != found.get(j).leftIsSmaller(leftWidth)) {
          pairs.add(List.of(found.get(i), found.get(j)));
        }
      }
    }
    return pairs.stream();
  }

  private static SpanCondition span(Inequality first, Inequality second, int leftWidth) {
    List<RexNode> said =
        first.strict() == second.strict() ? List.of(first.call(), second.call()) : List.of();
    boolean leftFirst = first.leftIsSmaller(leftWidth);
    if (first.strict() && second.strict()) {
      Inequality beginsBefore = leftFirst ? first : second;
      Inequality endsAfter = leftFirst ? second : first;
      return new SpanCondition(
          Relation.overlaps,
          List.of(beginsBefore.smaller(), endsAfter.larger()),
          List.of(endsAfter.smaller(), beginsBefore.larger()),
          said);
    }
    return leftFirst
        ? new SpanCondition(
            Relation.contains,
            List.of(first.smaller(), second.larger()),
            List.of(first.larger(), second.smaller()),
            said)
        : new SpanCondition(
            Relation.within,
            List.of(first.larger(), second.smaller()),
            List.of(first.smaller(), second.larger()),
            said);
  }

  /**
   * Whether a condition is a comparison of integer columns, such as a span condition is made of.
   */
  static boolean isComparison(RexNode node) {
    if (!(node instanceof RexCall call)
        || !call.getOperands().stream()
            .allMatch(
                operand ->
                    operand instanceof RexInputRef && SqlTypeUtil.isIntType(operand.getType()))) {
      return false;
    }
    return SqlKind.COMPARISON.contains(call.getKind())
        || call.getOperator().getName().equals(CONTAINS);
  }

  private static Optional<Inequality> inequality(RexNode node, int leftWidth) {
    if (node instanceof RexCall call
        && call.getOperands().size() == 2
        && call.getOperands().get(0) instanceof RexInputRef a
        && call.getOperands().get(1) instanceof RexInputRef b
        && isOfBothSides(a, b, leftWidth)) {
      return switch (call.getKind()) {
        case LESS_THAN, LESS_THAN_OR_EQUAL ->
            Optional.of(new Inequality(node, call.getKind() == SqlKind.LESS_THAN, a, b));
        case GREATER_THAN, GREATER_THAN_OR_EQUAL ->
            Optional.of(new Inequality(node, call.getKind() == SqlKind.GREATER_THAN, b, a));
        default -> Optional.empty();
      };
    }
    return Optional.empty();
  }

  private static boolean isOfBothSides(RexInputRef a, RexInputRef b, int leftWidth) {
    return a.getIndex() < leftWidth != b.getIndex() < leftWidth
        && SqlTypeUtil.isIntType(a.getType())
        && SqlTypeUtil.isIntType(b.getType());
  }

  /** {@code byte_span_contains} of a span of one side and a span of the other. */
  private static Optional<SpanCondition> contained(RexNode node, int leftWidth) {
    if (!(node instanceof RexCall call) || !call.getOperator().getName().equals(CONTAINS)) {
      return Optional.empty();
    }
    List<RexInputRef> bounds =
        call.getOperands().stream()
            .filter(RexInputRef.class::isInstance)
            .map(RexInputRef.class::cast)
            .toList();
    if (bounds.size() != 4
        || !isOfBothSides(bounds.get(0), bounds.get(2), leftWidth)
        || !isOfBothSides(bounds.get(1), bounds.get(3), leftWidth)
        || isOfBothSides(bounds.get(0), bounds.get(1), leftWidth)) {
      return Optional.empty();
    }
    List<RexInputRef> outer = bounds.subList(0, 2);
    List<RexInputRef> inner = bounds.subList(2, 4);
    return Optional.of(
        outer.get(0).getIndex() < leftWidth
            ? new SpanCondition(Relation.contains, outer, inner, List.of(node))
            : new SpanCondition(Relation.within, inner, outer, List.of(node)));
  }
}
