// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Depth-first search for cycles, without recursion: one cycle for every edge that leads back into
 * the path. (All elementary cycles of a graph can be exponentially many.)
 */
final class CycleSearch {

  private final Map<String, List<String>> edges;
  private final Map<String, Integer> documentOrder = new HashMap<>();
  private final List<String> path = new ArrayList<>();
  private final Map<String, Integer> depthInPath = new HashMap<>();
  private final Deque<Iterator<String>> branches = new ArrayDeque<>();
  private final Set<String> done = new LinkedHashSet<>();
  private final Set<List<String>> cycles = new LinkedHashSet<>();

  CycleSearch(Map<String, List<String>> edges) {
    this.edges = edges;
    edges.keySet().forEach(name -> documentOrder.put(name, documentOrder.size()));
  }

  List<List<String>> cycles() {
    for (String start : edges.keySet()) {
      if (!done.contains(start)) {
        enter(start);
        walk();
      }
    }
    return List.copyOf(cycles);
  }

  private void walk() {
    while (!branches.isEmpty()) {
      if (!branches.element().hasNext()) {
        leave();
        continue;
      }
      String next = branches.element().next();
      Integer depth = depthInPath.get(next);
      if (depth != null) {
        cycles.add(fromFirstNamed(path.subList(depth, path.size())));
      } else if (!done.contains(next)) {
        enter(next);
      }
    }
  }

  private void enter(String name) {
    depthInPath.put(name, path.size());
    path.add(name);
    branches.push(edges.getOrDefault(name, List.of()).iterator());
  }

  private void leave() {
    branches.pop();
    String name = path.remove(path.size() - 1);
    depthInPath.remove(name);
    done.add(name);
  }

  private List<String> fromFirstNamed(List<String> cycle) {
    List<String> rotated = new ArrayList<>(cycle);
    String first =
        Collections.min(cycle, (left, right) -> Integer.compare(order(left), order(right)));
    Collections.rotate(rotated, -cycle.indexOf(first));
    return List.copyOf(rotated);
  }

  private int order(String name) {
    return documentOrder.getOrDefault(name, Integer.MAX_VALUE);
  }
}
