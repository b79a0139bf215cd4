// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the rules say of the algorithms of span joins.
 *
 * @param chosen whether an algorithm is chosen for every join; if not, it is a hash join
 * @param everywhere the algorithm that is ordered for all joins
 * @param byView the algorithms that are ordered for the joins of single views
 */
public record SpanJoinOrders(
    boolean chosen, Optional<SpanAlgorithm> everywhere, Map<String, SpanAlgorithm> byView) {

  /** Nothing is ordered, and nobody chooses. */
  public static final SpanJoinOrders NONE = new SpanJoinOrders(false, Optional.empty(), Map.of());

  public SpanJoinOrders {
    byView = Collections.unmodifiableMap(new TreeMap<>(byView));
  }

  /** The algorithm that is ordered for the joins of a view. */
  Optional<SpanAlgorithm> of(String view) {
    return Optional.ofNullable(byView.get(view)).or(() -> everywhere);
  }

  /** The same orders, but an algorithm is chosen where none is ordered. */
  public SpanJoinOrders choosing() {
    return new SpanJoinOrders(true, everywhere, byView);
  }

  /**
   * The same orders and one more.
   *
   * @param view empty for all views
   */
  public SpanJoinOrders ordering(Optional<String> view, SpanAlgorithm algorithm) {
    Map<String, SpanAlgorithm> views = new TreeMap<>(byView);
    view.ifPresent(name -> views.put(name, algorithm));
    return new SpanJoinOrders(
        chosen, view.isPresent() ? everywhere : Optional.of(algorithm), views);
  }
}
