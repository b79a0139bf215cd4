// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.engine.plan.RowEstimate.Certainty;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The rows of a join. Equalities as in System R: each row of the side with more different keys
 * finds the rows that the other side has per key, so {@code |L| × |R| / max(distinct L, distinct
 * R)}; a unique key is met at most once. Inequalities between the two sides are taken for spans
 * that nest as source code does.
 */
final class JoinEstimate {

  /** How many spans enclose another, on average, within one key. */
  private static final double NESTING = 4;

  /** Of the rows that could all have a match, some have none. */
  private static final double MOST_MATCHED = 0.9;

  private final Join join;
  private final JoinInfo info;
  private final RelationProfile left;
  private final RelationProfile right;
  private final double leftKeys;
  private final double rightKeys;

  private JoinEstimate(Join join, RelationProfile left, RelationProfile right) {
    this.join = join;
    this.info = join.analyzeCondition();
    this.left = left;
    this.right = right;
    this.leftKeys = left.distinct(info.leftKeys);
    this.rightKeys = right.distinct(info.rightKeys);
  }

  static RelationProfile of(Join join, RelationProfile left, RelationProfile right) {
    return new JoinEstimate(join, left, right).profile();
  }

  private RelationProfile profile() {
    double matches = matches();
    return switch (join.getJoinType()) {
      case SEMI -> left.reducedTo(left.rows() * matchedShare());
      case ANTI -> left.reducedTo(left.rows() * (1 - matchedShare()));
      case LEFT -> joined(Math.max(matches, left.rows()));
      case RIGHT -> joined(Math.max(matches, right.rows()));
      case FULL -> joined(Math.max(matches, Math.max(left.rows(), right.rows())));
      default -> joined(matches);
    };
  }

  private double matches() {
    double equal = left.rows() * right.rows() / Math.max(leftKeys, rightKeys);
    int crossing = 0;
    double others = 1;
    for (RexNode condition : info.nonEquiConditions) {
      if (isInequality(condition)) {
        crossing++;
      } else {
        others *= Selectivity.EQUALITY;
      }
    }
    if (crossing >= 2) {
      equal = Math.min(equal, NESTING * Math.max(left.rows(), right.rows()));
    } else if (crossing == 1) {
      equal *= Selectivity.RANGE;
    }
    return equal * others;
  }

  private static boolean isInequality(RexNode condition) {
    return condition instanceof RexCall call
        && switch (call.getKind()) {
          case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> true;
          default -> false;
        };
  }

  private double matchedShare() {
    return Math.min(MOST_MATCHED, rightKeys / leftKeys);
  }

  private RelationProfile joined(double rows) {
    List<Double> distinct = new ArrayList<>(left.distinct());
    distinct.addAll(right.distinct());
    Certainty certainty = left.certainty().and(right.certainty()).and(Certainty.estimated);
    return new RelationProfile(rows, certainty, distinct, keys());
  }

  /** A side's keys outlive the join if the other side gives each of its rows one match at most. */
  private List<ImmutableBitSet> keys() {
    int offset = left.distinct().size();
    List<ImmutableBitSet> shifted = right.keys().stream().map(key -> key.shift(offset)).toList();
    List<ImmutableBitSet> keys = new ArrayList<>();
    if (right.isKey(ImmutableBitSet.of(info.rightKeys))
        && !join.getJoinType().generatesNullsOnLeft()) {
      keys.addAll(left.keys());
    }
    if (left.isKey(ImmutableBitSet.of(info.leftKeys))
        && !join.getJoinType().generatesNullsOnRight()) {
      keys.addAll(shifted);
    }
    if (keys.isEmpty() && !left.keys().isEmpty() && !shifted.isEmpty()) {
      keys.add(left.keys().get(0).union(shifted.get(0)));
    }
    return keys;
  }
}
