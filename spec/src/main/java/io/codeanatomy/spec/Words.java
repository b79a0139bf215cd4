// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words for people in messages. */
public final class Words {

  private static final int SHORT = 60;

  private Words() {}

  /** The text, cut if it is long, with control characters made visible. */
  static String shortened(String text) {
    String cut =
        text.codePointCount(0, text.length()) <= SHORT
            ? text
            : text.substring(0, text.offsetByCodePoints(0, SHORT)) + "…";
    return cut.codePoints()
        .mapToObj(
            c ->
                Character.isISOControl(c)
                    ? String.format(Locale.ROOT, "\\u%04x", c)
                    : Character.toString(c))
        .collect(Collectors.joining());
  }

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  static String list(List<String> words) {
    return joined(words, " and ");
  }

  /** {@code a}, {@code a or b}, {@code a, b or c}. */
  static String choice(Collection<String> words) {
    return joined(List.copyOf(words), " or ");
  }

  private static String joined(List<String> words, String last) {
    if (words.size() < 2) {
      return String.join("", words);
    }
    int end = words.size() - 1;
    return String.join(", ", words.subList(0, end)) + last + words.get(end);
  }

  /**
   * The question {@link #didYouMean} as the beginning of a longer hint; empty if nothing is near.
   */
  public static String suggestion(String word, Collection<String> candidates) {
    return didYouMean(word, candidates).map(question -> question + " ").orElse("");
  }

  /** {@code did you mean "x"?} for the nearest of the candidates, if one is near enough. */
  public static Optional<String> didYouMean(String word, Collection<String> candidates) {
    return nearest(word, candidates).map(near -> "did you mean \"" + near + "\"?");
  }

  /** The nearest of the candidates, if one is near enough; ties go to the first. */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    String wanted = word.toLowerCase(Locale.ROOT);
    if (wanted.length() > 200) {
      return Optional.empty();
    }
    int best = Math.max(1, wanted.length() / 3) + 1;
    Optional<String> nearest = Optional.empty();
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - wanted.length()) >= best) {
        continue;
      }
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
      if (distance < best) {
        best = distance;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  /**
   * The candidates, separated by commas; if they are more than a limit, only as many, the nearest
   * first, and how many others there are.
   */
  public static String some(String word, Collection<String> candidates, int limit) {
    if (candidates.size() <= limit) {
      return String.join(", ", candidates);
    }
    String wanted = word.toLowerCase(Locale.ROOT);
    return candidates.stream()
            .sorted(
                Comparator.comparingInt(
                    candidate -> distance(wanted, candidate.toLowerCase(Locale.ROOT))))
            .limit(limit)
            .collect(Collectors.joining(", "))
        + " and "
        + (candidates.size() - limit)
        + " more";
  }

  /** Edit distance where swapping two neighbours counts as one step (optimal string alignment). */
  static int distance(String left, String right) {
    int[] beforeLast = new int[right.length() + 1];
    int[] last = new int[right.length() + 1];
    int[] current = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int steps = Math.min(Math.min(current[j - 1], last[j]) + 1, last[j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        current[j] = swapped ? Math.min(steps, beforeLast[j - 2] + 1) : steps;
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = current;
      current = spare;
    }
    return last[right.length()];
  }
}
