// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.engine.Engine;
import io.codeanatomy.engine.Run;
import io.codeanatomy.engine.RunResult;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.SpecDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The change data feed and the metadata of tables whose log is written by hand, as the protocol
 * says: Delta Kernel writes no cdc files.
 */
class ChangeFeedTest {

  private static final long EPOCH_SECONDS = 1_700_000_000L;

  @TempDir Path folder;
  private Path table;
  private Path outputs;
  private int runs;
  private String mode;

  @BeforeEach
  void open() throws IOException {
    table = Files.createDirectories(folder.resolve("things"));
    Files.createDirectories(table.resolve("_change_data"));
    Files.createDirectories(table.resolve("_delta_log"));
    Files.createDirectories(folder.resolve("scratch"));
  }

  // ---- the table

  private String physical(String column) {
    return mode.equals("none") ? column : "c-" + column;
  }

  private String field(String name, String type, int id) {
    String metadata =
        mode.equals("none")
            ? ""
            : "\"delta.columnMapping.id\":%d,\"delta.columnMapping.physicalName\":\"%s\""
                .formatted(id, physical(name));
    return "{\"name\":\"%s\",\"type\":\"%s\",\"nullable\":true,\"metadata\":{%s}}"
        .formatted(name, type, metadata);
  }

  private String metaData(String feed, String... fields) {
    String schema = "{\"type\":\"struct\",\"fields\":[" + String.join(",", fields) + "]}";
    return "{\"metaData\":{\"id\":\"5f1c\",\"format\":{\"provider\":\"parquet\",\"options\":{}},\"schemaString\":\"%s\",\"partitionColumns\":[\"p\"],\"configuration\":{\"delta.columnMapping.mode\":\"%s\",\"delta.columnMapping.maxColumnId\":\"50\",\"delta.enableChangeDataFeed\":\"%s\"},\"createdTime\":1}}"
        .formatted(schema.replace("\"", "\\\""), mode, feed);
  }

  private static String protocol() {
    return "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,"
        + "\"readerFeatures\":[\"columnMapping\",\"deletionVectors\"],"
        + "\"writerFeatures\":[\"changeDataFeed\",\"columnMapping\",\"deletionVectors\"]}}";
  }

  private String action(String kind, String file, String partition, String rest)
      throws IOException {
    return "{\"%s\":{\"path\":\"%s\",\"size\":%d,\"modificationTime\":1,\"partitionValues\":{\"%s\":%s}%s}}"
        .formatted(
            kind,
            file.replace(" ", "%20"),
            Files.size(table.resolve(file)),
            physical("p"),
            partition,
            rest);
  }

  private static String changing(Integer... deleted) {
    return ",\"dataChange\":true"
        + HandWrittenTable.deletionVector(new TreeSet<>(List.of(deleted)));
  }

  private void commit(long version, String... actions) throws IOException {
    Path entry = table.resolve("_delta_log").resolve("%020d.json".formatted(version));
    Files.write(entry, List.of(actions));
    Files.setLastModifiedTime(entry, FileTime.from(time(version)));
  }

  private static Instant time(long version) {
    return Instant.ofEpochSecond(EPOCH_SECONDS + version);
  }

  /** Columns are named by their physical names; `_change_type` has no field id. */
  private void write(String file, String columns, String values) {
    ExecutionConfig config =
        new ExecutionConfig(1, 200L << 20, folder.resolve("scratch"), List.of(), List.of(table));
    String ids = columns.contains("extra") ? "{'%s': 1, '%s': 3}" : "{'%s': 1}";
    try (DuckDbDatabase database =
        DuckDbDatabase.open(config, DuckDbDatabase.InsertionOrder.KEPT)) {
      database.execute(
          "COPY (SELECT * FROM (VALUES %s) AS t(%s)) TO %s (FORMAT parquet, FIELD_IDS %s)"
              .formatted(
                  values,
                  columns
                      .replace("id", Sql.identifier(physical("id")))
                      .replace("extra", Sql.identifier(physical("extra"))),
                  Sql.path(table.resolve(file)),
                  ids.formatted(physical("id"), physical("extra"))));
    }
  }

