// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.plan.Requirement;
import io.codeanatomy.engine.rules.Audit;
import io.codeanatomy.engine.rules.AuditRule;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.List;
import java.util.Map;

/**
 * Wants no two rows of a relation to have the same values in some columns.
 *
 * @param pointer where the spec asks for it
 */
record UniqueKey(String relation, List<String> columns, String pointer) implements AuditRule {

  UniqueKey {
    columns = List.copyOf(columns);
  }

  @Override
  public String name() {
    return "unique_key";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.SemanticIntegrity;
  }

  @Override
  public String description() {
    return "wants every " + key() + " once";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of("relation", relation, "columns", Names.list(columns));
  }

  private String key() {
    return relation + "(" + Names.list(columns) + ")";
  }

  private String violations() {
    return "repeated:" + key();
  }

  @Override
  public List<Audit> audits() {
    return List.of(new Audit(Audit.Subject.KEY, key(), violations(), pointer));
  }

  @Override
  public List<Requirement> requirements() {
    return List.of(
        new Requirement.Unique(
            violations(),
            relation,
            columns,
            Requirement.items(pointer + "/params/columns", columns.size())));
  }
}
