// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * The two inequalities of a span join, found again among the conjuncts of its condition.
 *
 * <pre>
 *   within    right.begin &lt;= left.begin  AND left.end &lt;= right.end
 *   contains  left.begin &lt;= right.begin  AND right.end &lt;= left.end
 *   overlaps  left.begin &lt; right.end     AND right.begin &lt; left.end
 * </pre>
 *
 * @param relation what the left span is to the right one
 * @param left begin and end of the left span
 * @param right those of the right one
 * @param conjuncts the two inequalities
 */
record SpanCondition(
    String relation, List<RexInputRef> left, List<RexInputRef> right, List<RexNode> conjuncts) {

  /** An inequality between a column of the left and one of the right side. */
  private record Inequality(RexNode call, SqlKind kind, RexInputRef smaller, RexInputRef larger) {

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
    List<Inequality> found =
        conjuncts.stream().flatMap(node -> inequality(node, leftWidth).stream()).toList();
    for (int i = 0; i + 1 < found.size(); i++) {
      Inequality first = found.get(i);
      Inequality second = found.get(i + 1);
      if (first.kind() == second.kind()
          && first.leftIsSmaller(leftWidth) != second.leftIsSmaller(leftWidth)) {
        return span(first, second, leftWidth);
      }
    }
    return Optional.empty();
  }

  private static Optional<SpanCondition> span(Inequality first, Inequality second, int leftWidth) {
    List<RexNode> both = List.of(first.call(), second.call());
    boolean leftFirst = first.leftIsSmaller(leftWidth);
    if (first.kind() == SqlKind.LESS_THAN) {
      Inequality beginsBefore = leftFirst ? first : second;
      Inequality endsAfter = leftFirst ? second : first;
      return Optional.of(
          new SpanCondition(
              "overlaps",
              List.of(beginsBefore.smaller(), endsAfter.larger()),
              List.of(endsAfter.smaller(), beginsBefore.larger()),
              both));
    }
    return Optional.of(
        leftFirst
            ? new SpanCondition(
                "contains",
                List.of(first.smaller(), second.larger()),
                List.of(first.larger(), second.smaller()),
                both)
            : new SpanCondition(
                "within",
                List.of(first.larger(), second.smaller()),
                List.of(first.smaller(), second.larger()),
                both));
  }

  private static Optional<Inequality> inequality(RexNode node, int leftWidth) {
    if (node instanceof RexCall call
        && (call.getKind() == SqlKind.LESS_THAN || call.getKind() == SqlKind.LESS_THAN_OR_EQUAL)
        && call.getOperands().get(0) instanceof RexInputRef smaller
        && call.getOperands().get(1) instanceof RexInputRef larger
        && smaller.getIndex() < leftWidth != larger.getIndex() < leftWidth) {
      return Optional.of(new Inequality(node, call.getKind(), smaller, larger));
    }
    return Optional.empty();
  }
}
