// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.spec.RulepackProfile;
import io.codeanatomy.spec.Spec;

/**
 * What the rules of a run are made for.
 *
 * @param spec a spec that the validator found no error in
 */
public record RuleContext(Spec spec) {

  /** The profile of the run. */
  public RulepackProfile profile() {
    return spec.rulepackProfile();
  }
}
