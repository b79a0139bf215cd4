// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;

/**
 * A predicate between a byte span of the left and one of the right relation; spans are half-open.
 */
@Description(
    "A predicate between a span of the left and one of the right relation; spans are half-open,"
        + " `[start, end)`.")
public record SpanPredicate(
    @Description("How the left span lies to the right one.") Relation predicate,
    @Description("The start and the end column of the left span.") List<String> left,
    @Description("The start and the end column of the right span.") List<String> right,
    @Description(
            "Columns of the side that `keep` chooses from: what to prefer among spans of one"
                + " extent.")
        @Default("[]")
        List<String> tie,
    @Description("Allows a span join without an equality key.") @Default("false") boolean global) {

  public SpanPredicate {
    left = List.copyOf(left);
    right = List.copyOf(right);
    tie = List.copyOf(tie);
  }

  /** How the left span lies to the right one. */
  public enum Relation {
    @Description("`left.start <= right.start AND right.end <= left.end`")
    contains,
    @Description("`right.start <= left.start AND left.end <= right.end`")
    within,
    @Description(
        "`left.start < right.end AND right.start < left.end`: touching spans do not" + " overlap")
    overlaps,
    @Description("`left.start = right.start AND left.end = right.end`")
    equals
  }
}
