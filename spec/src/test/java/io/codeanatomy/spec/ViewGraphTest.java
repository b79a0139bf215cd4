// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewGraphTest {

  private static final long SEED = Long.getLong("codeanatomy.graph.seed", 7L);

  @Test
  void theGraphKnowsWhoReadsWhom() {
    ViewGraph graph = ViewGraph.of(Documents.graph().spec());
    assertThat(graph.dependencies("pairs")).containsExactly("member", "ref");
    assertThat(graph.dependencies("refs")).isEmpty();
    assertThat(graph.consumers("member"))
        .containsExactly("ref_in_member", "pairs", "both", "by_name");
    assertThat(graph.consumers("files")).containsExactly("refs_of_files");
    assertThat(graph.consumers("delta_files(members)")).containsExactly("large_files");
    assertThat(graph.outputs("ref_in_member")).containsExactly("in_member");
    assertThat(graph.upstream("counts"))
        .containsExactlyInAnyOrder("counts", "only_refs", "slim", "both", "ref", "member");
    assertThat(graph.topologicalOrder())
        .containsExactly(
            "by_id",
            "changed_members",
            "large_files",
            "member",
            "by_name",
            "ref",
            "both",
            "first_refs",
            "pairs",
            "reached",
            "ref_in_member",
            "refs_of_files",
            "slim",
            "only_refs",
            "counts",
            "ids");
  }

  @Test
  void aRelationThatIsReadTwiceIsOneDependencyAndTwoReads() {
    ViewGraph graph = ViewGraph.of(unions(Map.of("a", List.of("in", "in"))));
    assertThat(graph.reads("a")).containsExactly("in", "in");
    assertThat(graph.dependencies("a")).containsExactly("in");
    assertThat(graph.consumers("in")).containsExactly("a");
  }

  @Test
  void orderAndCyclesAgreeWithANaiveSearchOnRandomGraphs() {
    Random random = new Random(SEED);
    for (int round = 0; round < 500; round++) {
      int size = 1 + random.nextInt(8);
      Map<String, List<String>> reads = new java.util.TreeMap<>();
      for (int i = 0; i < size; i++) {
        List<String> sources = new ArrayList<>(List.of("in"));
        for (int edge = random.nextInt(3); edge > 0; edge--) {
          sources.add("v" + random.nextInt(size));
        }
        reads.put("v" + i, sources);
      }
      ViewGraph graph = ViewGraph.of(unions(reads));
      boolean cyclic = reads.keySet().stream().anyMatch(view -> reaches(reads, view, view));
      String about = "seed " + SEED + ", round " + round + ": " + reads;
      assertThat(graph.cycles().isEmpty()).as(about).isEqualTo(!cyclic);
      assertThat(new HashSet<>(graph.cycles())).as(about).hasSameSizeAs(graph.cycles());
      for (List<String> cycle : graph.cycles()) {
        for (int i = 0; i < cycle.size(); i++) {
          assertThat(reads.get(cycle.get(i))).as(about).contains(cycle.get((i + 1) % cycle.size()));
        }
      }
      if (cyclic) {
        assertThatThrownBy(graph::topologicalOrder).as(about).hasMessageContaining("in a cycle");
      } else {
        assertThat(graph.topologicalOrder()).as(about).isEqualTo(naiveOrder(reads));
      }
    }
  }

  @Test
  void deepAndSharedGraphsTakeLinearTime() {
    Map<String, List<String>> reads = new java.util.LinkedHashMap<>();
    reads.put("d0", List.of("in"));
    for (int i = 1; i <= 20_000; i++) {
      reads.put("l" + i, List.of("d" + (i - 1)));
      reads.put("r" + i, List.of("d" + (i - 1)));
      reads.put("d" + i, List.of("l" + i, "r" + i));
    }
    Spec spec = unions(reads);
    ViewGraph graph = ViewGraph.of(spec);
    assertThat(graph.topologicalOrder()).hasSize(60_001).endsWith("d20000");
    assertThat(graph.upstream("d20000")).hasSize(60_001);
    assertThat(graph.cycles()).isEmpty();
    assertThat(SpecHashes.of(spec).viewHash("d20000")).hasSize(64);
  }

  private static boolean reaches(Map<String, List<String>> reads, String from, String to) {
    Set<String> seen = new HashSet<>();
    List<String> open = new ArrayList<>(List.of(from));
    while (!open.isEmpty()) {
      for (String next : reads.getOrDefault(open.remove(0), List.of())) {
        if (next.equals(to)) {
          return true;
        }
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
    return false;
  }

  private static List<String> naiveOrder(Map<String, List<String>> reads) {
    List<String> order = new ArrayList<>();
    while (order.size() < reads.size()) {
      order.add(
          reads.keySet().stream()
              .filter(view -> !order.contains(view))
              .filter(
                  view ->
                      reads.get(view).stream()
                          .allMatch(source -> source.equals("in") || order.contains(source)))
              .sorted()
              .findFirst()
              .orElseThrow());
    }
    return order;
  }

  private static Spec unions(Map<String, List<String>> reads) {
    List<ViewDefinition> views = new ArrayList<>();
    reads.forEach(
        (name, sources) ->
            views.add(
                new ViewDefinition(
                    name,
                    Optional.empty(),
                    Optional.empty(),
                    new ViewTransform.Union(sources, Optional.empty(), false),
                    Optional.empty(),
                    Optional.empty())));
    return new Spec(
        1,
        Optional.empty(),
        Optional.empty(),
        List.of(new InputRelation("in", "in", false, Optional.empty())),
        views,
        JoinGraph.EMPTY,
        List.of(),
        List.of(),
        RulepackProfile.Default,
        List.of());
  }
}
