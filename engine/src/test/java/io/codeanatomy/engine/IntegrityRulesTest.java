// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.INTEGER;
import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The intents of the class SemanticIntegrity, over real tables. */
class IntegrityRulesTest {

  private static final String VIEWS =
      """
      - {name: some_node, transform: {kind: Filter, source: nodes, predicate: id > 1}}
      - {name: v, transform: {kind: Project, source: nodes, columns: [id, name]}}
      - {name: commas, transform: {kind: Project, source: nodes, columns: [{expr: pair, as: 'a,b'}, {expr: id, as: a}, {expr: id, as: b}]}}
      """;

  @TempDir Path folder;
  private TransformRun run;

  @BeforeEach
  void givenAGraph() {
    run =
        new TransformRun(folder)
            .given(
                "nodes",
                Schema.of(
                    Field.nullable("id", LONG),
                    Field.nullable("name", STRING),
                    Field.nullable("size", INTEGER),
                    Field.nullable("pair", INTEGER)),
                "VALUES (1::BIGINT, 'a', 1, 1), (2, 'b', 1, 1), (3, 'b', NULL, 2), (4, NULL, NULL, 3)")
            .given(
                "edges",
                Schema.of(
                    Field.nullable("src", LONG),
                    Field.nullable("dst", LONG),
                    Field.nullable("bad", LONG),
                    Field.nullable("open", LONG)),
                "VALUES (1::BIGINT, 2::BIGINT, 1::BIGINT, NULL::BIGINT), (2, 4, 7, 3), (2, 3, 7, 1)");
  }

  private List<Diagnostic> refused(String... intents) {
    return run.settings(intents(intents)).refused(VIEWS, "v");
  }

  private void passes(String... intents) {
    run.settings(intents(intents));
    assertThat(run.rows(VIEWS, "v").get("v")).hasSize(4);
  }

  private static String intents(String... intents) {
    StringBuilder yaml = new StringBuilder("rule_intents:\n");
    for (String intent : intents) {
      yaml.append("  - {class: SemanticIntegrity, name: ").append(intent).append("}\n");
    }
    return yaml.toString();
  }

  private static String text(Diagnostic found) {
    return found.code()
        + " "
        + found.pointer().orElse("-")
        + ": "
        + found.message()
        + found.hint().map(hint -> " (" + hint + ")").orElse("");
  }

  private void assertRefused(String intent, String... expected) {
    assertThat(refused(intent)).extracting(IntegrityRulesTest::text).containsExactly(expected);
  }

  @Test
  void requiredColumnsThatAreThere() {
    passes(
        "required_columns, params: {relation: nodes, columns: [name, id]}",
        "required_columns, params: {relation: v, columns: [name]}");
  }

  @Test
  void requiredColumnsThatAreMissingAreNamedAllOfThem() {
    assertRefused(
        "required_columns, params: {relation: v, columns: [nam, id, size]}",
        "CA-RULE-023 /rule_intents/0/params/columns/0: The relation 'v' has no column 'nam'"
            + " (did you mean \"name\"? It has id, name)",
        "CA-RULE-023 /rule_intents/0/params/columns/2: The relation 'v' has no column 'size'"
            + " (It has id, name)");
  }

  @Test
  void aContractThatIsHeld() {
    passes(
        "schema_contract, params: {relation: nodes, columns: [{name: id, type: bigint, nullable:"
            + " false}, {name: name, type: varchar}, {name: size, type: int}, {name: pair, type:"
            + " INTEGER, nullable: false}]}",
        "schema_contract, params: {relation: v, columns: [{name: id, type: bigint}, {name: name,"
            + " type: varchar, nullable: true}]}");
  }

  @Test
  void aContractOfOtherTypesOrAnotherOrder() {
    assertRefused(
        "schema_contract, params: {relation: v, columns: [{name: name, type: varchar}, {name: id,"
            + " type: integer}]}",
        "CA-RULE-026 /rule_intents/0/params/columns/0: The relation 'v' has column 1 as id bigint,"
            + " the contract has name varchar (Change the contract, or what the relation is made"
            + " of)",
        "CA-RULE-026 /rule_intents/0/params/columns/1: The relation 'v' has column 2 as name"
            + " varchar, the contract has id integer (Change the contract, or what the relation is"
            + " made of)");
  }

  @Test
  void aContractWithMoreOrFewerColumns() {
    assertThat(
            refused("schema_contract, params: {relation: v, columns: [{name: id, type: bigint}]}"))
        .extracting(Diagnostic::message)
        .containsExactly(
            "The relation 'v' has a column 2 that the contract does not have: name varchar");
    assertThat(
            refused(
                "schema_contract, params: {relation: v, columns: [{name: id, type: bigint}, {name:"
                    + " name, type: varchar}, {name: more, type: 'list(bigint)'}]}"))
        .extracting(Diagnostic::message)
        .containsExactly(
            "The relation 'v' has no column 3, which the contract has: more list(bigint)");
  }

