// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

/**
 * Finds the lowest number among points of a plane of which one coordinate is at most, and the other
 * at least a bound: what any question for the first match comes to, whether spans nest or not.
 *
 * <p>The points lie in the order of the first coordinate. Every prefix of them is made of at most
 * one block of each power of two, as in a Fenwick tree; in a block they are sorted by the second
 * coordinate, each with the lowest number of those with at least as great a one. A question takes
 * O(log² n), the structure n log n places of 12 bytes.
 */
final class CrossingSpans {

  /** No point. */
  static final int NONE = Integer.MAX_VALUE;

  private final long[] firsts;
  private final long[][] seconds;
  private final int[][] lowest;

  /**
   * The points of one group.
   *
   * @param firsts the first coordinates, ascending
   */
  CrossingSpans(long[] firsts, long[] secondOf, int[] numbers) {
    this.firsts = firsts;
    int size = firsts.length;
    this.seconds = new long[size + 1][];
    this.lowest = new int[size + 1][];
    for (int block = 1; block <= size; block++) {
      int width = block & -block;
      merge(block, width, secondOf[block - 1], numbers[block - 1]);
    }
  }

  /** The bytes that the points of a group take. */
  static long bytes(long points) {
    int levels = 64 - Long.numberOfLeadingZeros(points);
    return points * (8 + 16) + points * levels * 12;
  }

  /** A block is its last point and the blocks of the smaller powers of two before it. */
  private void merge(int block, int width, long second, int number) {
    long[] sorted = new long[width];
    int[] least = new int[width];
    sorted[0] = second;
    least[0] = number;
    int length = 1;
    for (int part = 1; part < width; part <<= 1) {
      int other = block - part;
      length = merged(sorted, least, length, seconds[other], lowest[other]);
    }
    for (int i = width - 2; i >= 0; i--) {
      least[i] = Math.min(least[i], least[i + 1]);
    }
    seconds[block] = sorted;
    lowest[block] = least;
  }

  /** Merges a sorted part into the beginning of two arrays, from behind. */
  private static int merged(long[] sorted, int[] least, int length, long[] part, int[] partLeast) {
    int to = length + part.length - 1;
    int a = length - 1;
    int b = part.length - 1;
    while (b >= 0) {
      if (a >= 0 && sorted[a] > part[b]) {
        sorted[to] = sorted[a];
        least[to--] = least[a--];
      } else {
        sorted[to] = part[b];
        least[to--] = partLeast[b--];
      }
    }
    return length + part.length;
  }

  /**
   * The lowest number of the points whose first coordinate is at most, and the second at least a
   * bound.
   *
   * @return the number, or {@link #NONE}
   */
  int lowest(long most, long least) {
    int prefix = SortedSpans.behind(firsts, 0, firsts.length, most);
    int found = NONE;
    for (int block = prefix; block > 0; block -= block & -block) {
      long[] sorted = seconds[block];
      int place = firstNotBelow(sorted, least);
      if (place < sorted.length) {
        found = Math.min(found, lowest[block][place]);
      }
    }
    return found;
  }

  private static int firstNotBelow(long[] sorted, long least) {
    return least == Long.MIN_VALUE ? 0 : SortedSpans.behind(sorted, 0, sorted.length, least - 1);
  }
}
