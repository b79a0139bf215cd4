// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.engine.history.Captures;
import io.codeanatomy.engine.history.Pruning;
import io.codeanatomy.engine.history.Retention;
import io.codeanatomy.engine.history.RunHistory;
import io.codeanatomy.engine.history.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes from a history and what stays. {@code -Dcodeanatomy.seed=…} repeats a run. */
class PruningTest {

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final int HISTORIES =
      "full".equals(System.getProperty("codeanatomy.tests")) ? 200 : 12;

  @TempDir Path folder;
  private RunRecord template;

  @BeforeEach
  void givenARecord() throws IOException {
    GivenRuns given = new GivenRuns(folder);
    template = RunHistory.in(given.output()).find(given.publish().runId());
  }

  private static RunRecord.Output output(Path root, String name, String status) {
    return new RunRecord.Output(
        name, root.resolve(name), 1, status, "", 0, 0, 0, 0, 1, Optional.empty());
  }

  private RunRecord add(Path root, String runId, int daysAgo, List<RunRecord.Output> outputs) {
    RunRecord record =
        GivenRuns.copy(template, runId, NOW.minus(Duration.ofDays(daysAgo)), outputs);
    assertThat(RunHistory.in(root).add(record)).isInstanceOf(RunHistory.Written.To.class);
    return record;
  }

