// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.codeanatomy.delta.Commit;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.schema.SchemaChange;
import io.codeanatomy.engine.schema.Schemas;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.SpecDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs whose tables are there, with another row type. */
class SchemaEvolutionTest {

  private static final Schema THINGS =
      Schema.of(
          Field.required("id", Primitive.INTEGER),
          Field.nullable("name", Primitive.STRING),
          Field.nullable("size", Primitive.LONG));

  @TempDir Path folder;

  @BeforeEach
  void givenThings() {
    new GivenTables(folder).write("things", THINGS, "VALUES (1, 'a', 10), (2, 'b', NULL)");
  }

  private Path table() {
    return folder.resolve("out/result");
  }

  private Run run(String columns, String mode) {
    return run(columns, mode, "");
  }

  private Run run(String columns, String mode, String contract) {
    String spec =
        """
        version: 1
        input_relations: [{logical_name: things, delta_location: things}]
        view_definitions:
          - name: v
            transform: {kind: Project, source: things, columns: [%s]}
        %s
        output_targets: [{table_name: result, source_view: v, materialization_mode: %s}]
        """
            .formatted(
                columns, contract.isEmpty() ? "" : "    output_schema: [" + contract + "]", mode);
    return Run.of(SpecDocument.parse(spec, Optional.of(folder.resolve("spec.yaml"))))
        .outputRoot(folder.resolve("out"));
  }

  private static RunResult execute(Run run) {
    return Engine.create().run(run);
  }