  @Test
  void aContractOfATypeThatThereIsNot() {
    assertRefused(
        "schema_contract, params: {relation: v, columns: [{name: id, type: bigint}, {name: name,"
            + " type: strin}]}",
        "CA-RULE-003 /rule_intents/0/params/columns/1/type: There is no type 'strin' (The types are"
            + " those of an output_schema)");
  }

  @Test
  void aContractWithoutNullsIsAuditedOnTheData() {
    assertRefused(
        "schema_contract, params: {relation: v, columns: [{name: id, type: bigint}, {name: name,"
            + " type: varchar, nullable: false}]}",
        "CA-RUN-023 /rule_intents/0: The contract v not null does not hold: 1 row with NULL (The"
            + " first are: {id=4, name=NULL}. Nothing was published)");
  }

  @Test
  void aMissingColumnThatMustNotBeNullIsNamedAtItsPlace() {
    assertThat(
            refused(
                "schema_contract, params: {relation: v, columns: [{name: id, type: bigint}, {name:"
                    + " nme, type: varchar, nullable: false}]}"))
        .extracting(IntegrityRulesTest::text)
        .singleElement()
        .asString()
        .startsWith("CA-PLAN-003 /rule_intents/0/params/columns/1/name: There is no column 'nme'");
  }

  @Test
  void keysThatAreUnique() {
    passes(
        "unique_key, params: {relation: nodes, columns: [id]}",
        "unique_key, params: {relation: v, columns: [name, id]}",
        "unique_key, params: {relation: edges, columns: [src, dst]}",
        "unique_key, params: {relation: some_node, columns: [pair]}");
  }

  @Test
  void aKeyWithANullEqualsNoOther() {
    passes("unique_key, params: {relation: nodes, columns: [id, size]}");
    // Three rows share the size NULL or 1, two of them 1.
    assertRefused(
        "unique_key, params: {relation: nodes, columns: [size]}",
        "CA-RUN-021 /rule_intents/0: The key nodes(size) is not unique: 1 value more than once (The"
            + " first are: {size=1, rows=2}. Nothing was published)");
  }

  @Test
  void aRepeatedKeyOfSeveralColumnsOfAView() {
    assertThat(refused("unique_key, params: {relation: edges, columns: [src, bad]}"))
        .extracting(IntegrityRulesTest::text)
        .containsExactly(
            "CA-RUN-021 /rule_intents/0: The key edges(src, bad) is not unique: 1 value more than"
                + " once (The first are: {src=2, bad=7, rows=2}. Nothing was published)");
  }

  @Test
  void oneColumnWithACommaIsNotTwoColumns() {
    // The one repeats a value; it must not be taken for the key of the other intent.
    assertThat(
            refused(
                "unique_key, params: {relation: commas, columns: [a, b]}",
                "unique_key, params: {relation: commas, columns: ['a,b']}"))
        .extracting(Diagnostic::message)
        .containsExactly("The key commas(\"a,b\") is not unique: 1 value more than once");
  }

  @Test
  void aKeyOfAColumnThatThereIsNotIsNamedAtItsPlace() {
    assertThat(refused("unique_key, params: {relation: nodes, columns: [id, nam]}"))
        .extracting(IntegrityRulesTest::text)
        .singleElement()
        .asString()
        .startsWith("CA-PLAN-003 /rule_intents/0/params/columns/1: There is no column 'nam'");
  }

  @Test
  void anInputThatOnlyAnIntentReadsIsAuditedAndNotUnused() {
    String key = "unique_key, params: {relation: edges, columns: [src]}";
    run.settings(intents(key));
    assertThat(Engine.create().validate(run.inFolder(run.spec(VIEWS, "v"))))
        .extracting(Diagnostic::message)
        .noneMatch(message -> message.contains("edges"));
    assertThat(refused(key))
        .extracting(Diagnostic::message)
        .containsExactly("The key edges(src) is not unique: 1 value more than once");
  }

  private static String endpoints(String source, String target) {
    return "endpoint_integrity, params: {edges: edges, source: "
        + source
        + ", target: "
        + target
        + ", nodes: nodes, node_id: id}";
  }

  @Test
  void edgesBetweenNodes() {
    passes(endpoints("src", "dst"), endpoints("src", "src"));
  }

  @Test
  void danglingEdgesAreFoundAtEitherEnd() {
    for (List<String> ends : List.of(List.of("bad", "dst"), List.of("src", "bad"))) {
      assertThat(refused(endpoints(ends.get(0), ends.get(1))))
          .extracting(IntegrityRulesTest::text)
          .containsExactly(
              "CA-RUN-022 /rule_intents/0: Edges have ends that are no nodes: edges.bad in nodes has"
                  + " 1 violation (The first are: {bad=7, rows=2}. Nothing was published)");
    }
  }

