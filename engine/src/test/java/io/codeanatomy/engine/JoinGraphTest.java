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
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the join graph promises: keys for joins that give none, and constraints to audit. */
class JoinGraphTest {

  private static final Schema CUSTOMERS =
      Schema.of(
          Field.nullable("id", LONG),
          Field.nullable("region", STRING),
          Field.nullable("name", STRING));

  private static final Schema ORDERS =
      Schema.of(
          Field.nullable("order_id", LONG),
          Field.nullable("region", STRING),
          Field.nullable("customer", LONG));

  private static final String SOUND =
      """
      edges:
        - left_relation: customers
          right_relation: orders
          join_type: Left
          left_keys: [id, region]
          right_keys: [customer, region]
      constraints:
        - {name: customer_key, constraint_type: unique, relations: [customers], columns: [region, id]}
        - {name: order_key, constraint_type: unique, relations: [orders], columns: [order_id]}
        - {name: order_id_given, constraint_type: not_null, relations: [orders], columns: [order_id]}
        - name: customer_of_order
          constraint_type: foreign_key
          relations: [orders, customers]
          columns: [region, customer]
      """;

  @TempDir Path folder;
  private Path outputs;
  private GivenTables given;

  @BeforeEach
  void givenCustomersAndOrders() {
    outputs = folder.resolve("out");
    given = new GivenTables(folder);
    given.write(
        "customers",
        CUSTOMERS,
        "VALUES (1, 'n', 'Ann'), (2, 'n', 'Bo'), (1, 's', 'Cy'), (NULL, 's', 'x'), (NULL, 's', 'y')");
    orders("(10, 'n', 1), (11, 'n', 1), (12, 's', 1), (13, 's', NULL)");
  }

  private void orders(String rows) {
    given.write("orders", ORDERS, "VALUES " + rows);
  }

  private Run run(String joinGraph, String intents) {
    return Run.of(
            SpecDocument.parse(
                """
                version: 1
                input_relations:
                  - {logical_name: customers, delta_location: customers}
                  - {logical_name: orders, delta_location: orders}
                view_definitions:
                  - name: order_with_name
                    transform: {kind: Relate, left: orders, right: customers, join_type: Inner, select: [order_id, name]}
                output_targets:
                  - {table_name: result, source_view: order_with_name}
                rule_intents: %s
                join_graph:
                """
                        .formatted(intents)
                    + joinGraph.indent(2),
                Optional.of(folder.resolve("spec.yaml"))))
        .outputRoot(outputs);
  }

  private static final String AUDIT_ALL = "[{name: audit_constraints, class: SemanticIntegrity}]";

  @Test
  void aRelateWithoutKeysTakesThoseOfTheEdgeWhicheverWayRound() {
    Engine.create().run(run(SOUND, "[]"));
    assertThat(KernelReader.rows(outputs.resolve("result")))
        .containsExactlyInAnyOrder(List.of(10L, "Ann"), List.of(11L, "Ann"), List.of(12L, "Cy"));
  }

  @Test
  void constraintsThatHoldAreNamedInTheResult() {
    RunResult result = Engine.create().run(run(SOUND, AUDIT_ALL));
    assertThat(result.audits())
        .containsExactlyInAnyOrder(
            new RunResult.Audit(RunResult.Audit.Subject.constraint, "customer_key", 0),
            new RunResult.Audit(RunResult.Audit.Subject.constraint, "order_key", 0),
            new RunResult.Audit(RunResult.Audit.Subject.constraint, "order_id_given", 0),
            new RunResult.Audit(RunResult.Audit.Subject.constraint, "customer_of_order", 0));
  }

