// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.List;

/**
 * A pair of columns that must be equal, or, in the pair form {@code "start..end"} on both sides, a
 * pair of byte spans of which the left one must contain the right one.
 */
@Description(
    "Two columns that must be equal; or, in the pair form `start..end` on both sides, two spans of"
        + " which the left one must contain the right one.")
public record JoinKey(
    @Description("A column of the left relation, or its span as `start..end`.") String leftKey,
    @Description("A column of the right relation, or its span as `start..end`.") String rightKey) {

  private static final String PAIR = "..";

  /** Whether one of the sides, and in a valid spec both, are spans rather than columns. */
  public boolean isPairForm() {
    return leftKey.contains(PAIR) || rightKey.contains(PAIR);
  }

  /** The span predicate that the pair form stands for. */
  SpanPredicate asSpan() {
    return new SpanPredicate(
        SpanPredicate.Relation.contains, columns(leftKey), columns(rightKey), List.of(), false);
  }

  /** The start and the end column of a side; one column if the side is not in the pair form. */
  static List<String> columns(String side) {
    return List.of(side.split("\\.\\.", -1));
  }
}
