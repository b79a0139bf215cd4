// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.ViewTransform.Unnest;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** {@link UnnestOperator} over the source. */
final class UnnestCompiler {

  private UnnestCompiler() {}

  static RelNode compile(Unnest unnest, TransformContext context) {
    RelNode source = context.scan(unnest.source());
    RelDataType rowType = source.getRowType();
    String where = context.at("/column");
    int column = context.column(rowType, unnest.column(), where);
    RelDataType type = rowType.getFieldList().get(column).getType();
    boolean map = type.getSqlTypeName() == SqlTypeName.MAP;
    if (!map && type.getSqlTypeName() != SqlTypeName.ARRAY) {
      throw new PlanFault(PlanErrors.notUnnestable(where, unnest.column(), SqlTypes.spell(type)));
    }
    if (map && unnest.ordinality().isPresent()) {
      throw new PlanFault(PlanErrors.ordinalityOfMap(context.at("/ordinality"), unnest.column()));
    }
    List<String> elements =
        map ? List.of(unnest.as() + "_key", unnest.as() + "_value") : List.of(unnest.as());
    RelNode unnested = UnnestOperator.create(source, column, elements, unnest.ordinality());
    checkNames(unnested.getRowType().getFieldNames(), elements, context);
    return unnested;
  }

  /** The names of the source's columns come first, so a name that comes again is a new one. */
  private static void checkNames(
      List<String> names, List<String> elements, TransformContext context) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (names.subList(0, i).contains(name)) {
        String where = context.at(elements.contains(name) ? "/as" : "/ordinality");
        throw new PlanFault(
            PlanErrors.columnTwice(where, name, "Choose a name that the source does not have"));
      }
    }
  }
}