  private void givenTable(String mappingMode) throws IOException {
    mode = mappingMode;
    String id = field("id", "long", 1);
    String partition = field("p", "string", 2);
    String extra = field("extra", "string", 3);
    write("f0.parquet", "id", "(0::BIGINT), (1), (2), (3)");
    commit(
        0,
        protocol(),
        metaData("true", id, partition),
        action("add", "f0.parquet", "\"a\"", changing()));
    // An update: the data files say nothing, the cdc file says all.
    write("f 1.parquet", "id", "(0::BIGINT), (11), (2), (3)");
    write(
        "_change_data/c.parquet",
        "id, _change_type",
        "(1::BIGINT, 'update_preimage'), (11, 'update_postimage')");
    commit(
        1,
        "{\"commitInfo\":{\"operation\":\"UPDATE\",\"operationParameters\":{\"x\":{\"y\":1}}}}",
        action("remove", "f0.parquet", "\"a\"", changing()),
        action("add", "f 1.parquet", "\"a\"", changing()),
        action("cdc", "_change_data/c.parquet", "\"a\"", ",\"dataChange\":false"));
    // Rows are deleted by a deletion vector, and one of them comes back.
    commit(
        2,
        "{\"commitInfo\":{\"inCommitTimestamp\":1600000000123}}",
        action("remove", "f 1.parquet", "\"a\"", changing()),
        action("add", "f 1.parquet", "\"a\"", changing(0, 2)));
    commit(
        3,
        action("remove", "f 1.parquet", "\"a\"", changing(0, 2)),
        action("add", "f 1.parquet", "\"a\"", changing(2, 3)));
    // A column comes, with a row that has it, in a file with a column that the table has not.
    write("f2.parquet", "id, extra, _change_type", "(20::BIGINT, 'x', 'nonsense')");
    commit(
        4, metaData("true", id, partition, extra), action("add", "f2.parquet", "null", changing()));
    // Files are compacted, which changes nothing.
    write("f3.parquet", "id, extra", "(20::BIGINT, 'x')");
    commit(
        5,
        action("remove", "f2.parquet", "null", ",\"dataChange\":false"),
        action("add", "f3.parquet", "null", ",\"dataChange\":false"));
    commit(6, action("remove", "f 1.parquet", "\"a\"", changing(2, 3)));
  }

  // ---- runs

  private static String spec(String transform, String columns) {
    return """
    version: 1
    input_relations:
      - {logical_name: things, delta_location: things, requires_lineage: true}
    view_definitions:
      - {name: changed, transform: %s}
      - {name: shown, transform: {kind: Project, source: changed, columns: [%s]}}
    output_targets:
      - {table_name: result, source_view: shown}
    """
        .formatted(transform, columns);
  }

  /** Every run has outputs of its own. */
  private RunResult run(String spec) {
    outputs = folder.resolve("out" + runs++);
    return Engine.create()
        .run(
            Run.of(SpecDocument.parse(spec, Optional.of(folder.resolve("spec.yaml"))))
                .outputRoot(outputs));
  }

  private List<String> changes(String transform, String columns) {
    run(spec(transform, columns));
    return KernelReader.rows(outputs.resolve("result")).stream()
        .map(row -> row.stream().map(String::valueOf).reduce((a, b) -> a + " " + b).orElseThrow())
        .toList();
  }

  private List<Diagnostic> faults(String transform) {
    DiagnosticException failure =
        catchThrowableOfType(DiagnosticException.class, () -> run(spec(transform, "id")));
    assertThat(outputs).doesNotExist();
    return failure.diagnostics();
  }

