// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import java.util.function.Function;

/**
 * Decides by the ranges of columns whether a predicate may be true of some row. The answer no is
 * proven; the answer yes is not.
 *
 * <p>Written here, since what Delta Kernel's scan skips by a predicate is less, and with
 * floating-point columns more than is right: it does not skip by IN on data columns nor by OR over
 * a partition and a data column, throws for some expressions on partition columns, and trusts float
 * bounds, which say nothing of NaN. {@code KernelSkippingTest} holds that nothing is kept that the
 * Kernel skips, floats left aside.
 */
final class PredicateRanges {

  private PredicateRanges() {}

  /**
   * Whether the predicate may be true of some row.
   *
   * @param ranges what is known of a column by its logical name; asked for every column, known or
   *     not
   */
  static boolean mayHold(ScanPredicate predicate, Function<String, ColumnRange> ranges) {
    if (predicate instanceof ScanPredicate.And and) {
      return and.operands().stream().allMatch(operand -> mayHold(operand, ranges));
    }
    if (predicate instanceof ScanPredicate.Or or) {
      return or.operands().stream().anyMatch(operand -> mayHold(operand, ranges));
    }
    if (predicate instanceof ScanPredicate.Comparison leaf) {
      return ranges.apply(leaf.column()).mayHold(leaf.operator(), leaf.literal());
    }
    if (predicate instanceof ScanPredicate.In leaf) {
      ColumnRange range = ranges.apply(leaf.column());
      return leaf.literals().stream()
          .anyMatch(literal -> range.mayHold(ScanPredicate.Operator.EQUAL, literal));
    }
    if (predicate instanceof ScanPredicate.IsNull leaf) {
      return ranges.apply(leaf.column()).mayHoldNull();
    }
    if (predicate instanceof ScanPredicate.IsNotNull leaf) {
      return ranges.apply(leaf.column()).mayHoldValue();
    }
    return predicate != ScanPredicate.Constant.FALSE;
  }
}
