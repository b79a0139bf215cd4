// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.codeanatomy.engine.history.Captures;
import io.codeanatomy.engine.history.Pruning;
import io.codeanatomy.engine.history.Retention;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.RulepackProfile;
import io.codeanatomy.spec.SpecDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComplianceTest {

  @TempDir Path folder;
  private GivenRuns given;

  @BeforeEach
  void givenInputs() throws IOException {
    given = new GivenRuns(folder);
  }

  private Path captures() {
    return given.output().resolve("_codeanatomy/compliance");
  }

  @Test
  void aRunThatIsNotAskedForItCapturesNothing() {
    RunResult result = given.publish();
    assertThat(result.captureLocation()).isEmpty();
    assertThat(captures()).doesNotExist();
  }

  @Test
  void aCaptureHoldsPlansRulesConfigurationAndCommits() throws IOException {
    RunResult result = Engine.create().run(given.run().captureFor(Retention.SHORT));
    Path capture = captures().resolve(result.runId());
    assertThat(result.captureLocation()).contains(capture);
    assertThat(result.warnings()).extracting(Diagnostic::code).doesNotContain("CA-COMPLIANCE-001");
    try (Stream<Path> files = Files.list(capture)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "expires_at", "explanation.json", "rules.json", "configuration.json", "commits.json");
    }
    assertThat(text(capture, "explanation"))
        .contains("\"written\"", "\"applications\"", "prune_columns", "near_edge", "\"plan\"");
    assertThat(text(capture, "rules"))
        .contains("\"name\": \"require_empty\"", "\"views_changed\"")
        .contains(result.rulepackFingerprint());
    assertThat(text(capture, "configuration"))
        .contains(result.envelopeHash(), "\"memory_bytes\"", "\"most\": \"3\"");
    assertThat(text(capture, "commits"))
        .contains("\"table_name\": \"paths\"", "\"delta_version\": 0");
  }

  /** Every document is JSON to its last character. */
  private static String text(Path capture, String part) throws IOException {
    String text = Files.readString(capture.resolve(part + ".json"));
    int tokens = 0;
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    assertThat(tokens).isGreaterThan(2);
    return text;
  }

  @Test
  void theProfilesReplayAndStrictCaptureForAQuarterOfAYear() {
    Run replay =
        given.runOf(
            "{logical_name: edges, delta_location: tables/edges}\n",
            "{logical_name: edges, delta_location: tables/edges, version_pin: 1}\n");
    RunResult result =
        Engine.create()
            .run(
                Run.of(
                        new SpecDocument(
                            replay.document().spec().withRulepackProfile(RulepackProfile.Replay),
                            replay.document().path()))
                    .outputRoot(given.output())
                    .parameter("most", "3"));
    assertThat(result.captureLocation()).contains(captures().resolve(result.runId()));
    assertThat(Captures.in(given.output()).all().get(0).expiry())
        .contains(result.completedAt().plus(Duration.ofDays(90)));
  }

  @Test
  void aCaptureGoesWhenItHasExpiredAndNotBefore() {
    RunResult result = Engine.create().run(given.run().captureFor(new Retention(3)));
    Captures.Capture capture = Captures.in(given.output()).all().get(0);
    assertThat(capture.runId()).isEqualTo(result.runId());
    assertThat(capture.expiry()).contains(result.completedAt().plus(Duration.ofDays(3)));
    Pruning early =
        Pruning.of(given.output(), Optional.empty(), result.completedAt().plus(Duration.ofDays(2)));
    assertThat(early.removed()).isEmpty();
    Pruning late =
        Pruning.of(given.output(), Optional.empty(), result.completedAt().plus(Duration.ofDays(4)));
    assertThat(late.removed()).extracting(Pruning.Item::runId).containsExactly(result.runId());
    late.apply();
    assertThat(captures().resolve(result.runId())).doesNotExist();
  }

  @Test
  void aCaptureThatCannotBeWrittenIsAWarningOfARunThatIsPublished() throws IOException {
    Files.createDirectories(captures().getParent());
    Files.writeString(captures(), "in the way");
    RunResult result = Engine.create().run(given.run().captureFor(Retention.SHORT));
    assertThat(result.outputs()).hasSize(4);
    assertThat(result.captureLocation()).isEmpty();
    assertThat(result.warnings())
        .filteredOn(warning -> warning.code().equals("CA-COMPLIANCE-001"))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.message()).contains(result.runId(), "could not be written");
              assertThat(warning.isError()).isFalse();
            });
  }

  /** The same statements in the same order, captured or not: a capture executes nothing. */
  @Test
  void nothingIsExecutedASecondTime() {
    List<String> captured = stages(Engine.create().run(given.run().captureFor(Retention.SHORT)));
    List<String> plain = stages(given.publish());
    assertThat(captured).isEqualTo(plain);
  }

  private static List<String> stages(RunResult result) {
    return result.stages().stream().map(RunResult.Stage::name).toList();
  }
}
