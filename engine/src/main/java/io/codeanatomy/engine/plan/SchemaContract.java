// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.spec.ColumnContract;
import io.codeanatomy.spec.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;

/** Holds a view's row type against what its {@code output_schema} promises. */
final class SchemaContract {

  private SchemaContract() {}

  /**
   * Checks names, order and types; that a required column holds no NULL is checked on the written
   * files.
   *
   * @throws PlanFault with every difference
   */
  static void check(
      RelDataTypeFactory types,
      List<ColumnContract> contract,
      RelDataType rowType,
      String pointer) {
    List<String> promised = contract.stream().map(ColumnContract::name).toList();
    if (!promised.equals(rowType.getFieldNames())) {
      throw new PlanFault(
          PlanErrors.contractBroken(
              pointer,
              "its columns are "
                  + String.join(", ", rowType.getFieldNames())
                  + ", not "
                  + String.join(", ", promised)));
    }
    List<Diagnostic> differences = new ArrayList<>();
    for (int i = 0; i < contract.size(); i++) {
      RelDataTypeField field = rowType.getFieldList().get(i);
      String where = pointer + "/" + i + "/type";
      Optional<RelDataType> type = SqlTypes.parse(types, contract.get(i).type());
      if (type.isEmpty()) {
        differences.add(PlanErrors.unknownType(where, contract.get(i).type()));
        continue;
      }
      Optional<DataType> actual = PlanTypes.toDelta(field.getType());
      if (!actual.equals(PlanTypes.toDelta(type.get()))) {
        differences.add(
            PlanErrors.contractBroken(
                where,
                "'"
                    + field.getName()
                    + "' is of type "
                    + SqlTypes.spell(field.getType())
                    + ", not "
                    + SqlTypes.spell(type.get())));
      }
    }
    if (!differences.isEmpty()) {
      throw new PlanFault(differences);
    }
  }
}
