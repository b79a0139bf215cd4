// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import java.util.Arrays;

/**
 * A graph of numbered nodes in compressed rows: the targets of node {@code n} are {@code targets}
 * from {@code firsts[n]} up to {@code firsts[n + 1]}. Read by many threads, written by none.
 */
final class EdgeGraph {

  private final int[] firsts;
  private final int[] targets;

  private EdgeGraph(int[] firsts, int[] targets) {
    this.firsts = firsts;
    this.targets = targets;
  }

  /**
   * The graph of the edges {@code from[i] → to[i]}.
   *
   * @param nodes the number of nodes; they are numbered from 0
   */
  static EdgeGraph of(int nodes, int[] from, int[] to) {
    int[] firsts = new int[nodes + 1];
    for (int node : from) {
      firsts[node + 1]++;
    }
    for (int node = 0; node < nodes; node++) {
      firsts[node + 1] += firsts[node];
    }
    int[] next = Arrays.copyOf(firsts, nodes);
    int[] targets = new int[to.length];
    for (int edge = 0; edge < to.length; edge++) {
      targets[next[from[edge]]++] = to[edge];
    }
    return new EdgeGraph(firsts, targets);
  }

  /** The most bytes that a graph takes while it is made, without what searches take. */
  static long bytes(long nodes, long edges) {
    return 2 * Integer.BYTES * nodes + 3 * Integer.BYTES * edges;
  }

  int nodes() {
    return firsts.length - 1;
  }

  /**
   * A search through the graph, breadth first, so that every node is found by a shortest path. Used
   * for one start after the other, by one thread.
   */
  final class Search {

    /** Per node the last start that it was found from, plus 1. */
    private final int[] foundFrom = new int[nodes()];

    private int[] found = new int[16];
    private int[] levelEnds = new int[16];
    private int size;
    private int start;
    private int place;
    private int level;

    /** The most bytes that a search through so many nodes takes. */
    static long bytes(long nodes) {
      return 3 * Integer.BYTES * nodes;
    }

    /**
     * Finds the nodes that a node leads to by at most {@code maxDepth} edges; the node itself only
     * by way of a cycle.
     */
    void from(int node, long maxDepth) {
      start = node;
      size = 0;
      place = -1;
      level = 0;
      expand(node);
      int depth = 0;
      int begin = 0;
      while (begin < size) {
        int end = size;
        levelEnds = withRoom(levelEnds, depth);
        levelEnds[depth++] = end;
        if (depth < maxDepth) {
          for (int i = begin; i < end; i++) {
            expand(found[i]);
          }
        }
        begin = end;
      }
    }

    private void expand(int node) {
      for (int edge = firsts[node]; edge < firsts[node + 1]; edge++) {
        int target = targets[edge];
        if (foundFrom[target] != start + 1) {
          foundFrom[target] = start + 1;
          found = withRoom(found, size);
          found[size++] = target;
        }
      }
    }

    private int[] withRoom(int[] array, int index) {
      return index < array.length
          ? array
          : Arrays.copyOf(array, (int) Math.min(2L * array.length, nodes()));
    }

    /** Goes to the next node that was found; false if there is none. */
    boolean next() {
      place = Math.min(place + 1, size);
      while (place < size && place >= levelEnds[level]) {
        level++;
      }
      return place < size;
    }

    int start() {
      return start;
    }

    int node() {
      return found[place];
    }

    /** The length of the shortest path to the node. */
    int depth() {
      return level + 1;
    }
  }
}
