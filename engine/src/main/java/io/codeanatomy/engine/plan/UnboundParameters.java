// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** The parameters of a fragment that have no values yet. */
public final class UnboundParameters {

  private UnboundParameters() {}

  /** Their numbers in the plan, in order; empty if the fragment could be executed. */
  public static Set<Integer> of(Fragment fragment) {
    Set<Integer> numbers = new TreeSet<>();
    RexShuttle collector =
        new RexShuttle() {
          @Override
          public RexNode visitDynamicParam(RexDynamicParam parameter) {
            numbers.add(parameter.getIndex());
            return parameter;
          }
        };
    fragment.inlined().forEach(table -> collect(table.algebra(), collector));
    collect(fragment.result().algebra(), collector);
    return numbers;
  }

  private static void collect(RelNode node, RexShuttle collector) {
    node.accept(collector);
    node.getInputs().forEach(input -> collect(input, collector));
  }
}
