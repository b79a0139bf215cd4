// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.spec.RuleIntent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An intent that a spec may have: its parameters are checked by what is declared here, names of
 * relations, constraints and functions included, before the rules are made of it.
 *
 * @param name in lower-case words joined by {@code _}
 * @param occurrence which intents of this name would contradict each other
 * @param meaning what a run with it sees to, as sentences
 * @param example parameters that make sense, for the documentation; those of the engine's own
 *     intents are about the relations of the example in {@code docs/spec/rule-intents.md}
 */
public record IntentDeclaration(
    String name,
    RuleIntent.IntentClass intentClass,
    Occurrence occurrence,
    List<IntentParameter> parameters,
    String meaning,
    Map<String, Object> example,
    Factory factory) {

  public IntentDeclaration {
    parameters = List.copyOf(parameters);
    example = inOrder(parameters, example);
    if (occurrence == Occurrence.ONE_PER_SUBJECT && parameters.isEmpty()) {
      throw new IllegalArgumentException("the intent " + name + " has no subject");
    }
  }

  /** The values in the order in which the parameters are declared, whatever the map's own. */
  private static Map<String, Object> inOrder(
      List<IntentParameter> parameters, Map<String, Object> values) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    parameters.stream()
        .map(IntentParameter::name)
        .filter(values::containsKey)
        .forEach(name -> ordered.put(name, Objects.requireNonNull(values.get(name))));
    return Collections.unmodifiableMap(ordered);
  }

  /** How often intents of a name may say different things. */
  public enum Occurrence {
    /** As often as one likes: each asks for something more. */
    ANY,
    /** Once in a spec: it sets something of the run. */
    ONE,
    /** Once for each value of the first parameter: it sets something of that. */
    ONE_PER_SUBJECT
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
