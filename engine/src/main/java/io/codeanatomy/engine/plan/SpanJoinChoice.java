// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.engine.plan.SpanIndexing.Question;
import io.codeanatomy.engine.plan.SpanStrategy.Side;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.rel.core.JoinRelType;

/**
 * Chooses the algorithm of a span join.
 *
 * <p>A hash join on the keys looks at every pair of a key: quadratic in the largest key group,
 * which nobody knows before the run, so it is chosen only where all pairs of both sides are few. An
 * index costs some milliseconds to make, and then time by the rows that come in and go out,
 * whatever the sizes of the groups. Measured on two cores, of 20 files with 100,000 spans in 20,000
 * each: hash 36 s, index 0.55 s, a query with bins by hand 0.65 s.
 */
final class SpanJoinChoice {

  /** So many pairs are looked at in less time than an index takes to be made. */
  private static final double FEW_PAIRS = 20_000_000;

  private final PlanningFacts facts;

  SpanJoinChoice(PlanningFacts facts) {
    this.facts = facts;
  }

  /** An algorithm and why it is that one, for people. */
  record Verdict(SpanAlgorithm algorithm, String reason) {}

  Verdict of(String view, SpanJoin join, RowEstimate left, RowEstimate right) {
    Optional<SpanAlgorithm> ordered = facts.spanJoins().of(view);
    if (ordered.isPresent()) {
      Optional<String> against = against(ordered.get(), join);
      return against
          .map(
              reason ->
                  new Verdict(SpanAlgorithm.hash, ordered.get() + " is ordered, but " + reason))
          .orElseGet(() -> new Verdict(ordered.get(), "by order"));
    }
    if (!facts.spanJoins().chosen()) {
      return new Verdict(SpanAlgorithm.hash, "no rule chooses the algorithms of span joins");
    }
    return chosen(join, left, right);
  }

  private Verdict chosen(SpanJoin join, RowEstimate left, RowEstimate right) {
    Optional<String> against = against(SpanAlgorithm.index, join);
    if (against.isPresent()) {
      return new Verdict(SpanAlgorithm.hash, against.get());
    }
    double pairs = left.rows() * right.rows();
    String sizes = "%s × %s rows".formatted(count(left), count(right));
    if (pairs <= FEW_PAIRS
        && left.certainty().and(right.certainty()) != RowEstimate.Certainty.guessed) {
      return join.parts().keys().isEmpty() && against(SpanAlgorithm.ie_join, join).isEmpty()
          ? new Verdict(
              SpanAlgorithm.ie_join, sizes + " are few, and without a key they are one group")
          : new Verdict(SpanAlgorithm.hash, sizes + " are few, however they fall into keys");
    }
    RowEstimate indexed = indexedSide(join) == Side.right ? right : left;
    if (indexed.rows() * SpanIndexing.SPAN_BYTES > facts.memoryBytes() / 2.0
        && against(SpanAlgorithm.bins, join).isEmpty()) {
      return new Verdict(
          SpanAlgorithm.bins,
          sizes + ": an index of " + count(indexed) + " spans takes too much memory");
    }
    return new Verdict(SpanAlgorithm.index, sizes + why(join));
  }

  private static String why(SpanJoin join) {
    if (join.keep().filter(keep -> keep.limit() == 1).isPresent()) {
      return ": the index finds the match that is kept without looking at the others";
    }
    return join.joinType() == JoinRelType.SEMI || join.joinType() == JoinRelType.ANTI
        ? ": the index tells whether there is a match without looking at all"
        : ": spans that nest are found by the index, spans that cross by bins";
  }

  private static String count(RowEstimate rows) {
    return String.format(Locale.ROOT, "%,.0f", rows.rows());
  }

  /** What an algorithm cannot do of a join; nothing if it can be computed by it. */
  private static Optional<String> against(SpanAlgorithm algorithm, SpanJoin join) {
    SpanJoinCondition parts = join.parts();
    if (algorithm == SpanAlgorithm.hash) {
      return Optional.empty();
    }
    if (parts.span().isEmpty()) {
      return Optional.of("where spans must be equal their bounds are keys of a hash join");
    }
    boolean inner = join.joinType() == JoinRelType.INNER;
    if (algorithm != SpanAlgorithm.index) {
      boolean overlap = parts.span().get().relation() == SpanCondition.Relation.overlaps;
      if (!inner) {
        return Optional.of(algorithm + " finds pairs, and this join shows rows without a match");
      }
      return overlap && algorithm == SpanAlgorithm.bins
          ? Optional.of("bins find spans that contain each other, not all that overlap")
          : Optional.empty();
    }
    boolean one = join.keep().filter(keep -> keep.limit() == 1).isPresent();
    if (inner && !one) {
      boolean ranked = join.keep().isPresent();
      return ranked && parts.span().get().relation() == SpanCondition.Relation.overlaps
          ? Optional.of("several of the spans that overlap are kept, which takes all pairs")
          : Optional.empty();
    }
    if (!parts.rest().isEmpty()) {
      return Optional.of("an index does not know of conditions other than keys and spans");
    }
    if (join.keep().isPresent() && !inner && (!one || !showsSubjects(join))) {
      return Optional.of("rows without a match show, and several matches are kept");
    }
    return Optional.empty();
  }

  private static boolean showsSubjects(SpanJoin join) {
    return join.joinType()
        == (join.keep().orElseThrow().subject() == Side.left
            ? JoinRelType.LEFT
            : JoinRelType.RIGHT);
  }

  /** The side that is indexed: the one whose rows are the answer. */
  static Side indexedSide(SpanJoin join) {
    if (join.keep().isPresent()) {
      return join.keep().get().subject() == Side.left ? Side.right : Side.left;
    }
    boolean leftContains =
        join.joinType() == JoinRelType.INNER
            && join.parts().span().orElseThrow().relation() == SpanCondition.Relation.contains;
    return leftContains ? Side.left : Side.right;
  }

  /** What the indexed side is indexed by. */
  static SpanIndexing indexing(SpanJoin join) {
    SpanJoinCondition parts = join.parts();
    SpanCondition span = parts.span().orElseThrow();
    boolean right = indexedSide(join) == Side.right;
    int offset = right ? join.leftWidth() : 0;
    List<Integer> keys =
        parts.keys().stream()
            .map(key -> (right ? key.right() : key.left()).getIndex() - offset)
            .toList();
    Question question = question(join);
    return new SpanIndexing(
        keys,
        (right ? span.right() : span.left()).get(0).getIndex() - offset,
        (right ? span.right() : span.left()).get(1).getIndex() - offset,
        relation(span.relation(), right),
        question,
        question == Question.first ? join.keep() : Optional.empty());
  }

  private static Question question(SpanJoin join) {
    if (join.keep().filter(keep -> keep.limit() == 1).isPresent()) {
      return Question.first;
    }
    return join.joinType() == JoinRelType.SEMI || join.joinType() == JoinRelType.ANTI
        ? Question.any
        : Question.all;
  }

  /** What the indexed spans are to the others, from what the left ones are to the right ones. */
  private static SpanCondition.Relation relation(SpanCondition.Relation relation, boolean right) {
    if (!right) {
      return relation;
    }
    return switch (relation) {
      case contains -> SpanCondition.Relation.within;
      case within -> SpanCondition.Relation.contains;
      case overlaps -> SpanCondition.Relation.overlaps;
    };
  }
}
