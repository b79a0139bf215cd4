// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;

import io.codeanatomy.delta.Commit;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.history.RunRecord;
import io.codeanatomy.spec.SpecDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A spec with a bit of everything that a record tells of, and runs of it. */
final class GivenRuns {

  private static final Schema EDGES =
      Schema.of(
          Field.required("a", LONG), Field.required("b", LONG), Field.nullable("label", STRING));

  private static final String SPEC =
      """
      version: 1
      name: "paths \\u00e4 \\U0001F9ED"
      input_relations:
        - {logical_name: edges, delta_location: tables/edges}
        - {logical_name: later_edges, delta_location: tables/edges, version_pin: 1}
      view_definitions:
        - name: path
          transform: {kind: Closure, source: edges, from: a, to: b}
        - name: change
          transform: {kind: Changes, source: edges, from_version: 1}
        - name: file
          transform:
            kind: Project
            source: delta_files(edges)
            columns: [{expr: "1", as: one}]
        - name: loop
          transform: {kind: Filter, source: path, predicate: "a = b"}
      join_graph:
        constraints:
          - {name: one_edge, constraint_type: unique, relations: [edges], columns: [a, b]}
      output_targets:
        - {table_name: paths, source_view: path}
        - {table_name: near, source_view: near_edge, delta_location: own/near}
        - {table_name: changed, source_view: change, write_metadata: {team: "x"}}
        - {table_name: files, source_view: file}
      rule_intents:
        - {name: require_empty, class: SemanticIntegrity, params: {view: loop}}
        - {name: audit_constraints, class: SemanticIntegrity, params: {}}
      parameter_templates:
        - name: near_edge
          base_table: edges
          predicate: "b - a <= :most and label <> :other"
          parameters:
            - {name: most, type: bigint}
            - {name: other, type: varchar, default: "none"}
      """;

  private final Path folder;
  private final GivenTables tables;

  GivenRuns(Path folder) throws IOException {
    this.folder = folder;
    this.tables = new GivenTables(folder.resolve("tables"));
    append("VALUES (1, 2, 'x'), (2, 3, 'y')");
    append("VALUES (3, 9, 'z')");
    Files.writeString(folder.resolve("spec.yaml"), SPEC);
  }

  /** Adds a version to the input. */
  void append(String rows) {
    tables.write("edges", EDGES, List.of(), Commit.Mode.APPEND, rows);
  }

  Path output() {
    return folder.resolve("out");
  }

  Run run() {
    return Run.of(SpecDocument.read(folder.resolve("spec.yaml")))
        .outputRoot(output())
        .parameter("most", "3");
  }

  /** The run of another spec: the same with a piece replaced. */
  Run runOf(String piece, String other) {
    if (!SPEC.contains(piece)) {
      throw new IllegalArgumentException(piece);
    }
    return Run.of(
            SpecDocument.parse(
                SPEC.replace(piece, other), Optional.of(folder.resolve("spec.yaml"))))
        .outputRoot(output())
        .parameter("most", "3");
  }

  RunResult publish() {
    return Engine.create().run(run());
  }

  /** The same record of another run, with other outputs. */
  static RunRecord copy(
      RunRecord record, String runId, Instant completedAt, List<RunRecord.Output> outputs) {
    return new RunRecord(
        runId,
        record.engineVersion(),
        record.startedAt(),
        completedAt,
        record.spec(),
        record.specFile(),
        record.specFolder(),
        record.outputRoot(),
        record.specHash(),
        record.planHash(),
        record.rulepackFingerprint(),
        record.envelopeHash(),
        record.hashVersion(),
        record.executionEngine(),
        record.environment(),
        record.schemaEvolution(),
        record.envelope(),
        record.ruleSet(),
        record.inputs(),
        record.viewHashes(),
        record.fragments(),
        outputs,
        record.changes(),
        record.audits(),
        record.stages(),
        record.warnings());
  }
}
