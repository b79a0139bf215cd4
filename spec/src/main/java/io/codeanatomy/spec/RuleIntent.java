// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that a rule shall see to.
 *
 * @param name the name of the intent, such as {@code require_empty}
 * @param intentClass what kind of rule it asks for; {@code class} in a document
 * @param params its parameters: texts, booleans, longs, decimals, lists and maps of those, in the
 *     document's order
 */
public record RuleIntent(
    String name,
    @DocumentName("class") IntentClass intentClass,
    @Default("{}") Map<String, Object> params) {

  public RuleIntent {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  /** The classes of rules. */
  public enum IntentClass {
    SemanticIntegrity,
    DeltaScanAware,
    CostShape,
    Safety
  }
}
