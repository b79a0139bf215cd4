// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tables, views over them, and the published rows of some: what tests of transforms have alike. */
final class TransformRun {

  private final Path folder;
  private final GivenTables tables;
  private final Map<String, Schema> inputs = new LinkedHashMap<>();
  private int runs;

  TransformRun(Path folder) {
    this.folder = folder;
    this.tables = new GivenTables(folder);
  }

  /** Writes a table that every run has as an input. */
  TransformRun given(String name, Schema schema, String sql) {
    tables.write(name, schema, sql);
    inputs.put(name, schema);
    return this;
  }

  /** The sorted rows of the one view {@code v}. */
  List<String> rows(String transform) {
    return rows("- {name: v, transform: " + transform + "}", "v").get("v");
  }

  /** The sorted rows of some views, by their names. */
  Map<String, List<String>> rows(String views, String... published) {
    Path output = run(views, published);
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String view : published) {
      rows.put(
          view,
          KernelReader.rows(output.resolve(view)).stream().map(Object::toString).sorted().toList());
    }
    return rows;
  }

  /** Runs and gives the folder of the outputs. */
  Path run(String views, String... published) {
    Path output = folder.resolve("out" + runs++);
    Engine.create()
        .run(
            Run.of(SpecDocument.parse(spec(views, published), Optional.empty()))
                .inputsFrom(folder)
                .outputRoot(output));
    return output;
  }

  /** The document. */
  String spec(String views, String... published) {
    StringBuilder spec = new StringBuilder("version: 1\ninput_relations:\n");
    inputs
        .keySet()
        .forEach(
            name ->
                spec.append("  - {logical_name: %1$s, delta_location: %1$s}\n".formatted(name)));
    spec.append("view_definitions:\n").append(views.strip().indent(2));
    spec.append("output_targets:\n");
    for (String view : published) {
      spec.append("  - {table_name: %1$s, source_view: %1$s}\n".formatted(view));
    }
    return spec.toString();
  }

  /** Rows as {@link #rows} gives them. */
  static List<String> sorted(String... rows) {
    return List.of(rows).stream().sorted().collect(Collectors.toList());
  }
}
