// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.rules.Audit;
import io.codeanatomy.engine.rules.AuditRule;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.List;
import java.util.Map;

/**
 * Wants a view to have no rows.
 *
 * @param pointer where the spec asks for it
 */
record RequireEmpty(String view, String pointer) implements AuditRule {

  @Override
  public String name() {
    return "require_empty";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.SemanticIntegrity;
  }

  @Override
  public String description() {
    return "wants " + view + " to be empty";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of("view", view);
  }

  @Override
  public List<Audit> audits() {
    return List.of(new Audit(Audit.Subject.VIEW, view, view, pointer));
  }
}
