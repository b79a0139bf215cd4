// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.engine.schema.SafeCast;
import io.codeanatomy.spec.ColumnContract;
import io.codeanatomy.spec.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Holds a view to what its {@code output_schema} promises: names, order, types, and that no column
 * is NULL for certain that must not be. Where a cast that keeps every value ({@link SafeCast}) is
 * all that is missing, it is put on top of the view, with a warning:
 *
 * <pre>
 *   view: (id INTEGER, name VARCHAR), contract: (id bigint, name varchar)
 *   →
 *   Project(id = CAST(id AS BIGINT), name = name)
 *     view
 * </pre>
 */
final class SchemaContract {

  private final List<ColumnContract> contract;
  private final String pointer;

  /**
   * The contract of a view.
   *
   * @param pointer where it stands in the spec
   */
  SchemaContract(List<ColumnContract> contract, String pointer) {
    this.contract = List.copyOf(contract);
    this.pointer = pointer;
  }

  /**
   * The view with the row type that it promises. That a required column holds no NULL is checked on
   * the written files, unless the plan knows better.
   *
   * @param certainNulls the columns of which the plan knows that they hold NULL
   * @throws PlanFault with every difference that no safe cast bridges
   */
  RelNode hold(RelNode view, Set<Integer> certainNulls, TransformContext context) {
    RelDataType rowType = view.getRowType();
    List<Diagnostic> faults = names(rowType.getFieldNames());
    if (!faults.isEmpty()) {
      throw new PlanFault(faults);
    }
    RexBuilder rex = context.algebra().expressions();
    Columns columns = new Columns();
    List<Diagnostic> casts = new ArrayList<>();
    for (int i = 0; i < contract.size(); i++) {
      RelDataTypeField field = rowType.getFieldList().get(i);
      RexNode column = new RexInputRef(i, field.getType());
      if (!contract.get(i).nullable() && certainNulls.contains(i)) {
        faults.add(PlanErrors.certainNull(pointer + "/" + i + "/nullable", field.getName()));
      }
      String where = pointer + "/" + i + "/type";
      Optional<RelDataType> promised =
          SqlTypes.parse(context.algebra().types(), contract.get(i).type());
      if (promised.isEmpty()) {
        faults.add(PlanErrors.unknownType(where, contract.get(i).type()));
        continue;
      }
      switch (need(field.getType(), promised.get())) {
        case NOTHING -> columns.add(field.getName(), column, where, "");
        case SAFE_CAST -> {
          RelDataType type =
              context
                  .algebra()
                  .types()
                  .createTypeWithNullability(promised.get(), field.getType().isNullable());
          columns.add(field.getName(), rex.makeAbstractCast(type, column, false), where, "");
          casts.add(
              PlanErrors.castAdded(
                  where, context.viewName(), field.getName(), spell(field), spell(promised.get())));
        }
        case DECISION ->
            faults.add(
                PlanErrors.unsafeCast(where, field.getName(), spell(field), spell(promised.get())));
      }
    }
    if (!faults.isEmpty()) {
      throw new PlanFault(faults);
    }
    casts.forEach(context.warnings());
    return casts.isEmpty() ? view : columns.project(context.builder().push(view));
  }

  private static String spell(RelDataTypeField field) {
    return spell(field.getType());
  }

  private static String spell(RelDataType type) {
    return SqlTypes.spell(type);
  }

  private static SafeCast.Need need(RelDataType from, RelDataType to) {
    Optional<DataType> one = PlanTypes.toDelta(from);
    Optional<DataType> other = PlanTypes.toDelta(to);
    return one.isPresent() && other.isPresent()
        ? SafeCast.between(one.get(), other.get())
        : SafeCast.Need.DECISION;
  }

  /**
   * One message for each column that is missing or too many; for their order only if all are there.
   */
  private List<Diagnostic> names(List<String> columns) {
    List<String> promised = contract.stream().map(ColumnContract::name).toList();
    List<String> unpromised = columns.stream().filter(c -> !promised.contains(c)).toList();
    List<Diagnostic> faults = new ArrayList<>();
    for (int i = 0; i < promised.size(); i++) {
      if (!columns.contains(promised.get(i))) {
        faults.add(
            PlanErrors.contractColumnMissing(
                pointer + "/" + i + "/name", promised.get(i), unpromised, columns));
      }
    }
    List<String> missing = promised.stream().filter(c -> !columns.contains(c)).toList();
    for (String column : unpromised) {
      faults.add(PlanErrors.contractColumnExtra(pointer, column, missing));
    }
    if (faults.isEmpty() && !promised.equals(columns)) {
      faults.add(PlanErrors.contractOrder(pointer, columns, promised));
    }
    return faults;
  }
}
