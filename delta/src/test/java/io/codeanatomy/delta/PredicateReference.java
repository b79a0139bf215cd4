// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a {@link ScanPredicate} says of a row, word by word in SQL's three-valued logic, over values
 * as {@link KernelReader} gives them.
 */
final class PredicateReference {

  /** SQL's truth values, in the order in which AND takes the least and OR the greatest. */
  enum Truth {
    FALSE,
    UNKNOWN,
    TRUE;

    static Truth of(boolean value) {
      return value ? TRUE : FALSE;
    }
  }

  private PredicateReference() {}

  static Truth of(ScanPredicate predicate, Map<String, Object> row) {
    if (predicate instanceof ScanPredicate.And and) {
      return Collections.min(all(and.operands(), row));
    } else if (predicate instanceof ScanPredicate.Or or) {
      return Collections.max(all(or.operands(), row));
    } else if (predicate instanceof ScanPredicate.Comparison leaf) {
      return comparison(row, leaf.column(), leaf.operator(), leaf.literal());
    } else if (predicate instanceof ScanPredicate.In leaf) {
      return leaf.literals().stream()
          .map(one -> comparison(row, leaf.column(), ScanPredicate.Operator.EQUAL, one))
          .max(Truth::compareTo)
          .orElse(Truth.FALSE);
    } else if (predicate instanceof ScanPredicate.IsNull leaf) {
      return Truth.of(row.get(leaf.column()) == null);
    } else if (predicate instanceof ScanPredicate.IsNotNull leaf) {
      return Truth.of(row.get(leaf.column()) != null);
    }
    return Truth.of(predicate == ScanPredicate.Constant.TRUE);
  }

  private static List<Truth> all(List<ScanPredicate> operands, Map<String, Object> row) {
    return operands.stream().map(operand -> of(operand, row)).collect(Collectors.toList());
  }

  private static Truth comparison(
      Map<String, Object> row,
      String column,
      ScanPredicate.Operator operator,
      ScanLiteral literal) {
    Object value = row.get(column);
    if (value == null) {
      return Truth.UNKNOWN;
    }
    int order;
    if (value instanceof Double number && literal.value() instanceof Number other) {
      // Adding zero takes the sign off a zero; Java, like SQL, puts NaN above all.
      order = Double.compare(number + 0.0, other.doubleValue() + 0.0);
    } else if (value instanceof Number number && literal.value() instanceof Number other) {
      order = new BigDecimal(number.toString()).compareTo(new BigDecimal(other.toString()));
    } else if (value instanceof String text && literal.value() instanceof String other) {
      order =
          Arrays.compareUnsigned(
              text.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    } else if (value.getClass() == literal.value().getClass()) {
      order = compare(value, literal.value());
    } else {
      // Values of different kinds: whoever asks may mean anything.
      return Truth.TRUE;
    }
    return Truth.of(
        switch (operator) {
          case EQUAL -> order == 0;
          case NOT_EQUAL -> order != 0;
          case LESS -> order < 0;
          case LESS_OR_EQUAL -> order <= 0;
          case GREATER -> order > 0;
          case GREATER_OR_EQUAL -> order >= 0;
        });
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }
}
