// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.DOUBLE;
import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.SpecDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What only the inputs' schemas, the expressions or the file system can tell; the rest is the
 * spec's.
 */
class BadInputTest {

  private static final Schema THINGS =
      Schema.of(
          Field.required("id", LONG),
          Field.nullable("name", STRING),
          Field.nullable("size", LONG),
          Field.nullable("weight", DOUBLE));

  @TempDir Path folder;
  private Path outputs;

  @BeforeEach
  void givenThings() {
    outputs = folder.resolve("out");
    new GivenTables(folder)
        .write("things", THINGS, "VALUES (1, 'a', 2, 0.5), (2, NULL, NULL, NULL)");
  }

  private static String spec(String transform) {
    return """
    version: 1
    input_relations:
      - {logical_name: things, delta_location: things}
    view_definitions:
      - name: v
        transform:
          %s
    output_targets:
      - {table_name: result, source_view: v}
    """
        .formatted(transform);
  }

  private List<Diagnostic> validate(String text) {
    Run run =
        Run.of(SpecDocument.parse(text, Optional.of(folder.resolve("spec.yaml"))))
            .outputRoot(outputs);
    List<Diagnostic> found = Engine.create().validate(run);
    if (found.stream().anyMatch(Diagnostic::isError)) {
      try {
        Engine.create().run(run);
        throw new AssertionError("validate finds a fault that run does not");
      } catch (DiagnosticException e) {
        assertThat(e.diagnostics()).isEqualTo(found);
      }
      assertThat(outputs).as("nothing is written").doesNotExist();
    }
    return found;
  }

