// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import io.codeanatomy.engine.function.SignatureTypes.Nullability;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/** Functions of our own, which every execution engine writes in its own way. */
public final class LibraryFunction {

  private LibraryFunction() {}

  static SqlFunction create(String signature, Nullability nullability) {
    SignatureTypes types = new SignatureTypes(FunctionSignature.of(signature), nullability);
    return SqlBasicFunction.create(FunctionSignature.name(signature), types, types);
  }

  static SqlFunction create(String signature, SqlReturnTypeInference result) {
    SignatureTypes types =
        new SignatureTypes(FunctionSignature.of(signature), Nullability.AS_ARGUMENTS);
    return SqlBasicFunction.create(FunctionSignature.name(signature), result, types);
  }

  /** Whether the operator is a function of ours, and not one of standard SQL. */
  public static boolean is(SqlOperator operator) {
    return operator.getOperandTypeChecker() instanceof SignatureTypes;
  }
}
