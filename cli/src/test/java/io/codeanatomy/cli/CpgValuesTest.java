// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.extract.ExtractionOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where values come from: the edges {@code def_use} of small methods, told by hand. Each method has
 * a variable of its own name; edges are {@code line of the value -> line of the read}.
 */
class CpgValuesTest {

  private static final String SOURCE =
      """
      class Values {
        int line(int a) {
          int straight = a;
          straight = straight + 1;
          return straight;
        }

        int branches(boolean a) {
          int branch = 0;
          if (a) {
            branch = 1;
            use(branch);
          }
          return branch;
        }

        int rounds(int a) {
          int round = 0;
          while (a > 0) {
            use(round);
            round = 1;
            use(round);
          }
          return round;
        }

        void fresh(int a) {
          int fresh = 0;
          while (a > 0) {
            fresh = a;
            use(fresh);
            fresh = 2;
          }
        }

        void counts() {
          for (int count = 0;
              count < 9;
              count++) {
            use(count);
          }
        }

        int tries() {
          int tried = 0;
          try {
            tried = 1;
            line(2);
            tried = 3;
          } catch (RuntimeException e) {
            use(tried);
          } finally {
            tried = 4;
          }
          return tried;
        }

        int cases(int a) {
          int chosen;
          switch (a) {
            case 1:
              chosen = 1;
            case 2:
              chosen = 2;
              break;
            default:
              chosen = 3;
          }
          return chosen;
        }

        boolean shortCircuit(boolean a) {
          boolean both = a;
          boolean other = a && (both = false);
          return both;
        }

        void each(int[] all) {
          for (int one : all) {
            use(one);
            one = 2;
            use(one);
          }
        }

        int compound() {
          int sum = 1;
          sum += 2;
          sum++;
          return sum;
        }

        Runnable later(int kept) {
          return () -> use(kept);
        }

        int shadows(int a) {
          Runnable r = () -> { int shade = 1; use(shade); };
          int shade = 2;
          return shade;
        }

        int leaves(int a) {
          int left = 0;
          out:
          {
            if (a > 0) {
              break out;
            }
            left = 1;
          }
          return left;
        }

        void outer(int a) {
          int far = 0;
          while (a > 0) {
            while (a > 1) {
              use(far);
              break;
            }
            far = 1;
          }
        }

        int breaks(int a) {
          int broken = 0;
          do {
            if (a > 0) {
              broken = 1;
              break;
            }
          } while ((broken = a) > 0);
          return broken;
        }

        int opens(int a) {
          int opened = 0;
          try (java.io.Reader reader = open(opened = a)) {
            return 1;
          } catch (java.io.IOException e) {
            return opened;
          }
        }

        java.io.Reader open(int value) {
          return new java.io.StringReader("");
        }

        int use(int value) {
          return value;
        }

        boolean use(boolean value) {
          return value;
        }
      }
      """;

  @TempDir static Path folder;
  private static CpgGraph graph;

  @BeforeAll
  static void makesTheGraph() throws IOException {
    graph =
        CpgGraph.ofText(
            Map.of("Values.java", SOURCE),
            folder,
            ExtractionOptions.defaults().withoutAttribution());
  }

  @AfterAll
  static void closesIt() {
    graph.close();
  }

  private static List<String> flow(String variable) {
    return graph.column(
        """
        SELECT s.line || ' -> ' || d.line FROM cpg_edges AS e
        JOIN cpg_nodes AS s ON s.node_id = e.src_node_id
        JOIN cpg_nodes AS d ON d.node_id = e.dst_node_id
        WHERE edge_kind = 'def_use' AND s.name = '%s' ORDER BY s.bstart, d.bstart"""
            .formatted(variable));
  }

  @Test
  void anAssignmentTakesThePlaceOfOlderValues() {
    assertThat(flow("straight")).containsExactly("3 -> 4", "4 -> 5");
  }

  @Test
  void whatMayBePassedByLeavesOlderValues() {
    assertThat(flow("branch")).containsExactly("9 -> 14", "11 -> 12", "11 -> 14");
  }

  @Test
  void valuesComeRoundInLoops() {
    assertThat(flow("round"))
        .containsExactly("18 -> 20", "18 -> 24", "21 -> 20", "21 -> 22", "21 -> 24");
  }

  @Test
  void whatIsAssignedFirstInALoopDoesNotComeRound() {
    assertThat(flow("fresh")).containsExactly("30 -> 31");
  }

  @Test
  void updatesComeRoundAndInitializersDoNot() {
    assertThat(flow("count"))
        .containsExactly("37 -> 38", "37 -> 39", "37 -> 40", "39 -> 38", "39 -> 39", "39 -> 40");
  }

  /** The read behind sees the value of the finally block alone; the handler may see any. */
  @Test
  void handlersSeeEveryValueOfTheTry() {
    assertThat(flow("tried")).containsExactly("45 -> 51", "47 -> 51", "49 -> 51", "53 -> 55");
  }

  /** Case 1 runs into case 2, which the rule does not see: one value too many. */
  @Test
  void everyCaseMayBeTheOne() {
    assertThat(flow("chosen")).containsExactly("62 -> 69", "64 -> 69", "67 -> 69");
  }

  @Test
  void theRightSideOfAnAndMayBePassedBy() {
    assertThat(flow("both")).containsExactly("73 -> 75", "74 -> 75");
  }

  @Test
  void theVariableOfALoopIsNewInEveryRound() {
    assertThat(flow("one")).containsExactly("79 -> 80", "81 -> 82");
  }

  @Test
  void whatIsReadAndWrittenInOneReadsTheValueBefore() {
    assertThat(flow("sum")).containsExactly("87 -> 88", "88 -> 89", "89 -> 90");
  }

  @Test
  void lambdasReadWhatIsAroundThem() {
    assertThat(flow("kept")).containsExactly("93 -> 94");
  }

  @Test
  void variablesOfOneNameAreNotMixedUp() {
    assertThat(flow("shade")).containsExactly("98 -> 98", "99 -> 100");
  }

  @Test
  void blocksWithALabelMayBeLeft() {
    assertThat(flow("left")).containsExactly("104 -> 112", "110 -> 112");
  }

  @Test
  void valuesComeRoundFromTheOuterLoopToo() {
    assertThat(flow("far")).containsExactly("116 -> 119", "122 -> 119");
  }

  /** The condition is not reached by way of the break. */
  @Test
  void theConditionOfADoLoopMayBePassedBy() {
    assertThat(flow("broken")).containsExactly("127 -> 134", "130 -> 134", "133 -> 134");
  }

  /** The handler is also for what fails before the assignment. */
  @Test
  void resourcesMayFailBeforeTheyAssign() {
    assertThat(flow("opened")).containsExactly("138 -> 142", "139 -> 142");
  }
}