  private Diagnostic refused(Run run) throws IOException {
    List<Path> before = files();
    DiagnosticException failure =
        catchThrowableOfType(DiagnosticException.class, () -> execute(run));
    assertThat(failure).isNotNull();
    assertThat(failure.diagnostics()).hasSize(1);
    assertThat(Engine.create().validate(run)).as("validate").isEqualTo(failure.diagnostics());
    assertThat(files()).as("nothing is left").isEqualTo(before);
    return failure.diagnostics().get(0);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void withoutTheFlagTheErrorNamesTheColumnsAndTheFlag() throws IOException {
    execute(run("id, name", "Overwrite"));
    Diagnostic refused = refused(run("id, size, name, {expr: 'true', as: seen}", "Overwrite"));
    assertThat(refused.code()).isEqualTo("CA-PUBLISH-020");
    assertThat(refused.pointer()).contains("/output_targets/0");
    assertThat(refused.message())
        .isEqualTo(
            "The table at "
                + table()
                + " lacks columns of the output result: the output has a column size of type bigint;"
                + " the output has a column seen of type boolean.");
    assertThat(refused.hint().orElse(""))
        .isEqualTo(
            "Run with --allow-schema-evolution to add them to the table, or leave them out.");
  }

  @Test
  void anAppendAddsTheColumnsAndOldRowsHoldNullInThemForEveryReader() {
    execute(run("id, name", "Append"));
    Run wider = run("{expr: 'id * 1.5', as: price}, id, name", "Append").allowSchemaEvolution();
    assertThat(Engine.create().validate(wider))
        .extracting(d -> d.code() + " " + d.severity())
        .containsExactly("CA-PUBLISH-022 WARNING");
    RunResult result = execute(wider);
    assertThat(result.warnings()).extracting(Diagnostic::code).containsExactly("CA-PUBLISH-022");
    assertThat(result.warnings().get(0).message())
        .contains("gets new columns from the output result: the output has a column price");
    assertThat(KernelReader.columns(table())).containsExactly("id", "name", "price");
    assertThat(KernelReader.rows(table()))
        .hasSize(4)
        .contains(Arrays.asList(1, "a", null), Arrays.asList(2, "b", null));
    assertThat(KernelReader.rows(table(), 0)).hasSize(2).allMatch(row -> row.size() == 2);
    assertThat(Schemas.diff(Schemas.table(table(), 0), Schemas.table(table())).change())
        .isEqualTo(SchemaChange.ADDITIVE);
    assertThat(DeltaStore.local().history(table()).get(0).parameters())
        .containsEntry("run_id", result.runId());

    // What the engine itself reads of it.
    String copy =
        """
        version: 1
        input_relations: [{logical_name: result, delta_location: out/result}]
        view_definitions: [{name: v, transform: {kind: Filter, source: result, predicate: id > 0}}]
        output_targets: [{table_name: copy, source_view: v}]
        """;
    execute(
        Run.of(SpecDocument.parse(copy, Optional.of(folder.resolve("copy.yaml"))))
            .outputRoot(folder.resolve("out")));
    assertThat(KernelReader.rows(folder.resolve("out/copy")))
        .containsExactlyInAnyOrderElementsOf(KernelReader.rows(table()));
  }

  @Test
  void anOverwriteAddsTheColumnsAndKeepsTheOldVersion() {
    execute(run("id, name", "Overwrite"));
    execute(run("id, name, size", "Overwrite").allowSchemaEvolution());
    assertThat(KernelReader.rows(table()))
        .containsExactlyInAnyOrder(List.of(1, "a", 10L), Arrays.asList(2, "b", null));
    assertThat(DeltaStore.local().at(table(), 0).schema().names()).containsExactly("id", "name");
    execute(run("id, name, size", "Overwrite"));
    assertThat(KernelReader.rows(table(), 2)).hasSize(2);
  }

  @Test
  void fieldsOfStructsAreAddedAndReadAsNullInOldFiles() {
    GivenTables given = new GivenTables(folder);
    Schema narrow = nested(Field.nullable("x", Primitive.INTEGER));
    Schema wide =
        nested(Field.nullable("x", Primitive.INTEGER), Field.nullable("y", Primitive.STRING));
    given.write("narrow", narrow, "SELECT {'x': 1}, [{'x': 2}], MAP {'k': {'x': 3}}");
    given.write(
        "wide",
        wide,
        "SELECT {'x': 4, 'y': 'a'}, [{'x': 5, 'y': 'b'}], MAP {'k': {'x': 6, 'y': 'c'}}");
    copy("narrow", "out/nested", "Append", false);
    copy("wide", "out/nested", "Append", true);
    assertThat(DeltaStore.local().latest(folder.resolve("out/nested")).schema()).isEqualTo(wide);
    List<List<Object>> rows = KernelReader.rows(folder.resolve("out/nested"));
    assertThat(rows).hasSize(2).extracting(row -> row.get(0)).contains(Arrays.asList(1, null));
    copy("out/nested", "out/again", "Overwrite", false);
    assertThat(KernelReader.rows(folder.resolve("out/again")))
        .containsExactlyInAnyOrderElementsOf(rows);
  }

  private void copy(String from, String to, String mode, boolean evolving) {
    String spec =
        """
        version: 1
        input_relations: [{logical_name: given, delta_location: %s}]
        view_definitions: [{name: v, transform: {kind: Union, sources: [given]}}]
        output_targets: [{table_name: copy, source_view: v, delta_location: %s, materialization_mode: %s}]
        """
            .formatted(from, to, mode);
    Run run = Run.of(SpecDocument.parse(spec, Optional.of(folder.resolve("copy.yaml"))));
    execute(evolving ? run.allowSchemaEvolution() : run);
  }

  private static Schema nested(Field... fields) {
    DataType struct = new DataType.Struct(List.of(fields));
    return Schema.of(
        Field.nullable("s", struct),
        Field.nullable("l", new DataType.Array(struct, true)),
        Field.nullable("m", new DataType.Map(Primitive.STRING, struct, true)));
  }

  @Test
  void columnsThatTheOutputLacksAreNeverFilledSilently() throws IOException {
    execute(run("id, name", "Overwrite"));
    for (String mode : List.of("Overwrite", "Append")) {
      Diagnostic refused = refused(run("id", mode).allowSchemaEvolution());
      assertThat(refused.code()).isEqualTo("CA-PUBLISH-003");
      assertThat(refused.message()).endsWith("the table has a column name of type varchar.");
      assertThat(refused.hint().orElse("")).contains("CAST(NULL AS type)");
    }
  }

  @Test
  void wideningIsRefusedWithTheTypes() throws IOException {
    execute(run("id", "Overwrite"));
    Diagnostic refused =
        refused(
            run("{expr: cast(id as bigint), as: id}, name", "Overwrite").allowSchemaEvolution());
    assertThat(refused.code()).isEqualTo("CA-PUBLISH-021");
    assertThat(refused.message())
        .contains("id is integer in the table and bigint in the output")
        .contains("the output has a column name of type varchar");
    assertThat(
            refused(run("{expr: cast(id as varchar), as: id}", "Overwrite").allowSchemaEvolution())
                .code())
        .isEqualTo("CA-PUBLISH-003");
  }

  @Test
  void aContractIsHeldToAlsoWhereTheTableAsksForLess() throws IOException {
    execute(run("id, size", "Overwrite"));
    String contract = "{name: id, type: integer}, {name: size, type: bigint, nullable: false}";
    List<Path> before = files();
    DiagnosticException failure =
        catchThrowableOfType(
            DiagnosticException.class, () -> execute(run("id, size", "Overwrite", contract)));
    assertThat(failure)
        .hasMessageContaining("CA-PUBLISH-008")
        .hasMessageContaining("Column size must not hold NULL, but it is NULL once");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aFailureBeforeTheCommitLeavesTheTableAsItWas() throws IOException {
    execute(run("id, name", "Overwrite"));
    List<Path> before = files();
    DiagnosticException failure =
        catchThrowableOfType(
            DiagnosticException.class,
            () ->
                execute(
                    run("id, name, {expr: cast(name as integer), as: number}", "Overwrite")
                        .allowSchemaEvolution()));
    assertThat(failure).hasMessageContaining("CA-RUN-005");
    assertThat(files()).isEqualTo(before);
    assertThat(DeltaStore.local().latest(table()).schema().names()).containsExactly("id", "name");
  }

  @Test
  void aCommitBetweenReadingAndWritingIsAConflict() {
    execute(run("id, name", "Overwrite"));
    Schema row = DeltaStore.local().latest(table()).schema();
    RunObserver inTheWay =
        new RunObserver() {
          @Override
          public void started(String stage) {
            if (stage.equals("publish")) {
              DeltaStore.local()
                  .commit(
                      new Commit(
                          table(),
                          Optional.of(DeltaStore.local().latest(table())),
                          row,
                          List.of(),
                          Commit.Mode.APPEND,
                          List.of(),
                          Map.of(),
                          Optional.empty(),
                          Optional.empty()));
            }
          }

          @Override
          public void finished(String stage, double seconds) {}
        };
    DiagnosticException failure =
        catchThrowableOfType(
            DiagnosticException.class,
            () ->
                Engine.create()
                    .run(
                        run("id, name, size", "Append").allowSchemaEvolution(),
                        inTheWay,
                        new Cancellation()));
    assertThat(failure).hasMessageContaining("CA-PUBLISH-010");
    assertThat(DeltaStore.local().latest(table()).version()).isEqualTo(1);
    assertThat(DeltaStore.local().latest(table()).schema()).isEqualTo(row);
    assertThat(KernelReader.rows(table())).hasSize(2);
  }
}
