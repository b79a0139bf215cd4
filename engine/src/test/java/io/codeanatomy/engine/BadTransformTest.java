// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.DOUBLE;
import static io.codeanatomy.delta.schema.DataType.Primitive.INTEGER;
import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only the row types tell of Unnest, Rank and Closure; the rest is the spec's. */
class BadTransformTest {

  private static final Schema THINGS =
      Schema.of(
          Field.required("id", LONG),
          Field.nullable("small", INTEGER),
          Field.nullable("weight", DOUBLE),
          Field.nullable("name", STRING),
          Field.nullable("numbers", new DataType.Array(LONG, true)),
          Field.nullable("counts", new DataType.Map(STRING, LONG, true)),
          Field.nullable("maps", new DataType.Array(new DataType.Map(STRING, LONG, true), true)));

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {kind: Unnest, source: things, column: name, as: x} | CA-PLAN-021 /column | Unnest takes a list or a map, but 'name' is of type varchar
          {kind: Unnest, source: things, column: nubmers, as: x} | CA-PLAN-003 /column | There is no column 'nubmers' here
          {kind: Unnest, source: things, column: counts, as: x, ordinality: n} | CA-PLAN-022 /ordinality | The entries of the map 'counts' have no order, so they have no ordinality
          {kind: Unnest, source: things, column: numbers, as: id} | CA-PLAN-009 /as | The result would have the column 'id' twice
          {kind: Unnest, source: things, column: numbers, as: x, ordinality: id} | CA-PLAN-009 /ordinality | The result would have the column 'id' twice
          {kind: Rank, source: things, order_by: [counts], keep: 1} | CA-PLAN-023 /order_by/0 | Rows cannot be ordered or partitioned by 'counts' of type map(varchar, bigint)
          {kind: Rank, source: things, order_by: [id], partition_by: [maps], keep: 1} | CA-PLAN-023 /partition_by/0 | Rows cannot be ordered or partitioned by 'maps' of type list(map(varchar, bigint))
          {kind: Rank, source: things, order_by: [idd], keep: 1} | CA-PLAN-003 /order_by/0 | There is no column 'idd' here
          {kind: Rank, source: things, partition_by: [nam], order_by: [id], keep: 1} | CA-PLAN-003 /partition_by/0 | There is no column 'nam' here
          {kind: Rank, source: things, order_by: [id], keep: 1, rank_column: name} | CA-PLAN-009 /rank_column | The result would have the column 'name' twice
          {kind: Closure, source: things, from: id, to: name} | CA-PLAN-024 /to | An edge of a Closure leads from nodes to nodes of the same type, but 'id' is of type bigint and 'name' of type varchar
          {kind: Closure, source: things, from: id, to: small} | CA-PLAN-024 /to | An edge of a Closure leads from nodes to nodes of the same type, but 'id' is of type bigint and 'small' of type integer
          {kind: Closure, source: things, from: weight, to: id} | CA-PLAN-024 /from | Nodes of a Closure are compared, but values of 'weight' of type double cannot be
          {kind: Closure, source: things, from: id, to: counts} | CA-PLAN-024 /to | Nodes of a Closure are compared, but values of 'counts' of type map(varchar, bigint) cannot be
          {kind: Closure, source: things, from: id, to: nmae} | CA-PLAN-003 /to | There is no column 'nmae' here
          """)
  void faultsHaveACodeAPlaceAndAMessage(String transform, String code, String message) {
    TransformRun run = new TransformRun(folder).given("things", THINGS, nothing());
    String spec = run.spec("- {name: v, transform: " + transform + "}", "v");

    List<Diagnostic> found =
        Engine.create()
            .validate(
                Run.of(SpecDocument.parse(spec, Optional.of(folder.resolve("spec.yaml"))))
                    .outputRoot(folder.resolve("out")));

    assertThat(found).hasSize(1);
    Diagnostic fault = found.get(0);
    assertThat(fault.code() + " " + fault.pointer().orElse(""))
        .isEqualTo(code.replace(" ", " /view_definitions/0/transform"));
    assertThat(fault.message()).isEqualTo(message);
    assertThat(fault.hint()).as("what to do about it").isPresent();
    if (message.contains("nubmers")) {
      assertThat(fault.hint().orElseThrow()).startsWith("did you mean \"numbers\"?");
    }
  }

  private static String nothing() {
    return "SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE false";
  }
}
