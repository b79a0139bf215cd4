// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import java.util.List;

/**
 * Where rules come from. The engine has one of its own; others are found by {@link
 * java.util.ServiceLoader}, so a module with a class that implements this interface and a file
 * {@code META-INF/services/io.codeanatomy.engine.rules.RuleProvider} that names it adds rules to
 * every run.
 */
public interface RuleProvider {

  /** The name, unique among providers; part of the fingerprint. */
  String name();

  /** The version of the rules: another one whenever a rule does something else. */
  String version();

  /** The rules that profiles bring, whatever intents a spec has; in order. */
  default List<RuleDeclaration> profileRules() {
    return List.of();
  }

  /** The intents that a spec may have. */
  default List<IntentDeclaration> intents() {
    return List.of();
  }
}
