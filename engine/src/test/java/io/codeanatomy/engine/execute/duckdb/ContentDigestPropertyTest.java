// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.Commit;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.execute.ExecutionSession.Lineage;
import io.codeanatomy.engine.execute.RowDigest;
import io.codeanatomy.engine.execute.StagedFile;
import io.codeanatomy.engine.publish.Publication;
import io.codeanatomy.engine.publish.Publisher;
import io.codeanatomy.engine.publish.RunIdentity;
import io.codeanatomy.engine.publish.TableTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The digest of generated tables of all types is what the reference makes of the rows that Delta
 * Kernel's own reader finds, however the rows came to lie; {@code -Dcodeanatomy.seed=…} repeats a
 * run.
 */
class ContentDigestPropertyTest {

  private static final int ROUNDS = 12;

  @TempDir Path folder;
  private final DeltaStore store = DeltaStore.local();
  private final Map<Integer, ExecutionSession> sessions = new TreeMap<>();
  private int names;

  @AfterEach
  void close() {
    sessions.values().forEach(ExecutionSession::close);
  }

  @Test
  void digestsAreThoseOfTheRowsWhateverTheirPlaces() {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    Random random = new Random(seed);
    GeneratedRows generated = new GeneratedRows(random);
    for (int round = 0; round < ROUNDS; round++) {
      Schema schema = generated.schema();
      String what = "round %d, %s, -Dcodeanatomy.seed=%d".formatted(round, schema, seed);
      List<List<String>> rows = rows(generated, schema, random);
      Path table = publish(schema, List.of(), List.of(rows), 1);
      RowDigest expected = ReferenceDigest.of(schema, KernelReader.rows(table));
      assertThat(expected.rows()).as(what).isEqualTo(rows.size());

      assertThat(published(table, 1)).as("the table, " + what).isEqualTo(expected);
      assertThat(materialized(schema, rows)).as("the query, " + what).isEqualTo(expected);
      Collections.shuffle(rows, random);
      for (int threads : List.of(1, 2, 8)) {
        List<List<List<String>>> commits = split(rows, random);
        List<String> partitions = random.nextBoolean() ? List.of("k") : List.of();
        Path other = publish(schema, partitions, commits, threads);
        assertThat(published(other, threads))
            .as("%d threads, %d commits, by %s, %s", threads, commits.size(), partitions, what)
            .isEqualTo(expected);
        assertThat(staged(schema, partitions, rows, threads))
            .as("staged with %d threads by %s, %s", threads, partitions, what)
            .isEqualTo(expected);
      }
      List<Field> turned = new ArrayList<>(schema.fields());
      Collections.reverse(turned);
      assertThat(published(table, new Schema(turned), 2))
          .as("columns, " + what)
          .isEqualTo(expected);
    }
  }

  /** What the encodings tell apart, the digests tell apart, and nothing else. */
  @Test
  void everyChangeOfTheRowsMovesTheDigest() {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    Random random = new Random(seed);
    GeneratedRows generated = new GeneratedRows(random);
    int moved = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Schema schema = generated.schema();
      List<List<String>> rows = rows(generated, schema, random);
      rows.add(generated.row(schema));
      Path table = publish(schema, List.of(), List.of(rows), 2);
      for (int change = 0; change < 4; change++) {
        List<List<String>> others = changed(rows, schema, generated, random);
        Path other = publish(schema, List.of(), List.of(others), 2);
        boolean same =
            ReferenceDigest.encodings(schema, KernelReader.rows(table))
                .equals(ReferenceDigest.encodings(schema, KernelReader.rows(other)));
        moved += same ? 0 : 1;
        assertThat(published(other, 2).equals(published(table, 2)))
            .as("%s and %s, %s, -Dcodeanatomy.seed=%d", rows, others, schema, seed)
            .isEqualTo(same);
      }
    }
    assertThat(moved).as("changes that change something").isGreaterThan(2 * ROUNDS);
  }

  private static List<List<String>> rows(GeneratedRows generated, Schema schema, Random random) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      rows.add(
          !rows.isEmpty() && random.nextInt(4) == 0
              ? rows.get(random.nextInt(rows.size()))
              : generated.row(schema));
    }
    return rows;
  }

  /** One row more, less or different. */
  private static List<List<String>> changed(
      List<List<String>> rows, Schema schema, GeneratedRows generated, Random random) {
    List<List<String>> changed = new ArrayList<>(rows);
    int row = random.nextInt(changed.size());
    switch (random.nextInt(4)) {
      case 0 -> changed.add(changed.get(row));
      case 1 -> changed.remove(row);
      default -> {
        List<String> values = new ArrayList<>(changed.get(row));
        int column = random.nextInt(values.size());
        values.set(column, generated.value(schema.fields().get(column).type()));
        changed.set(row, values);
      }
    }
    return changed;
  }

  private static List<List<List<String>>> split(List<List<String>> rows, Random random) {
    List<List<List<String>>> parts = new ArrayList<>();
    int from = 0;
    while (from < rows.size()) {
      int to = from + 1 + random.nextInt(rows.size() - from);
      parts.add(rows.subList(from, to));
      from = to;
    }
    return parts.isEmpty() ? List.of(rows) : parts;
  }

  private Path publish(
      Schema schema, List<String> partitions, List<List<List<String>>> commits, int threads) {
    Path table = folder.resolve("table" + names++);
    for (List<List<String>> rows : commits) {
      TableTarget target =
          new TableTarget("t", table, schema, partitions, Commit.Mode.APPEND, Optional.empty());
      RunIdentity run = new RunIdentity("digest-" + names++, Map.of());
      ExecutionSession session = session(threads);
      try (Publication publication = new Publisher(store).open(run, List.of(target))) {
        publication.stage(
            "t",
            session.stage(
                GeneratedRows.query(schema, rows), schema, partitions, publication.folder("t")));
        publication.prepare().commit();
      }
    }
    return table;
  }

  private RowDigest published(Path table, int threads) {
    return published(table, store.latest(table).schema(), threads);
  }

  private RowDigest published(Path table, Schema schema, int threads) {
    Snapshot snapshot = store.latest(table);
    String relation = "published" + names++;
    session(threads).bind(relation, snapshot, snapshot.scanFiles(), Lineage.SOURCE_FILE);
    return session(threads).digest(relation, schema);
  }

  private RowDigest staged(
      Schema schema, List<String> partitions, List<List<String>> rows, int threads) {
    ExecutionSession session = session(threads);
    String relation = "staged(t" + names++ + ")";
    List<StagedFile> files =
        session.stage(
            GeneratedRows.query(schema, rows),
            schema,
            partitions,
            folder.resolve("staged" + names++));
    session.bindStaged(relation, files, schema, partitions);
    return session.digest(relation, schema);
  }

  private RowDigest materialized(Schema schema, List<List<String>> rows) {
    String columns =
        schema.names().stream().map(Sql::identifier).collect(Collectors.joining(", ", "(", ")"));
    String relation = "materialized" + names++;
    session(2)
        .materialize(
            relation, "SELECT * FROM (" + GeneratedRows.query(schema, rows) + ") AS q" + columns);
    return session(2).digest(relation, schema);
  }

  private ExecutionSession session(int threads) {
    return sessions.computeIfAbsent(
        threads,
        count ->
            new DuckDbEngine()
                .open(
                    new ExecutionConfig(
                        count,
                        256L << 20,
                        folder.resolve("scratch" + count),
                        List.of(folder),
                        List.of(folder))));
  }
}
