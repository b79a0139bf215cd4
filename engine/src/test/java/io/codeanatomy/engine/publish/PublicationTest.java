// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.Commit;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.execute.StagedFile;
import io.codeanatomy.engine.execute.duckdb.DuckDbEngine;
import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {

  private static final Schema NUMBERS =
      Schema.of(Field.nullable("id", Primitive.LONG), Field.nullable("name", Primitive.STRING));

  @TempDir Path folder;
  private Path root;
  private ExecutionSession session;
  private final DeltaStore store = DeltaStore.local();
  private final Publisher publisher = new Publisher(store);
  private int runs;

  @BeforeEach
  void open() throws IOException {
    root = folder.resolve("out");
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    session =
        new DuckDbEngine()
            .open(new ExecutionConfig(2, 512L << 20, scratch, List.of(root), List.of(root)));
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void newTablesAreCreatedTogetherAndNothingElseIsLeft() throws IOException {
    List<TableTarget> targets = List.of(target("a", "deep/a"), target("b", "b"));
    try (Publication publication = publisher.open(run(), targets)) {
      assertThat(publication.expected("a")).isEmpty();
      stage(publication, "a", "SELECT 1, 'one' UNION ALL SELECT 2, NULL ORDER BY 1");
      stage(publication, "b", "SELECT 3, 'three' WHERE false");
      assertThat(root.resolve("deep/a/_delta_log")).doesNotExist();
      List<PublishedOutput> outputs = publication.prepare().commit();
      assertThat(outputs)
          .extracting(o -> o.name() + " " + o.version() + " " + o.rows() + " " + o.filesAdded())
          .containsExactly("a 0 2 1", "b 0 0 0");
      assertThat(outputs.get(0).bytes())
          .isEqualTo(Files.size(parquet(root.resolve("deep/a")).get(0)));
    }
    assertThat(KernelReader.rows(root.resolve("deep/a")))
        .containsExactly(List.of(1L, "one"), Arrays.asList(2L, null));
    assertThat(KernelReader.rows(root.resolve("b"))).isEmpty();
    assertThat(hidden()).isEmpty();
  }

  @Test
  void anExistingTableIsOverwrittenOrAppendedTo() {
    publish(target("a", "a"), "SELECT 1, 'x'");
    PublishedOutput overwritten = publish(target("a", "a"), "SELECT 2, 'y'");
    assertThat(overwritten.version()).isEqualTo(1);
    assertThat(overwritten.filesRemoved()).isEqualTo(1);
    TableTarget append =
        new TableTarget(
            "a", root.resolve("a"), NUMBERS, List.of(), Commit.Mode.APPEND, Optional.empty());
    assertThat(publish(append, "SELECT 3, 'z'").filesRemoved()).isZero();
    assertThat(KernelReader.rows(root.resolve("a")))
        .containsExactlyInAnyOrder(List.of(2L, "y"), List.of(3L, "z"));
    assertThat(KernelReader.rows(root.resolve("a"), 0)).containsExactly(List.of(1L, "x"));
  }

  @Test
  void partitionedTablesComeBackWithTheirValues() {
    Schema schema =
        Schema.of(
            Field.nullable("day", Primitive.DATE),
            Field.nullable("id", Primitive.LONG),
            Field.nullable("text", Primitive.STRING));
    TableTarget target =
        new TableTarget(
            "p",
            root.resolve("p q%20'é"),
            schema,
            List.of("day", "text"),
            Commit.Mode.OVERWRITE,
            Optional.empty());
    try (Publication publication = publisher.open(run(), List.of(target))) {
      publication.stage(
          "p",
          session.stage(
              "SELECT CASE WHEN i % 3 > 0 THEN DATE '2024-01-01' + (i % 3)::INTEGER END, i, CASE i % 2 WHEN 0 THEN 'a/b=%\\' END FROM range(6) t(i)",
              schema, target.partitionColumns(), publication.folder("p")));
      publication.prepare().commit();
    }
    assertThat(KernelReader.rows(target.location()))
        .extracting(Object::toString)
        .containsExactlyInAnyOrder(
            "[null, 0, a/b=%\\]",
            "[2024-01-02, 1, null]",
            "[2024-01-03, 2, a/b=%\\]",
            "[null, 3, null]",
            "[2024-01-02, 4, a/b=%\\]",
            "[2024-01-03, 5, null]");
  }

  @Test
  void whatIsNotPreparedAndCommittedIsRemovedWithTheFoldersThatWereMade() {
    try (Publication publication = publisher.open(run(), List.of(target("a", "x/y/a")))) {
      stage(publication, "a", "SELECT 1, 'one'");
      assertThat(root.resolve("x/y/a")).exists();
    }
    assertThat(root).doesNotExist();
    try (Publication publication = publisher.open(run(), List.of(target("a", "x/y/a")))) {
      stage(publication, "a", "SELECT 1, 'one'");
      publication.prepare();
      assertThat(parquet(root.resolve("x/y/a"))).hasSize(1);
    }
    assertThat(root).doesNotExist();
  }

  @Test
  void aFileOfAnotherTypeIsFoundBeforeAnythingIsCommitted() {
    List<TableTarget> targets = List.of(target("a", "a"), target("b", "b"));
    try (Publication publication = publisher.open(run(), targets)) {
      stage(publication, "a", "SELECT 1, 'one'");
      Schema other =
          Schema.of(
              Field.nullable("id", Primitive.INTEGER), Field.nullable("name", Primitive.STRING));
      publication.stage(
          "b", session.stage("SELECT 1, 'x'", other, List.of(), publication.folder("b")));
      assertDiagnosed(publication::prepare, "CA-PUBLISH-008", "id");
    }
    assertThat(root).doesNotExist();
  }

  @Test
  void aNullInARequiredColumnIsFound() {
    Schema required =
        Schema.of(Field.required("id", Primitive.LONG), Field.required("p", Primitive.STRING));
    for (String partition : List.of("none", "p")) {
      TableTarget target =
          new TableTarget(
              "a",
              root.resolve("a"),
              required,
              partition.equals("p") ? List.of("p") : List.of(),
              Commit.Mode.OVERWRITE,
              Optional.empty());
      try (Publication publication = publisher.open(run(), List.of(target))) {
        publication.stage(
            "a",
            session.stage(
                "SELECT 1, NULL", required, target.partitionColumns(), publication.folder("a")));
        assertDiagnosed(publication::prepare, "CA-PUBLISH-008", "p");
      }
    }
    assertThat(root).doesNotExist();
  }

  @Test
  void aMissingRowIsFound() {
    try (Publication publication = publisher.open(run(), List.of(target("a", "a")))) {
      List<StagedFile> files =
          session.stage("SELECT 1, 'x'", NUMBERS, List.of(), publication.folder("a"));
      publication.stage("a", List.of(new StagedFile(files.get(0).path(), 2, Map.of())));
      assertDiagnosed(publication::prepare, "CA-PUBLISH-008", "Of the 2 rows");
    }
  }

  @Test
  void aLaterConflictSaysWhatWasCommittedAndWhatNot() {
    publish(target("b", "b"), "SELECT 1, 'before'");
    List<TableTarget> targets = List.of(target("a", "a"), target("b", "b"), target("c", "c"));
    try (Publication publication = publisher.open(run(), targets)) {
      for (String name : List.of("a", "b", "c")) {
        stage(publication, name, "SELECT 2, 'late'");
      }
      PreparedPublication prepared = publication.prepare();
      publish(target("b", "b"), "SELECT 3, 'meanwhile'");
      assertDiagnosed(
          prepared::commit,
          "CA-PUBLISH-011",
          "Already committed: a at version 0. Not committed: b, c.");
    }
    assertThat(KernelReader.rows(root.resolve("a"))).containsExactly(List.of(2L, "late"));
    assertThat(KernelReader.rows(root.resolve("b"))).containsExactly(List.of(3L, "meanwhile"));
    assertThat(parquet(root.resolve("b"))).hasSize(2);
    assertThat(root.resolve("c")).doesNotExist();
  }

  @Test
  void whatCannotBeWrittenIsRefusedBeforeAnythingIsComputed() throws IOException {
    publish(target("a", "a"), "SELECT 1, 'x'");
    Files.writeString(Files.createDirectories(root.resolve("stuff")).resolve("notes.txt"), "x");
    Files.writeString(root.resolve("file"), "x");
    Schema other =
        Schema.of(Field.nullable("id", Primitive.STRING), Field.nullable("extra", Primitive.LONG));
    List<TableTarget> targets =
        List.of(
            new TableTarget(
                "a",
                root.resolve("a"),
                other,
                List.of(),
                Commit.Mode.OVERWRITE,
                Optional.of("/output_targets/0")),
            target("b", "a/inside"),
            target("c", "stuff"),
            target("d", "file/x"),
            new TableTarget(
                "e",
                root.resolve("e"),
                Schema.of(
                    Field.nullable("l", new DataType.Array(Primitive.LONG, true)),
                    Field.nullable("x", Primitive.LONG)),
                List.of("l"),
                Commit.Mode.OVERWRITE,
                Optional.empty()));
    assertThatThrownBy(() -> publisher.open(run(), targets))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            e -> {
              assertThat(e.diagnostics())
                  .extracting(d -> d.code())
                  .containsExactly(
                      "CA-PUBLISH-003",
                      "CA-PUBLISH-002",
                      "CA-PUBLISH-001",
                      "CA-PUBLISH-006",
                      "CA-PUBLISH-005");
              assertThat(e.diagnostics().get(0).pointer()).contains("/output_targets/0");
              assertThat(e.diagnostics()).allMatch(d -> d.hint().isPresent());
            })
        .hasMessageContaining(
            "id is bigint in the table and varchar in the output; the table has a column name of type"
                + " varchar; the output has a column extra of type");
    TableTarget partitioned =
        new TableTarget(
            "a",
            root.resolve("a"),
            NUMBERS,
            List.of("name"),
            Commit.Mode.OVERWRITE,
            Optional.empty());
    assertDiagnosed(
        () -> publisher.open(run(), List.of(partitioned)),
        "CA-PUBLISH-004",
        "is partitioned by nothing, the output a by name");
  }

  @Test
  void whatADeadRunLeftIsSweptAwayAndWhatALiveOneHasIsNot() throws IOException {
    Path dead = Files.createDirectories(root.resolve("a/.staging-dead"));
    Files.writeString(dead.resolve(".lock"), "");
    Path live = Files.createDirectories(root.resolve("a/.staging-live"));
    try (FileChannel channel =
            FileChannel.open(
                live.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      publish(target("a", "a"), "SELECT 1, 'x'");
      assertThat(dead).doesNotExist();
      assertThat(live).exists();
    }
  }

  private RunIdentity run() {
    return new RunIdentity("test-" + runs++, Map.of("spec_hash", "00ff"));
  }

  private TableTarget target(String name, String location) {
    return new TableTarget(
        name, root.resolve(location), NUMBERS, List.of(), Commit.Mode.OVERWRITE, Optional.empty());
  }

  private PublishedOutput publish(TableTarget target, String sql) {
    try (Publication publication = publisher.open(run(), List.of(target))) {
      stage(publication, target.name(), sql);
      return publication.prepare().commit().get(0);
    }
  }

  private void stage(Publication publication, String table, String sql) {
    publication.stage(table, session.stage(sql, NUMBERS, List.of(), publication.folder(table)));
  }

  private static List<Path> parquet(Path table) {
    try (Stream<Path> files = Files.list(table)) {
      return files.filter(f -> f.toString().endsWith(".parquet")).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<Path> hidden() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(f -> f.getFileName().toString().startsWith(".staging")).toList();
    }
  }

  private static void assertDiagnosed(Runnable action, String code, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            e -> assertThat(e.diagnostics()).extracting(d -> d.code()).containsExactly(code))
        .hasMessageContaining(message);
  }
}
