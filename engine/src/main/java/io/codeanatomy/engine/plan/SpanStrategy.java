// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.Optional;

/**
 * How a span join is computed.
 *
 * @param index for {@link SpanAlgorithm#index} and {@link SpanAlgorithm#bins}, the relation that
 *     holds the indexed side, if it is kept; then that side's input is a scan of it
 * @param indexedSide the side that is, or would be, indexed: the one that contains the other
 */
public record SpanStrategy(SpanAlgorithm algorithm, Optional<String> index, Side indexedSide) {

  /** The way of those about which nobody has decided. */
  static final SpanStrategy HASH = plain(SpanAlgorithm.hash);

  /** A side of a join. */
  public enum Side {
    left,
    right
  }

  /** A way that keeps nothing. */
  static SpanStrategy plain(SpanAlgorithm algorithm) {
    return new SpanStrategy(algorithm, Optional.empty(), Side.right);
  }
}
