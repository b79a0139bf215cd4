// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.Commit;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The intents about how tables are read. */
class ScanRulesTest {

  private static final Schema EVENTS =
      Schema.of(
          Field.nullable("id", LONG),
          Field.nullable("day", STRING),
          Field.nullable("kind", STRING));

  @TempDir Path folder;

  @BeforeEach
  void givenPartitionedEvents() {
    GivenTables tables = new GivenTables(folder);
    tables.write(
        "events",
        EVENTS,
        List.of("day"),
        Commit.Mode.OVERWRITE,
        "SELECT i AS id, 'd' || (i % 5) AS day, 'k' || (i % 3) AS kind FROM range(50) AS t(i)");
    tables.write("plain", EVENTS, "SELECT 1::BIGINT AS id, 'd1' AS day, 'k' AS kind");
  }

  private Run run(String predicate, String intent) {
    String spec =
        """
        version: 1
        input_relations:
          - {logical_name: events, delta_location: events}
          - {logical_name: plain, delta_location: plain}
        view_definitions:
          - {name: kept, transform: {kind: Project, source: events, columns: [id, day, kind]}}
          - {name: some, transform: {kind: Filter, source: kept, predicate: "%s"}}
          - {name: both, transform: {kind: Union, sources: [some, plain]}}
        output_targets:
          - {table_name: result, source_view: both}
        rule_intents:
          - %s
        """
            .formatted(predicate, intent);
    return Run.of(SpecDocument.parse(spec, Optional.of(folder.resolve("spec.yaml"))))
        .outputRoot(folder.resolve("out"));
  }

  private List<String> faults(String predicate, String intent) {
    return Engine.create().validate(run(predicate, intent)).stream()
        .filter(Diagnostic::isError)
        .map(
            fault ->
                fault.code()
                    + " "
                    + fault.pointer().orElse("")
                    + ": "
                    + fault.message()
                    + " | "
                    + fault.hint().orElse(""))
        .toList();
  }

  private static final String PRUNING =
      "{name: require_partition_pruning, class: DeltaScanAware, params: {input: events}}";

  @Test
  void aPartitionThatIsComparedIsEnough() {
    assertThat(faults("day = 'd3' and kind = 'k1'", PRUNING)).isEmpty();
    RunResult result = Engine.create().run(run("day = 'd3' and kind = 'k1'", PRUNING));
    RunResult.Input events = result.inputs().get(0);
    assertThat(events.filesRead()).isEqualTo(1).isLessThan(events.filesConsidered());
  }

  @Test
  void withoutOneAllPartitionsMayBeRead() {
    assertThat(faults("kind = 'k1'", PRUNING))
        .containsExactly(
            "CA-RULE-028 /rule_intents/0/params/input: All partitions of the input 'events' may be"
                + " read | Everything that reads it must compare a partition column with a value:"
                + " day");
  }

  @Test
  void aTableWithoutPartitionsCannotBePruned() {
    assertThat(faults("day = 'd3'", PRUNING.replace("events", "plain")))
        .singleElement()
        .asString()
        .contains("CA-RULE-028", "The input 'plain' is not partitioned");
  }

  private static final String PUSH_DOWN =
      "{name: preserve_push_down, class: DeltaScanAware, params: {input: events}}";

  @Test
  void aConditionThatReachesTheScanIsKept() {
    assertThat(faults("day = 'd3' and id > 7", PUSH_DOWN)).isEmpty();
  }

  @Test
  void aConditionThatDoesNotIsRefusedWithTheReason() {
    assertThat(faults("day = 'd3' and length(kind) > 7", PUSH_DOWN))
        .singleElement()
        .asString()
        .startsWith(
            "CA-RULE-027 /rule_intents/0: A condition on the input 'events' leaves out no data"
                + " files: ")
        .contains("Compare a plain column with a value");
  }

  @Test
  void theProfileLowLatencyHasNoSuchRules() {
    Run run = run("day = 'd3'", PRUNING + "\nrulepack_profile: LowLatency");
    assertThat(Engine.create().validate(run))
        .extracting(Diagnostic::code)
        .containsExactly("CA-RULE-012");
  }
}
