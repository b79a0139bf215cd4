// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.plan.DeclaredType;
import io.codeanatomy.engine.plan.Requirement;
import io.codeanatomy.engine.rules.Analysis;
import io.codeanatomy.engine.rules.AnalyzerRule;
import io.codeanatomy.engine.rules.Audit;
import io.codeanatomy.engine.rules.AuditRule;
import io.codeanatomy.engine.schema.TypeNames;
import io.codeanatomy.spec.ColumnContract;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Wants a relation to have exactly some columns: names, order and types, without conversions.
 * Columns that may not be NULL are audited on the data.
 *
 * @param columns with types that there are
 * @param pointer where the spec asks for it
 */
record SchemaContract(String relation, List<ColumnContract> columns, String pointer)
    implements AnalyzerRule, AuditRule {

  SchemaContract {
    columns = List.copyOf(columns);
  }

  @Override
  public String name() {
    return "schema_contract";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.SemanticIntegrity;
  }

  @Override
  public String description() {
    return "wants " + relation + " to have exactly " + columns.size() + " declared columns";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of(
        "relation",
        relation,
        "columns",
        columns.stream()
            .map(c -> Names.one(c.name()) + " " + c.type() + (c.nullable() ? "" : " not null"))
            .collect(Collectors.joining(", ")));
  }

  @Override
  public List<Diagnostic> analyze(Analysis analysis) {
    Optional<Schema> schema = analysis.schema(relation);
    if (schema.isEmpty()) {
      return List.of();
    }
    List<Field> actual = schema.get().fields();
    List<Diagnostic> found = new ArrayList<>();
    for (int i = 0; i < Math.max(columns.size(), actual.size()); i++) {
      String promised = i < columns.size() ? spelled(columns.get(i)) : "";
      String has = i < actual.size() ? spelled(actual.get(i)) : "";
      if (!promised.equals(has)) {
        String at = pointer + "/params/columns" + (i < columns.size() ? "/" + i : "");
        found.add(BuiltInErrors.otherColumn(at, relation, i + 1, promised, has));
      }
    }
    return found;
  }

  private static String spelled(Field field) {
    return field.name() + " " + TypeNames.spell(field.type());
  }

  /** In the spelling of a type of the same meaning, so that int and integer are one. */
  private static String spelled(ColumnContract column) {
    return column.name()
        + " "
        + DeclaredType.parse(column.type()).map(TypeNames::spell).orElseThrow();
  }

  private List<Integer> required() {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).nullable()) {
        places.add(i);
      }
    }
    return places;
  }

  private String violations() {
    return "null:"
        + relation
        + required().stream()
            .map(i -> Names.one(columns.get(i).name()))
            .collect(Collectors.joining(", ", "(", ")"));
  }

  @Override
  public List<Audit> audits() {
    return required().isEmpty()
        ? List.of()
        : List.of(new Audit(Audit.Subject.CONTRACT, relation + " not null", violations(), pointer));
  }

  @Override
  public List<Requirement> requirements() {
    return required().isEmpty()
        ? List.of()
        : List.of(
            new Requirement.NotNull(
                violations(),
                relation,
                required().stream().map(i -> columns.get(i).name()).toList(),
                required().stream().map(i -> pointer + "/params/columns/" + i + "/name").toList()));
  }
}
