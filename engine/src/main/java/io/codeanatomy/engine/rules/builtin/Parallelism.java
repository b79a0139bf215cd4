// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.environment.Environment;
import io.codeanatomy.engine.rules.EnvironmentRule;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.Map;

/** Sets the threads of the run, whatever the machine has. */
record Parallelism(int threads) implements EnvironmentRule {

  /** More than any machine has. */
  static final int MOST_THREADS = 1024;

  @Override
  public String name() {
    return "parallelism";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.CostShape;
  }

  @Override
  public String description() {
    return "sets the threads of the run";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of("threads", Integer.toString(threads));
  }

  @Override
  public Environment adapt(Environment environment) {
    return environment.withThreads(threads);
  }
}
