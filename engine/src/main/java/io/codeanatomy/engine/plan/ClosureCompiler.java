// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.ViewTransform.Closure;
import java.util.List;
import java.util.OptionalLong;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.tools.RelBuilder;

/**
 * The transitive closure of an edge list.
 *
 * <pre>
 *   Closure(depth_column, max_depth)
 *     Project(from, to)
 *       source
 * </pre>
 */
final class ClosureCompiler {

  private ClosureCompiler() {}

  static RelNode compile(Closure closure, TransformContext context) {
    RelNode source = context.scan(closure.source());
    RexNode from = node(closure.from(), source.getRowType(), context, "/from");
    RexNode to = node(closure.to(), source.getRowType(), context, "/to");
    if (!SqlTypeUtil.equalSansNullability(
        context.algebra().types(), from.getType(), to.getType())) {
      throw new PlanFault(
          PlanErrors.differentNodes(
              context.at("/to"),
              closure.from(),
              closure.to(),
              List.of(SqlTypes.spell(from.getType()), SqlTypes.spell(to.getType()))));
    }
    RelBuilder builder = context.builder().push(source);
    builder.project(List.of(from, to), List.of(closure.from(), closure.to()), true);
    OptionalLong maxDepth = closure.maxDepth().map(OptionalLong::of).orElseGet(OptionalLong::empty);
    return ClosureOperator.create(builder.build(), closure.depthColumn(), maxDepth);
  }

  private static RexNode node(
      String column, RelDataType rowType, TransformContext context, String field) {
    RexNode node = context.reference(rowType, column, 0, context.at(field));
    if (!SortKeys.haveOrder(node.getType()) || SortKeys.holdsFloatingPoint(node.getType())) {
      throw new PlanFault(
          PlanErrors.notANode(context.at(field), column, SqlTypes.spell(node.getType())));
    }
    return node;
  }
}
