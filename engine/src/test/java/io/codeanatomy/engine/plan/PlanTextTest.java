// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.SpecDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees as people read them. */
class PlanTextTest {

  private static final Map<String, Schema> INPUTS =
      Map.of(
          "spans",
          Schema.of(
              Field.nullable("file", Primitive.LONG),
              Field.nullable("bstart", Primitive.LONG),
              Field.nullable("bend", Primitive.LONG),
              Field.nullable("odd name", Primitive.STRING)));

  private static List<String> text(String transform) {
    SpecDocument document =
        SpecDocument.parse(
            """
            version: 1
            input_relations: [{logical_name: spans, delta_location: spans}]
            view_definitions:
              - {name: v, transform: {%s}}
            output_targets: [{table_name: out, source_view: v}]
            """
                .formatted(transform),
            Optional.empty());
    LogicalPlan plan = LogicalPlanner.plan(document.spec(), INPUTS);
    LogicalPlan.View view = plan.views().get("v");
    assertThat(view).isNotNull();
    return PlanText.of(view, plan.parameters());
  }

  @ParameterizedTest
  @ValueSource(strings = {"within", "contains", "overlaps"})
  void aSpanJoinIsRecognised(String relation) {
    assertThat(
            text(
                "kind: Relate, left: spans, right: spans, join_type: Inner,"
                    + " join_keys: [{left_key: file, right_key: file}],"
                    + " span: {predicate: "
                    + relation
                    + ", left: [bstart, bend], right: [bstart, bend]}, select: [left.file]"))
        .containsExactly(
            "Project file",
            "  Span join inner: left [bstart, bend] "
                + relation
                + " right [bstart, bend]; left.file = right.file",
            "    Scan spans",
            "    Scan spans");
  }

  @Test
  void equalSpansAreEqualities() {
    assertThat(
            text(
                "kind: Relate, left: spans, right: spans, join_type: Semi,"
                    + " span: {predicate: equals, left: [bstart, bend], right: [bstart, bend]}"))
        .anySatisfy(
            line ->
                assertThat(line.strip())
                    .isEqualTo("Join semi: left.bstart = right.bstart AND left.bend = right.bend"));
  }

  @Test
  void aTextWithALineBreakBreaksNoLine() {
    assertThat(
            text(
                "kind: Project, source: spans, columns:"
                    + " [file, {expr: \"'a\\n\\tb' || 'it''s'\", as: text}]"))
        .hasSize(2)
        .first()
        .isEqualTo("Project file, 'a\\u000a\\u0009b' || 'it''s' AS text");
  }

  @Test
  void aNameThatCouldNotStandBareIsQuoted() {
    assertThat(
            text(
                "kind: Filter, source: spans, predicate: \"\\\"odd name\\\" IN ('a', 'b') AND file"
                    + " > 5\""))
        .first()
        .isEqualTo("Filter (\"odd name\" = 'a' OR \"odd name\" = 'b') AND file > 5");
  }
}
