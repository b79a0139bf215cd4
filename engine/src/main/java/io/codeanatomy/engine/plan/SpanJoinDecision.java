// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

/**
 * How a span join of a view is computed, and why.
 *
 * @param view the view that the join is in
 * @param leftRows the rows that its left side is estimated to have
 * @param rightRows those of its right side
 * @param reason why this algorithm, for people
 */
public record SpanJoinDecision(
    String view,
    SpanAlgorithm algorithm,
    RowEstimate leftRows,
    RowEstimate rightRows,
    String reason) {}
