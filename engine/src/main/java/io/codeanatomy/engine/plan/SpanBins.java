// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.engine.function.SpanBinFunctions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.RelBuilder;

/**
 * An inner span join as an equality join, for any execution engine.
 *
 * <pre>
 *   Project(left fields, right fields)
 *     Join(keys AND level = level AND bin = bin AND the whole condition)
 *       Unnest(span_bins) as bin                        the containing side
 *         Project(*, span_bin_level) as level
 *       Project(*, span_bin(begin, level)) as bin       the contained side
 *         Unnest(span_bin_levels) as level
 * </pre>
 *
 * <p>A containing span is listed in the one or two bins of the level of its length that it touches,
 * a contained one in the bin of its begin on every level from that of its own length up. It begins
 * in exactly one bin of a level, and a span that contains it touches that bin: each pair is found,
 * once. Where bins are chosen by length and not by the place of a span within them, it costs
 * nothing that many small spans lie across a boundary of large bins. After Enderle, Hampel and
 * Seidl, Joining Interval Data in Relational Databases (SIGMOD 2004), and the binning of genome
 * browsers, both of which choose by place.
 */
public final class SpanBins {

  /** A level that no span is above of, whatever its length. */
  public static final int HIGHEST_LEVEL = 22;

  private SpanBins() {}