  private static Set<String> runs(List<Pruning.Item> items, Pruning.Kind kind) {
    return items.stream()
        .filter(item -> item.kind() == kind)
        .map(Pruning.Item::runId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void withoutAnAgeOnlyExpiredCapturesGo() throws IOException {
    Path root = folder.resolve("pruned");
    add(root, "r1", 400, List.of(output(root, "t", "written")));
    add(root, "r2", 8, List.of(output(root, "t", "written")));
    Captures captures = Captures.in(root);
    Path old = captures.create("r1", Retention.LONG, NOW.minus(Duration.ofDays(90)));
    Files.createDirectories(old.resolve("deep"));
    Files.writeString(old.resolve("deep/explain.txt"), "plan");
    Path young = captures.create("r2", Retention.LONG, NOW.minus(Duration.ofDays(8)));
    Path odd = captures.create("r3", new Retention(1), NOW.minus(Duration.ofDays(8)));
    Files.writeString(odd.resolve("expires_at"), "some day");

    Pruning pruning = Pruning.of(root, Optional.empty(), NOW);
    assertThat(old).as("nothing happens before it is applied").exists();
    assertThat(pruning.removed())
        .containsExactly(
            new Pruning.Item(Pruning.Kind.capture, "r1", old, "expired at 2026-06-01T00:00:00Z"));
    assertThat(pruning.kept())
        .extracting(Pruning.Item::runId, Pruning.Item::reason)
        .contains(
            org.assertj.core.api.Assertions.tuple("r2", "kept until 2026-08-22T00:00:00Z"),
            org.assertj.core.api.Assertions.tuple("r3", "when it expires cannot be read"),
            org.assertj.core.api.Assertions.tuple("r1", "records are kept unless an age is given"));
    pruning.apply();
    pruning.apply();
    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(odd).exists();
    assertThat(RunHistory.in(root).runIds()).containsExactly("r2", "r1");
  }

  @Test
  void aCaptureIsNotMadeTwiceAndItsRetentionIsWithinReason() throws IOException {
    Captures captures = Captures.in(folder.resolve("pruned"));
    Path capture = captures.create("r1", Retention.SHORT, NOW);
    assertThat(captures.all())
        .containsExactly(
            new Captures.Capture("r1", capture, Optional.of(NOW.plus(Duration.ofDays(7)))));
    assertThatThrownBy(() -> captures.create("r1", Retention.SHORT, NOW))
        .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
    for (int days : new int[] {0, -1, 36_526}) {
      assertThatThrownBy(() -> new Retention(days))
          .hasMessage("A retention is 1 to 36525 days, not " + days);
    }
  }

  @Test
  void damagedRecordsStay() throws IOException {
    Path root = folder.resolve("pruned");
    add(root, "r1", 400, List.of(output(root, "t", "written")));
    add(root, "r2", 300, List.of(output(root, "t", "written")));
    Files.writeString(RunHistory.in(root).file("r0"), "{");
    Pruning pruning = Pruning.of(root, Optional.of(Duration.ofDays(30)), NOW);
    pruning.apply();
    assertThat(runs(pruning.removed(), Pruning.Kind.record)).containsExactly("r1");
    assertThat(RunHistory.in(root).runIds()).containsExactly("r2", "r0");
  }

  /** Held against the rules said one by one over all pairs of records. */
  @Test
  void recordsGoByTheRules() throws IOException {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    Random random = new Random(seed);
    int removed = 0;
    for (int h = 0; h < HISTORIES; h++) {
      Path root = folder.resolve("pruned" + h);
      List<RunRecord> records = new ArrayList<>();
      Set<String> captured = new TreeSet<>();
      int runs = random.nextInt(12);
      for (int r = 0; r < runs; r++) {
        List<RunRecord.Output> outputs = new ArrayList<>();
        for (String table : List.of("a", "b", "c")) {
          if (random.nextInt(3) > 0) {
            outputs.add(output(root, table, random.nextBoolean() ? "written" : "unchanged"));
          }
        }
        String runId = String.format(Locale.ROOT, "run-%02d", r);
        records.add(add(root, runId, random.nextInt(100), outputs));
        if (random.nextInt(4) == 0) {
          Retention retention = random.nextBoolean() ? Retention.SHORT : Retention.LONG;
          Instant made = NOW.minus(Duration.ofDays(random.nextInt(120)));
          Captures.in(root).create(runId, retention, made);
          if (retention.expiry(made).isAfter(NOW)) {
            captured.add(runId);
          }
        }
      }
      int days = random.nextInt(100);
      Set<String> expected = new TreeSet<>();
      for (RunRecord record : records) {
        if (goes(record, records, captured, days)) {
          expected.add(record.runId());
        }
      }
      Pruning pruning = Pruning.of(root, Optional.of(Duration.ofDays(days)), NOW);
      pruning.apply();
      String message = "seed " + seed + ", history " + h;
      assertThat(runs(pruning.removed(), Pruning.Kind.record)).as(message).isEqualTo(expected);
      Set<String> left = new TreeSet<>(RunHistory.in(root).runIds());
      assertThat(left).as(message).isEqualTo(runs(pruning.kept(), Pruning.Kind.record));
      assertThat(left.size() + expected.size()).as(message).isEqualTo(runs);
      assertThat(Captures.in(root).all())
          .as(message)
          .extracting(Captures.Capture::runId)
          .containsExactlyElementsOf(captured);
      removed += expected.size();
    }
    assertThat(removed).as("seed " + seed).isPositive();
  }

  private static boolean goes(
      RunRecord record, List<RunRecord> all, Set<String> captured, int days) {
    boolean old = record.completedAt().plus(Duration.ofDays(days)).isBefore(NOW);
    boolean latest =
        record.outputs().stream()
            .anyMatch(
                output -> {
                  List<RunRecord> later =
                      all.stream()
                          .filter(other -> other.runId().compareTo(record.runId()) > 0)
                          .toList();
                  boolean laterHas =
                      later.stream()
                          .flatMap(other -> other.outputs().stream())
                          .anyMatch(other -> other.tableName().equals(output.tableName()));
                  boolean laterWrites =
                      later.stream()
                          .flatMap(other -> other.outputs().stream())
                          .anyMatch(
                              other ->
                                  other.tableName().equals(output.tableName())
                                      && other.status().equals("written"));
                  return !laterHas || (output.status().equals("written") && !laterWrites);
                });
    return old && !latest && !captured.contains(record.runId());
  }
}
