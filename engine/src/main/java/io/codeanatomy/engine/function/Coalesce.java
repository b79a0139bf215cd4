// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlCoalesceFunction;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.SqlOperandTypeInference;
import org.apache.calcite.sql.validate.SqlValidator;

/**
 * {@code coalesce} that stays what it is. Calcite's own becomes a CASE, in which every value but
 * the last stands twice: nested ones grow exponentially.
 */
public final class Coalesce extends SqlCoalesceFunction {

  public static final Coalesce FUNCTION = new Coalesce();

  private Coalesce() {}

  /** A NULL is of the type of the others. */
  @Override
  public SqlOperandTypeInference getOperandTypeInference() {
    return InferTypes.FIRST_KNOWN;
  }

  @Override
  public SqlNode rewriteCall(SqlValidator validator, SqlCall call) {
    validateQuantifier(validator, call);
    return call;
  }
}
