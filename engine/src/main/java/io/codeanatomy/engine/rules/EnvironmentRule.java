// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.engine.environment.Environment;

/** A rule that says what a run may use. Applied once, before anything is planned. */
public interface EnvironmentRule extends Rule {

  /** The environment that the rule wants instead of another. */
  Environment adapt(Environment environment);
}
