// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known when a plan is cut into statements, besides the plan. None of it changes a result.
 *
 * @param inputs the size of every input that is known, by name
 * @param keys what the spec says is unique
 * @param memoryBytes the memory that the run may use
 * @param forced what becomes of a view whatever it costs, by its name
 * @param boundaries whether views are kept because that costs less
 * @param spanJoins what the rules say of the algorithms of span joins
 */
public record PlanningFacts(
    Map<String, InputStatistics> inputs,
    DeclaredKeys keys,
    long memoryBytes,
    Map<String, CacheDecision.Choice> forced,
    Boundaries boundaries,
    SpanJoinOrders spanJoins) {

  /** What views are kept for. */
  public enum Boundaries {
    /** Where keeping costs less than computing several times, and where they must be. */
    BY_COST,
    /** Only where they must be: closures, and statements that would get too large. */
    ONLY_NEEDED
  }

  private static final long SOME_MEMORY = 1L << 30;

  /** Nothing is known. */
  public static final PlanningFacts NONE =
      new PlanningFacts(
          Map.of(),
          DeclaredKeys.NONE,
          SOME_MEMORY,
          Map.of(),
          Boundaries.BY_COST,
          SpanJoinOrders.NONE);

  public PlanningFacts {
    inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
    forced = Collections.unmodifiableMap(new TreeMap<>(forced));
  }

  /** The same facts, but some views are kept or inlined by order. */
  public PlanningFacts forcing(Map<String, CacheDecision.Choice> choices) {
    return new PlanningFacts(inputs, keys, memoryBytes, choices, boundaries, spanJoins);
  }

  /** The same facts, but views are kept for something else. */
  public PlanningFacts withBoundaries(Boundaries other) {
    return new PlanningFacts(inputs, keys, memoryBytes, forced, other, spanJoins);
  }

  /** The same facts, but the rules say something else of the algorithms of span joins. */
  public PlanningFacts withSpanJoins(SpanJoinOrders orders) {
    return new PlanningFacts(inputs, keys, memoryBytes, forced, boundaries, orders);
  }
}
