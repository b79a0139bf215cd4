// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextBoundsTest {

  @Test
  void aShortTextIsItsOwnBounds() {
    assertThat(TextBounds.lower(utf8("abc"))).contains("abc");
    assertThat(TextBounds.upper(utf8("abc"))).contains("abc");
    assertThat(TextBounds.upper(utf8(""))).contains("");
  }

  @Test
  void theUpperBoundOfALongTextIsRoundedUp() {
    String text = "a".repeat(40);
    assertThat(TextBounds.lower(utf8(text))).contains("a".repeat(32));
    assertThat(TextBounds.upper(utf8(text))).contains("a".repeat(31) + "b");
  }

  @Test
  void thereIsNoUpperBoundAboveTheLastCharacter() {
    assertThat(TextBounds.upper(utf8(Character.toString(0x10FFFF).repeat(33)))).isEmpty();
  }

  @Test
  void boundsHoldForAnyText() {
    long seed = Long.getLong("codeanatomy.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String text = text(random);
      byte[] bytes = utf8(text);
      String lower = TextBounds.lower(bytes).orElseThrow();
      Optional<String> upper = TextBounds.upper(bytes);
      assertThat(Arrays.compareUnsigned(utf8(lower), bytes))
          .as("lower bound of %s, seed %d", text, seed)
          .isLessThanOrEqualTo(0);
      assertThat(lower.codePointCount(0, lower.length())).isLessThanOrEqualTo(TextBounds.LENGTH);
      if (upper.isPresent()) {
        assertThat(Arrays.compareUnsigned(utf8(upper.get()), bytes))
            .as("upper bound of %s, seed %d", text, seed)
            .isGreaterThanOrEqualTo(0);
        assertThat(upper.get().codePoints().count()).isLessThanOrEqualTo(TextBounds.LENGTH);
        assertThat(upper.get().codePoints())
            .as("no surrogate alone, seed %d", seed)
            .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
      }
    }
  }

  /** A writer may cut a bound after some bytes, and raise the last byte of an upper one. */
  @Test
  void boundsHoldForBoundsThatWereCutWithinACharacter() {
    long seed = Long.getLong("codeanatomy.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = utf8(text(random) + "é");
      byte[] cut = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
      assertThat(Arrays.compareUnsigned(utf8(TextBounds.lower(cut).orElseThrow()), cut))
          .as("lower bound of %s, seed %d", Arrays.toString(cut), seed)
          .isLessThanOrEqualTo(0);
      byte[] raised = cut.clone();
      raised[raised.length - 1]++;
      if (raised[raised.length - 1] != 0) {
        TextBounds.upper(raised)
            .ifPresent(
                upper ->
                    assertThat(Arrays.compareUnsigned(utf8(upper), bytes))
                        .as("upper bound of %s, seed %d", Arrays.toString(raised), seed)
                        .isGreaterThanOrEqualTo(0));
      }
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      int kind = random.nextInt(5);
      int codePoint =
          switch (kind) {
            case 0 -> random.nextInt(0x80);
            case 1 -> 0x80 + random.nextInt(0x700);
            case 2 -> 0xD7FF;
            case 3 -> 0xE000 + random.nextInt(0x2000);
            default -> 0x10000 + random.nextInt(0x100000);
          };
      text.appendCodePoint(codePoint);
    }
    return text.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
