// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.rules;

import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.plan.LogicalPlan;
import io.codeanatomy.engine.plan.ParameterBinding;
import io.codeanatomy.engine.plan.ScanPredicates;
import io.codeanatomy.engine.plan.ScanPushDown;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.ViewDefinition;
import io.codeanatomy.spec.ViewTransform;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an analyzer rule looks at.
 *
 * @param plan the whole plan, views that nobody reads included
 * @param audited the relations that are looked at besides those of the outputs
 * @param partitionColumns the partition columns of every input, by its name
 * @param parameters the values of the run's parameters
 */
public record Analysis(
    Spec spec,
    LogicalPlan plan,
    Set<String> audited,
    Map<String, List<String>> partitionColumns,
    ParameterBinding parameters) {

  public Analysis {
    audited = Collections.unmodifiableSet(new LinkedHashSet<>(audited));
    partitionColumns = Collections.unmodifiableMap(new LinkedHashMap<>(partitionColumns));
  }

  /** Of a plan whose parameters have no values but their defaults. */
  public Analysis(
      Spec spec,
      LogicalPlan plan,
      Set<String> audited,
      Map<String, List<String>> partitionColumns) {
    this(spec, plan, audited, partitionColumns, ParameterBinding.of(spec, Map.of()));
  }

  /** The same of another plan. */
  Analysis of(LogicalPlan other) {
    return new Analysis(spec, other, audited, partitionColumns, parameters);
  }

  /** What the plan needs of the rows of an input. */
  public ScanPushDown pushDown(String input) {
    return ScanPredicates.of(plan, audited, parameters.in(plan))
        .getOrDefault(input, ScanPushDown.NONE);
  }

  /** The row type of an input or a view; empty if there is none of this name. */
  public Optional<Schema> schema(String relation) {
    LogicalPlan.View view = plan.views().get(relation);
    return view != null
        ? Optional.of(view.schema())
        : Optional.ofNullable(plan.inputs().get(relation));
  }

  /**
   * Where the spec has the aggregation of a view that gives a column.
   *
   * @param pointer where the spec has the view's transform
   * @return that pointer itself if the transform has no such aggregation
   */
  public String aggregationPointer(String view, String pointer, String alias) {
    for (ViewDefinition definition : spec.viewDefinitions()) {
      if (definition.name().equals(view)
          && definition.transform() instanceof ViewTransform.Aggregate aggregate) {
        for (int i = 0; i < aggregate.aggregations().size(); i++) {
          if (aggregate.aggregations().get(i).alias().equals(alias)) {
            return pointer + "/aggregations/" + i;
          }
        }
      }
    }
    return pointer;
  }
}
