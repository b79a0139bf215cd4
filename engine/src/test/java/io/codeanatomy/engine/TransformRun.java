// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
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
  private String settings = "";
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

  /** What every run from now on has below its outputs: a profile, intents, a join graph. */
  TransformRun settings(String yaml) {
    settings = yaml;
    return this;
  }

  /** The errors that a run is refused for; it must publish nothing. */
  List<Diagnostic> refused(String views, String... published) {
    Path output = folder.resolve("out" + runs++);
    try {
      Engine.create().run(inFolder(spec(views, published)).outputRoot(output));
    } catch (DiagnosticException e) {
      for (String view : published) {
        assertThat(output.resolve(view)).doesNotExist();
      }
      return e.diagnostics().stream().filter(Diagnostic::isError).toList();
    }
    throw new AssertionError("the run was not refused");
  }

  /** A run of a document over the tables. */
  Run inFolder(String spec) {
    return Run.of(SpecDocument.parse(spec, Optional.empty())).inputsFrom(folder);
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
    Engine.create().run(inFolder(spec(views, published)).outputRoot(output));
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
    return spec.append(settings).toString();
  }

  /** Rows as {@link #rows} gives them. */
  static List<String> sorted(String... rows) {
    return List.of(rows).stream().sorted().collect(Collectors.toList());
  }
}
