// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Refuses comparisons of things that differ in kind, such as a text with a number: the validator
 * lets them pass, and an execution engine would convert one of them at run time.
 */
final class ComparisonCheck extends SqlBasicVisitor<@Nullable Void> {

  private final SqlValidator validator;
  private final SqlValidatorScope scope;
  private final ExpressionPlace place;

  private ComparisonCheck(SqlValidator validator, SqlValidatorScope scope, ExpressionPlace place) {
    this.validator = validator;
    this.scope = scope;
    this.place = place;
  }

  /**
   * Checks the comparisons in the items of a validated query.
   *
   * @throws PlanFault at the first that is refused
   */
  static void check(SqlSelect valid, SqlValidator validator, ExpressionPlace place) {
    SqlValidatorScope scope = validator.getSelectScope(valid);
    valid
        .getSelectList()
        .accept(new ComparisonCheck(validator, Objects.requireNonNull(scope), place));
  }

  /** Whether values of the two types can be compared without converting one of them. */
  static boolean comparable(RelDataType left, RelDataType right) {
    return left.getSqlTypeName() == SqlTypeName.NULL
        || right.getSqlTypeName() == SqlTypeName.NULL
        || (SqlTypeUtil.isNumeric(left) && SqlTypeUtil.isNumeric(right))
        || left.getSqlTypeName().getFamily() == right.getSqlTypeName().getFamily();
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (isComparison(call)) {
      RelDataType first = type(call.operand(0));
      for (SqlNode other : call.getOperandList().subList(1, call.operandCount())) {
        for (SqlNode compared : other instanceof SqlNodeList list ? list : List.of(other)) {
          check(call, first, type(compared));
        }
      }
    }
    return super.visit(call);
  }

  private static boolean isComparison(SqlCall call) {
    return call.operandCount() > 1
        && (SqlKind.COMPARISON.contains(call.getKind())
            || call.getKind() == SqlKind.IN
            || call.getKind() == SqlKind.NOT_IN
            || call.getKind() == SqlKind.BETWEEN);
  }

  private RelDataType type(SqlNode node) {
    return validator.deriveType(scope, node);
  }

  private void check(SqlCall call, RelDataType left, RelDataType right) {
    if (!comparable(left, right)) {
      throw new PlanFault(
          PlanErrors.illTyped(
                  place.pointer(),
                  place.at(call.getParserPosition()),
                  "a " + SqlTypes.spell(left) + " is compared with a " + SqlTypes.spell(right))
              .withHint("CAST one of them"));
    }
  }
}
