// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.ColumnContract;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.JoinGraph;
import io.codeanatomy.spec.OutputTarget;
import io.codeanatomy.spec.Spec;
import io.codeanatomy.spec.ViewDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The columns that an {@code output_schema} says are never NULL although nobody looks: the plan
 * does not prove it, no output publishes the view with the column, and no constraint says it, too.
 */
final class UncheckedPromises {

  private UncheckedPromises() {}

  /** A warning for each. */
  static List<Diagnostic> of(Spec spec, Map<String, LogicalPlan.View> views) {
    List<Diagnostic> found = new ArrayList<>();
    for (int v = 0; v < spec.viewDefinitions().size(); v++) {
      ViewDefinition view = spec.viewDefinitions().get(v);
      LogicalPlan.View compiled = views.get(view.name());
      List<ColumnContract> contract = view.outputSchema().orElse(List.of());
      for (int c = 0; compiled != null && c < contract.size(); c++) {
        String column = contract.get(c).name();
        boolean proved =
            compiled.schema().field(column).map(field -> !field.nullable()).orElse(true);
        if (!contract.get(c).nullable()
            && !proved
            && !isPublished(spec, view.name(), column)
            && !isConstrained(spec, view.name(), column)) {
          found.add(
              PlanErrors.uncheckedPromise(
                  "/view_definitions/" + v + "/output_schema/" + c + "/nullable",
                  view.name(),
                  column));
        }
      }
    }
    return found;
  }

  private static boolean isPublished(Spec spec, String view, String column) {
    return spec.outputTargets().stream()
        .filter(target -> target.sourceView().equals(view))
        .map(OutputTarget::columns)
        .anyMatch(columns -> columns.isEmpty() || columns.contains(column));
  }

  private static boolean isConstrained(Spec spec, String view, String column) {
    return spec.joinGraph().constraints().stream()
        .filter(c -> c.constraintType() == JoinGraph.ConstraintType.not_null)
        .anyMatch(c -> c.relations().contains(view) && c.columns().contains(column));
  }
}
