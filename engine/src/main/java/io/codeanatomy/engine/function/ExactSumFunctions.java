// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import io.codeanatomy.engine.function.SignatureTypes.Nullability;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/**
 * The steps that {@code exact_sum} is planned as, see {@link ExactSum}. They are no part of the
 * language: expressions do not find them.
 */
public final class ExactSumFunctions {

  /** INTEGER: the slot of a number. */
  public static final SqlFunction SLOT =
      LibraryFunction.create("exact_sum_slot(value double) → integer", Nullability.AS_ARGUMENTS);

  /** The integer that a number is in its slot; 1 in the slots of what is no finite number. */
  public static final SqlFunction PART =
      LibraryFunction.create(
          "exact_sum_part(value double) → decimal", ExactSumFunctions::wholeNumber);

  /** DOUBLE: the sum that the slots of a group and their sums make; an aggregate. */
  public static final SqlAggFunction TOTAL =
      AggregateFunctions.function(
          "exact_sum_total",
          ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
          OperandTypes.NUMERIC_NUMERIC);

  private ExactSumFunctions() {}

  private static RelDataType wholeNumber(SqlOperatorBinding binding) {
    return binding
        .getTypeFactory()
        .createTypeWithNullability(
            binding.getTypeFactory().createSqlType(SqlTypeName.DECIMAL, 38, 0),
            binding.getOperandType(0).isNullable());
  }
}