  /** The only diagnostic as {@code CODE line:column [line:column in the expression] message}. */
  private String only(String text) {
    List<Diagnostic> found = validate(text);
    assertThat(found).hasSize(1);
    Diagnostic diagnostic = found.get(0);
    return "%s %d:%d%s %s"
        .formatted(
            diagnostic.code(),
            diagnostic.line().orElse(0),
            diagnostic.column().orElse(0),
            diagnostic
                .inExpression()
                .map(
                    at ->
                        " [%d:%d-%d:%d]"
                            .formatted(at.line(), at.column(), at.endLine(), at.endColumn()))
                .orElse(""),
            diagnostic.message());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          size >                  | CA-PLAN-001 | [1:6-1:6]   | The expression does not parse: it ends too early
          size > > 1              | CA-PLAN-001 | [1:6-1:6]   | The expression does not parse: '>' is not expected here
          nam = 'a'               | CA-PLAN-003 | [1:1-1:3]   | There is no column 'nam' here
          lowr(name) = 'a'        | CA-PLAN-004 | [1:1-1:10]  | There is no function 'lowr'
          size                    | CA-PLAN-005 | [1:1-1:4]   | A predicate must be true or false, but this is of type bigint
          size = (select 1)       | CA-PLAN-006 | [1:8-1:17]  | An expression may not hold a query
          size in (select 1)      | CA-PLAN-006 | [1:10-1:17] | An expression may not hold a query
          count(*) > 1            | CA-PLAN-006 | [1:1-1:8]   | An expression may not hold an aggregate function
          size > :least           | CA-PLAN-007 | [1:8-1:8]   | No template declares the parameter ':least'
          size > ?                | CA-PLAN-007 | [1:8-1:8]   | A parameter has a name
          current_timestamp is null | CA-PLAN-003 | [1:1-1:17] | There is no column 'current_timestamp'
          user = 'me'             | CA-PLAN-003 | [1:1-1:4]   | There is no column 'user'
          random() > 0.5          | CA-PLAN-004 | [1:1-1:8]   | There is no function 'random'
          left(size, 2) = 'a'     | CA-PLAN-028 | [1:6-1:9]   | The function cannot be called so: the argument 'text' of left does not fit: it is a bigint, not a varchar
          left(name) = 'a'        | CA-PLAN-028 | [1:1-1:10]  | The function cannot be called so: left does not take that many arguments
          left(name, name) = 'a'  | CA-PLAN-028 | [1:12-1:15] | The function cannot be called so: the argument 'count' of left does not fit: it is a varchar, not an integer
          utf8_normalize(name, name) = 'a' | CA-PLAN-028 | [1:22-1:25] | The function cannot be called so: the argument 'form' of utf8_normalize does not fit: it must be a literal
          utf8_normalize(name, 'NFX') = 'a' | CA-PLAN-028 | [1:22-1:26] | The function cannot be called so: the argument 'form' of utf8_normalize does not fit: it must be 'NFC' or 'NFD' or 'NFKC' or 'NFKD'
          utf8_normalize(name, fold => true) = 'a' | CA-PLAN-028 | [1:22-1:33] | The function cannot be called so: it has no argument 'fold'
          utf8_normalize(form => 'NFC') = 'a' | CA-PLAN-028 | [1:1-1:29] | The function cannot be called so: the argument 'text' is not given
          utf8_normalize(name, text => name) = 'a' | CA-PLAN-028 | [1:22-1:33] | The function cannot be called so: the argument 'text' is given twice
          utf8_normalize(form => 'NFC', name) = 'a' | CA-PLAN-028 | [1:31-1:34] | The function cannot be called so: an argument without a name stands behind a named one
          round(weight, 2) > 1    | CA-PLAN-028 | [1:1-1:20]  | The function cannot be called so: the argument 'digits' of round does not fit: it is for decimals, not for a double
          round(1.5, 40) > 1      | CA-PLAN-028 | [1:1-1:18]  | The function cannot be called so: the argument 'digits' of round does not fit: it must be from 0 to 38
          span_len(size) > 1      | CA-PLAN-028 | [1:10-1:13] | The function cannot be called so: the argument 's' of span_len does not fit: it is a bigint, not a span, which is a struct of the integers bstart and bend
          struct_pick(span_make(1, 2), 'end') is null | CA-PLAN-028 | [1:1-1:43] | The function cannot be called so: there is no field 'end' in the struct(bstart bigint, bend bigint)
          list_contains(array[1], 'a') | CA-PLAN-028 | [1:25-1:27] | The function cannot be called so: the argument 'element' of list_contains does not fit: its varchar and the integer before it are not of one kind
          list_length(name) > 1   | CA-PLAN-028 | [1:13-1:16] | The function cannot be called so: the argument 'list' of list_length does not fit: it is a varchar, not a list(T)
          col_to_byte(name, 1, 'char') > 1 | CA-PLAN-028 | [1:22-1:27] | The function cannot be called so: the argument 'unit' of col_to_byte does not fit: it must be 'byte' or 'utf8' or 'utf16' or 'utf32'
          translate(name, 'a', 'b') = 'a' | CA-PLAN-004 | [1:1-1:25] | There is no function 'translate3'
          """)
  void expressionsAreCheckedAndTheirFaultsHaveAPlace(
      String predicate, String code, String place, String message) {
    String transform = "{kind: Filter, source: things, predicate: \"" + predicate + "\"}";
    assertThat(only(spec(transform))).startsWith(code).contains(place + " " + message);
  }

  @Test
  void aComparisonOfDifferentThingsDoesNotTypeCheck() {
    assertThat(
            only(spec("{kind: Filter, source: things, predicate: \"name = id and name + 1 = 2\"}")))
        .startsWith("CA-PLAN-002");
  }

  @Test
  void anIdentityOfFloatingPointIsRefused() {
    assertThat(only(project("stable_id('x', weight)")))
        .startsWith("CA-PLAN-028")
        .contains("the argument 'part' of stable_id does not fit: it is a double, not an integer");
    assertThat(only(spec("{kind: Normalize, source: things, id_columns: [weight]}")))
        .contains("CA-PLAN-011 7:54 stable_id does not work on 'weight' of type double");
  }

  @Test
  void unknownColumnsAreNamedWithTheNearest() {
    List<Diagnostic> found = validate(spec("{kind: Project, source: things, columns: [id, nmae]}"));
    assertThat(found).hasSize(1);
    assertThat(found.get(0).message()).isEqualTo("There is no column 'nmae' here");
    assertThat(found.get(0).pointer()).contains("/view_definitions/0/transform/columns/1");
    assertThat(found.get(0).hint())
        .contains("did you mean \"name\"? The columns are id, name, size, weight");
  }

  @Test
  void joinKeysMustBeComparable() {
    assertThat(
            only(
                spec(
                    "{kind: Relate, left: things, right: things, join_type: Inner, join_keys: [{left_key: id, right_key: name}]}")))
        .contains("CA-PLAN-008")
        .contains("The keys 'id' and 'name' cannot be compared: bigint and varchar");
  }

  @Test
  void aColumnOfAJoinThatBothSidesHaveMustBeQualified() {
    assertThat(
            only(
                spec(
                    "{kind: Relate, left: things, right: things, join_type: Inner, join_keys: [{left_key: id, right_key: id}], select: [name]}")))
        .contains("CA-PLAN-020")
        .contains("Both sides have a column 'name'");
  }

  @Test
  void typesThatDoNotUniteAreNamedWithTheirSources() {
    String text =
        """
        version: 1
        input_relations:
          - {logical_name: things, delta_location: things}
        view_definitions:
          - {name: a, transform: {kind: Project, source: things, columns: [{expr: id, as: x}]}}
          - {name: b, transform: {kind: Project, source: things, columns: [{expr: name, as: x}]}}
          - {name: u, transform: {kind: Union, sources: [a, b]}}
          - {name: after, transform: {kind: Project, source: u, columns: [nonsense]}}
          - {name: other, transform: {kind: Project, source: a, columns: [nonsense]}}
          - {name: all_three, transform: {kind: Union, sources: [after, other]}}
        output_targets:
          - {table_name: result, source_view: all_three}
        """;
    assertThat(validate(text))
        .as("what one fault touches is left out, the other faults are found")
        .extracting(Diagnostic::message)
        .containsExactlyInAnyOrder(
            "'x' cannot be one column: bigint in a and varchar in b",
            "There is no column 'nonsense' here");
  }

  @Test
  void aContractIsHeldAgainstTheView() {
    String text =
        """
        version: 1
        input_relations: [{logical_name: things, delta_location: things}]
        view_definitions:
          - name: v
            transform: {kind: Project, source: things, columns: [id, name]}
            output_schema:
              - {name: id, type: varchar}
              - {name: name, type: text}
        output_targets: [{table_name: result, source_view: v}]
        """;
    assertThat(validate(text))
        .extracting(Diagnostic::message)
        .containsExactly(
            "The view breaks its output_schema: 'id' is of type bigint, and a cast to varchar could"
                + " lose values or fail",
            "There is no type 'text'");
  }

  @Test
  void aColumnWithoutATypeCannotBePublished() {
    assertThat(only(project("null"))).contains("CA-PLAN-002").contains("this NULL has no type");
    assertThat(only(project("interval '1' day")))
        .contains("CA-PLAN-010")
        .contains("The column 'x' is of type interval, which a Delta table cannot hold");
  }

  private static String project(String expression) {
    return spec(
        "{kind: Project, source: things, columns: [{expr: \"" + expression + "\", as: x}]}");
  }

  @Test
  void locationsThatCannotBeReadAreAllNamed() throws IOException {
    Files.createDirectories(folder.resolve("plain"));
    Files.writeString(folder.resolve("plain/data.csv"), "a,b");
    String text =
        """
        version: 1
        input_relations:
          - {logical_name: nowhere, delta_location: no/where}
          - {logical_name: plain, delta_location: plain}
          - {logical_name: things, delta_location: things, version_pin: 7}
        view_definitions:
          - {name: v, transform: {kind: Union, sources: [nowhere, plain, things]}}
        output_targets: [{table_name: result, source_view: v}]
        """;
    assertThat(validate(text))
        .extracting(d -> d.code() + " " + d.line().orElse(0) + " " + d.pointer().orElse(""))
        .containsExactly(
            "CA-INPUT-001 3 /input_relations/0/delta_location",
            "CA-INPUT-002 4 /input_relations/1/delta_location",
            "CA-INPUT-003 5 /input_relations/2/version_pin");
  }

  @Test
  void anOutputMayNotLieOverAnInput() throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), folder);
    String text =
        spec("{kind: Project, source: things, columns: [id]}")
            .replace("source_view: v}", "source_view: v, delta_location: link/things}");
    List<Diagnostic> found =
        Engine.create()
            .validate(
                Run.of(SpecDocument.parse(text, Optional.of(folder.resolve("spec.yaml"))))
                    .outputRoot(outputs));
    assertThat(found).extracting(Diagnostic::code).containsExactly("CA-INPUT-007");
    assertThat(found.get(0).message())
        .startsWith("The output 'result' would be written over the input 'things'");
  }

  @Test
  void anUnwritableOutputFolderIsNamed() throws IOException {
    Files.writeString(folder.resolve("in-the-way"), "a file");
    outputs = folder.resolve("in-the-way");
    Run run =
        Run.of(
                SpecDocument.parse(
                    spec("{kind: Project, source: things, columns: [id]}"),
                    Optional.of(folder.resolve("spec.yaml"))))
            .outputRoot(outputs);
    assertThat(Engine.create().validate(run))
        .extracting(Diagnostic::code)
        .containsExactly("CA-PUBLISH-006");
    assertThat(Files.readString(outputs)).isEqualTo("a file");
  }

  @Test
  void dataThatDoesNotFitStopsTheRunAndNothingIsWritten() {
    Run run =
        Run.of(
                SpecDocument.parse(
                    spec(
                        "{kind: Project, source: things, columns: [{expr: cast(name as integer), as: n}]}"),
                    Optional.of(folder.resolve("spec.yaml"))))
            .outputRoot(outputs);
    assertThat(Engine.create().validate(run)).isEmpty();
    try {
      Engine.create().run(run);
      throw new AssertionError("'a' is no integer");
    } catch (DiagnosticException e) {
      assertThat(e.diagnostics()).extracting(Diagnostic::code).containsExactly("CA-RUN-005");
      assertThat(e)
          .hasMessageContaining("The step 'write result' failed")
          .hasMessageContaining("'a'");
    }
    assertThat(outputs).doesNotExist();
  }

  @Test
  void intentsNobodyKnowsAreErrors() {
    String text =
        spec("{kind: Project, source: things, columns: [id]}")
            + """
            rule_intents:
              - {name: require_emty, class: SemanticIntegrity, params: {view: v}}
              - {name: require_empty, class: Safety, params: {view: v}}
              - {name: require_empty, class: SemanticIntegrity, params: {views: v}}
              - {name: require_empty, class: SemanticIntegrity, params: {view: w}}
            """;
    assertThat(validate(text))
        .extracting(d -> d.code() + " " + d.line().orElse(0) + " " + d.hint().orElse(""))
        .containsExactly(
            "CA-RULE-001 11 did you mean \"require_empty\"? The intents are audit_constraints,"
                + " cache_override, deny_functions, deterministic_only, endpoint_integrity,"
                + " memory_budget, no_cartesian_product, parallelism, preserve_push_down,"
                + " require_empty, require_partition_pruning, required_columns, row_limit, schema_contract, span_join_algorithm, unique_key",
            "CA-RULE-002 12 Its class is SemanticIntegrity",
            "CA-RULE-003 13 did you mean \"view\"? It takes view",
            "CA-RULE-003 13 It is the name of a view",
            "CA-RULE-004 14 did you mean \"v\"? Known are v");
  }

  @Test
  void aSumOfFloatingPointIsAWarning() {
    List<Diagnostic> found =
        validate(
            spec(
                "{kind: Aggregate, source: things, group_by: [], aggregations: [{function: sum, column: weight, alias: s}]}"));
    assertThat(found).extracting(Diagnostic::code).containsExactly("CA-PLAN-019");
    assertThat(found.get(0).severity()).isEqualTo(Diagnostic.Severity.WARNING);
  }
}
