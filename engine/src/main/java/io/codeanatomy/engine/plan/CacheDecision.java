// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

/**
 * What becomes of a view, with the figures that spoke for it.
 *
 * @param consumers how many views, outputs and audits read it
 * @param statements how many statements would compute it, if it were inlined
 * @param estimate its rows
 * @param inlineCost what computing it in each of these statements would cost, in {@link
 *     OperatorCosts units}
 * @param materializeCost what computing it once, keeping and reading it would cost
 * @param inlinedNodes the size of its tree with everything that is inlined into it, in operators
 * @param reason why, for people
 */
public record CacheDecision(
    String view,
    Choice choice,
    int consumers,
    int statements,
    RowEstimate estimate,
    double inlineCost,
    double materializeCost,
    long inlinedNodes,
    String reason) {

  /** The choices. */
  public enum Choice {
    /** Computed once and kept until its last use; all statements read what was kept. */
    MATERIALIZE,
    /** A common table of every statement that reads it. */
    INLINE
  }
}
