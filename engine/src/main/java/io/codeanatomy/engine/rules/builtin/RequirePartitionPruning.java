// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules.builtin;

import io.codeanatomy.engine.rules.Analysis;
import io.codeanatomy.engine.rules.AnalyzerRule;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.RuleIntent.IntentClass;
import java.util.List;
import java.util.Map;

/**
 * Refuses a plan that may read all partitions of an input: none of its partition columns is in the
 * predicate that every row fulfils which is needed.
 *
 * @param pointer where the spec asks for it
 */
record RequirePartitionPruning(String input, String pointer) implements AnalyzerRule {

  @Override
  public String name() {
    return "require_partition_pruning";
  }

  @Override
  public IntentClass ruleClass() {
    return IntentClass.DeltaScanAware;
  }

  @Override
  public String description() {
    return "refuses to read all partitions of " + input;
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of("input", input);
  }

  @Override
  public List<Diagnostic> analyze(Analysis analysis) {
    List<String> partitions = analysis.partitionColumns().getOrDefault(input, List.of());
    boolean pruned =
        analysis.pushDown(input).used().columns().stream().anyMatch(partitions::contains);
    return pruned
        ? List.of()
        : List.of(BuiltInErrors.allPartitions(pointer + "/params/input", input, partitions));
  }
}
