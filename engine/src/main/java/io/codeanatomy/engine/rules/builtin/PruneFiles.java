// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.rules.ScanRule;
import io.codeanatomy.spec.RuleIntent.IntentClass;

/** Leaves out the data files that cannot hold a row that the plan needs. */
final class PruneFiles implements ScanRule {

  @Override
  public String name() {
    return "prune_files";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.DeltaScanAware;
  }

  @Override
  public String description() {
    return "leaves out data files that the plan's predicates rule out";
  }

  @Override
  public Purpose purpose() {
    return Purpose.OPTIMIZATION;
  }
}
