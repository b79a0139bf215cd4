// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that a rule shall see to.
 *
 * @param params texts, booleans, longs, decimals, lists and maps of those, in the document's order
 */
@Description("Something that a rule of the run must see to.")
public record RuleIntent(
    @Description("The intent, such as `require_empty`.") String name,
    @Description("The class that the intent belongs to.") @DocumentName("class")
        IntentClass intentClass,
    @Description("The parameters of the intent.") @Default("{}") Map<String, Object> params) {

  public RuleIntent {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  /** The classes of rules. */
  public enum IntentClass {
    @Description("What the data must be like.")
    SemanticIntegrity,
    @Description("How tables are read.")
    DeltaScanAware,
    @Description("What is kept and what is computed again.")
    CostShape,
    @Description("What a run may not do.")
    Safety
  }
}
