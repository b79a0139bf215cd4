// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.Commit;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Runs a spec with a filter on the day over a table that is partitioned by day, with and without
 * pruning of files in turn, and prints a line of JSON for each run. Called by {@code
 * benchmarks/pruning}.
 */
public final class Pruning {

  private static final Schema ROWS =
      Schema.of(
          Field.nullable("id", Primitive.LONG),
          Field.nullable("day", Primitive.DATE),
          Field.nullable("amount", Primitive.DOUBLE),
          Field.nullable("title", Primitive.STRING));
  private static final String SPEC =
      """
      version: 1
      input_relations: [{logical_name: sales, delta_location: sales}]
      view_definitions:
        - name: titled
          transform: {kind: Project, source: sales, columns: [id, day, amount, {expr: "upper(title)", as: title}]}
        - name: one_day
          transform: {kind: Filter, source: titled, predicate: "day = DATE '2024-06-01'"}
      output_targets: [{table_name: out, source_view: one_day}]
      """;

  private Pruning() {}

  public static void main(String[] words) {
    Path folder = Path.of(words[0]);
    int days = Integer.parseInt(words[1]);
    new GivenTables(folder)
        .write(
            "sales",
            ROWS,
            List.of("day"),
            Commit.Mode.OVERWRITE,
            """
            SELECT i, DATE '2023-01-01' + CAST(i // %2$d AS INTEGER), i / 7.0, 'a title of ' || i
            FROM range(%1$d * %2$d) t(i)
            """
                .formatted(days, Integer.parseInt(words[2])));
    int files = DeltaStore.local().latest(folder.resolve("sales")).scanFiles().size();
    for (int run = 0; run < Integer.parseInt(words[3]); run++) {
      run(Engine.create(), "with", folder, run, files);
      run(Engine.withoutFilePruning(), "without", folder, run, files);
    }
  }

  private static void run(Engine engine, String name, Path folder, int number, int files) {
    long begin = System.nanoTime();
    RunResult result =
        engine.run(
            Run.of(SpecDocument.parse(SPEC, Optional.empty()))
                .inputsFrom(folder)
                .outputRoot(folder.resolve("out-" + name + number)));
    System.out.printf(
        "{\"pruning\": \"%s\", \"seconds\": %f, \"files\": %d, \"read\": %d, \"rows\": %d}%n",
        name,
        (System.nanoTime() - begin) / 1e9,
        files,
        result.inputs().get(0).filesRead(),
        result.outputs().get(0).rowsWritten());
  }
}
