// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Which matches of a span join are kept: per row of one side (the <em>subject</em>) the first of
 * its matches on the other side (the <em>candidates</em>). The order is made total by all fields of
 * the candidates, in their order, ascending; NULLs come last in either direction.
 *
 * @param limit how many are kept
 * @param subject the side whose rows have matches
 * @param choice what the order is, in a word
 * @param begin the candidates' field that a span begins at
 * @param end the one that it ends at
 * @param order what comes before all fields
 */
public record SpanKeep(
    int limit, SpanStrategy.Side subject, Choice choice, int begin, int end, List<Key> order) {

  public SpanKeep {
    order = List.copyOf(order);
  }

  /** What is kept. */
  public enum Choice {
    /** The shortest, then the one that begins first. */
    innermost,
    /** The longest, then the one that begins first. */
    outermost,
    /** The first ones in an order that the spec gives. */
    first
  }

  /**
   * A part of the order.
   *
   * @param field of the candidates; empty for the length of the span
   */
  public record Key(Optional<Integer> field, boolean descending) {}

  /** The same with the fields of the candidates at other places. */
  SpanKeep moved(IntUnaryOperator place) {
    List<Key> keys = new ArrayList<>();
    for (Key key : order) {
      keys.add(new Key(key.field().map(place::applyAsInt), key.descending()));
    }
    return new SpanKeep(
        limit, subject, choice, place.applyAsInt(begin), place.applyAsInt(end), keys);
  }
}
