// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.engine.EditedRecords.edit;
import static io.codeanatomy.engine.EditedRecords.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.Commit;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.ReplayResult.Check;
import io.codeanatomy.engine.ReplayResult.Meaning;
import io.codeanatomy.engine.ReplayResult.Reached;
import io.codeanatomy.engine.execute.Folders;
import io.codeanatomy.engine.history.RunHistory;
import io.codeanatomy.engine.history.RunRecord;
import io.codeanatomy.engine.rules.Rule;
import io.codeanatomy.engine.rules.RuleDeclaration;
import io.codeanatomy.engine.rules.RuleProvider;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.RuleIntent;
import io.codeanatomy.spec.RulepackProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs done again: what proves them, what stands in the way, and what they leave alone. */
class ReplayTest {

  private static final Schema EDGES =
      Schema.of(
          Field.required("a", Primitive.LONG),
          Field.required("b", Primitive.LONG),
          Field.nullable("label", Primitive.STRING));

  @TempDir Path folder;
  private GivenRuns given;

  @BeforeEach
  void givenEdges() throws IOException {
    given = new GivenRuns(folder.resolve("project"));
  }

  private Path tables() {
    return folder.resolve("project/tables");
  }

  private RunResult publishDigested() {
    return Engine.create().run(given.run().contentDigests(ContentDigests.ALWAYS));
  }

  private Replay latest() {
    return Replay.of(given.output(), "latest");
  }

  private static ReplayResult proved(Replay replay) {
    ReplayResult result = Engine.create().replay(replay);
    assertThat(result.firstDifference()).isEmpty();
    assertThat(result.reached()).isEqualTo(Reached.results);
    assertThat(result.isProved()).isTrue();
    return result;
  }

  private static List<Diagnostic> faults(Replay replay) {
    try {
      Engine.create().replay(replay);
    } catch (DiagnosticException e) {
      return e.diagnostics();
    }
    throw new AssertionError("the replay found nothing wrong");
  }

  private static Optional<Check> check(ReplayResult result, String field) {
    return result.checks().stream().filter(check -> check.field().equals(field)).findFirst();
  }

