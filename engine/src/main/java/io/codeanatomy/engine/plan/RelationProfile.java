// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.engine.plan.RowEstimate.Certainty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * What is believed of a relation's rows.
 *
 * @param rows how many there are
 * @param distinct per column, how many different values it has; at most {@code rows}
 * @param keys sets of columns of which no two rows have the same values
 */
record RelationProfile(
    double rows, Certainty certainty, List<Double> distinct, List<ImmutableBitSet> keys) {

  /** More than these are no use to anybody, and joins multiply them. */
  private static final int MOST_KEYS = 8;

  RelationProfile {
    rows = Math.max(0, Math.min(rows, 1e18));
    double most = Math.max(1, rows);
    distinct = distinct.stream().map(values -> Math.max(1, Math.min(values, most))).toList();
    keys = keys.stream().distinct().limit(MOST_KEYS).toList();
  }

  /** How many different values some columns have together. */
  double distinct(Collection<Integer> columns) {
    if (isKey(ImmutableBitSet.of(columns))) {
      return Math.max(1, rows);
    }
    double product = 1;
    for (int column : columns) {
      product *= distinct.get(column);
    }
    return Math.max(1, Math.min(product, rows));
  }

  boolean isKey(ImmutableBitSet columns) {
    return keys.stream().anyMatch(columns::contains);
  }

  /** The same relation with fewer rows. */
  RelationProfile reducedTo(double fewer) {
    Certainty weaker = certainty.and(Certainty.estimated);
    return new RelationProfile(Math.min(rows, fewer), weaker, distinct, keys);
  }

  /** The same relation with another key. */
  RelationProfile withKey(ImmutableBitSet key) {
    List<ImmutableBitSet> more = new ArrayList<>();
    more.add(key);
    more.addAll(keys);
    List<Double> values = new ArrayList<>(distinct);
    if (key.cardinality() == 1) {
      values.set(key.nth(0), rows);
    }
    return new RelationProfile(rows, certainty, values, more);
  }

  RelationProfile withDistinct(int column, DoubleUnaryOperator change) {
    List<Double> values = new ArrayList<>(distinct);
    values.set(column, change.applyAsDouble(values.get(column)));
    return new RelationProfile(rows, certainty, values, keys);
  }
}
