// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.INTEGER;
import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.engine.TransformRun.sorted;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transitive closure, by hand and against a search in plain Java. */
class ClosureTest {

  private static final Schema EDGES =
      Schema.of(
          Field.nullable("weight", INTEGER),
          Field.nullable("child", LONG),
          Field.nullable("parent", LONG));

  @TempDir Path folder;

  @Test
  void everyPairOnceByItsShortestPath() {
    TransformRun run =
        given("(1, 1, 2), (1, 2, 3), (2, 2, 3), (1, 1, 3), (1, 3, 4), (9, NULL, 1), (9, 4, NULL)");

    assertThat(run.rows("{kind: Closure, source: edges, from: child, to: parent}"))
        .containsExactlyElementsOf(
            sorted("[1, 2]", "[1, 3]", "[1, 4]", "[2, 3]", "[2, 4]", "[3, 4]"));
    assertThat(
            run.rows(
                "{kind: Closure, source: edges, from: child, to: parent, depth_column: steps}"))
        .containsExactlyElementsOf(
            sorted("[1, 2, 1]", "[1, 3, 1]", "[1, 4, 2]", "[2, 3, 1]", "[2, 4, 2]", "[3, 4, 1]"));
    assertThat(
            run.rows(
                "{kind: Closure, source: edges, from: parent, to: child, depth_column: n, max_depth: 1}"))
        .containsExactlyElementsOf(sorted("[2, 1, 1]", "[3, 1, 1]", "[3, 2, 1]", "[4, 3, 1]"));
  }

  @Test
  void aNodeIsItsOwnOnlyByWayOfACycle() {
    TransformRun run = given("(0, 1, 2), (0, 2, 3), (0, 3, 1), (0, 3, 4), (0, 5, 5)");

    assertThat(
            run.rows(
                "{kind: Closure, source: edges, from: child, to: parent, depth_column: steps}"))
        .containsExactlyElementsOf(
            sorted(
                "[1, 1, 3]",
                "[1, 2, 1]",
                "[1, 3, 2]",
                "[1, 4, 3]",
                "[2, 1, 2]",
                "[2, 2, 3]",
                "[2, 3, 1]",
                "[2, 4, 2]",
                "[3, 1, 1]",
                "[3, 2, 2]",
                "[3, 3, 3]",
                "[3, 4, 1]",
                "[5, 5, 1]"));
    assertThat(
            run.rows(
                "{kind: Closure, source: edges, from: child, to: parent, depth_column: steps, max_depth: 2}"))
        .contains("[1, 3, 2]")
        .doesNotContain("[1, 1, 3]", "[1, 4, 3]");
  }

  private TransformRun given(String rows) {
    return new TransformRun(folder).given("edges", EDGES, "VALUES " + rows);
  }
}