  /** Every file below a folder with its size and its time. */
  private static Map<String, String> files(Path root) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.toList()) {
        files.put(
            root.relativize(file).toString(),
            Files.isDirectory(file)
                ? "folder"
                : Files.size(file) + " bytes at " + Files.getLastModifiedTime(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  @Test
  void aRunIsProvedAndNothingOfItChanges() {
    RunResult run = publishDigested();
    Map<String, String> before = files(folder);
    ReplayResult result = proved(Replay.of(given.output(), run.runId().substring(0, 17)));
    assertThat(files(folder)).isEqualTo(before);
    assertThat(result.runId()).isEqualTo(run.runId());
    assertThat(result.warnings()).isEmpty();
    assertThat(result.seconds()).isPositive();
    assertThat(result.checks()).allMatch(Check::isEqual);
    for (RunResult.Output output : run.outputs()) {
      String field = "outputs." + output.tableName();
      assertThat(check(result, field + ".rows_written").orElseThrow().recorded())
          .contains(Long.toString(output.rowsWritten()));
      assertThat(check(result, field + ".content_digest").orElseThrow().replayed())
          .isEqualTo(output.contentDigest());
    }
    assertThat(check(result, "envelope_hash").orElseThrow().replayed())
        .contains(run.envelopeHash());
    assertThat(check(result, "plan_hash").orElseThrow().replayed()).contains(run.planHash());
  }

  @Test
  void whatTheRunWasToldIsToldAgain() {
    RunRecord plain = RunHistory.in(given.output()).find(given.publish().runId());
    String optional =
        plain.ruleSet().rules().stream()
            .filter(rule -> rule.purpose().equals("OPTIMIZATION"))
            .findFirst()
            .orElseThrow()
            .name();
    Run run =
        given
            .runOf(
                "rule_intents:\n",
                """
                rule_intents:
                  - {name: memory_budget, class: CostShape, params: {bytes: 300MB}}
                  - {name: parallelism, class: CostShape, params: {threads: 1}}
                """)
            .parameter("most", "1")
            .withoutRule(optional)
            .contentDigests(ContentDigests.ALWAYS);
    Engine.create().run(run);
    ReplayResult result = proved(latest());
    assertThat(check(result, "rule_set.turned_off").orElseThrow().replayed())
        .contains("[" + optional + "]");
    assertThat(check(result, "parameters.most").orElseThrow().replayed()).contains("1");
    assertThat(check(result, "configuration.memory_bytes").orElseThrow().replayed())
        .contains(Integer.toString(300 << 20));
    assertThat(check(result, "configuration.target_partitions").orElseThrow().replayed())
        .contains("1");
  }

  @Test
  void partitionedOutputsAndThoseThatAppendAreProvedByTheRowsOfTheRun() {
    Run run =
        given
            .runOf(
                "{table_name: paths, source_view: path}",
                "{table_name: paths, source_view: path, partition_by: [a],"
                    + " materialization_mode: Append}")
            .contentDigests(ContentDigests.ALWAYS);
    Engine.create().run(run);
    Engine.create().run(run);
    ReplayResult result = proved(latest());
    assertThat(check(result, "outputs.paths.rows_written").orElseThrow().replayed()).contains("6");
  }

  @Test
  void laterVersionsOfTheInputsMakeNoDifference() {
    publishDigested();
    given.append("VALUES (9, 10, 'later')");
    proved(latest());
  }

  @Test
  void withoutRecordedDigestsTheTablesThatWerePublishedAreDigested() throws IOException {
    RunResult run = given.publish();
    given.append("VALUES (9, 10, 'later')");
    given.publish();
    Replay replay = Replay.of(given.output(), run.runId());
    ReplayResult result = proved(replay);
    assertThat(result.warnings()).isEmpty();
    for (String table : List.of("paths", "near", "changed", "files")) {
      assertThat(check(result, "outputs." + table + ".content_digest")).as(table).isPresent();
    }

    Path near = folder.resolve("project/own/near");
    Path file = DeltaStore.local().at(near, 0).scanFiles().get(0).path();
    Files.delete(file);
    Folders.remove(given.output().resolve("files"));
    ReplayResult less = proved(replay);
    assertThat(check(less, "outputs.near.content_digest")).isEmpty();
    assertThat(check(less, "outputs.paths.content_digest")).isPresent();
    assertThat(less.warnings())
        .extracting(Diagnostic::code, Diagnostic::isError)
        .containsOnly(org.assertj.core.api.Assertions.tuple("CA-REPLAY-005", false));
    assertThat(less.warnings())
        .extracting(Diagnostic::message)
        .satisfiesExactly(
            message ->
                assertThat(message)
                    .isEqualTo(
                        "The rows of the output 'near' could be compared by their number alone: the"
                            + " run recorded no content_digest, and the file "
                            + file
                            + " that it published is gone"),
            message ->
                assertThat(message)
                    .contains("the output 'files'")
                    .contains("what it published cannot be read: "));
  }

  @Test
  void aTableOfAnotherRunIsNotTakenForTheOneThatWasPublished() throws IOException {
    RunResult run = given.publish();
    Folders.remove(given.output().resolve("paths"));
    given.append("VALUES (9, 10, 'later')");
    given.publish();
    ReplayResult result = proved(Replay.of(given.output(), run.runId()));
    assertThat(result.warnings())
        .singleElement()
        .extracting(Diagnostic::message, org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .endsWith("version 0 of " + given.output().resolve("paths") + " is not of this run");
  }

  @Test
  void withoutDigestsAppendedRowsAreCountedAlone() {
    Engine.create()
        .run(given.runOf("source_view: file}", "source_view: file, materialization_mode: Append}"));
    assertThat(proved(latest()).warnings())
        .singleElement()
        .extracting(Diagnostic::message, org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .endsWith("its table holds the rows of other runs, too");
  }

  @Test
  void anInputThatWasMovedIsFoundIfItIsSaidWhere() throws IOException {
    publishDigested();
    Path moved = folder.resolve("elsewhere");
    Files.move(tables(), moved);
    Map<String, String> before = files(folder);
    List<Diagnostic> faults = faults(latest());
    assertThat(faults).extracting(Diagnostic::code).containsOnly("CA-REPLAY-001");
    assertThat(faults)
        .extracting(fault -> fault.hint().orElseThrow())
        .containsExactly(
            "If the table was moved, say where it is: --input edges=LOCATION",
            "If the table was moved, say where it is: --input later_edges=LOCATION");
    assertThat(faults.get(0).message())
        .startsWith(
            "The input 'edges' cannot be read as it was, at version 1 of "
                + tables().resolve("edges")
                + ": ");
    assertThat(files(folder)).isEqualTo(before);

    ReplayResult result =
        proved(
            latest()
                .input("edges", moved.resolve("edges"))
                .input("later_edges", moved.resolve("edges")));
    assertThat(result.checks())
        .filteredOn(check -> !check.isEqual())
        .extracting(Check::field, Check::meaning)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("inputs.edges.delta_location", Meaning.TOLD),
            org.assertj.core.api.Assertions.tuple(
                "inputs.later_edges.delta_location", Meaning.TOLD),
            org.assertj.core.api.Assertions.tuple("envelope_hash", Meaning.TOLD));
  }

  @Test
  void anInputThatTheRunDidNotHaveIsAnError() {
    publishDigested();
    assertThat(faults(latest().input("egdes", folder)))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.code()).isEqualTo("CA-REPLAY-003");
              assertThat(fault.message()).isEqualTo("The run has no input 'egdes'");
              assertThat(fault.hint())
                  .contains("did you mean \"edges\"? It has edges, later_edges");
            });
  }

  @Test
  void aFolderThatWasMovedWithItsInputsIsFollowed() throws IOException {
    Path project = folder.resolve("project");
    Engine.create().run(given.run().outputRoot(project));
    Path moved = folder.resolve("moved");
    Files.move(project, moved);
    ReplayResult result = proved(Replay.of(moved, "latest"));
    assertThat(result.warnings()).isEmpty();
    assertThat(check(result, "outputs.near.content_digest")).isPresent();
    assertThat(check(result, "inputs.edges.delta_location").orElseThrow().replayed())
        .contains(moved.resolve("tables/edges").toString());
  }

  @Test
  void anInputAtAnotherPlaceThanTheRecordsIsAnotherEnvelope() throws IOException {
    RunResult run = publishDigested();
    Files.move(tables(), folder.resolve("elsewhere"));
    RunRecord record = RunHistory.in(given.output()).find("latest");
    List<RunRecord.Input> inputs =
        record.inputs().stream()
            .map(
                input ->
                    edit(input, "deltaLocation", (Path v) -> folder.resolve("elsewhere/edges")))
            .toList();
    EditedRecords.replace(
        run.recordLocation().orElseThrow(),
        edit(record, "inputs", (List<RunRecord.Input> v) -> inputs));
    ReplayResult result = Engine.create().replay(latest());
    assertThat(result.firstDifference().map(Check::field)).contains("envelope_hash");
    assertThat(result.reached()).isEqualTo(Reached.environment);
  }

  @Test
  void vacuumedFilesAreSaidBeforeAnythingRuns() throws IOException {
    publishDigested();
    Path table = tables().resolve("edges");
    Path first = DeltaStore.local().at(table, 0).scanFiles().get(0).path();
    new GivenTables(tables())
        .write("edges", EDGES, List.of(), Commit.Mode.OVERWRITE, "VALUES (1, 2, 'x')");
    proved(latest());
    Files.delete(first);
    List<String> stages = new ArrayList<>();
    Map<String, String> before = files(folder);
    assertThatThrownBy(
            () -> Engine.create().replay(latest(), recording(stages), new Cancellation()))
        .isInstanceOf(DiagnosticException.class)
        .hasMessage(
            "CA-REPLAY-002: Of the 2 files that the run read of 'edges', 1 is gone: " + first);
    assertThat(stages).isNotEmpty().noneMatch(stage -> stage.matches("(write|close|audit) .*"));
    assertThat(files(folder)).isEqualTo(before);
  }

  @Test
  void changesThatWereVacuumedAreSaidBeforeAnythingRuns() throws IOException {
    publishDigested();
    Path table = tables().resolve("edges");
    List<Path> first =
        DeltaStore.local().at(table, 0).scanFiles().stream().map(file -> file.path()).toList();
    Path second =
        DeltaStore.local().at(table, 1).scanFiles().stream()
            .map(file -> file.path())
            .filter(file -> !first.contains(file))
            .findFirst()
            .orElseThrow();
    Files.delete(second);
    assertThat(faults(latest()))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.code()).isEqualTo("CA-REPLAY-007");
              assertThat(fault.message())
                  .startsWith(
                      "The run cannot be prepared any more as it was, by CA-INPUT-012 at"
                          + " /view_definitions/1/transform/from_version of its spec: The view"
                          + " 'change' cannot have the changes of the input 'edges'");
            });
  }

  @Test
  void aVersionWhoseLogIsGoneIsSaidBeforeAnythingRuns() throws IOException {
    publishDigested();
    Path log = tables().resolve("edges/_delta_log");
    try (Stream<Path> entries = Files.list(log)) {
      for (Path entry : entries.filter(e -> e.toString().contains("00000001.")).toList()) {
        Files.delete(entry);
      }
    }
    assertThat(faults(latest()))
        .hasSize(2)
        .allSatisfy(
            fault -> {
              assertThat(fault.code()).isEqualTo("CA-REPLAY-001");
              assertThat(fault.message()).contains("cannot be read as it was, at version 1 of ");
              assertThat(fault.hint().orElseThrow()).contains("cleaned up cannot be replayed");
            });
  }

  @Test
  void anotherTableInThePlaceOfAnInputIsTold() throws IOException {
    publishDigested();
    Folders.remove(tables().resolve("edges"));
    Schema wider =
        Schema.of(
            Field.required("a", Primitive.LONG),
            Field.required("b", Primitive.LONG),
            Field.nullable("label", Primitive.STRING),
            Field.nullable("more", Primitive.STRING));
    GivenTables others = new GivenTables(tables());
    for (int version = 0; version < 2; version++) {
      others.write("edges", wider, List.of(), Commit.Mode.APPEND, "VALUES (1, 2, 'x', 'y')");
    }
    ReplayResult result = Engine.create().replay(latest());
    assertThat(result.reached()).isEqualTo(Reached.environment);
    assertThat(result.firstDifference().map(Check::field)).contains("inputs.edges.schema_hash");
  }

  @Test
  void otherVersionsAreSaidBeforeAnythingRuns() throws IOException {
    RunResult run = publishDigested();
    RunRecord record = RunHistory.in(given.output()).find("latest");
    EditedRecords.replace(
        run.recordLocation().orElseThrow(),
        edit(record, "envelope.versions", (Map<String, String> v) -> with(v, "duckdb", "0.1")));
    // Not even the inputs are looked at.
    Folders.remove(tables());
    List<String> stages = new ArrayList<>();
    Map<String, String> before = files(folder);
    ReplayResult result = Engine.create().replay(latest(), recording(stages), new Cancellation());
    assertThat(result.reached()).isEqualTo(Reached.environment);
    assertThat(result.firstDifference())
        .contains(
            new Check(
                "versions.duckdb",
                Optional.of("0.1"),
                Optional.ofNullable(record.envelope().versions().get("duckdb")),
                Meaning.DECISIVE));
    assertThat(stages).isEmpty();
    assertThat(files(folder)).isEqualTo(before);
  }

  private static RunObserver recording(List<String> stages) {
    return new RunObserver() {
      @Override
      public void started(String stage) {
        stages.add(stage);
      }

      @Override
      public void finished(String stage, double seconds) {}
    };
  }

  @Test
  void anInterruptedReplayLeavesNothing() {
    publishDigested();
    Map<String, String> before = files(folder);
    Cancellation cancellation = new Cancellation();
    RunObserver interrupting =
        new RunObserver() {
          @Override
          public void started(String stage) {}

          @Override
          public void finished(String stage, double seconds) {
            if (stage.equals("write near")) {
              assertThat(files(given.output()).keySet())
                  .anyMatch(file -> file.startsWith(".replay-"));
              cancellation.cancel();
            }
          }
        };
    assertThatThrownBy(() -> Engine.create().replay(latest(), interrupting, cancellation))
        .hasMessageContaining("CA-RUN-009");
    assertThat(files(folder)).isEqualTo(before);
  }

  @Test
  void withoutAPlaceThereIsNoReplay() throws IOException {
    publishDigested();
    Files.createDirectories(given.output().resolve(".replay-dead/.lock"));
    assertThat(faults(latest()))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.code()).isEqualTo("CA-REPLAY-006");
              assertThat(fault.message())
                  .startsWith("There is no place for the replay in " + given.output() + ": ");
            });
  }

  /** A rule of somebody else; it looks at nothing. */
  private record Reminder() implements Rule {
    @Override
    public String name() {
      return "acme_reminder";
    }

    @Override
    public RuleIntent.IntentClass ruleClass() {
      return RuleIntent.IntentClass.Safety;
    }

    @Override
    public String description() {
      return "reminds of something";
    }
  }

  private record Acme(String version) implements RuleProvider {
    @Override
    public String name() {
      return "acme";
    }

    @Override
    public List<RuleDeclaration> profileRules() {
      return List.of(
          new RuleDeclaration(
              "acme_reminder",
              RuleIntent.IntentClass.Safety,
              Rule.Purpose.POLICY,
              EnumSet.allOf(RulepackProfile.class),
              "Reminds of something.",
              context -> List.of(new Reminder())));
    }
  }

  @Test
  void theRulesOfSomebodyElseBelongToTheEnvironment() {
    Engine acme = Engine.withRules(List.of(new Acme("1")));
    Engine plain = Engine.withRules(List.of());
    acme.run(given.run().contentDigests(ContentDigests.ALWAYS));
    assertThat(acme.replay(latest()).isProved()).isTrue();
    ReplayResult without = plain.replay(latest().acrossVersions());
    assertThat(without.reached()).isEqualTo(Reached.environment);
    assertThat(without.firstDifference())
        .contains(
            new Check(
                "rule_set.providers.acme", Optional.of("1"), Optional.empty(), Meaning.DECISIVE));
    ReplayResult newer = Engine.withRules(List.of(new Acme("2"))).replay(latest());
    assertThat(newer.firstDifference().map(Check::field)).contains("rule_set.providers.acme");
    assertThat(
            Engine.withRules(List.of(new Acme("2"))).replay(latest().acrossVersions()).isProved())
        .isTrue();

    plain.run(given.run().contentDigests(ContentDigests.ALWAYS));
    ReplayResult added = acme.replay(latest());
    assertThat(added.reached()).isEqualTo(Reached.environment);
    assertThat(added.firstDifference())
        .contains(
            new Check(
                "rule_set.providers.acme", Optional.empty(), Optional.of("1"), Meaning.DECISIVE));
  }

  @Test
  void damagedRecordsAreNotReplayed() throws IOException {
    RunResult run = publishDigested();
    Path file = run.recordLocation().orElseThrow();
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\"most\": \"3\"", "\"most\": \"4\""));
    assertThat(faults(latest())).extracting(Diagnostic::code).containsExactly("CA-HISTORY-005");
    Files.writeString(file, text.substring(0, text.length() / 2));
    assertThat(faults(latest())).extracting(Diagnostic::code).containsExactly("CA-HISTORY-002");
    Files.writeString(file, text.replace("\"record_version\": 1,", "\"record_version\": 2,"));
    assertThat(faults(latest())).extracting(Diagnostic::code).containsExactly("CA-HISTORY-004");
    Files.writeString(file, text);
    assertThat(faults(Replay.of(given.output(), "2020")))
        .extracting(Diagnostic::code)
        .containsExactly("CA-HISTORY-007");
    assertThat(faults(Replay.of(folder.resolve("nowhere"), "latest")))
        .extracting(Diagnostic::code)
        .containsExactly("CA-HISTORY-009");
    proved(latest());
  }

  @Test
  void aRecordThatContradictsItselfIsNoRun() throws IOException {
    RunResult run = publishDigested();
    Path file = run.recordLocation().orElseThrow();
    RunRecord record = RunHistory.in(given.output()).find("latest");
    EditedRecords.replace(
        file, edit(record, "envelope.parameters", (Map<String, String> v) -> with(v, "x", "1")));
    assertThat(faults(latest()))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.code()).isEqualTo("CA-REPLAY-007");
              assertThat(fault.message())
                  .startsWith("The run cannot be prepared any more as it was");
            });
    EditedRecords.replace(
        file, edit(record, "ruleSet.turnedOff", (List<String> v) -> List.of("nothing_like_this")));
    assertThat(faults(latest())).extracting(Diagnostic::code).containsExactly("CA-REPLAY-007");
    assertThat(files(given.output()).keySet()).noneMatch(name -> name.startsWith(".replay-"));
  }
}
