// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that come with the run. */
class ParametersTest {

  private static final Schema THINGS =
      Schema.of(Field.required("id", LONG), Field.nullable("name", STRING));

  @TempDir Path folder;

  @BeforeEach
  void givenThings() {
    new GivenTables(folder).write("things", THINGS, "VALUES (1, 'a'), (2, 'b'), (3, '')");
  }

  private Run run(String parameters, String predicate) {
    return Run.of(
            SpecDocument.parse(
                """
                version: 1
                input_relations:
                  - {logical_name: things, delta_location: things}
                parameter_templates:
                  - name: some
                    base_table: things
                    predicate: "%s"
                    parameters: %s
                view_definitions:
                  - name: numbered
                    transform: {kind: Project, source: some, columns: [id]}
                output_targets:
                  - {table_name: result, source_view: numbered}
                  - {table_name: again, source_view: some}
                """
                    .formatted(predicate, parameters),
                Optional.of(folder.resolve("spec.yaml"))))
        .outputRoot(folder.resolve("out"));
  }

  @Test
  void theHashesOfSpecAndPlanAreEqualForAllValuesAndTheEnvelopesIsNot() {
    Run run =
        run(
            "[{name: least, type: bigint}, {name: not, type: varchar}]",
            "id >= :least and name <> :not");
    RunResult one = Engine.create().run(run.parameter("least", "1").parameter("not", "x"));
    assertThat(KernelReader.rows(folder.resolve("out/result"))).hasSize(3);
    RunResult other = Engine.create().run(run.parameter("least", "2").parameter("not", ""));
    assertThat(KernelReader.rows(folder.resolve("out/result"))).containsExactly(List.of(2L));
    assertThat(other.planHash()).isEqualTo(one.planHash());
    assertThat(other.specHash()).isEqualTo(one.specHash());
    assertThat(other.envelopeHash()).isNotEqualTo(one.envelopeHash());
    RunResult changed =
        Engine.create()
            .run(
                run(
                        "[{name: least, type: bigint}, {name: not, type: varchar}]",
                        "id > :least and name <> :not")
                    .parameter("least", "1")
                    .parameter("not", "x"));
    assertThat(changed.planHash()).isNotEqualTo(one.planHash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{name: p, type: 'bigint[]'}]                                             | CA-PLAN-013 8 | 'bigint[]'
          [{name: p, type: binary}]                                                 | CA-PLAN-040 8 | The parameter 'p' cannot be of type binary
          [{name: p, type: bigint, default: ten}]                                   | CA-PLAN-016 8 | The default 'ten' of the parameter 'p' is no bigint
          """)
  void typesAndDefaultsAreChecked(String parameters, String place, String message) {
    assertThat(Engine.create().validate(run(parameters, "id > 1")))
        .extracting(ParametersTest::text)
        .anySatisfy(text -> assertThat(text).startsWith(place).contains(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          boolean        | yes        | A boolean is written true or false
          tinyint        | 300        | A tinyint is written in digits, from -128 to 127
          integer        | 3000000000 | An integer is written in digits, from -2147483648 to 2147483647
          'decimal(5,2)' | 3.141      | A decimal(5,2) is written in decimal digits, at most 3 before the point and 2 behind it
          double         | much       | A double is written 3.14 or 6.02e23
          date           | 31.1.2026  | A date is written 2026-01-31
          timestamp_ntz  | noon       | A timestamp_ntz is written 2026-01-31T23:59:59
          timestamp      | noon       | A timestamp is written 2026-01-31T23:59:59Z
          """)
  void aBadValueIsToldHowAGoodOneIsWritten(String type, String bad, String hint) {
    List<Diagnostic> given =
        Engine.create()
            .validate(run("[{name: p, type: '" + type + "'}]", "id > 1").parameter("p", bad));
    assertThat(given)
        .filteredOn(Diagnostic::isError)
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.code()).isEqualTo("CA-PLAN-016");
              assertThat(fault.hint()).contains(hint);
            });
    List<Diagnostic> declared =
        Engine.create()
            .validate(run("[{name: p, type: '" + type + "', default: '" + bad + "'}]", "id > 1"));
    assertThat(declared)
        .filteredOn(fault -> fault.code().equals("CA-PLAN-016"))
        .singleElement()
        .satisfies(fault -> assertThat(fault.hint()).contains(hint));
  }

  @Test
  void ofManyParametersTheNearestAreNamed() {
    String parameters =
        IntStream.range(10, 25)
            .mapToObj(i -> "{name: p" + i + ", type: bigint, default: 1}")
            .collect(Collectors.joining(", ", "[", "]"));
    assertThat(Engine.create().validate(run(parameters, "id > 1").parameter("q24", "1")))
        .filteredOn(Diagnostic::isError)
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.message()).isEqualTo("The spec declares no parameter 'q24'");
              assertThat(fault.hint().orElse(""))
                  .startsWith("did you mean \"p24\"? It declares p24, p14, p20, p21, p22, p23, ")
                  .endsWith(" and 5 more");
            });
  }

  @Test
  void oneParameterHasOneDefault() {
    String templates =
        """
        version: 1
        input_relations:
          - {logical_name: things, delta_location: things}
        parameter_templates:
          - {name: a, base_table: things, filter_column: id, parameters: [{name: p, type: bigint, default: 1}]}
          - {name: b, base_table: things, filter_column: id, parameters: [{name: p, type: bigint, default: 2}]}
        view_definitions: []
        output_targets:
          - {table_name: a, source_view: a}
          - {table_name: b, source_view: b}
        """;
    Run run =
        Run.of(SpecDocument.parse(templates, Optional.of(folder.resolve("spec.yaml"))))
            .outputRoot(folder.resolve("out"));
    assertThatThrownBy(() -> Engine.create().run(run))
        .hasMessage("CA-PLAN-041: The parameter 'p' is declared twice, with two defaults");
  }

  private static String text(Diagnostic diagnostic) {
    return diagnostic.code() + " " + diagnostic.line().orElse(0) + " " + diagnostic.message();
  }
}
