// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.plan.SpanCondition.Relation;
import io.codeanatomy.engine.plan.SpanIndexing;
import io.codeanatomy.engine.plan.SpanIndexing.Question;
import io.codeanatomy.engine.plan.SpanKeep.Choice;
import java.util.Optional;

/**
 * An index on the numbered spans of a relation: answers one question about any span, from several
 * threads at once. Numbers are in the order of preference within a group, where one is asked for.
 */
final class SpanIndex {

  /** No number. */
  static final long NONE = -1;

  /** Java's arrays hold so many, with all that there are several of for a span. */
  static final int MOST_SPANS = 1 << 28;

  /** Pairs of a span and one around it, for each span: more of them are not listed. */
  private static final long MOST_PAIRS_PER_SPAN = 64;

  private static final long SOME_PAIRS = 1_000_000;

  private final SpanIndexing indexing;
  private final SortedSpans spans;
  private final Optional<NestedSpans> nested;
  private final Optional<TouchingSpans> touching;
  private final boolean isRegular;
  private final long longest;
  private final CrossingSpans[] crossing;
  private final long[] furthest;
  private long crossingBytes;

  /**
   * Builds the index.
   *
   * @param begins by number; taken over
   * @param ends by number; taken over
   * @param groups by number
   */
  SpanIndex(SpanIndexing indexing, long[] begins, long[] ends, int[] groups, int groupCount) {
    this.indexing = indexing;
    boolean regular = true;
    long length = 0;
    for (int i = 0; i < begins.length; i++) {
      regular &= begins[i] >= 0 && ends[i] >= begins[i];
      length = Math.max(length, ends[i] - begins[i]);
    }
    this.isRegular = regular;
    this.longest = length;
    Optional<Choice> choice = indexing.keep().map(keep -> keep.choice());
    boolean forest =
        indexing.relation() == Relation.contains
            && indexing.question() != Question.any
            && choice.filter(kept -> kept == Choice.first).isEmpty();
    if (!forest) {
      for (int i = 0; i < begins.length; i++) {
        begins[i] = coordinate(begins[i]);
        ends[i] = coordinate(ends[i]);
      }
    }
    this.spans =
        SortedSpans.of(
            begins,
            ends,
            groups,
            groupCount,
            choice.filter(kept -> kept == Choice.outermost).isPresent()
                ? SortedSpans.Ties.LOWEST_NUMBER_FIRST
                : SortedSpans.Ties.LOWEST_NUMBER_LAST);
    this.nested = forest ? Optional.of(new NestedSpans(spans)) : Optional.empty();
    this.touching =
        indexing.question() == Question.all
            ? nested.filter(NestedSpans::allNest).map(trees -> new TouchingSpans(spans, trees))
            : Optional.empty();
    this.crossing = new CrossingSpans[indexing.question() == Question.first ? spans.groups() : 0];
    for (int group = 0; group < crossing.length; group++) {
      if (!nests(group)) {
        crossing[group] = crossing(group);
      }
    }
    this.furthest = new long[indexing.question() == Question.any ? spans.size() : 0];
    for (int place = 0; place < furthest.length; place++) {
      furthest[place] = spans.end(place);
    }
    for (int group = 0; group < spans.groups() && furthest.length > 0; group++) {
      for (int place = spans.first(group) + 1; place < spans.behind(group); place++) {
        furthest[place] = Math.max(furthest[place], furthest[place - 1]);
      }
    }
  }

  /** The bytes that an index on so many spans takes while it is made, if they nest. */
  static long bytes(long spans) {
    return spans * SpanIndexing.SPAN_BYTES;
  }

  /**
   * A bound such that an indexed span matches a span if its first coordinate is at most, and its
   * second at least a number: all three relations come to this.
   */
  private long coordinate(long bound) {
    return indexing.relation() == Relation.within ? ~bound : bound;
  }

  private boolean nests(int group) {
    return nested.isPresent() && nested.get().nests(group);
  }

  private CrossingSpans crossing(int group) {
    int from = spans.first(group);
    int size = spans.behind(group) - from;
    crossingBytes += CrossingSpans.bytes(size);
    if (crossingBytes > JavaHeap.share()) {
      throw JavaHeap.tooSmall(
          "The index of spans that cross", crossingBytes, ", or order span_join_algorithm: bins");
    }
    long[] firsts = new long[size];
    long[] seconds = new long[size];
    int[] numbers = new int[size];
    for (int i = 0; i < size; i++) {
      firsts[i] = spans.begin(from + i);
      seconds[i] = spans.end(from + i);
      numbers[i] = spans.number(from + i);
    }
    return new CrossingSpans(firsts, seconds, numbers);
  }

  /** Whether no span begins before 0 or ends before it begins. */
  boolean isRegular() {
    return isRegular;
  }

