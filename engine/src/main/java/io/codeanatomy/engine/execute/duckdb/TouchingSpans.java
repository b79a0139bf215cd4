// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import java.util.Arrays;

/**
 * The places in nested spans where one ends and another begins. An empty span there is contained in
 * those around both, which is no path in the forest; so each such place has a number of its own,
 * behind those of the spans.
 */
final class TouchingSpans {

  private final NestedSpans forest;
  private final SortedSpans spans;
  private final int[] firsts;
  private long[] bytes = new long[16];
  private int[] beginning = new int[16];
  private int[] ending = new int[16];
  private int size;
  private long pairs;

  /** Of spans of which those of every group nest. */
  TouchingSpans(SortedSpans spans, NestedSpans forest) {
    this.spans = spans;
    this.forest = forest;
    this.firsts = new int[spans.groups() + 1];
    for (int group = 0; group < spans.groups(); group++) {
      firsts[group] = size;
      int before = NestedSpans.NONE;
      for (int place = spans.first(group); place < spans.behind(group); place++) {
        if (place + 1 == spans.behind(group) || spans.begin(place + 1) != spans.begin(place)) {
          look(before, place);
          before = place;
        }
      }
    }
    firsts[spans.groups()] = size;
  }

  /**
   * Looks at the byte where a span begins.
   *
   * @param before the last span that begins before it, if there is one
   * @param begins the last one that begins there, which is the innermost of them
   */
  private void look(int before, int begins) {
    long at = spans.begin(begins);
    int ends = before == NestedSpans.NONE ? before : forest.innermostFrom(before, at);
    if (ends == NestedSpans.NONE || forest.isAround(ends, begins)) {
      return;
    }
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
      beginning = Arrays.copyOf(beginning, 2 * size);
      ending = Arrays.copyOf(ending, 2 * size);
    }
    bytes[size] = at;
    beginning[size] = begins;
    ending[size] = ends;
    size++;
    pairs += forest.depth(begins);
    for (int place = ends; !isAroundBoth(place, begins); place = forest.parent(place)) {
      pairs++;
    }
  }

  private boolean isAroundBoth(int place, int begins) {
    return place == NestedSpans.NONE || forest.isAround(place, begins);
  }

  /** How many such places there are. */
  int size() {
    return size;
  }

  /** The number of all pairs of a place and a span around it. */
  long pairs() {
    return pairs;
  }

  /**
   * What an empty span is contained in: the number of a span, with all around it, or that of a
   * place.
   */
  long around(int group, long at) {
    int found = Arrays.binarySearch(bytes, firsts[group], firsts[group + 1], at);
    if (found >= 0) {
      return (long) spans.size() + found;
    }
    int place = forest.innermost(group, at, at);
    return place == NestedSpans.NONE ? SpanIndex.NONE : spans.number(place);
  }

  /** The innermost span around a place that begins there. */
  int beginning(int place) {
    return beginning[place];
  }

  /** The span around a place that comes behind another in a list of all that are around it. */
  int next(int place, int around) {
    int parent = forest.parent(around);
    int begins = beginning[place];
    if (!forest.isAround(around, begins)) {
      return isAroundBoth(parent, begins) ? NestedSpans.NONE : parent;
    }
    return parent == NestedSpans.NONE ? ending[place] : parent;
  }
}
