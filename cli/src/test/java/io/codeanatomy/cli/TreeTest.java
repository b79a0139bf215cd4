// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trees on the screen, and what is different between two. */
class TreeTest {

  private static List<String> changes(List<String> before, List<String> after) {
    return TreeDifference.of(before, after).stream()
        .map(line -> (line.isAdded() ? "+ " : "- ") + line.text())
        .toList();
  }

  @Test
  void whatIsTooLongGoesOnDeeper() {
    String columns = "column ".repeat(20).strip();
    assertThat(Tree.of(List.of("Scan", "  Scan " + columns), "  ").lines())
        .containsExactly(
            "  Scan",
            "    Scan " + "column ".repeat(13).strip(),
            "        " + "column ".repeat(7).strip());
  }

  @Test
  void aWordThatNoLineHasRoomForIsBroken() {
    List<String> lines = Tree.folded("x".repeat(250), "");
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(String.join("", lines).replace(" ", "")).isEqualTo("x".repeat(250));
  }

  @Test
  void deepLevelsAreNumbered() {
    List<String> tree = new ArrayList<>();
    for (int level = 0; level < 60; level++) {
      tree.add("  ".repeat(level) + "Filter a > " + level);
    }
    List<String> lines = Tree.of(tree, "    ").lines().toList();
    assertThat(lines).hasSize(60).allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
    assertThat(lines.get(20)).isEqualTo(" ".repeat(44) + "Filter a > 20");
    assertThat(lines.get(59)).isEqualTo(" ".repeat(44) + "[59] Filter a > 59");
  }

  @Test
  void anOperatorThatOnlyGotAnotherLevelIsTheSame() {
    assertThat(
            changes(
                List.of("Filter a > 1", "  Scan t"),
                List.of("Project a", "  Filter a > 1", "    Scan t")))
        .containsExactly("+ Project a");
  }

  @Test
  void ofColumnsThoseThatDifferAreTold() {
    assertThat(
            changes(
                List.of("Project a, f(b, 'x, y') AS c, d", "  Scan t"),
                List.of("Project a, d AS e", "  Scan t")))
        .containsExactly("- Project … f(b, 'x, y') AS c, d", "+ Project … d AS e");
  }

  @Test
  void otherOperatorsAreToldWhole() {
    assertThat(changes(List.of("Filter a > 1"), List.of("Filter a > 2")))
        .containsExactly("- Filter a > 1", "+ Filter a > 2");
    assertThat(changes(List.of("Union all"), List.of("Union all"))).isEmpty();
  }

  @Test
  void anotherOrderOfTheSameColumnsIsADifference() {
    assertThat(changes(List.of("Project a, b"), List.of("Project b, a")))
        .containsExactly("- Project a, b", "+ Project b, a");
  }
}
