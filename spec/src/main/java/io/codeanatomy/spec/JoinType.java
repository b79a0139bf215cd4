// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

/** How rows without a match are treated. */
@Description("How rows without a match are treated.")
public enum JoinType {
  @Description("The pairs that match.")
  Inner,
  @Description("Besides the pairs, the left rows without a match, with NULL for the right side.")
  Left,
  @Description("Besides the pairs, the right rows without a match, with NULL for the left side.")
  Right,
  @Description("Besides the pairs, the rows of both sides without a match.")
  Full,
  @Description("The left rows that have a match, each once, without the right columns.")
  Semi,
  @Description("The left rows that have no match, without the right columns.")
  Anti
}
