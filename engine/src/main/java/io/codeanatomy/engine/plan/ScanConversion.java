// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.ScanLiteral;
import io.codeanatomy.delta.ScanPredicate;
import io.codeanatomy.delta.ScanPredicate.Comparison;
import io.codeanatomy.delta.ScanPredicate.Constant;
import io.codeanatomy.delta.ScanPredicate.IsNotNull;
import io.codeanatomy.delta.ScanPredicate.IsNull;
import io.codeanatomy.delta.ScanPredicate.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Boolean expressions as predicates of scans: what compares a field with a value, and AND, OR and
 * NOT over it. All else becomes TRUE, so that the predicate is true wherever the expression is.
 *
 * <p>A field is named by its number in decimal digits.
 */
final class ScanConversion {

  private final RexBuilder rex;
  private final ScanValues values;

  ScanConversion(RexBuilder rex, ParameterBinding parameters) {
    this.rex = rex;
    this.values = new ScanValues(rex, parameters);
  }

  /** The predicate; true at least wherever the expression is true. */
  ScanPredicate of(RexNode expression) {
    return of(expression, Wanted.TRUE);
  }

  /** The truth value of an expression whose rows are wanted. */
  private enum Wanted {
    TRUE,
    FALSE;

    Wanted other() {
      return this == TRUE ? FALSE : TRUE;
    }
  }

  private ScanPredicate of(RexNode expression, Wanted wanted) {
    Optional<String> field = ScanValues.field(expression);
    if (field.isPresent()) {
      return comparison(field.get(), Operator.EQUAL, ScanLiteral.of(wanted == Wanted.TRUE));
    }
    if (expression instanceof RexLiteral literal) {
      return !literal.isNull() && literal.isAlwaysTrue() == (wanted == Wanted.TRUE)
          ? Constant.TRUE
          : Constant.FALSE;
    }
    return expression instanceof RexCall call ? ofCall(call, wanted) : Constant.TRUE;
  }

  private ScanPredicate ofCall(RexCall call, Wanted wanted) {
    List<RexNode> operands = call.getOperands();
    return switch (call.getKind()) {
      case AND, OR -> {
        List<ScanPredicate> converted = new ArrayList<>();
        operands.forEach(operand -> converted.add(of(operand, wanted)));
        boolean all = (call.getKind() == SqlKind.AND) == (wanted == Wanted.TRUE);
        yield all ? ScanPredicate.and(converted) : anyOf(converted);
      }
      case NOT -> of(operands.get(0), wanted.other());
      case IS_TRUE ->
          wanted == Wanted.TRUE ? of(operands.get(0), Wanted.TRUE) : isNot(call, Wanted.TRUE);
      case IS_FALSE ->
          wanted == Wanted.TRUE ? of(operands.get(0), Wanted.FALSE) : isNot(call, Wanted.FALSE);
      case IS_NOT_TRUE ->
          wanted == Wanted.TRUE ? isNot(call, Wanted.TRUE) : of(operands.get(0), Wanted.TRUE);
      case IS_NOT_FALSE ->
          wanted == Wanted.TRUE ? isNot(call, Wanted.FALSE) : of(operands.get(0), Wanted.FALSE);
      case IS_NULL -> nullTest(operands.get(0), wanted);
      case IS_NOT_NULL -> nullTest(operands.get(0), wanted.other());
      case IS_NOT_DISTINCT_FROM -> distinct(operands, wanted.other());
      case IS_DISTINCT_FROM -> distinct(operands, wanted);
      case EQUALS -> comparison(operands, Operator.EQUAL, wanted);
      case NOT_EQUALS -> comparison(operands, Operator.NOT_EQUAL, wanted);
      case LESS_THAN -> comparison(operands, Operator.LESS, wanted);
      case LESS_THAN_OR_EQUAL -> comparison(operands, Operator.LESS_OR_EQUAL, wanted);
      case GREATER_THAN -> comparison(operands, Operator.GREATER, wanted);
      case GREATER_THAN_OR_EQUAL -> comparison(operands, Operator.GREATER_OR_EQUAL, wanted);
      case SEARCH -> of(RexUtil.expandSearch(rex, null, call), wanted);
      default -> Constant.TRUE;
    };
  }

  /** NULL, or the other truth value; it is known when a field or its comparison is NULL. */
  private ScanPredicate isNot(RexCall call, Wanted value) {
    RexNode operand = call.getOperands().get(0);
    boolean nullWithField =
        operand.isA(SqlKind.COMPARISON) || ScanValues.field(operand).isPresent();
    return nullWithField && of(operand, value.other()) instanceof Comparison other
        ? new IsNull(other.column()).or(other)
        : Constant.TRUE;
  }

  private ScanPredicate nullTest(RexNode operand, Wanted wanted) {
    if (values.literal(operand).isPresent()) {
      return wanted == Wanted.TRUE ? Constant.FALSE : Constant.TRUE;
    }
    return ScanValues.field(operand)
        .<ScanPredicate>map(
            field -> wanted == Wanted.TRUE ? new IsNull(field) : new IsNotNull(field))
        .orElse(Constant.TRUE);
  }

  private ScanPredicate distinct(List<RexNode> operands, Wanted wanted) {
    boolean rightIsNull = RexUtil.isNullLiteral(operands.get(1), true);
    if (rightIsNull || RexUtil.isNullLiteral(operands.get(0), true)) {
      return nullTest(operands.get(rightIsNull ? 0 : 1), wanted.other());
    }
    if (wanted == Wanted.FALSE) {
      return comparison(operands, Operator.EQUAL, Wanted.TRUE);
    }
    ScanPredicate different = comparison(operands, Operator.NOT_EQUAL, Wanted.TRUE);
    return different instanceof Comparison comparison
        ? new IsNull(comparison.column()).or(different)
        : Constant.TRUE;
  }

  private ScanPredicate comparison(List<RexNode> operands, Operator operator, Wanted wanted) {
    if (operands.stream().anyMatch(operand -> RexUtil.isNullLiteral(operand, true))) {
      return Constant.FALSE;
    }
    Operator asked = wanted == Wanted.TRUE ? operator : operator.negated();
    return comparison(operands.get(0), asked, operands.get(1))
        .or(() -> comparison(operands.get(1), asked.mirrored(), operands.get(0)))
        .orElse(Constant.TRUE);
  }

  private Optional<ScanPredicate> comparison(RexNode left, Operator operator, RexNode right) {
    Optional<String> field = ScanValues.field(left);
    Optional<ScanLiteral> value = values.literal(right);
    return field.isPresent()
            && value.isPresent()
            && ScanValues.Kind.of(left.getType()).equals(ScanValues.Kind.of(right.getType()))
        ? Optional.of(comparison(field.get(), operator, value.get()))
        : Optional.empty();
  }

  private static ScanPredicate comparison(String field, Operator operator, ScanLiteral value) {
    return new Comparison(field, operator, value);
  }

  /** A disjunction; a list of values if it compares one field with them. */
  private static ScanPredicate anyOf(List<ScanPredicate> operands) {
    ScanPredicate any = ScanPredicate.or(operands);
    if (!(any instanceof ScanPredicate.Or or) || or.columns().size() != 1) {
      return any;
    }
    List<ScanLiteral> literals = new ArrayList<>();
    for (ScanPredicate operand : or.operands()) {
      if (operand instanceof Comparison one && one.operator() == Operator.EQUAL) {
        literals.add(one.literal());
      } else if (operand instanceof ScanPredicate.In several) {
        literals.addAll(several.literals());
      } else {
        return any;
      }
    }
    return new ScanPredicate.In(or.columns().iterator().next(), literals);
  }
}