  @Test
  void anEndThatIsNullIsNoNode() {
    assertThat(refused(endpoints("open", "dst")))
        .extracting(Diagnostic::message)
        .containsExactly("Edges have ends that are no nodes: edges.open not null has 1 violation");
  }

  @Test
  void oneColumnAsBothEndsIsAuditedOnce() {
    assertThat(refused(endpoints("bad", "bad"))).hasSize(1);
  }

  @Test
  void endsOfAnotherTypeThanTheNodesAreRefused() {
    assertThat(
            refused(
                "endpoint_integrity, params: {edges: edges, source: src, target: dst, nodes: nodes,"
                    + " node_id: name}"))
        .extracting(found -> found.pointer().orElseThrow())
        .containsOnly("/rule_intents/0/params/node_id");
  }

  @Test
  void aViewThatMustBeEmpty() {
    String none = "- {name: none, transform: {kind: Filter, source: nodes, predicate: id < 0}}\n";
    run.settings(intents("require_empty, params: {view: none}"));
    assertThat(run.rows(none + VIEWS, "v").get("v")).hasSize(4);
    assertRefused(
        "require_empty, params: {view: some_node}",
        "CA-RUN-003 /rule_intents/0: The view 'some_node' must be empty, but has 3 rows (The first"
            + " are: {id=2, name=b, size=1, pair=1}; {id=3, name=b, size=NULL, pair=2}; {id=4, name=NULL, size=NULL, pair=3}. Nothing was published)");
  }

  @Test
  void constraintsAreAuditedAllOrByName() {
    String graph =
        """
        join_graph:
          constraints:
            - {name: id_once, constraint_type: unique, relations: [nodes], columns: [id]}
            - {name: named, constraint_type: not_null, relations: [nodes], columns: [name]}
        """;
    run.settings(graph + intents("audit_constraints, params: {constraints: [id_once]}"));
    assertThat(run.rows(VIEWS, "v").get("v")).hasSize(4);
    assertThat(run.settings(graph + intents("audit_constraints")).refused(VIEWS, "v"))
        .extracting(Diagnostic::message)
        .containsExactly("The constraint 'named' does not hold: 1 violation");
  }

  @Test
  void allThatFailIsReported() {
    assertThat(
            refused(
                "unique_key, params: {relation: nodes, columns: [size]}",
                "require_empty, params: {view: v}",
                endpoints("bad", "open")))
        .extracting(Diagnostic::code)
        .containsExactlyInAnyOrder("CA-RUN-021", "CA-RUN-003", "CA-RUN-022", "CA-RUN-022");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "require_empty, params: {view: w} | CA-RULE-004 | /params/view | There is no view 'w'",
        "require_empty, params: {view: nodes} | CA-RULE-004 | /params/view | There is no view 'nodes'",
        "require_empty, params: {view: [v]} | CA-RULE-003 | /params/view | This is no 'view' of the intent 'require_empty'",
        "require_empty | CA-RULE-003 | '' | The intent 'require_empty' needs the parameter 'view'",
        "require_empty, params: {view: v, vew: v} | CA-RULE-003 | /params/vew | The intent 'require_empty' has no parameter 'vew'",
        "unique_key, params: {relation: v, columns: []} | CA-RULE-003 | /params/columns | This is no 'columns' of the intent 'unique_key'",
        "unique_key, params: {relation: v, columns: [id, id]} | CA-RULE-003 | /params/columns/1 | 'id' is named twice",
        "unique_key, params: {relation: v, columns: id} | CA-RULE-003 | /params/columns | This is no 'columns' of the intent 'unique_key'",
        "schema_contract, params: {relation: v, columns: [{name: id}]} | CA-RULE-003 | /params/columns | This is no 'columns' of the intent 'schema_contract'",
        "schema_contract, params: {relation: v, columns: [{name: id, type: bigint, nul: true}]} | CA-RULE-003 | /params/columns | This is no 'columns' of the intent 'schema_contract'",
        "audit_constraints | CA-RULE-011 | '' | There is nothing to audit: the join graph has no constraints",
        "uniqe_key, params: {relation: v, columns: [id]} | CA-RULE-001 | /name | There is no rule intent 'uniqe_key'",
      })
  void badParameters(String intent, String code, String at, String message) {
    assertThat(refused(intent))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.code()).isEqualTo(code);
              assertThat(found.pointer()).contains("/rule_intents/0" + at);
              assertThat(found.message()).isEqualTo(message);
            });
  }

  @Test
  void aMisspeltParameterIsMetWithTheNearest() {
    assertThat(refused("require_empty, params: {view: v, viw: v}").get(0).hint())
        .contains("did you mean \"view\"? It takes view");
  }
}
