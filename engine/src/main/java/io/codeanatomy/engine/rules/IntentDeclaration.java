// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.spec.RuleIntent;
import java.util.List;
import java.util.Map;

/**
 * An intent that a spec may have: its parameters are checked by what is declared here, names of
 * relations, constraints and functions included, before the rules are made of it.
 *
 * @param name in lower-case words joined by {@code _}
 * @param meaning what a run with it sees to, as sentences
 * @param example parameters that make sense, for the documentation
 */
public record IntentDeclaration(
    String name,
    RuleIntent.IntentClass intentClass,
    List<IntentParameter> parameters,
    String meaning,
    Map<String, Object> example,
    Factory factory) {

  public IntentDeclaration {
    parameters = List.copyOf(parameters);
  }

  /** Makes the rules of an intent. */
  @FunctionalInterface
  public interface Factory {

    /**
     * The rules that see to an intent, in order.
     *
     * @throws io.codeanatomy.spec.DiagnosticException if the values contradict each other or the
     *     spec
     */
    List<Rule> rules(Intent intent, RuleContext context);
  }
}
