// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.Commit;
import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generated specs give the same rows whether files are left out or all are read. {@code
 * -Dcodeanatomy.seed=…} repeats a run.
 */
class FilePruningPropertyTest {

  private static final int SPECS = "full".equals(System.getProperty("codeanatomy.tests")) ? 100 : 6;
  private static final Schema ROWS =
      Schema.of(
          Field.nullable("id", Primitive.LONG),
          Field.nullable("part", Primitive.LONG),
          Field.nullable("kind", Primitive.STRING),
          Field.nullable("day", Primitive.DATE),
          Field.nullable("title", Primitive.STRING),
          Field.nullable("size", Primitive.INTEGER));

  @TempDir Path folder;

  @BeforeEach
  void givenPartitionedTables() {
    List<List<String>> partitions = List.of(List.of("part"), List.of("kind", "day"), List.of());
    for (int t = 0; t < GeneratedFilters.INPUTS.size(); t++) {
      for (int version = 0; version < 2; version++) {
        new GivenTables(folder)
            .write(
                GeneratedFilters.INPUTS.get(t),
                ROWS,
                partitions.get(t),
                Commit.Mode.APPEND,
                """
                SELECT i, i %% 4, ['x', 'y', 'z', NULL][1 + (i // 2) %% 4], \
                CASE WHEN i %% 7 <> 3 THEN DATE '2026-01-01' + CAST(i %% 5 AS INTEGER) END, \
                'title ' || i %% 6, CASE WHEN i %% 5 <> 1 THEN i %% 9 END \
                FROM range(%d, %d) t(i)\
                """
                    .formatted(version * 8 + t, version * 8 + t + 9));
      }
    }
  }

  @Test
  void theRowsAreThoseOfAllFiles() {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    Random random = new Random(seed);
    int leftOut = 0;
    int rowsSeen = 0;
    for (int s = 0; s < SPECS; s++) {
      String spec = new GeneratedFilters(random).spec(3 + random.nextInt(5));
      Path all = folder.resolve("all" + s);
      Path some = folder.resolve("some" + s);
      Engine.create().run(run(spec, all).withoutRule("prune_files"));
      RunResult pruned = Engine.create().run(run(spec, some));
      List<String> rows = rows(some);
      assertThat(rows).as("seed %d, spec %d:%n%s", seed, s, spec).isEqualTo(rows(all));
      rowsSeen += rows.size();
      leftOut += pruned.inputs().stream().mapToInt(i -> i.filesConsidered() - i.filesRead()).sum();
    }
    assertThat(leftOut).as("files left out, seed " + seed).isPositive();
    assertThat(rowsSeen).as("rows, seed " + seed).isPositive();
  }

  private Run run(String spec, Path output) {
    return Run.of(SpecDocument.parse(spec, Optional.empty()))
        .inputsFrom(folder)
        .outputRoot(output)
        .parameter("which", "z");
  }

  private static List<String> rows(Path output) {
    return KernelReader.rows(output.resolve("out")).stream()
        .map(Object::toString)
        .sorted()
        .toList();
  }
}