  private String fault(String transform) {
    List<Diagnostic> faults = faults(transform);
    assertThat(faults).hasSize(1);
    return faults.get(0).code()
        + " "
        + faults.get(0).pointer().orElse("")
        + " "
        + faults.get(0).message().replace(folder.toString(), "")
        + " "
        + faults.get(0).hint().orElse("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "name", "id"})
  void everyCommitTellsItsChanges(String mappingMode) throws IOException {
    givenTable(mappingMode);
    String columns = "id, p, extra, _change_type, _commit_version, _commit_timestamp";
    assertThat(changes("{kind: Changes, source: things, from_version: 0}", columns))
        .containsExactlyInAnyOrder(
            "0 a null insert 0 " + time(0),
            "1 a null insert 0 " + time(0),
            "2 a null insert 0 " + time(0),
            "3 a null insert 0 " + time(0),
            "1 a null update_preimage 1 " + time(1),
            "11 a null update_postimage 1 " + time(1),
            "0 a null delete 2 2020-09-13T12:26:40.123Z",
            "2 a null delete 2 2020-09-13T12:26:40.123Z",
            "0 a null insert 3 " + time(3),
            "3 a null delete 3 " + time(3),
            "20 null x insert 4 " + time(4),
            "0 a null delete 6 " + time(6),
            "11 a null delete 6 " + time(6));
    assertThat(
            changes(
                "{kind: Changes, source: things, from_version: 1, to_version: 2}",
                "_change_type, id"))
        .as("a part of the commits and of the columns")
        .containsExactlyInAnyOrder(
            "update_preimage 1", "update_postimage 11", "delete 0", "delete 2");
    assertThat(changes("{kind: Changes, source: things, from_version: 5, to_version: 5}", "id"))
        .as("a commit that changes nothing")
        .isEmpty();
  }

  @Test
  void theVersionIsThatOfTheInput() throws IOException {
    givenTable("none");
    assertThat(
            run(spec("{kind: Changes, source: things, from_version: 2, to_version: 4}", "id"))
                .changes())
        .as("what the result says of it")
        .containsExactly(
            new RunResult.Changes(
                "changed", "things", 2, 4, RunResult.Changes.Form.change_data_feed));
    String pinned =
        spec("{kind: Changes, source: things, from_version: 3}", "id, _commit_version")
            .replace("requires_lineage: true", "version_pin: 3");
    run(pinned);
    assertThat(KernelReader.rows(outputs.resolve("result")))
        .containsExactlyInAnyOrder(List.of(0L, 3L), List.of(3L, 3L));
    assertThatThrownBy(() -> run(pinned.replace("from_version: 3", "from_version: 4")))
        .hasMessageContaining(
            "There are no changes in version 4 of the input 'things', which is bound to version 3");
  }

  @Test
  void versionsThatAreNotThere() throws IOException {
    givenTable("none");
    assertThat(fault("{kind: Changes, source: things, from_version: 2, to_version: 9}"))
        .isEqualTo(
            "CA-INPUT-010 /view_definitions/0/transform/to_version There are no changes in version"
                + " 9 of the input 'things', which is bound to version 6 Ask for versions up to 6,"
                + " or bind the input to a later one (version_pin)");
  }

  @Test
  void filesThatWereVacuumed() throws IOException {
    givenTable("none");
    Files.delete(table.resolve("_change_data/c.parquet"));
    assertThat(fault("{kind: Changes, source: things, from_version: 0}"))
        .isEqualTo(
            "CA-INPUT-012 /view_definitions/0/transform/from_version The view 'changed' cannot have"
                + " the changes of the input 'things': The changes of /things cannot be read: 1 of"
                + " 7 files of the changes from version 0 to 6 are not there any more, such as"
                + " /things/_change_data/c.parquet. They were vacuumed; begin with a later version.");
  }

  @Test
  void aFeedThatBeginsOrEndsWithinTheVersions() throws IOException {
    givenTable("none");
    commit(
        7,
        metaData(
            "false", field("id", "long", 1), field("p", "string", 2), field("extra", "string", 3)));
    commit(
        8,
        metaData(
            "true", field("id", "long", 1), field("p", "string", 2), field("extra", "string", 3)));
    assertThat(fault("{kind: Changes, source: things, from_version: 3}"))
        .startsWith("CA-INPUT-014")
        .endsWith(
            "The change data feed of /things covers only some of the versions 3 to 8: it is not"
                + " recorded in version 7. End with version 6, the last that is recorded.");
    assertThat(fault("{kind: Changes, source: things, from_version: 7}"))
        .endsWith(
            "covers only some of the versions 7 to 8: it is not recorded in version 7. Begin with"
                + " version 8, the first that is recorded.");
  }

  @Test
  void aRowTypeThatDoesNotFit() throws IOException {
    givenTable("none");
    commit(7, metaData("true", field("id", "string", 1), field("p", "string", 2)));
    assertThat(fault("{kind: Changes, source: things, from_version: 2}"))
        .startsWith("CA-INPUT-013")
        .endsWith(
            "The rows of version 2 of /things do not fit the row type of version 7: the column id"
                + " was of type long and is of type string. Begin with a later version, or pin the"
                + " input to one before the row type changed.");
    assertThat(fault("{kind: Changes, source: things, from_version: 5}"))
        .contains("version 5", "the column id was of type long");
    assertThat(changes("{kind: Changes, source: things, from_version: 7}", "id")).isEmpty();
  }

  @Test
  void aLogThatWasCleanedUp() throws IOException {
    givenTable("none");
    commit(
        7,
        metaData(
            "false", field("id", "long", 1), field("p", "string", 2), field("extra", "string", 3)));
    Files.delete(table.resolve("_delta_log/00000000000000000000.json"));
    List<Diagnostic> faults = faults("{kind: Changes, source: things, from_version: 3}");
    assertThat(faults).extracting(Diagnostic::code).first().asString().startsWith("CA-INPUT-0");
  }

  @Test
  void aColumnOfTheNameOfAChange() throws IOException {
    mode = "none";
    commit(
        0,
        protocol(),
        metaData(
            "false",
            field("id", "long", 1),
            field("_Change_Type", "string", 3),
            field("p", "string", 2)));
    assertThat(fault("{kind: Changes, source: things, from_version: 0}"))
        .startsWith(
            "CA-PLAN-025 /view_definitions/0/transform/source The table has a column"
                + " '_Change_Type', which is a name that its changes need for a column of their"
                + " own");
  }

  @Test
  void theMetadataOfASnapshotIsARelation() throws IOException {
    givenTable("name");
    String views =
        """
        version: 1
        input_relations:
          - {logical_name: things, delta_location: things}
        view_definitions:
          - name: files
            transform:
              kind: Project
              source: delta_files(things)
              columns: [path, size_bytes, row_count, partition_values, statistics, deleted_rows]
          - name: snap
            transform:
              kind: Filter
              source: delta_snapshot(things)
              predicate: version = %d
        output_targets:
          - {table_name: files, source_view: files}
          - {table_name: snapshot, source_view: snap}
        """;
    RunResult result = run(views.formatted(6));
    assertThat(result.warnings()).as("the input is used").isEmpty();
    assertThat(KernelReader.rows(outputs.resolve("files")))
        .extracting(
            row ->
                row.get(0)
                    + " "
                    + row.get(2)
                    + " "
                    + row.get(3)
                    + " "
                    + row.get(4)
                    + " "
                    + row.get(5))
        .containsExactly("f3.parquet null {p=null} null 0");
    List<Object> row = KernelReader.rows(outputs.resolve("snapshot")).get(0);
    assertThat(row.get(0)).isEqualTo(6L);
    assertThat(row.get(1)).isEqualTo(time(6));
    assertThat(row.get(2)).asString().startsWith("{\"type\":\"struct\"").contains("c-extra");
    assertThat(row.subList(3, 7))
        .isEqualTo(
            List.of(
                3,
                7,
                List.of("columnMapping", "deletionVectors"),
                List.of("changeDataFeed", "columnMapping", "deletionVectors")));
    assertThat(row.get(7)).asString().contains("delta.enableChangeDataFeed=true");
    assertThat(row.get(8)).isEqualTo(List.of("p"));
    run(
        views
            .formatted(3)
            .replace("delta_location: things", "delta_location: things, version_pin: 3"));
    assertThat(KernelReader.rows(outputs.resolve("files")))
        .extracting(file -> file.get(0) + " " + file.get(3) + " " + file.get(5))
        .containsExactly("f%201.parquet {p=a} 2");
  }
}
