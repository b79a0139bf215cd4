// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is different between two trees, operator by operator: a longest common subsequence stays
 * out. An operator that only got another level is the same; of one that only got another list of
 * columns, the columns that both have are told by {@code …}.
 */
final class TreeDifference {

  /** An operator that is a list of columns. */
  private static final String PROJECT = "Project ";

  private TreeDifference() {}

  /** An operator that only one of the trees has, without its indentation. */
  record Line(boolean isAdded, String text) {}

  /** The operators, in order; what was there before what came in its place. */
  static List<Line> of(List<String> treeBefore, List<String> treeAfter) {
    List<String> before = treeBefore.stream().map(String::strip).toList();
    List<String> after = treeAfter.stream().map(String::strip).toList();
    int[][] common = commonAfter(before, after);
    List<Line> lines = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    List<String> added = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        replaced(removed, added, lines);
        i++;
        j++;
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        removed.add(before.get(i++));
      } else {
        added.add(after.get(j++));
      }
    }
    replaced(removed, added, lines);
    return lines;
  }

  /** How many operators the rests of both trees have in common, by where the rests begin. */
  private static int[][] commonAfter(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  /** Takes neighbours that came in the place of neighbours, and empties both lists. */
  private static void replaced(List<String> removed, List<String> added, List<Line> lines) {
    for (String before : removed) {
      boolean paired = false;
      for (int i = 0; i < added.size() && !paired; i++) {
        paired = columns(before, added.get(i), lines);
        if (paired) {
          added.remove(i);
        }
      }
      if (!paired) {
        lines.add(new Line(false, before));
      }
    }
    added.forEach(after -> lines.add(new Line(true, after)));
    removed.clear();
    added.clear();
  }

  /** Whether both are projections, of which then only the others are told. */
  private static boolean columns(String before, String after, List<Line> lines) {
    if (!before.startsWith(PROJECT) || !after.startsWith(PROJECT)) {
      return false;
    }
    Set<String> removed = items(before.substring(PROJECT.length()));
    Set<String> added = items(after.substring(PROJECT.length()));
    Set<String> both = new LinkedHashSet<>(removed);
    both.retainAll(added);
    removed.removeAll(both);
    added.removeAll(both);
    if (both.isEmpty() || (removed.isEmpty() && added.isEmpty())) {
      return false;
    }
    if (!removed.isEmpty()) {
      lines.add(new Line(false, PROJECT + "… " + String.join(", ", removed)));
    }
    if (!added.isEmpty()) {
      lines.add(new Line(true, PROJECT + "… " + String.join(", ", added)));
    }
    return true;
  }

  /** The items of a list, split at commas that are in no parentheses and no quotes. */
  private static Set<String> items(String list) {
    Set<String> items = new LinkedHashSet<>();
    int depth = 0;
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted) {
        depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
        if (c == ',' && depth == 0) {
          items.add(list.substring(start, i).strip());
          start = i + 1;
        }
      }
    }
    items.add(list.substring(start).strip());
    return items;
  }
}
