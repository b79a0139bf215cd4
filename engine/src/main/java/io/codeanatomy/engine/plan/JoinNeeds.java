// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.ScanPredicate;
import io.codeanatomy.engine.plan.RowNeed.Lost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * What a join needs of its sides, if N is what is needed of its rows and C is its condition.
 *
 * <p>Of a side whose rows without a match do not show (both of an inner or semi join, the right one
 * of a left or anti join, the left one of a right join), a row is needed only if it fulfils the
 * part of C on its own columns, and what C and N say of the other side's columns that it must
 * equal.
 *
 * <p>Of every side whose columns show, a row is needed only if it fulfils the part of N on its own
 * columns. Where the join fills this side up with NULLs, leaving out a row may bring up such a row
 * instead; so there, only what is not true of NULLs counts.
 */
final class JoinNeeds {

  private final Join join;
  private final RowNeed need;
  private final Function<ScanPredicate, String> text;
  private final int leftWidth;
  private final ScanPredicate condition;
  private final Map<String, String> equals = new LinkedHashMap<>();

  /**
   * Of a join.
   *
   * @param need of its rows
   * @param conversion of conditions over the fields of both sides
   * @param text tells a predicate over the join's fields
   */
  JoinNeeds(
      Join join, RowNeed need, ScanConversion conversion, Function<ScanPredicate, String> text) {
    this.join = join;
    this.need = need;
    this.text = text;
    this.leftWidth = join.getLeft().getRowType().getFieldCount();
    List<ScanPredicate> conjuncts = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
      ScanPredicate converted = conversion.of(conjunct);
      if (converted.size() <= RowNeed.MAX_SIZE) {
        conjuncts.add(converted);
      }
      addEquality(conjunct);
    }
    this.condition = ScanPredicate.and(conjuncts);
  }

  private enum Side {
    LEFT,
    RIGHT;

    Side other() {
      return this == LEFT ? RIGHT : LEFT;
    }
  }

  /** What is needed of the left side. */
  RowNeed left() {
    return of(Side.LEFT);
  }

  /** What is needed of the right side. */
  RowNeed right() {
    return of(Side.RIGHT);
  }

  private RowNeed of(Side side) {
    List<ScanPredicate> needed = new ArrayList<>(own(side));
    if (!showsUnmatched(side)) {
      needed.add(condition.renamed(field -> own(side, field)));
      needed.add(condition.renamed(field -> equal(side, field)));
      needed.add(need.predicate().renamed(field -> equal(side, field)));
    }
    return new RowNeed(ScanPredicate.and(needed), lost(side));
  }

  /** The parts of the need on a side's own columns that may leave out its rows. */
  private List<ScanPredicate> own(Side side) {
    return need.predicate().conjuncts().stream()
        .map(conjunct -> conjunct.renamed(field -> own(side, field)))
        .filter(part -> !isFilledUp(side) || rejectsNulls(part))
        .toList();
  }

  private Set<Lost> lost(Side side) {
    Function<String, Set<String>> origins =
        field -> own(side, field).map(Set::of).orElseGet(Set::of);
    Set<Lost> lost = new LinkedHashSet<>();
    need.lost().forEach(condition -> condition.madeOf(origins).ifPresent(lost::add));
    for (ScanPredicate conjunct : need.predicate().conjuncts()) {
      if (!isUsed(conjunct, Side.LEFT) && !isUsed(conjunct, Side.RIGHT)) {
        new Lost(
                text.apply(conjunct),
                "a join fills up with NULLs, or it is about both sides of a join",
                conjunct.columns())
            .madeOf(origins)
            .ifPresent(lost::add);
      }
    }
    return lost;
  }

  private boolean isUsed(ScanPredicate conjunct, Side side) {
    ScanPredicate part = conjunct.renamed(field -> own(side, field));
    return part != ScanPredicate.Constant.TRUE && (!isFilledUp(side) || rejectsNulls(part));
  }

  /** Whether a row of the side shows in the result, or decides about it, without a match. */
  private boolean showsUnmatched(Side side) {
    return switch (join.getJoinType()) {
      case INNER, SEMI -> false;
      case LEFT, ANTI -> side == Side.LEFT;
      case RIGHT -> side == Side.RIGHT;
      default -> true;
    };
  }

  private boolean isFilledUp(Side side) {
    return side == Side.LEFT
        ? join.getJoinType().generatesNullsOnLeft()
        : join.getJoinType().generatesNullsOnRight();
  }

  private Optional<String> own(Side side, String field) {
    int number = Integer.parseInt(field);
    boolean left = number < leftWidth;
    if (left != (side == Side.LEFT)) {
      return Optional.empty();
    }
    return Optional.of(Integer.toString(left ? number : number - leftWidth));
  }

  /** The side's field that must equal a field of the other side. */
  private Optional<String> equal(Side side, String field) {
    return own(side.other(), field).isPresent()
        ? Optional.ofNullable(equals.get(field)).flatMap(other -> own(side, other))
        : Optional.empty();
  }

  /** Equal are also two NULLs, if the operator takes them for that: the same is true of both. */
  private void addEquality(RexNode conjunct) {
    if (conjunct.getKind() != SqlKind.EQUALS
        && conjunct.getKind() != SqlKind.IS_NOT_DISTINCT_FROM) {
      return;
    }
    List<RexNode> operands = ((RexCall) conjunct).getOperands();
    if (operands.get(0) instanceof RexInputRef a && operands.get(1) instanceof RexInputRef b) {
      Optional<ScanValues.Kind> kind = ScanValues.Kind.of(a.getType());
      if (kind.isPresent() && kind.equals(ScanValues.Kind.of(b.getType()))) {
        equals.putIfAbsent(Integer.toString(a.getIndex()), Integer.toString(b.getIndex()));
        equals.putIfAbsent(Integer.toString(b.getIndex()), Integer.toString(a.getIndex()));
      }
    }
  }

  /** Whether a predicate cannot be true where all of its columns are NULL. */
  private static boolean rejectsNulls(ScanPredicate predicate) {
    if (predicate instanceof ScanPredicate.And and) {
      return and.operands().stream().anyMatch(JoinNeeds::rejectsNulls);
    }
    if (predicate instanceof ScanPredicate.Or or) {
      return or.operands().stream().allMatch(JoinNeeds::rejectsNulls);
    }
    return predicate != ScanPredicate.Constant.TRUE && !(predicate instanceof ScanPredicate.IsNull);
  }
}
