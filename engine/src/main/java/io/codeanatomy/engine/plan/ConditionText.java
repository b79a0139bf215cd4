// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.apache.calcite.sql.SqlPrefixOperator;

/** Expressions over named fields as people read them: close to SQL, and not to be parsed again. */
final class ConditionText {

  private final List<String> fields;
  private final List<String> parameters;
  private final ScanValues values;

  /**
   * Over the fields of a relation.
   *
   * @param fields their names
   * @param parameters the names of the plan's parameters
   * @param values spells the literals
   */
  ConditionText(List<String> fields, List<String> parameters, ScanValues values) {
    this.fields = fields;
    this.parameters = parameters;
    this.values = values;
  }

  String of(RexNode expression) {
    if (expression instanceof RexInputRef ref) {
      return fields.get(ref.getIndex());
    }
    if (expression instanceof RexDynamicParam parameter) {
      return ":" + parameters.get(parameter.getIndex());
    }
    if (expression instanceof RexLiteral literal) {
      return values.literal(literal).map(Object::toString).orElseGet(literal::toString);
    }
    return expression instanceof RexCall call ? ofCall(call) : expression.toString();
  }

  private String ofCall(RexCall call) {
    String name = call.getOperator().getName();
    if (call.getOperator() instanceof SqlBinaryOperator || call.isA(SqlKind.LIKE)) {
      return call.getOperands().stream()
          .map(this::operand)
          .collect(Collectors.joining(" " + name + " "));
    }
    if (call.getOperator() instanceof SqlPostfixOperator) {
      return operand(call.getOperands().get(0)) + " " + name;
    }
    if (call.getOperator() instanceof SqlPrefixOperator) {
      return name + (name.equals("-") ? "" : " ") + operand(call.getOperands().get(0));
    }
    if (call.isA(SqlKind.CAST)) {
      return "CAST("
          + of(call.getOperands().get(0))
          + " AS "
          + SqlTypes.spell(call.getType())
          + ")";
    }
    return call.getOperands().stream()
        .map(this::of)
        .collect(Collectors.joining(", ", name.toLowerCase(Locale.ROOT) + "(", ")"));
  }

  private String operand(RexNode operand) {
    boolean plain =
        !(operand instanceof RexCall call)
            || !(call.getOperator() instanceof SqlBinaryOperator
                || call.getOperator() instanceof SqlPrefixOperator);
    return plain ? of(operand) : "(" + of(operand) + ")";
  }
}
