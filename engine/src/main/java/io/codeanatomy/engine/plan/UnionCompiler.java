// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.spec.ViewTransform.Union;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.RelBuilder;

/**
 * Union by name.
 *
 * <pre>
 *   Aggregate(all columns)                          only if distinct
 *     Union(all)
 *       Project(casts, typed NULLs, discriminator)  one per source
 *         source
 * </pre>
 */
final class UnionCompiler {

  private UnionCompiler() {}

  static RelNode compile(Union union, TransformContext context) {
    Map<String, RelDataType> columns = columns(union, context);
    RelBuilder builder = context.builder();
    for (String source : union.sources()) {
      builder.push(branch(union, source, columns, context));
    }
    if (union.sources().size() > 1) {
      builder.union(true, union.sources().size());
    }
    if (union.distinct()) {
      builder.distinct();
    }
    return builder.build();
  }

  /** The columns of the result in order, each of a type that holds the values of all sources. */
  private static Map<String, RelDataType> columns(Union union, TransformContext context) {
    Map<String, List<RelDataType>> found = new LinkedHashMap<>();
    Map<String, List<String>> spelled = new LinkedHashMap<>();
    for (String source : union.sources()) {
      for (RelDataTypeField field : context.rowType(source).getFieldList()) {
        found.computeIfAbsent(field.getName(), n -> new ArrayList<>()).add(field.getType());
        spelled
            .computeIfAbsent(field.getName(), n -> new ArrayList<>())
            .add(SqlTypes.spell(field.getType()) + " in " + source);
      }
    }
    Map<String, RelDataType> columns = new LinkedHashMap<>();
    found.forEach(
        (name, types) -> {
          RelDataType type = context.algebra().types().leastRestrictive(types);
          if (type == null) {
            throw new PlanFault(
                PlanErrors.incompatibleTypes(
                    context.at("/sources"),
                    "'" + name + "'",
                    spelled.getOrDefault(name, List.of())));
          }
          boolean everywhere = types.size() == union.sources().size();
          columns.put(
              name,
              everywhere ? type : context.algebra().types().createTypeWithNullability(type, true));
        });
    return columns;
  }

  private static RelNode branch(
      Union union, String source, Map<String, RelDataType> types, TransformContext context) {
    RexBuilder rex = context.algebra().expressions();
    RelNode scan = context.scan(source);
    Columns columns = new Columns();
    types.forEach(
        (name, type) -> {
          int index = scan.getRowType().getFieldNames().indexOf(name);
          columns.add(
              name,
              index < 0 ? rex.makeNullLiteral(type) : cast(scan, index, type, rex),
              context.pointer(),
              "");
        });
    union
        .discriminatorColumn()
        .ifPresent(
            name ->
                columns.add(
                    name,
                    rex.makeCast(
                        context.algebra().types().createSqlType(SqlTypeName.VARCHAR),
                        rex.makeLiteral(source)),
                    context.at("/discriminator_column"),
                    "Choose a name that no source has"));
    return columns.project(context.builder().push(scan));
  }

  private static RexNode cast(RelNode scan, int index, RelDataType type, RexBuilder rex) {
    RexNode reference = RexInputRef.of(index, scan.getRowType());
    return reference.getType().getSqlTypeName() == type.getSqlTypeName()
            && reference.getType().getPrecision() == type.getPrecision()
            && reference.getType().getScale() == type.getScale()
        ? reference
        : rex.makeCast(type, reference);
  }
}
