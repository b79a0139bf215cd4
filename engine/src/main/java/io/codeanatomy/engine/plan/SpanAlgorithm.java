// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

/** How a span join is computed. Every algorithm gives the same rows. */
public enum SpanAlgorithm {
  /** A hash join on the equality keys; every pair of a key is looked at. */
  hash,
  /**
   * A hash join on the equality keys and the bins of a hierarchy: a span is in the bins of the
   * level of its length.
   */
  bins,
  /** A join on the inequalities alone, which an execution engine may do by sorting both sides. */
  ie_join,
  /**
   * The containing side is kept and indexed; every row of the other side asks the index. Where
   * spans cross, and all pairs are asked for, bins over what is kept.
   */
  index
}
