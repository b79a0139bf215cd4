// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.ViewTransform.Filter;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;

/** {@code Filter(predicate)}. */
final class FilterCompiler {

  private FilterCompiler() {}

  static RelNode compile(Filter filter, TransformContext context) {
    return compile(filter.source(), filter.predicate(), context.at("/predicate"), context);
  }

  static RelNode compile(
      String sourceName, String predicate, String pointer, TransformContext context) {
    RelNode source = context.scan(sourceName);
    return LogicalFilter.create(
        source,
        context
            .expressions()
            .predicate(predicate, ExpressionCompiler.Scope.of(source.getRowType()), pointer));
  }
}
