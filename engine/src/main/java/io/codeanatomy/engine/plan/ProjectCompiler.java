// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.Projection;
import io.codeanatomy.spec.ViewTransform.Project;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/** {@code Project(columns)}. */
final class ProjectCompiler {

  private ProjectCompiler() {}

  static RelNode compile(Project project, TransformContext context) {
    RelNode source = context.scan(project.source());
    ExpressionCompiler.Scope scope = ExpressionCompiler.Scope.of(source.getRowType());
    Columns columns = new Columns();
    List<Projection> projections = project.columns();
    List<PlanFault> faults = new ArrayList<>();
    for (int i = 0; i < projections.size(); i++) {
      String where = context.at("/columns/" + i);
      String hint = "Give one of them another name with {expr, as}";
      try {
        if (projections.get(i) instanceof Projection.Computed computed) {
          columns.add(
              computed.as(),
              context.expressions().expression(computed.expr(), scope, where + "/expr"),
              where,
              hint);
        } else {
          String name = ((Projection.Column) projections.get(i)).name();
          columns.add(name, context.reference(source.getRowType(), name, 0, where), where, hint);
        }
      } catch (PlanFault e) {
        faults.add(e);
      }
    }
    if (!faults.isEmpty()) {
      throw PlanFault.of(faults);
    }
    return columns.project(context.builder().push(source));
  }
}
