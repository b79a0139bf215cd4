// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.DOUBLE;
import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.Commit;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.schema.RelationSchema;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The changes of tables without a change data feed: the difference of two versions. */
class ChangesTest {

  private static final Schema THINGS =
      Schema.of(
          Field.nullable("id", LONG),
          Field.nullable("day", STRING),
          Field.nullable("weight", DOUBLE),
          Field.nullable("tags", new DataType.Array(STRING, true)),
          Field.nullable("counts", new DataType.Map(STRING, LONG, true)),
          Field.nullable("place", new DataType.Struct(List.of(Field.nullable("x", LONG)))));

  @TempDir Path folder;
  private GivenTables tables;

  @BeforeEach
  void open() {
    tables = new GivenTables(folder);
  }

  private static String spec(String transform, String views) {
    return """
    version: 1
    input_relations:
      - {logical_name: things, delta_location: things}
    view_definitions:
      - name: changed
        transform: %s
    %s
    output_targets:
      - {table_name: result, source_view: changed}
    """
        .formatted(transform, views.indent(2).stripTrailing());
  }

  private RunResult run(String spec) {
    return Engine.create()
        .run(
            Run.of(SpecDocument.parse(spec, Optional.of(folder.resolve("spec.yaml"))))
                .outputRoot(folder.resolve("out")));
  }

  private List<List<Object>> result() {
    return KernelReader.rows(folder.resolve("out/result"));
  }

  private void write(Commit.Mode mode, List<String> partitions, String sql) {
    tables.write("things", THINGS, partitions, mode, sql);
  }

  private static String row(long id, String day, String weight) {
    return "(%d, '%s', %s, NULL, NULL, NULL)".formatted(id, day, weight);
  }

  @Test
  void rowsThatWereOnlyRewrittenAreNoChange() {
    write(
        Commit.Mode.OVERWRITE,
        List.of(),
        "VALUES "
            + row(1, "a", "1.5::DOUBLE")
            + ","
            + row(2, "b", "'nan'::DOUBLE")
            + ","
            + row(2, "b", "'nan'::DOUBLE"));
    write(
        Commit.Mode.OVERWRITE,
        List.of(),
        "VALUES "
            + row(1, "a", "1.5::DOUBLE")
            + ","
            + row(2, "b", "'nan'::DOUBLE")
            + ","
            + row(3, "c", "0"));
    RunResult result = run(spec("{kind: Changes, source: things, from_version: 1}", ""));
    Instant committed = DeltaStore.local().at(folder.resolve("things"), 1).timestamp();
    assertThat(result())
        .containsExactlyInAnyOrder(
            row(2L, "b", Double.NaN, "delete", committed), row(3L, "c", 0.0, "insert", committed));
    assertThat(
            Engine.create()
                .schema(
                    Run.of(
                        SpecDocument.parse(
                            spec("{kind: Changes, source: things, from_version: 1}", ""),
                            Optional.of(folder.resolve("spec.yaml")))),
                    "changed")
                .columns())
        .extracting(RelationSchema.Column::path)
        .startsWith("id", "day")
        .endsWith("_change_type", "_commit_version", "_commit_timestamp");
    assertThat(result.changes())
        .containsExactly(
            new RunResult.Changes(
                "changed", "things", 1, 1, RunResult.Changes.Form.file_difference));
    assertThat(result.warnings())
        .extracting(Diagnostic::code, Diagnostic::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "CA-INPUT-015",
                "The table of the input 'things' has no change data feed, so 'changed' has the rows"
                    + " by which version 1 differs from version 0"));
  }

  private static List<Object> row(
      Long id, String day, Double weight, String change, Instant committed) {
    List<Object> row = new ArrayList<>();
    row.add(id);
    row.add(day);
    row.add(weight);
    row.add(null);
    row.add(null);
    row.add(null);
    row.add(change);
    row.add(1L);
    row.add(committed);
    return row;
  }

  @Test
  void differencesOfGeneratedVersionsAreThoseOfTheirRows() {
    long seed = Long.getLong("codeanatomy.seed", 20_261_122L);
    Random random = new Random(seed);
    for (int round = 0; round < 3; round++) {
      String name = "things";
      Path table = folder.resolve("round" + round).resolve(name);
      tables = new GivenTables(table.getParent());
      List<String> partitions = random.nextBoolean() ? List.of("day") : List.of();
      int versions = 2 + random.nextInt(4);
      for (int version = 0; version < versions; version++) {
        write(
            random.nextInt(3) == 0 ? Commit.Mode.OVERWRITE : Commit.Mode.APPEND,
            partitions,
            rows(random));
      }
      for (int check = 0; check < 3; check++) {
        int from = random.nextInt(versions);
        int to = from + random.nextInt(versions - from);
        String spec =
            spec(
                    "{kind: Changes, source: things, from_version: %d, to_version: %d}"
                        .formatted(from, to),
                    "")
                .replace("delta_location: things", "delta_location: round" + round + "/things");
        run(spec);
        assertThat(withoutCommit(result()))
            .as("seed %d, round %d, versions %d to %d of %d", seed, round, from, to, versions)
            .containsExactlyInAnyOrderElementsOf(difference(table, from, to));
      }
    }
  }

  private static String rows(Random random) {
    List<String> rows = new ArrayList<>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      rows.add(
          "(%s, %s, %s, %s, %s, %s)"
              .formatted(
                  List.of("1", "2", "NULL").get(random.nextInt(3)),
                  List.of("'a'", "NULL").get(random.nextInt(2)),
                  List.of("0.5::DOUBLE", "'nan'::DOUBLE", "NULL").get(random.nextInt(3)),
                  List.of("['t', NULL]", "[]", "NULL").get(random.nextInt(3)),
                  List.of("MAP {'k': 1, 'n': NULL}", "MAP {}", "NULL").get(random.nextInt(3)),
                  List.of("{'x': 1}", "{'x': NULL}", "NULL").get(random.nextInt(3))));
    }
    return "VALUES " + String.join(", ", rows);
  }

  /** The multiset difference of the two versions' rows, in both directions. */
  private static List<List<Object>> difference(Path table, int from, int to) {
    List<List<Object>> before = from == 0 ? new ArrayList<>() : KernelReader.rows(table, from - 1);
    List<List<Object>> after = KernelReader.rows(table, to);
    List<List<Object>> changes = new ArrayList<>();
    List<List<Object>> left = new ArrayList<>(before);
    for (List<Object> row : after) {
      if (!left.remove(row)) {
        changes.add(with(row, "insert"));
      }
    }
    left.forEach(row -> changes.add(with(row, "delete")));
    return changes;
  }

  private static List<Object> with(List<Object> row, String change) {
    List<Object> longer = new ArrayList<>(row);
    longer.add(change);
    return longer;
  }

  private static List<List<Object>> withoutCommit(List<List<Object>> rows) {
    return rows.stream().map(row -> row.subList(0, row.size() - 2)).toList();
  }
}