  @Test
  void everyBrokenConstraintIsNamedWithItsViolationsAndNothingIsPublished() {
    orders(
        "(10, 'n', 1), (10, 's', 1), (NULL, 's', 7), (NULL, 's', 7), (12, 'n', 9), (12, 'n', 9)");
    assertThatThrownBy(() -> Engine.create().run(run(SOUND, AUDIT_ALL)))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            e ->
                assertThat(e.diagnostics())
                    .extracting(JoinGraphTest::text)
                    .containsExactlyInAnyOrder(
                        "CA-RUN-010 20: The constraint 'order_key' does not hold: 2 violations"
                            + " | The first are: {order_id=10, rows=2}; {order_id=12, rows=2}."
                            + " Nothing was published",
                        "CA-RUN-010 21: The constraint 'order_id_given' does not hold: 2 violations"
                            + " | The first are: {order_id=NULL, region=s, customer=7};"
                            + " {order_id=NULL, region=s, customer=7}. Nothing was published",
                        "CA-RUN-010 22: The constraint 'customer_of_order' does not hold: 2"
                            + " violations | The first are: {region=n, customer=9, rows=2};"
                            + " {region=s, customer=7, rows=2}. Nothing was published"));
    assertThat(outputs).doesNotExist();
  }

  @Test
  void onlyTheNamedConstraintsAreAudited() {
    orders("(10, 'n', 1), (10, 's', 1)");
    RunResult result =
        Engine.create()
            .run(
                run(
                    SOUND,
                    """
                    [{name: audit_constraints, class: SemanticIntegrity, params: {constraints: [customer_key]}}]
                    """));
    assertThat(result.audits()).extracting(RunResult.Audit::name).containsExactly("customer_key");
  }

  @Test
  void aConstraintThatIsNotAuditedChangesNoRow() {
    orders("(10, 'n', 1), (10, 'n', 1), (10, 'n', 2)");
    Engine.create().run(run(SOUND, "[]"));
    assertThat(KernelReader.rows(outputs.resolve("result")))
        .containsExactlyInAnyOrder(List.of(10L, "Ann"), List.of(10L, "Ann"), List.of(10L, "Bo"));
  }

  @Test
  void edgesAndConstraintsAreHeldAgainstTheRowTypes() {
    String graph =
        """
        edges:
          - left_relation: customers
            right_relation: orders
            join_type: Left
            left_keys: [id, region]
            right_keys: [customer, region]
          - left_relation: order_with_name
            right_relation: customers
            join_type: Inner
            left_keys: [name]
            right_keys: [nme]
          - left_relation: order_with_name
            right_relation: orders
            join_type: Inner
            left_keys: [name]
            right_keys: [order_id]
        constraints:
          - {name: a, constraint_type: unique, relations: [customers], columns: [nam]}
          - {name: b, constraint_type: foreign_key, relations: [orders, customers], columns: [customer]}
          - {name: c, constraint_type: foreign_key, relations: [order_with_name, orders], columns: [name]}
        """;
    assertThat(Engine.create().validate(run(graph, "[]")))
        .extracting(JoinGraphTest::text)
        .containsExactlyInAnyOrder(
            "CA-PLAN-003 22: There is no column 'nme' here | did you mean \"name\"? The columns are"
                + " id, region, name",
            "CA-PLAN-008 27: The keys 'name' and 'order_id' cannot be compared: varchar and"
                + " bigint | CAST one side in a Project before",
            "CA-PLAN-003 29: There is no column 'nam' here | did you mean \"name\"? The columns are"
                + " id, region, name",
            "CA-PLAN-042 30: The relation 'customers' has no column 'customer' to refer to | Name a"
                + " column that both relations have, or add an edge between them that pairs their"
                + " columns",
            "CA-PLAN-008 31: The keys 'name' and 'order_id' cannot be compared: varchar and"
                + " bigint | CAST one side in a Project before");
  }

  @Test
  void intentsAboutConstraintsAreChecked() {
    String intents =
        """
        [{name: audit_constraints, class: Safety},
        {name: audit_constraints, class: SemanticIntegrity, params: {constraints: [order_ky]}},
        {name: audit_constraints, class: SemanticIntegrity, params: {constraint: order_key}}]
        """;
    assertThat(Engine.create().validate(run(SOUND, intents)))
        .extracting(JoinGraphTest::text)
        .contains(
            "CA-RULE-002 10: The intent 'audit_constraints' is of another class | Its class is"
                + " SemanticIntegrity",
            "CA-RULE-010 11: There is no constraint 'order_ky' | did you mean \"order_key\"?"
                + " Known are customer_key, order_key, order_id_given, customer_of_order",
            "CA-RULE-003 12: The intent 'audit_constraints' has no parameter 'constraint' | did you"
                + " mean \"constraints\"? It takes constraints");
    assertThat(Engine.create().validate(run("edges: []", AUDIT_ALL)))
        .extracting(JoinGraphTest::text)
        .contains(
            "CA-RULE-011 10: There is nothing to audit: the join graph has no constraints |"
                + " Declare constraints in join_graph, or take the intent out");
  }

  private static String text(Diagnostic diagnostic) {
    return "%s %d: %s%s"
        .formatted(
            diagnostic.code(),
            diagnostic.line().orElse(0),
            diagnostic.message(),
            diagnostic.hint().map(hint -> " | " + hint).orElse(""));
  }
}
