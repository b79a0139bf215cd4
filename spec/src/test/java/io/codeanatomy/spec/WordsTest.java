// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {

  private static final long SEED = Long.getLong("codeanatomy.words.seed", 3L);

  @Test
  void theNearestWordIsOffered() {
    List<String> fields = List.of("source", "predicate", "source_view");
    assertThat(Words.nearest("sorce", fields)).contains("source");
    assertThat(Words.nearest("SOURCE", fields)).contains("source");
    assertThat(Words.nearest("perdicate", fields)).contains("predicate");
    assertThat(Words.nearest("sources_view", fields)).contains("source_view");
    assertThat(Words.nearest("columns", fields)).isEmpty();
    assertThat(Words.nearest("x", List.of())).isEmpty();
    assertThat(Documents.problems("versoin: 1").stream().map(Diagnostic::hint))
        .anyMatch(hint -> hint.orElse("").startsWith("did you mean \"version\"? allowed here: "));
  }

  @Test
  void distancesAgreeWithTheDefinition() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2000; i++) {
      String left = word(random);
      String right = word(random);
      assertThat(Words.distance(left, right))
          .as("seed %d: %s, %s", SEED, left, right)
          .isEqualTo(naive(left, right));
    }
  }

  @Test
  void textsAreCutAndMadeVisible() {
    assertThat(Words.shortened("a\nb")).isEqualTo("a\\u000ab");
    assertThat(Words.shortened("😀".repeat(61))).isEqualTo("😀".repeat(60) + "…");
    assertThat(Words.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int length = random.nextInt(6); length > 0; length--) {
      word.append((char) ('a' + random.nextInt(3)));
    }
    return word.toString();
  }

  private static int naive(String left, String right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.length() + right.length();
    }
    String shorterLeft = left.substring(1);
    String shorterRight = right.substring(1);
    int change = left.charAt(0) == right.charAt(0) ? 0 : 1;
    int best =
        Math.min(
            naive(shorterLeft, shorterRight) + change,
            Math.min(naive(shorterLeft, right), naive(left, shorterRight)) + 1);
    if (left.length() > 1
        && right.length() > 1
        && left.charAt(0) == right.charAt(1)
        && left.charAt(1) == right.charAt(0)) {
      best = Math.min(best, naive(left.substring(2), right.substring(2)) + 1);
    }
    return best;
  }
}
