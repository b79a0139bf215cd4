// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, from a spec to tables that Delta Kernel's own reader reads. */
class EngineTest {

  private static final Schema MEMBERS =
      Schema.of(
          Field.required("file_id", LONG),
          Field.nullable("name", STRING),
          Field.nullable("kind", STRING),
          Field.nullable("bstart", LONG),
          Field.nullable("bend", LONG));

  private static final Schema REFERENCES =
      Schema.of(
          Field.required("file_id", LONG),
          Field.nullable("ref", STRING),
          Field.nullable("rstart", LONG),
          Field.nullable("rend", LONG));

  @TempDir Path folder;
  private Path inputs;
  private Path outputs;

  @BeforeEach
  void givenMembersAndReferences() {
    inputs = folder.resolve("in");
    outputs = folder.resolve("out");
    GivenTables given = new GivenTables(inputs);
    given.write(
        "members",
        MEMBERS,
        """
        VALUES (1, 'Outer', 'class', 0, 100), (1, 'run', 'method', 10, 50),
               (1, 'Inner', 'class', 60, 90), (1, 'call', 'method', 70, 80),
               (2, 'Other', 'class', 0, 40), (2, 'NULL bounds', 'class', NULL, 5)""");
    given.write(
        "references",
        REFERENCES,
        """
        VALUES (1, 'a', 12, 13), (1, 'b', 75, 78), (1, 'c', 95, 96), (1, 'c', 95, 96),
               (1, 'outside', 100, 101), (2, 'd', 3, 4), (3, 'no file', 3, 4), (2, NULL, NULL, 9)""");
  }

  private RunResult run(String views, String output) {
    return Engine.create()
        .run(
            Run.of(SpecDocument.parse(spec(views, output), Optional.empty()))
                .inputsFrom(inputs)
                .outputRoot(outputs));
  }

  private static String spec(String views, String output) {
    return """
    version: 1
    input_relations:
      - {logical_name: members, delta_location: in/members}
      - {logical_name: references, delta_location: in/references}
    view_definitions:
    %s
    output_targets:
      - {table_name: result, source_view: %s}
    """
        .formatted(views.indent(2), output);
  }

  private List<List<Object>> rows() {
    return KernelReader.rows(outputs.resolve("result")).stream()
        .sorted(Comparator.comparing(Object::toString))
        .toList();
  }

  @Test
  void theInnermostContainerIsTheSmallestEnclosingSpan() {
    RunResult result =
        run(
            """
            - name: contained
              transform:
                kind: Relate
                left: references
                right: members
                join_type: Left
                join_keys: [{left_key: file_id, right_key: file_id}]
                span: {predicate: within, left: [rstart, rend], right: [bstart, bend]}
                keep: innermost
                select: [ref, {expr: right.name, as: member}]
            - name: everything_else
              transform: {kind: Filter, source: members, predicate: "name = 'x'"}
            """,
            "contained");
    assertThat(rows())
        .extracting(Object::toString)
        .containsExactly(
            "[a, run]",
            "[b, call]",
            "[c, Outer]",
            "[c, Outer]",
            "[d, Other]",
            "[no file, null]",
            "[null, null]",
            "[outside, null]");
    assertThat(result.output("result").orElseThrow().rowsWritten()).isEqualTo(8);
    assertThat(result.stages())
        .extracting(RunResult.Stage::name)
        .containsExactly("validate", "bind", "plan", "list files", "write result", "publish");
  }
}
