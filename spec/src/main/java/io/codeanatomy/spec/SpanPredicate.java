// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;

/**
 * A predicate between a byte span of the left and one of the right relation; spans are half-open.
 *
 * @param left the start and the end column of the left span
 * @param right the start and the end column of the right span
 * @param tie columns of the side that {@code keep} chooses from, which order spans of equal extent
 *     before the remaining columns do
 * @param global allows a span join without an equality key
 */
public record SpanPredicate(
    Relation predicate,
    List<String> left,
    List<String> right,
    @Default("[]") List<String> tie,
    @Default("false") boolean global) {

  public SpanPredicate {
    left = List.copyOf(left);
    right = List.copyOf(right);
    tie = List.copyOf(tie);
  }

  /** How the left span lies to the right one. */
  public enum Relation {
    /** {@code left.start <= right.start AND right.end <= left.end}. */
    contains,
    /** {@code right.start <= left.start AND left.end <= right.end}. */
    within,
    /** {@code left.start < right.end AND right.start < left.end}. */
    overlaps,
    /** {@code left.start = right.start AND left.end = right.end}. */
    equals
  }
}
