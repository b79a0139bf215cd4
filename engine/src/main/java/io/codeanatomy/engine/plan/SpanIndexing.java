// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.List;
import java.util.Optional;

/**
 * What the spans of a relation are indexed by, and what the index is asked.
 *
 * @param keys the fields that must be equal to those of who asks
 * @param begin the field that a span begins at
 * @param end the one that it ends at
 * @param relation what the indexed spans are to those that are asked about
 * @param question what is asked
 * @param keep the order of which the first one is asked for
 */
public record SpanIndexing(
    List<Integer> keys,
    int begin,
    int end,
    SpanCondition.Relation relation,
    Question question,
    Optional<SpanKeep> keep) {

  /**
   * The bytes of memory that an indexed span takes while the index is made, its sorting included.
   */
  public static final long SPAN_BYTES = 96;

  public SpanIndexing {
    keys = List.copyOf(keys);
  }

  /** What an index is asked about a span. */
  public enum Question {
    /** All that match it. */
    all,
    /** The first one that matches it, in an order. */
    first,
    /** Whether any matches it. */
    any
  }
}
