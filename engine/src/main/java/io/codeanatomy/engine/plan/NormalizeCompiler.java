// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.engine.function.IdentityFunctions;
import io.codeanatomy.engine.function.SpanFunctions;
import io.codeanatomy.engine.function.TextFunctions;
import io.codeanatomy.spec.ViewTransform.Normalize;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** {@code Project(source columns, entity_id, span, normalized texts)}. */
final class NormalizeCompiler {

  private NormalizeCompiler() {}

  static RelNode compile(Normalize normalize, TransformContext context) {
    RelNode source = context.scan(normalize.source());
    RelDataType rowType = source.getRowType();
    String hint = "Leave the column out in a Project before, or rename it there";
    Columns columns = new Columns();
    List<RexNode> kept = TransformContext.references(rowType, 0);
    for (int i = 0; i < kept.size(); i++) {
      columns.add(rowType.getFieldNames().get(i), kept.get(i), context.pointer(), hint);
    }
    columns.add(
        "entity_id", entityId(normalize, rowType, context), context.at("/id_columns"), hint);
    if (normalize.spanColumns().isPresent()) {
      columns.add(
          "span",
          span(normalize.spanColumns().get(), rowType, context),
          context.at("/span_columns"),
          hint);
    }
    for (int i = 0; i < normalize.textColumns().size(); i++) {
      String column = normalize.textColumns().get(i);
      String where = context.at("/text_columns/" + i);
      RexNode text = context.reference(rowType, column, 0, where);
      if (!SqlTypeUtil.inCharFamily(text.getType())) {
        throw notFor(where, TextFunctions.UTF8_NORMALIZE, column, text.getType());
      }
      columns.add(
          column + "_normalized",
          context.algebra().expressions().makeCall(TextFunctions.UTF8_NORMALIZE, text),
          where,
          hint);
    }
    return columns.project(context.builder().push(source));
  }

  private static RexNode entityId(
      Normalize normalize, RelDataType rowType, TransformContext context) {
    List<RexNode> parts = new ArrayList<>();
    parts.add(context.algebra().expressions().makeLiteral(context.viewName()));
    for (int i = 0; i < normalize.idColumns().size(); i++) {
      String column = normalize.idColumns().get(i);
      String where = context.at("/id_columns/" + i);
      RexNode part = context.reference(rowType, column, 0, where);
      if (!IdentityFunctions.hasExactText(part.getType())) {
        throw notFor(where, IdentityFunctions.STABLE_ID, column, part.getType());
      }
      parts.add(part);
    }
    return context.algebra().expressions().makeCall(IdentityFunctions.STABLE_ID, parts);
  }

  private static RexNode span(List<String> bounds, RelDataType rowType, TransformContext context) {
    List<RexNode> offsets = new ArrayList<>();
    for (int i = 0; i < bounds.size(); i++) {
      String where = context.at("/span_columns/" + i);
      RexNode offset = context.reference(rowType, bounds.get(i), 0, where);
      if (!SqlTypeUtil.isIntType(offset.getType())) {
        throw notFor(where, SpanFunctions.SPAN_MAKE, bounds.get(i), offset.getType());
      }
      offsets.add(offset);
    }
    return context.algebra().expressions().makeCall(SpanFunctions.SPAN_MAKE, offsets);
  }

  private static PlanFault notFor(
      String where, SqlFunction function, String column, RelDataType type) {
    return new PlanFault(
        PlanErrors.notForType(where, function.getName(), column, SqlTypes.spell(type)));
  }
}
