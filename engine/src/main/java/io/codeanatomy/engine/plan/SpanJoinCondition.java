// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * The condition of a span join in its parts; fields are counted over both sides.
 *
 * @param keys the fields that must be equal
 * @param span the inequalities; empty where the spans must be equal, which is a matter of keys
 * @param rest what is neither
 */
public record SpanJoinCondition(List<Key> keys, Optional<SpanCondition> span, List<RexNode> rest) {

  public SpanJoinCondition {
    keys = List.copyOf(keys);
    rest = List.copyOf(rest);
  }

  /** A field of the left side and one of the right side that must be equal. */
  public record Key(RexInputRef left, RexInputRef right) {}

  static SpanJoinCondition of(List<RexNode> conjuncts, int leftWidth) {
    Optional<SpanCondition> span = SpanCondition.of(conjuncts, leftWidth);
    List<Key> keys = new ArrayList<>();
    List<RexNode> rest = new ArrayList<>();
    for (RexNode conjunct : conjuncts) {
      Optional<Key> key = key(conjunct, leftWidth);
      if (key.isPresent()) {
        keys.add(key.get());
      } else if (span.isEmpty() || !span.get().conjuncts().contains(conjunct)) {
        rest.add(conjunct);
      }
    }
    return new SpanJoinCondition(keys, span, rest);
  }

  /** Numbers of floating point are no keys here: they have several zeros and NaNs. */
  private static Optional<Key> key(RexNode conjunct, int leftWidth) {
    if (conjunct instanceof RexCall call
        && call.getKind() == SqlKind.EQUALS
        && call.getOperands().get(0) instanceof RexInputRef a
        && call.getOperands().get(1) instanceof RexInputRef b
        && a.getIndex() < leftWidth != b.getIndex() < leftWidth
        && !SqlTypeUtil.isApproximateNumeric(a.getType())
        && !SqlTypeUtil.isApproximateNumeric(b.getType())) {
      return Optional.of(a.getIndex() < leftWidth ? new Key(a, b) : new Key(b, a));
    }
    return Optional.empty();
  }
}
