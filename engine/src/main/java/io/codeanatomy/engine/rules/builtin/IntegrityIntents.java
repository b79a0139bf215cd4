// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import static io.codeanatomy.engine.rules.IntentParameter.optional;
import static io.codeanatomy.engine.rules.IntentParameter.required;

import io.codeanatomy.engine.plan.DeclaredType;
import io.codeanatomy.engine.rules.Intent;
import io.codeanatomy.engine.rules.IntentDeclaration;
import io.codeanatomy.engine.rules.IntentDeclaration.Occurrence;
import io.codeanatomy.engine.rules.IntentParameter.Kind;
import io.codeanatomy.engine.rules.Rule;
import io.codeanatomy.engine.rules.RuleContext;
import io.codeanatomy.spec.ColumnContract;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.JoinGraph;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The intents that say what the data must be like. */
final class IntegrityIntents {

  static final List<IntentDeclaration> ALL =
      List.of(
          new IntentDeclaration(
              "require_empty",
              IntentClass.SemanticIntegrity,
              Occurrence.ANY,
              List.of(required("view", Kind.VIEW, "The view that must have no rows.")),
              "If the view has rows, the run fails, shows the first of them, and publishes nothing.",
              Map.of("view", "order_of_nobody"),
              (intent, context) ->
                  List.of(new RequireEmpty(intent.text("view"), intent.pointer()))),
          new IntentDeclaration(
              "audit_constraints",
              IntentClass.SemanticIntegrity,
              Occurrence.ANY,
              List.of(
                  optional(
                      "constraints",
                      Kind.CONSTRAINTS,
                      "The constraints that are meant; all without it.")),
              "The constraints of the join graph are held against the data of the run. If one is"
                  + " violated, the run fails, says how often, shows the first violations, and"
                  + " publishes nothing.",
              Map.of("constraints", List.of("order_id_is_unique")),
              IntegrityIntents::constraints),
          new IntentDeclaration(
              "required_columns",
              IntentClass.SemanticIntegrity,
              Occurrence.ANY,
              List.of(
                  required("relation", Kind.RELATION, "The relation that must have them."),
                  required("columns", Kind.COLUMNS, "The columns.")),
              "A relation that lacks one of the columns is refused before anything runs.",
              Map.of("relation", "orders", "columns", List.of("order_id", "day")),
              (intent, context) ->
                  List.of(
                      new RequiredColumns(
                          intent.text("relation"), intent.texts("columns"), intent.pointer()))),
          new IntentDeclaration(
              "schema_contract",
              IntentClass.SemanticIntegrity,
              Occurrence.ANY,
              List.of(
                  required("relation", Kind.RELATION, "The relation that the contract is about."),
                  required("columns", Kind.CONTRACT, "Its columns, all of them in order.")),
              "The relation must have exactly these columns, with these names and types, in this"
                  + " order. Nothing is converted. That a column with `nullable: false` has no"
                  + " NULL is audited on the data. For views `output_schema` does the same, and"
                  + " allows casts that keep every value; this intent is for inputs, too.",
              Map.of(
                  "relation",
                  "customers",
                  "columns",
                  List.of(
                      Map.of("name", "customer_id", "type", "bigint", "nullable", false),
                      Map.of("name", "name", "type", "varchar"),
                      Map.of("name", "city", "type", "varchar"))),
              (intent, context) -> contract(intent)),
          new IntentDeclaration(
              "unique_key",
              IntentClass.SemanticIntegrity,
              Occurrence.ANY,
              List.of(
                  required("relation", Kind.RELATION, "The relation that the key is of."),
                  required("columns", Kind.COLUMNS, "The columns of the key.")),
              "No two rows may have the same values in the columns; a key with a NULL in it is"
                  + " equal to no other. Audited on the data: a run with a repeated key publishes"
                  + " nothing.",
              Map.of("relation", "orders", "columns", List.of("order_id")),
              (intent, context) ->
                  List.of(
                      new UniqueKey(
                          intent.text("relation"), intent.texts("columns"), intent.pointer()))),
          new IntentDeclaration(
              "endpoint_integrity",
              IntentClass.SemanticIntegrity,
              Occurrence.ANY,
              List.of(
                  required("edges", Kind.RELATION, "The relation of the edges."),
                  required("source", Kind.COLUMN, "Its column with the nodes that edges begin at."),
                  required("target", Kind.COLUMN, "Its column with the nodes that edges end at."),
                  required("nodes", Kind.RELATION, "The relation of the nodes."),
                  required("node_id", Kind.COLUMN, "The column that tells nodes apart.")),
              "Both ends of every edge must be nodes, and none may be NULL. Audited on the data: a"
                  + " run with a dangling edge publishes nothing.",
              Map.of(
                  "edges", "next_order",
                  "source", "from_id",
                  "target", "to_id",
                  "nodes", "orders",
                  "node_id", "order_id"),
              (intent, context) ->
                  List.of(
                      new EndpointIntegrity(
                          intent.text("edges"),
                          intent.text("source"),
                          intent.text("target"),
                          intent.text("nodes"),
                          intent.text("node_id"),
                          intent.pointer()))));

  private IntegrityIntents() {}

  private static List<Rule> contract(Intent intent) {
    List<ColumnContract> columns = intent.contract("columns");
    List<Diagnostic> faults = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (DeclaredType.parse(columns.get(i).type()).isEmpty()) {
        faults.add(
            BuiltInErrors.unknownType(
                intent.at("columns") + "/" + i + "/type", columns.get(i).type()));
      }
    }
    if (!faults.isEmpty()) {
      throw new DiagnosticException(faults);
    }
    return List.of(new SchemaContract(intent.text("relation"), columns, intent.pointer()));
  }

  private static List<Rule> constraints(Intent intent, RuleContext context) {
    JoinGraph joinGraph = context.spec().joinGraph();
    if (joinGraph.constraints().isEmpty()) {
      throw BuiltInErrors.noConstraints(intent.pointer());
    }
    List<String> wanted = intent.texts("constraints");
    return BuiltInRules.constraints(joinGraph).stream()
        .filter(rule -> wanted.isEmpty() || wanted.contains(rule.parameters().get("constraint")))
        .toList();
  }
}
