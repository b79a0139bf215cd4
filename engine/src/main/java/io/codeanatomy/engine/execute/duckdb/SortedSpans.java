// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Numbered spans in groups, each group sorted by begin, at one begin the longer ones first. The
 * spans of a group have consecutive places.
 */
final class SortedSpans {

  private static final int NUMBER_BITS = 31;

  private final long[] begins;
  private final long[] ends;
  private final int[] numbers;
  private final int[] firsts;

  /**
   * For each group as many steps of equal length as there are spans, or up to twice as many: the
   * first place of each, and of the one behind the last. A span begins in a step of about one.
   */
  private final int[] steps;

  /** The logarithm of the length of a group's steps. */
  private final byte[] shifts;

  /** Puts the spans of a group together, in the order of their numbers. */
  private SortedSpans(long[] begins, long[] ends, int[] groups, int groupCount) {
    this.begins = new long[begins.length];
    this.ends = new long[begins.length];
    this.numbers = new int[begins.length];
    this.firsts = new int[groupCount + 1];
    this.steps = new int[2 * begins.length + 2 * groupCount];
    this.shifts = new byte[groupCount];
    for (int group : groups) {
      firsts[group + 1]++;
    }
    for (int group = 0; group < groupCount; group++) {
      firsts[group + 1] += firsts[group];
    }
    int[] next = firsts.clone();
    for (int number = 0; number < begins.length; number++) {
      int place = next[groups[number]]++;
      this.begins[place] = begins[number];
      this.ends[place] = ends[number];
      this.numbers[place] = number;
    }
  }

  /** Which of several identical spans comes first. */
  enum Ties {
    LOWEST_NUMBER_FIRST,
    LOWEST_NUMBER_LAST
  }

  /**
   * Sorts spans.
   *
   * @param begins by number
   * @param ends by number
   * @param groups by number
   */
  static SortedSpans of(long[] begins, long[] ends, int[] groups, int groupCount, Ties ties) {
    SortedSpans spans = new SortedSpans(begins, ends, groups, groupCount);
    IntStream.range(0, groupCount)
        .parallel()
        .forEach(
            group -> {
              spans.sort(spans.first(group), spans.behind(group), ties);
              spans.divide(group);
            });
    return spans;
  }

  int size() {
    return begins.length;
  }

  int groups() {
    return firsts.length - 1;
  }

  /** The first place of a group. */
  int first(int group) {
    return firsts[group];
  }

  /** The place behind the last one of a group. */
  int behind(int group) {
    return firsts[group + 1];
  }

  long begin(int place) {
    return begins[place];
  }

  long end(int place) {
    return ends[place];
  }

  /** The number of the span at a place. */
  int number(int place) {
    return numbers[place];
  }

  /** Divides what a group's spans begin in into steps. */
  private void divide(int group) {
    int from = firsts[group];
    int to = firsts[group + 1];
    if (from == to) {
      return;
    }
    long range = begins[to - 1] - begins[from];
    int shift = Math.max(0, bits(range) - bits(to - from));
    shifts[group] = (byte) shift;
    int first = firstStep(group);
    int behind = first;
    for (int place = from; place < to; place++) {
      int step = first + (int) ((begins[place] - begins[from]) >>> shift);
      while (behind <= step) {
        steps[behind++] = place;
      }
    }
    steps[behind] = to;
  }

  /** Unsigned, as the difference of any two numbers is. */
  private static int bits(long number) {
    return Long.SIZE - Long.numberOfLeadingZeros(number);
  }

  private int firstStep(int group) {
    return 2 * firsts[group] + 2 * group;
  }

  /** How many spans of a group begin at a byte or before it, as the place behind the last. */
  int behindBegin(int group, long begin) {
    int from = firsts[group];
    int to = firsts[group + 1];
    if (from == to || begin < begins[from]) {
      return from;
    }
    if (begin >= begins[to - 1]) {
      return to;
    }
    int step = firstStep(group) + (int) ((begin - begins[from]) >>> shifts[group]);
    return behind(begins, steps[step], steps[step + 1], begin);
  }

  /** The place behind the last value that is at most a bound, in a part that is ascending. */
  static int behind(long[] values, int from, int to, long most) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] <= most) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void sort(int from, int to, Ties ties) {
    long[] keys = new long[to - from];
    if (pack(keys, begins, from, 1)) {
      Arrays.parallelSort(keys);
      place(keys, from);
      for (int i = from; i < to; ) {
        int end = i + 1;
        while (end < to && begins[end] == begins[i]) {
          end++;
        }
        if (end - i > 1) {
          sortTies(i, end, ties);
        }
        i = end;
      }
      return;
    }
    sortByComparing(from, to, ties);
  }

  /** For bounds that are too far apart to be packed. */
  private void sortByComparing(int from, int to, Ties ties) {
    int[] places =
        IntStream.range(from, to)
            .boxed()
            .sorted(comparator(ties))
            .mapToInt(Integer::intValue)
            .toArray();
    permute(places, from);
  }

  /** Spans of one begin; they are in the order of their numbers. */
  private void sortTies(int from, int to, Ties ties) {
    boolean lowestLast = ties == Ties.LOWEST_NUMBER_LAST;
    long[] keys = new long[to - from];
    if (!pack(keys, ends, from, lowestLast ? 1 : -1)) {
      sortByComparing(from, to, ties);
      return;
    }
    Arrays.sort(keys);
    // The longest first: the other way round, numbers come the other way round as well.
    for (int i = 0, j = keys.length - 1; lowestLast && i < j; i++, j--) {
      long key = keys[i];
      keys[i] = keys[j];
      keys[j] = key;
    }
    place(keys, from);
  }

  /** A value and a place in one number, if the values are within 32 bits of each other. */
  private static boolean pack(long[] keys, long[] values, int from, int direction) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = 0; i < keys.length; i++) {
      least = Math.min(least, values[from + i]);
      most = Math.max(most, values[from + i]);
    }
    long range = most - least;
    if (range < 0 || range >= 1L << 32) {
      return false;
    }
    for (int i = 0; i < keys.length; i++) {
      long value = direction > 0 ? values[from + i] - least : most - values[from + i];
      keys[i] = (value << NUMBER_BITS) | i;
    }
    return true;
  }

  private void place(long[] keys, int from) {
    int[] places = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      places[i] = from + (int) (keys[i] & ((1L << NUMBER_BITS) - 1));
    }
    permute(places, from);
  }

  /** Puts at each place what is at another. */
  private void permute(int[] places, int from) {
    long[] newBegins = new long[places.length];
    long[] newEnds = new long[places.length];
    int[] newNumbers = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      newBegins[i] = begins[places[i]];
      newEnds[i] = ends[places[i]];
      newNumbers[i] = numbers[places[i]];
    }
    System.arraycopy(newBegins, 0, begins, from, places.length);
    System.arraycopy(newEnds, 0, ends, from, places.length);
    System.arraycopy(newNumbers, 0, numbers, from, places.length);
  }

  private Comparator<Integer> comparator(Ties ties) {
    Comparator<Integer> byNumber = Comparator.comparingInt(place -> numbers[place]);
    return Comparator.<Integer>comparingLong(place -> begins[place])
        .thenComparing(Comparator.<Integer>comparingLong(place -> ends[place]).reversed())
        .thenComparing(ties == Ties.LOWEST_NUMBER_FIRST ? byNumber : byNumber.reversed());
  }
}