  /** The length of the longest span, if they are regular. */
  long longest() {
    return longest;
  }

  /** Whether all spans that contain another are those around the innermost one, and few enough. */
  boolean listsPairs() {
    return touching.isPresent() && pairs() <= MOST_PAIRS_PER_SPAN * spans.size() + SOME_PAIRS;
  }

  /** The number of pairs of a span and one around it, itself included, and of places likewise. */
  long pairs() {
    return nested.map(NestedSpans::pairs).orElse(0L)
        + touching.map(TouchingSpans::pairs).orElse(0L);
  }

  /** How many numbers have pairs: those of the spans, and of places where spans touch. */
  int numbered() {
    return spans.size() + touching.orElseThrow().size();
  }

  /** The number of what has the pairs: of the span at a place, or of a place where spans touch. */
  long number(int place) {
    return place < spans.size() ? spans.number(place) : place;
  }

  /** The place of the first span around something; a span is around itself. */
  int firstAround(int place) {
    return place < spans.size() ? place : touching.orElseThrow().beginning(place - spans.size());
  }

  /** The place of the span that comes behind another in the list of those around something. */
  int nextAround(int place, int around) {
    return place < spans.size()
        ? nested.orElseThrow().parent(around)
        : touching.orElseThrow().next(place - spans.size(), around);
  }

  /** The spans, for whoever lists the pairs. */
  SortedSpans spans() {
    return spans;
  }

  /**
   * Asks about a span.
   *
   * @param group the group of the spans that are asked
   * @return the number of a span, or {@link #NONE}
   * @throws UnfitSpanException if there is no answer that stands for all matches
   */
  long ask(int group, long begin, long end) {
    return switch (indexing.question()) {
      case all -> around(group, begin, end);
      case first -> nests(group) ? kept(group, begin, end) : lowest(group, begin, end);
      case any -> any(group, begin, end);
    };
  }

  private long around(int group, long begin, long end) {
    if (end < begin) {
      throw new UnfitSpanException();
    }
    if (end == begin) {
      return touching.orElseThrow().around(group, begin);
    }
    return orNone(nested.orElseThrow().innermost(group, begin, end));
  }

  private long orNone(int place) {
    return place == NestedSpans.NONE ? NONE : spans.number(place);
  }

  private long kept(int group, long begin, long end) {
    if (end < begin) {
      return scanned(group, begin, end);
    }
    long number = inForest(group, begin, end);
    if (begin == end && begin > Long.MIN_VALUE) {
      long before = inForest(group, begin - 1, end);
      return number == NONE || (before != NONE && before < number) ? before : number;
    }
    return number;
  }

  /** Of the spans that begin at a place or before it, and end at one or behind it. */
  private long inForest(int group, long begin, long end) {
    NestedSpans forest = nested.orElseThrow();
    boolean outermost = indexing.keep().orElseThrow().choice() == Choice.outermost;
    return orNone(
        outermost ? forest.outermost(group, begin, end) : forest.innermost(group, begin, end));
  }

  /** A span that ends before it begins matches what it should, but that is no path in a forest. */
  private long scanned(int group, long begin, long end) {
    long lowest = NONE;
    int behind = spans.behindBegin(group, begin);
    for (int place = spans.first(group); place < behind; place++) {
      if (spans.end(place) >= end && (lowest == NONE || spans.number(place) < lowest)) {
        lowest = spans.number(place);
      }
    }
    return lowest;
  }

  private long lowest(int group, long begin, long end) {
    if (matchesNothing(begin, end)) {
      return NONE;
    }
    int number = crossing[group].lowest(most(begin, end), least(begin, end));
    return number == CrossingSpans.NONE ? NONE : number;
  }

  private long any(int group, long begin, long end) {
    if (matchesNothing(begin, end)) {
      return NONE;
    }
    int behind = spans.behindBegin(group, most(begin, end));
    return behind > spans.first(group) && furthest[behind - 1] >= least(begin, end) ? 0 : NONE;
  }

  /** No span begins before the first, or ends behind the last number that there is. */
  private boolean matchesNothing(long begin, long end) {
    return indexing.relation() == Relation.overlaps
        && (end == Long.MIN_VALUE || begin == Long.MAX_VALUE);
  }

  private long most(long begin, long end) {
    return switch (indexing.relation()) {
      case contains -> begin;
      case within -> ~begin;
      case overlaps -> end - 1;
    };
  }

  private long least(long begin, long end) {
    return switch (indexing.relation()) {
      case contains -> end;
      case within -> ~end;
      case overlaps -> begin + 1;
    };
  }

  /** A span for which an index that lists pairs has no answer. */
  static final class UnfitSpanException extends RuntimeException {
    UnfitSpanException() {
      super(DuckDbFaults.UNFIT, null, false, false);
    }
  }
}
