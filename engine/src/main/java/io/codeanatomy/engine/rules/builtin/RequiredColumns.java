// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.rules.Analysis;
import io.codeanatomy.engine.rules.AnalyzerRule;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses a relation that lacks a column.
 *
 * @param pointer where the spec asks for it
 */
record RequiredColumns(String relation, List<String> columns, String pointer)
    implements AnalyzerRule {

  RequiredColumns {
    columns = List.copyOf(columns);
  }

  @Override
  public String name() {
    return "required_columns";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.SemanticIntegrity;
  }

  @Override
  public String description() {
    return "wants " + relation + " to have " + String.join(", ", columns);
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of("relation", relation, "columns", Names.list(columns));
  }

  @Override
  public List<Diagnostic> analyze(Analysis analysis) {
    Optional<Schema> schema = analysis.schema(relation);
    List<Diagnostic> found = new ArrayList<>();
    for (int i = 0; i < columns.size() && schema.isPresent(); i++) {
      if (!schema.get().names().contains(columns.get(i))) {
        found.add(
            BuiltInErrors.missingColumn(
                pointer + "/params/columns/" + i, relation, columns.get(i), schema.get().names()));
      }
    }
    return found;
  }
}
