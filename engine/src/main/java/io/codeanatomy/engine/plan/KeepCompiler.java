// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.engine.plan.SpanStrategy.Side;
import io.codeanatomy.spec.Keep;
import io.codeanatomy.spec.OrderKey;
import io.codeanatomy.spec.SpanPredicate;
import io.codeanatomy.spec.ViewTransform.Relate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;

/**
 * Compiles what a {@code Relate} keeps of its matches: per row of the left side, for {@code
 * contains} of the right one.
 */
final class KeepCompiler {

  private KeepCompiler() {}

  /**
   * What is kept.
   *
   * @param left the row type of the left side
   * @param right that of the right one
   */
  static SpanKeep compile(
      Relate relate,
      SpanPredicate span,
      RelDataType left,
      RelDataType right,
      TransformContext context) {
    boolean subjectIsLeft = span.predicate() != SpanPredicate.Relation.contains;
    RelDataType candidates = subjectIsLeft ? right : left;
    List<String> bounds = subjectIsLeft ? span.right() : span.left();
    int begin = context.column(candidates, bounds.get(0), "");
    int end = context.column(candidates, bounds.get(1), "");
    List<SpanKeep.Key> order = new ArrayList<>();
    int limit = 1;
    SpanKeep.Choice choice;
    if (relate.keep() instanceof Keep.First first) {
      choice = SpanKeep.Choice.first;
      limit = first.first();
      for (int i = 0; i < first.orderBy().size(); i++) {
        OrderKey key = first.orderBy().get(i);
        int column = context.column(candidates, key.column(), context.at("/keep/order_by/" + i));
        order.add(
            new SpanKeep.Key(Optional.of(column), key.direction() == OrderKey.Direction.desc));
      }
    } else {
      boolean outermost = relate.keep() instanceof Keep.Outermost;
      choice = outermost ? SpanKeep.Choice.outermost : SpanKeep.Choice.innermost;
      order.add(new SpanKeep.Key(Optional.empty(), outermost));
      order.add(new SpanKeep.Key(Optional.of(begin), false));
    }
    for (int i = 0; i < span.tie().size(); i++) {
      int column = context.column(candidates, span.tie().get(i), context.at("/span/tie/" + i));
      order.add(new SpanKeep.Key(Optional.of(column), false));
    }
    return new SpanKeep(limit, subjectIsLeft ? Side.left : Side.right, choice, begin, end, order);
  }
}