  /**
   * The join of a condition in which one side contains the other.
   *
   * @param highestLevel no containing span has a higher one
   */
  public static RelNode join(SpanJoin join, int highestLevel) {
    SpanCondition span = join.parts().span().orElseThrow();
    boolean leftContains = span.relation() == SpanCondition.Relation.contains;
    RelBuilder builder = Algebra.builder(join.getCluster());
    int leftWidth = join.leftWidth();
    int rightWidth = join.getRight().getRowType().getFieldCount();
    List<RexInputRef> right =
        span.right().stream()
            .map(bound -> new RexInputRef(bound.getIndex() - leftWidth, bound.getType()))
            .toList();
    builder.push(
        leftContains
            ? containing(builder, join.getLeft(), span.left())
            : contained(builder, join.getLeft(), span.left(), highestLevel));
    builder.push(
        leftContains
            ? contained(builder, join.getRight(), right, highestLevel)
            : containing(builder, join.getRight(), right));
    List<RexNode> conditions = new ArrayList<>();
    conditions.add(equal(builder, leftWidth, rightWidth));
    conditions.add(equal(builder, leftWidth + 1, rightWidth + 1));
    conditions.add(shifted(join.condition(), leftWidth, 2));
    builder.join(JoinRelType.INNER, builder.and(conditions));
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < leftWidth + rightWidth; i++) {
      fields.add(builder.field(i < leftWidth ? i : i + 2));
    }
    return builder.project(fields, names(fields.size()), true).build();
  }

  /**
   * Names for so many fields, none of which a join's own field has: a projection of all fields
   * under their own names would be taken for none, and both sides of a join may have a field of one
   * name.
   */
  public static List<String> names(int fields) {
    return IntStream.range(0, fields).mapToObj(i -> "field_" + i).toList();
  }

  /**
   * The same join for spans of any kind. Those that begin before 0 or end before they begin have no
   * bins: they meet the other side by plain joins, which look at as many pairs of a key as there
   * are of them, and not at all.
   *
   * @param highestLevel no containing span that has bins has a higher one
   */
  public static RelNode joinApart(SpanJoin join, int highestLevel) {
    SpanCondition span = join.parts().span().orElseThrow();
    RelBuilder builder = Algebra.builder(join.getCluster());
    RelNode left = join.getLeft();
    RelNode right = join.getRight();
    int leftWidth = join.leftWidth();
    RelNode regularLeft = regular(builder, left, span.left(), 0, true);
    RelNode irregularLeft = regular(builder, left, span.left(), 0, false);
    RelNode regularRight = regular(builder, right, span.right(), leftWidth, true);
    RelNode irregularRight = regular(builder, right, span.right(), leftWidth, false);
    builder.push(join(join.with(regularLeft, regularRight, join.strategy()), highestLevel));
    plain(builder, join.with(irregularLeft, right, join.strategy()));
    plain(builder, join.with(regularLeft, irregularRight, join.strategy()));
    return builder.union(true, 3).build();
  }

  private static void plain(RelBuilder builder, SpanJoin join) {
    builder.push(join.plain());
    builder.project(builder.fields(), names(builder.fields().size()), true);
  }

  /** The rows of a side whose spans have bins, or those whose spans have none. */
  private static RelNode regular(
      RelBuilder builder, RelNode side, List<RexInputRef> span, int offset, boolean is) {
    builder.push(side);
    RexNode begin = builder.field(span.get(0).getIndex() - offset);
    RexNode end = builder.field(span.get(1).getIndex() - offset);
    RexNode zero = builder.getRexBuilder().makeBigintLiteral(BigDecimal.ZERO);
    if (is) {
      builder.filter(
          builder.call(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, begin, zero),
          builder.call(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, end, begin));
    } else {
      builder.filter(
          builder.or(
              builder.call(SqlStdOperatorTable.LESS_THAN, begin, zero),
              builder.call(SqlStdOperatorTable.LESS_THAN, end, begin)));
    }
    return builder.build();
  }

  private static RexNode equal(RelBuilder builder, int left, int right) {
    return builder.call(
        SqlStdOperatorTable.EQUALS, builder.field(2, 0, left), builder.field(2, 1, right));
  }

  /** The same condition where the left side has more fields. */
  static RexNode shifted(RexNode condition, int leftWidth, int by) {
    return condition.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef reference) {
            return reference.getIndex() < leftWidth
                ? reference
                : new RexInputRef(reference.getIndex() + by, reference.getType());
          }
        });
  }

  private static RelNode containing(RelBuilder builder, RelNode side, List<RexInputRef> span) {
    int width = side.getRowType().getFieldCount();
    builder.push(side);
    with(builder, "span_level", level(builder, span));
    with(
        builder,
        "span_bins",
        builder.call(
            SpanBinFunctions.BINS,
            bigint(builder, span.get(0)),
            bigint(builder, span.get(1)),
            builder.field(width)));
    return UnnestOperator.create(builder.build(), width + 1, List.of("span_bin"), Optional.empty());
  }

  private static RelNode contained(
      RelBuilder builder, RelNode side, List<RexInputRef> span, int highestLevel) {
    int width = side.getRowType().getFieldCount();
    builder.push(side);
    with(
        builder,
        "span_levels",
        builder.call(
            SpanBinFunctions.LEVELS,
            level(builder, span),
            builder.getRexBuilder().makeBigintLiteral(BigDecimal.valueOf(highestLevel))));
    builder.push(
        UnnestOperator.create(builder.build(), width, List.of("span_level"), Optional.empty()));
    with(
        builder,
        "span_bin",
        builder.call(SpanBinFunctions.BIN, bigint(builder, span.get(0)), builder.field(width)));
    return builder.build();
  }

  private static void with(RelBuilder builder, String name, RexNode expression) {
    List<RexNode> fields = new ArrayList<>(builder.fields());
    List<String> names = new ArrayList<>(builder.peek().getRowType().getFieldNames());
    fields.add(expression);
    names.add(name);
    builder.project(fields, names, true);
  }

  private static RexNode level(RelBuilder builder, List<RexInputRef> span) {
    return builder.call(
        SpanBinFunctions.LEVEL, bigint(builder, span.get(0)), bigint(builder, span.get(1)));
  }

  private static RexNode bigint(RelBuilder builder, RexInputRef place) {
    return place.getType().getSqlTypeName() == SqlTypeName.BIGINT
        ? place
        : builder.cast(place, SqlTypeName.BIGINT);
  }
}
