// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.Mapping;
import org.apache.calcite.util.mapping.MappingType;
import org.apache.calcite.util.mapping.Mappings;

/**
 * Leaves out of a tree the fields that nobody above uses, those of our own operators included.
 *
 * <p>Public, as are its methods, since Calcite calls them by reflection; not for use outside.
 */
public final class ColumnTrimmer extends RelFieldTrimmer {

  private ColumnTrimmer(RelBuilder builder) {
    super(null, builder);
  }

  static RelNode trim(RelNode tree, RelBuilder builder) {
    return new ColumnTrimmer(builder).trim(tree);
  }

  /**
   * Keeps what is used, the unnested field, which says how many rows there are, and its elements;
   * drops a number that nobody looks at.
   */
  public TrimResult trimFields(
      UnnestOperator unnest, ImmutableBitSet fieldsUsed, Set<RelDataTypeField> extraFields) {
    RelNode input = unnest.getInput();
    int kept = input.getRowType().getFieldCount() - 1;
    ImmutableBitSet.Builder inputUsed = ImmutableBitSet.builder().set(unnest.column());
    for (int field : fieldsUsed.intersect(ImmutableBitSet.range(kept))) {
      inputUsed.set(inputField(unnest, field));
    }
    TrimResult trimmed = trimChild(unnest, input, inputUsed.build(), extraFields);
    boolean numbered =
        unnest.ordinality().isPresent() && fieldsUsed.get(unnest.getRowType().getFieldCount() - 1);
    UnnestOperator narrow =
        UnnestOperator.create(
            trimmed.left,
            trimmed.right.getTarget(unnest.column()),
            unnest.elements(),
            unnest.ordinality().filter(name -> numbered));
    Mapping mapping = mapping(unnest, narrow);
    int keptAfter = trimmed.left.getRowType().getFieldCount() - 1;
    for (int field = 0; field < kept; field++) {
      int before = trimmed.right.getTargetOpt(inputField(unnest, field));
      if (before >= 0) {
        mapping.set(field, before < narrow.column() ? before : before - 1);
      }
    }
    for (int i = 0; i < narrow.getRowType().getFieldCount() - keptAfter; i++) {
      mapping.set(kept + i, keptAfter + i);
    }
    return result(narrow, mapping, unnest);
  }

  /**
   * Keeps what is used, what the condition is about, and, since they decide about ties, all fields
   * of the candidates.
   */
  public TrimResult trimFields(
      SpanJoin join, ImmutableBitSet fieldsUsed, Set<RelDataTypeField> extraFields) {
    int leftWidth = join.leftWidth();
    int width = leftWidth + join.getRight().getRowType().getFieldCount();
    boolean leftIsWhole = wholeSide(join, SpanStrategy.Side.right);
    boolean rightIsWhole = wholeSide(join, SpanStrategy.Side.left);
    ImmutableBitSet used =
        fieldsUsed
            .union(RelOptUtil.InputFinder.bits(join.condition()))
            .union(ImmutableBitSet.range(0, leftIsWhole ? leftWidth : 0))
            .union(ImmutableBitSet.range(rightIsWhole ? leftWidth : width, width));
    TrimResult left =
        trimChild(join, join.getLeft(), used.intersect(ImmutableBitSet.range(leftWidth)), Set.of());
    TrimResult right =
        trimChild(
            join,
            join.getRight(),
            used.intersect(ImmutableBitSet.range(leftWidth, width)).shift(-leftWidth),
            Set.of());
    int newLeftWidth = left.left.getRowType().getFieldCount();
    int newWidth = newLeftWidth + right.left.getRowType().getFieldCount();
    Mapping all = Mappings.create(MappingType.INVERSE_SURJECTION, width, newWidth);
    for (int field : used) {
      all.set(
          field,
          field < leftWidth
              ? left.right.getTarget(field)
              : newLeftWidth + right.right.getTarget(field - leftWidth));
    }
    SpanJoin narrow =
        join.over(
            left.left,
            right.left,
            RexUtil.apply(all, join.condition()),
            join.keep()
                .map(
                    keep ->
                        keep.moved(
                            keep.subject() == SpanStrategy.Side.left
                                ? right.right::getTarget
                                : left.right::getTarget)));
    if (!join.joinType().projectsRight()) {
      Mapping ofLeft = mapping(join, narrow);
      for (int field : used.intersect(ImmutableBitSet.range(leftWidth))) {
        ofLeft.set(field, all.getTarget(field));
      }
      return result(narrow, ofLeft, join);
    }
    return result(narrow, all, join);
  }

  private static boolean wholeSide(SpanJoin join, SpanStrategy.Side subject) {
    return join.keep().filter(keep -> keep.subject() == subject).isPresent();
  }

  private static int inputField(UnnestOperator unnest, int field) {
    return field < unnest.column() ? field : field + 1;
  }

  private static Mapping mapping(RelNode before, RelNode after) {
    return Mappings.create(
        MappingType.INVERSE_SURJECTION,
        before.getRowType().getFieldCount(),
        after.getRowType().getFieldCount());
  }
}
