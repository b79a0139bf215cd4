// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A logical plan cut into statements.
 *
 * @param materialized the views to compute once and keep, each after what it reads
 * @param outputs the outputs with the fragments that compute them
 * @param audited the audited views with the fragments that compute them
 * @param inputColumns per input relation that is read, the columns that are
 * @param decisions for every view that somebody reads, whether it is kept or inlined, and why
 * @param estimates how many rows every relation will have, inputs and views, by name
 */
public record FragmentedPlan(
    List<Fragment> materialized,
    List<OutputFragment> outputs,
    Map<String, Fragment> audited,
    Map<String, List<String>> inputColumns,
    List<CacheDecision> decisions,
    Map<String, RowEstimate> estimates) {

  public FragmentedPlan {
    materialized = List.copyOf(materialized);
    outputs = List.copyOf(outputs);
    decisions = List.copyOf(decisions);
    estimates = Collections.unmodifiableMap(new LinkedHashMap<>(estimates));
  }

  /** An output and what computes it. */
  public record OutputFragment(LogicalPlan.Output output, Fragment fragment) {}
}
