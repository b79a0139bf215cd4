// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.SpecDocument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
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

  /** One statement of them all would overrun the stack of DuckDB's planner and end the process. */
  @Test
  void aThousandViewsInARowAreStatementsOfAHeightThatCanBePlanned() {
    StringBuilder views = new StringBuilder();
    String source = "members";
    for (int i = 0; i < 1000; i++) {
      views.append(
          i % 2 == 0
              ? "- {name: v%d, transform: {kind: Filter, source: %s, predicate: bend >= %d}}\n"
                  .formatted(i, source, i / 2)
              : "- {name: v%d, transform: {kind: Project, source: %s, columns: [name, {expr: bend + 1, as: bend}]}}\n"
                  .formatted(i, source));
      source = "v" + i;
    }
    RunResult result = run(views.toString(), source);
    // The bound grows by one as the value does; so whoever was there first stays.
    assertThat(rows())
        .containsExactly(
            List.of("Inner", 590L),
            List.of("NULL bounds", 505L),
            List.of("Other", 540L),
            List.of("Outer", 600L),
            List.of("call", 580L),
            List.of("run", 550L));
    assertThat(result.stages())
        .filteredOn(stage -> stage.name().startsWith("materialize"))
        .hasSizeBetween(10, 50);
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
        .containsExactly(
            "validate", "bind", "list files", "plan", "rules", "cut", "write result", "publish");
  }

  @Test
  void containsKeepsTheSmallestContainerPerRightRow() {
    run(
        """
        - name: owned
          transform:
            kind: Relate
            left: members
            right: references
            join_type: Right
            join_keys: [{left_key: file_id, right_key: file_id}]
            span: {predicate: contains, left: [bstart, bend], right: [rstart, rend]}
            keep: innermost
            select: [ref, name]
        """,
        "owned");
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
  }

  @Test
  void outermostAndFirstKeepTheirOwnOrder() {
    run(
        """
        - name: outermost
          transform:
            kind: Relate
            left: references
            right: members
            join_type: Inner
            join_keys: [{left_key: file_id, right_key: file_id}]
            span: {predicate: within, left: [rstart, rend], right: [bstart, bend]}
            keep: outermost
            select: [ref, {expr: name, as: outer_name}]
        - name: first_two
          transform:
            kind: Relate
            left: references
            right: members
            join_type: Inner
            join_keys: [{left_key: file_id, right_key: file_id}]
            span: {predicate: within, left: [rstart, rend], right: [bstart, bend]}
            keep: {first: 2, order_by: [{column: name, direction: desc}]}
            select: [ref, {expr: "'2 ' || name", as: outer_name}]
        - name: both
          transform: {kind: Union, sources: [outermost, first_two], discriminator_column: how}
        """,
        "both");
    assertThat(rows())
        .extracting(Object::toString)
        .containsExactly(
            "[a, 2 Outer, first_two]",
            "[a, 2 run, first_two]",
            "[a, Outer, outermost]",
            "[b, 2 Outer, first_two]",
            "[b, 2 call, first_two]",
            "[b, Outer, outermost]",
            "[c, 2 Outer, first_two]",
            "[c, 2 Outer, first_two]",
            "[c, Outer, outermost]",
            "[c, Outer, outermost]",
            "[d, 2 Other, first_two]",
            "[d, Other, outermost]");
  }

  @Test
  void joinsKeepWhatTheirTypeSays() {
    run(
        """
        - name: by_name
          transform:
            {kind: Project, source: references, columns: [{expr: ref, as: name}, {expr: file_id, as: r}]}
        - name: named
          transform: {kind: Project, source: members, columns: [name, {expr: bstart, as: m}]}
        - name: full_join
          transform:
            kind: Relate
            left: by_name
            right: named
            join_type: Full
            join_keys: [{left_key: name, right_key: name}]
        - name: semi
          transform:
            kind: Relate
            left: members
            right: references
            join_type: Semi
            join_keys: [{left_key: file_id, right_key: file_id}]
            span: {predicate: contains, left: [bstart, bend], right: [rstart, rend]}
        - name: anti
          transform:
            kind: Relate
            left: members
            right: references
            join_type: Anti
            join_keys: [{left_key: file_id, right_key: file_id}]
            span: {predicate: contains, left: [bstart, bend], right: [rstart, rend]}
        - name: semi_names
          transform: {kind: Project, source: semi, columns: [name]}
        - name: anti_names
          transform: {kind: Project, source: anti, columns: [name]}
        - name: full_names
          transform: {kind: Project, source: full_join, columns: [name]}
        - name: all_names
          transform:
            kind: Union
            sources: [semi_names, anti_names, full_names]
            discriminator_column: how
        - name: counted
          transform:
            kind: Aggregate
            source: all_names
            group_by: [how, name]
            aggregations: [{function: count, alias: n}]
        """,
        "counted");
    assertThat(rows())
        .extracting(Object::toString)
        .containsExactly(
            "[anti_names, NULL bounds, 1]",
            "[full_names, Inner, 1]",
            "[full_names, NULL bounds, 1]",
            "[full_names, Other, 1]",
            "[full_names, Outer, 1]",
            "[full_names, a, 1]",
            "[full_names, b, 1]",
            "[full_names, c, 2]",
            "[full_names, call, 1]",
            "[full_names, d, 1]",
            "[full_names, no file, 1]",
            "[full_names, null, 1]",
            "[full_names, outside, 1]",
            "[full_names, run, 1]",
            "[semi_names, Inner, 1]",
            "[semi_names, Other, 1]",
            "[semi_names, Outer, 1]",
            "[semi_names, call, 1]",
            "[semi_names, run, 1]");
  }

  @Test
  void semiAndAntiJoinsCompareTheSidesThoughTheirKeysHaveOneName() {
    run(
        """
        - name: methods
          transform: {kind: Filter, source: members, predicate: "kind = 'method'"}
        - name: others
          transform:
            kind: Relate
            left: members
            right: methods
            join_type: Anti
            join_keys: [{left_key: name, right_key: name}, {left_key: bstart, right_key: bstart}]
        - name: again
          transform:
            kind: Relate
            left: members
            right: methods
            join_type: Semi
            join_keys: [{left_key: name, right_key: name}, {left_key: bstart, right_key: bstart}]
        - name: both
          transform: {kind: Union, sources: [others, again], discriminator_column: side}
        - name: sides
          transform: {kind: Project, source: both, columns: [side, kind, name]}
        """,
        "sides");
    assertThat(rows())
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(row.get(0)).isEqualTo(row.get(1).equals("method") ? "again" : "others"));
    assertThat(rows()).extracting(row -> row.get(0)).contains("again", "others");
  }

  @Test
  void everyAggregateIsAFunctionOfItsRows() {
    run(
        """
        - name: aggregated
          transform:
            kind: Aggregate
            source: members
            group_by: [file_id]
            aggregations:
              - {function: count, alias: rows}
              - {function: count, column: bstart, alias: with_start}
              - {function: count_distinct, column: kind, alias: kinds}
              - {function: sum, column: bend, alias: total}
              - {function: avg, column: bend, alias: mean}
              - {function: min, column: name, alias: first_name}
              - {function: max, column: bend, alias: last_end, filter: "kind = 'method'"}
              - {function: array_agg, column: name, alias: names, order_by: [{column: bend, direction: desc}]}
              - {function: string_agg, column: name, alias: text, order_by: [bstart]}
              - {function: arg_min, column: name, alias: earliest, order_by: [bstart]}
              - {function: arg_max, column: name, alias: latest, order_by: [bstart], filter: "kind = 'class'"}
        """,
        "aggregated");
    assertThat(rows())
        .extracting(Object::toString)
        .containsExactly(
            "[1, 4, 4, 2, 320, 80.0, Inner, 80, [Outer, Inner, call, run],"
                + " Outer,run,Inner,call, Outer, Inner]",
            "[2, 2, 1, 1, 45, 22.5, NULL bounds, null, [Other, NULL bounds],"
                + " Other,NULL bounds, Other, Other]");
  }

  @Test
  void normalizeGivesIdentitySpanAndText() {
    new GivenTables(inputs)
        .write(
            "members",
            MEMBERS,
            "VALUES (1, '  Foo\t BAR ', 'x', 3, 7), (1, '\uFB01n', 'y', 7, 3), (2, ' ', NULL, NULL, 1)");
    run(
        """
        - name: m
          transform:
            kind: Normalize
            source: members
            id_columns: [file_id, kind]
            span_columns: [bstart, bend]
            text_columns: [name]
        - name: narrow
          transform: {kind: Project, source: m, columns: [entity_id, span, name_normalized]}
        """,
        "narrow");
    assertThat(rows())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder(
            "[" + id("1:m", "1:1", "1:x") + ", [3, 7], foo bar]",
            "[" + id("1:m", "1:1", "1:y") + ", null, fin]",
            "[" + id("1:m", "1:2", "~") + ", null, null]");
  }

  /** The reference form of {@code stable_id('m', …)}: SHA-256 over length-prefixed parts. */
  private static String id(String... parts) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("", parts).getBytes(StandardCharsets.UTF_8));
      return "m:" + HexFormat.of().formatHex(hash).substring(0, 32);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void parametersAreBoundAndNeverPasted() {
    SpecDocument document =
        SpecDocument.parse(
            """
            version: 1
            input_relations: [{logical_name: members, delta_location: in/members}]
            view_definitions:
              - name: result_view
                transform: {kind: Project, source: picked, columns: [name]}
            parameter_templates:
              - name: picked
                base_table: members
                predicate: "name <> :unwanted and bstart >= :from_byte"
                parameters:
                  - {name: unwanted, type: varchar}
                  - {name: from_byte, type: bigint, default: 10}
            output_targets: [{table_name: result, source_view: result_view}]
            """,
            Optional.empty());
    Run run = Run.of(document).inputsFrom(inputs).outputRoot(outputs);
    Engine.create().run(run.parameter("unwanted", "run' OR 'x' = 'x"));
    assertThat(rows()).extracting(Object::toString).containsExactly("[Inner]", "[call]", "[run]");
    Engine.create().run(run.parameter("unwanted", "run").parameter("from_byte", "0"));
    assertThat(rows())
        .extracting(Object::toString)
        .containsExactly("[Inner]", "[Other]", "[Outer]", "[call]");
    assertThat(Engine.create().validate(run)).as("a spec is valid without the values").isEmpty();
    assertThatThrownBy(() -> Engine.create().run(run))
        .hasMessage("CA-PLAN-017: The parameter 'unwanted' of type varchar has no value");
    assertThatThrownBy(() -> Engine.create().run(run.parameter("from_byte", "ten")))
        .hasMessage("CA-PLAN-016: The value 'ten' of the parameter 'from_byte' is no bigint");
  }

  @Test
  void aViewThatMustBeEmptyAndIsNotStopsTheRunAndPublishesNothing() {
    String spec =
        spec(
                "- {name: v, transform: {kind: Filter, source: members, predicate: bend is not null}}\n",
                "v")
            + """
            rule_intents:
              - {name: require_empty, class: SemanticIntegrity, params: {view: v}}
            """;
    Run run =
        Run.of(SpecDocument.parse(spec, Optional.empty())).inputsFrom(inputs).outputRoot(outputs);
    assertThatThrownBy(() -> Engine.create().run(run))
        .hasMessageContaining("CA-RUN-003: The view 'v' must be empty, but has 6 rows");
    assertThat(outputs).doesNotExist();
  }

  @Test
  void aSecondRunReplacesAndAnAppendAdds() {
    String views =
        "- {name: v, transform: {kind: Filter, source: members, predicate: file_id = 2}}\n";
    run(views, "v");
    RunResult second = run(views, "v");
    assertThat(second.output("result").orElseThrow().deltaVersion()).isEqualTo(1);
    assertThat(second.output("result").orElseThrow().filesRemoved()).isEqualTo(1);
    assertThat(rows()).hasSize(2);
    Run append =
        Run.of(
                SpecDocument.parse(
                    spec(views, "v")
                        .replace("source_view: v", "source_view: v, materialization_mode: Append"),
                    Optional.empty()))
            .inputsFrom(inputs)
            .outputRoot(outputs);
    Engine.create().run(append);
    assertThat(rows()).hasSize(4);
  }
}
