// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.JoinGraph;
import io.codeanatomy.spec.JoinKey;
import io.codeanatomy.spec.SpanPredicate;
import io.codeanatomy.spec.ViewTransform.Relate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a Relate joins on, however the spec says it: the equality keys, given or found in the join
 * graph, and the span predicate, given or in the pair form {@code start..end}.
 *
 * @param equalities pairs of columns
 * @param span the predicate between two spans
 */
record SpanKeys(List<Equality> equalities, Optional<SpanPredicate> span) {

  /**
   * A pair of columns that must be equal.
   *
   * @param pointer where the spec says so
   */
  record Equality(String left, String right, String pointer) {}

  static SpanKeys of(Relate relate, JoinGraph joinGraph, String pointer) {
    List<Equality> equalities = new ArrayList<>();
    Optional<SpanPredicate> span = relate.span();
    for (int i = 0; i < relate.joinKeys().size(); i++) {
      JoinKey key = relate.joinKeys().get(i);
      if (key.leftKey().contains("..")) {
        span = Optional.of(pairForm(key));
      } else {
        equalities.add(new Equality(key.leftKey(), key.rightKey(), pointer + "/join_keys/" + i));
      }
    }
    if (equalities.isEmpty() && span.isEmpty()) {
      equalities.addAll(fromJoinGraph(relate, joinGraph));
    }
    return new SpanKeys(List.copyOf(equalities), span);
  }

  private static SpanPredicate pairForm(JoinKey key) {
    return new SpanPredicate(
        SpanPredicate.Relation.contains,
        List.of(key.leftKey().split("\\.\\.", 2)),
        List.of(key.rightKey().split("\\.\\.", 2)),
        List.of(),
        false);
  }

  private static List<Equality> fromJoinGraph(Relate relate, JoinGraph joinGraph) {
    for (int e = 0; e < joinGraph.edges().size(); e++) {
      JoinGraph.Edge edge = joinGraph.edges().get(e);
      boolean forward =
          edge.leftRelation().equals(relate.left()) && edge.rightRelation().equals(relate.right());
      boolean backward =
          edge.leftRelation().equals(relate.right()) && edge.rightRelation().equals(relate.left());
      if (forward || backward) {
        String pointer = "/join_graph/edges/" + e;
        List<Equality> keys = new ArrayList<>();
        for (int i = 0; i < edge.leftKeys().size(); i++) {
          String left = edge.leftKeys().get(i);
          String right = edge.rightKeys().get(i);
          keys.add(
              forward ? new Equality(left, right, pointer) : new Equality(right, left, pointer));
        }
        return keys;
      }
    }
    return List.of();
  }
}
