// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

/**
 * The forest that spans make where any two of a group either contain each other or have no byte in
 * common. One pass over the sorted spans with a stack builds it, as in the stack-tree joins of
 * Al-Khalifa et al., Structural Joins: A Primitive for Efficient XML Query Pattern Matching (ICDE
 * 2002). Jump pointers as in Myers, An Applicative Random-Access Stack (1983), find an ancestor in
 * logarithmic time however deep the nesting.
 */
final class NestedSpans {

  /** The place of no span. */
  static final int NONE = -1;

  private final SortedSpans spans;
  private final int[] parents;
  private final int[] jumps;
  private final int[] depths;
  private final boolean[] nests;
  private final boolean allNest;
  private final long pairs;

  NestedSpans(SortedSpans spans) {
    this.spans = spans;
    this.parents = new int[spans.size()];
    this.jumps = new int[spans.size()];
    this.depths = new int[spans.size()];
    this.nests = new boolean[spans.groups()];
    boolean all = true;
    long count = 0;
    for (int group = 0; group < spans.groups(); group++) {
      nests[group] = build(spans.first(group), spans.behind(group));
      all &= nests[group];
      for (int place = spans.first(group); all && place < spans.behind(group); place++) {
        count += depths[place];
      }
    }
    this.allNest = all;
    this.pairs = count;
  }

  private boolean build(int from, int behind) {
    int top = NONE;
    for (int place = from; place < behind; place++) {
      long begin = spans.begin(place);
      long end = spans.end(place);
      if (end < begin) {
        return false;
      }
      while (top != NONE && spans.end(top) <= begin && !isSame(top, begin, end)) {
        top = parents[top];
      }
      if (top != NONE && spans.end(top) < end) {
        return false;
      }
      parents[place] = top;
      depths[place] = top == NONE ? 1 : depths[top] + 1;
      jumps[place] = jump(top);
      top = place;
    }
    return true;
  }

  private boolean isSame(int place, long begin, long end) {
    return spans.begin(place) == begin && spans.end(place) == end;
  }

  private int jump(int parent) {
    if (parent == NONE || jumps[parent] == NONE) {
      return parent;
    }
    int jump = jumps[parent];
    int further = jumps[jump];
    int depthOfFurther = further == NONE ? 0 : depths[further];
    return depths[parent] - depths[jump] == depths[jump] - depthOfFurther ? further : parent;
  }

  /** Whether the spans of every group nest. */
  boolean allNest() {
    return allNest;
  }

  /** Whether the spans of a group nest; only then the other questions about it have answers. */
  boolean nests(int group) {
    return nests[group];
  }

  /** The number of all pairs of a span and one that contains it, itself included. */
  long pairs() {
    return pairs;
  }

  /** The span right around one; none for the outermost. */
  int parent(int place) {
    return parents[place];
  }

  /** How many spans are around one, itself included. */
  int depth(int place) {
    return depths[place];
  }

  /** Whether a span is another one or around it, in the forest. */
  boolean isAround(int outer, int inner) {
    int place = inner;
    while (depths[place] > depths[outer]) {
      int jump = jumps[place];
      place = jump != NONE && depths[jump] >= depths[outer] ? jump : parents[place];
    }
    return place == outer;
  }

  /**
   * The innermost span that contains another.
   *
   * @return a place, or {@link #NONE}
   */
  int innermost(int group, long begin, long end) {
    int last = spans.behindBegin(group, begin) - 1;
    return last < spans.first(group) ? NONE : innermostFrom(last, end);
  }

  /** The innermost span that is a given one or around it, and ends at a byte or behind it. */
  int innermostFrom(int start, long end) {
    int place = start;
    while (place != NONE && spans.end(place) < end) {
      int jump = jumps[place];
      place = jump != NONE && spans.end(jump) < end ? jump : parents[place];
    }
    return place;
  }

  /**
   * The outermost span that contains another.
   *
   * @return a place, or {@link #NONE}
   */
  int outermost(int group, long begin, long end) {
    int place = spans.behindBegin(group, begin) - 1;
    if (place < spans.first(group)) {
      return NONE;
    }
    while (parents[place] != NONE) {
      place = jumps[place] == NONE ? parents[place] : jumps[place];
    }
    return spans.end(place) < end ? NONE : place;
  }
}
