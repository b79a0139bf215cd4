// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.environment.Environment;
import io.codeanatomy.engine.rules.EnvironmentRule;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.Map;

/** Sets the memory pool of the run; what does not fit spills to disk. */
record MemoryBudget(long bytes) implements EnvironmentRule {

  /** With less, a run has not even room for one batch of rows of each thread. */
  static final long LEAST_BYTES = 64L << 20;

  @Override
  public String name() {
    return "memory_budget";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.CostShape;
  }

  @Override
  public String description() {
    return "sets the memory pool of the run";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of("bytes", Long.toString(bytes));
  }

  @Override
  public Environment adapt(Environment environment) {
    return environment.withMemory(bytes);
  }
}
