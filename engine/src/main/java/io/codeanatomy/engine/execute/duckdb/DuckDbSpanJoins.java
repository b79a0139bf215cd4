// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.execute.duckdb.DuckDbSpanIndexes.Facts;
import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.plan.NamedScans;
import io.codeanatomy.engine.plan.SpanAlgorithm;
import io.codeanatomy.engine.plan.SpanBins;
import io.codeanatomy.engine.plan.SpanCondition;
import io.codeanatomy.engine.plan.SpanIndexing.Question;
import io.codeanatomy.engine.plan.SpanJoin;
import io.codeanatomy.engine.plan.SpanJoinCondition;
import io.codeanatomy.engine.plan.SpanRanking;
import io.codeanatomy.engine.plan.SpanStrategy.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.RelBuilder;

/**
 * Makes plain algebra of the span joins of a tree.
 *
 * <p>A join by an index asks for every row of the other side:
 *
 * <pre>
 *   SELECT left.*, right.*                                    one match is kept
 *   FROM left JOIN "right spans groups" AS g ON g.file_id = left.file_id
 *   JOIN "right spans numbered" AS right
 *     ON right."span number" = codeanatomy_span_probe(7, g."span group", left.bstart, left.bend)
 *
 *   …                                                         all matches, of spans that nest
 *   JOIN "right spans pairs" AS p ON p."inner span" = codeanatomy_span_probe(…)
 *   JOIN "right spans numbered" AS right ON right."span number" = p."outer span"
 * </pre>
 */
final class DuckDbSpanJoins {

  private final Function<String, Optional<Facts>> indexes;
  private final Form form;

  private DuckDbSpanJoins(Function<String, Optional<Facts>> indexes, Form form) {
    this.indexes = indexes;
    this.form = form;
  }

  /** What a statement may take the spans to be. */
  enum Form {
    /** Those that are asked about end where they begin or behind that. */
    NESTED,
    /** They begin at 0 or behind it, too. */
    BINNED,
    /** Anything. */
    ANY
  }

  /**
   * The tree without span joins.
   *
   * @param indexes what is known of the index of a relation
   */
  static RelNode lower(RelNode tree, Function<String, Optional<Facts>> indexes, Form form) {
    return new DuckDbSpanJoins(indexes, form).lower(tree);
  }

  /** Whether a fragment has any span join; without one, all forms of its statement are the same. */
  static boolean isIn(Fragment fragment) {
    return isIn(fragment.result().algebra())
        || fragment.inlined().stream().anyMatch(table -> isIn(table.algebra()));
  }

  private static boolean isIn(RelNode node) {
    return node instanceof SpanJoin || node.getInputs().stream().anyMatch(DuckDbSpanJoins::isIn);
  }

  private RelNode lower(RelNode node) {
    List<RelNode> inputs = node.getInputs().stream().map(this::lower).toList();
    RelNode copy = inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
    return copy instanceof SpanJoin join ? join(join) : copy;
  }

  private RelNode join(SpanJoin join) {
    Optional<Facts> facts = join.strategy().index().flatMap(indexes);
    boolean first = facts.filter(f -> f.indexing().question() == Question.first).isPresent();
    if (join.keep().isPresent() && !first) {
      return lower(SpanRanking.of(join));
    }
    if (facts.isPresent() && join.strategy().algorithm() == SpanAlgorithm.index) {
      return new Asking(join, facts.get()).join();
    }
    return switch (join.strategy().algorithm()) {
      case bins -> binned(join, SpanBins.HIGHEST_LEVEL);
      case ie_join -> byInequalities(join);
      default -> join.plain();
    };
  }

  private RelNode binned(SpanJoin join, int highestLevel) {
    return form == Form.ANY
        ? SpanBins.joinApart(join, highestLevel)
        : SpanBins.join(join, highestLevel);
  }

  /** DuckDB sorts both sides where a join has no equality; the keys become a filter behind it. */
  private static RelNode byInequalities(SpanJoin join) {
    SpanJoinCondition parts = join.parts();
    RelBuilder builder = NamedScans.builder(join.getCluster());
    builder.push(join.getLeft()).push(join.getRight());
    List<RexNode> span = new ArrayList<>(parts.span().orElseThrow().conjuncts());
    if (span.isEmpty()) {
      return join.plain();
    }
    builder.join(JoinRelType.INNER, builder.and(span));
    List<RexNode> others = new ArrayList<>(join.conjuncts());
    others.removeAll(span);
    builder.filter(
        others.stream()
            .<RexNode>map(other -> builder.call(SqlStdOperatorTable.IS_TRUE, other))
            .toList());
    return builder.project(builder.fields(), SpanBins.names(builder.fields().size()), true).build();
  }

  /** A join that asks an index. */
  private final class Asking {

    private static final String ASKED = "span_asked";

    private final SpanJoin join;
    private final Facts facts;
    private final String relation;
    private final SpanJoinCondition parts;
    private final RelBuilder builder;
    private final RelDataType bigint;
    private final boolean indexIsRight;
    private final RelNode asking;
    private final int askingWidth;
    private final RelDataType indexed;

    Asking(SpanJoin join, Facts facts) {
      this.join = join;
      this.facts = facts;
      this.relation = join.strategy().index().orElseThrow();
      this.parts = join.parts();
      this.builder = NamedScans.builder(join.getCluster());
      this.bigint = join.getCluster().getTypeFactory().createSqlType(SqlTypeName.BIGINT);
      this.indexIsRight = join.strategy().indexedSide() == Side.right;
      this.asking = indexIsRight ? join.getLeft() : join.getRight();
      this.askingWidth = asking.getRowType().getFieldCount();
      this.indexed = (indexIsRight ? join.getRight() : join.getLeft()).getRowType();
    }

    RelNode join() {
      return switch (facts.indexing().question()) {
        case all -> all();
        case first -> first();
        case any -> any();
      };
    }

    private RelNode all() {
      if (!facts.listsPairs() || form != Form.NESTED) {
        return facts.isRegular()
            ? binned(join, facts.highestLevel())
            : SpanBins.joinApart(join, facts.highestLevel());
      }
      ask(JoinRelType.INNER);
      builder.push(
          scan(
              DuckDbSpanIndexes.pairs(relation),
              List.of(DuckDbSpanIndexes.INNER, DuckDbSpanIndexes.OUTER)));
      if (isNarrow()) {
        builder.push(rows());
        builder.join(JoinRelType.INNER, equal(builder.field(2, 0, 1), number(2)));
        builder.join(JoinRelType.INNER, askedIsInner());
        both(askingWidth + 3);
      } else {
        builder.join(JoinRelType.INNER, askedIsInner());
        // A query of its own, or DuckDB would join pairs and rows first.
        List<RexNode> paired = new ArrayList<>(builder.fields().subList(0, askingWidth));
        paired.add(builder.field(askingWidth + 2));
        builder.project(paired, SpanBins.names(paired.size()), true);
        builder.push(rows());
        builder.join(JoinRelType.INNER, equal(builder.field(2, 0, askingWidth), number(2)));
        both(askingWidth + 1);
      }
      List<RexNode> rest = new ArrayList<>(parts.rest());
      return (rest.isEmpty() ? builder : builder.filter(rest)).build();
    }

    private RelNode first() {
      boolean outer = join.joinType() != JoinRelType.INNER;
      ask(outer ? JoinRelType.LEFT : JoinRelType.INNER);
      builder.push(rows());
      builder.join(
          outer ? JoinRelType.LEFT : JoinRelType.INNER,
          equal(builder.field(2, 0, askingWidth), builder.field(2, 1, indexed.getFieldCount())));
      both(askingWidth + 1);
      return builder.build();
    }

    private RelNode any() {
      boolean anti = join.joinType() == JoinRelType.ANTI;
      ask(anti ? JoinRelType.LEFT : JoinRelType.INNER);
      RexNode asked = builder.field(askingWidth);
      builder.filter(anti ? builder.isNull(asked) : builder.isNotNull(asked));
      builder.project(builder.fields().subList(0, askingWidth), SpanBins.names(askingWidth), true);
      return builder.build();
    }

    /** The rows that ask, with their answers. */
    private void ask(JoinRelType type) {
      List<Integer> keys = facts.indexing().keys().stream().distinct().toList();
      List<String> names = new ArrayList<>();
      List<RelDataType> types = new ArrayList<>();
      for (int key : keys) {
        RelDataTypeField field = indexed.getFieldList().get(key);
        names.add(facts.schema().names().get(key));
        types.add(field.getType());
      }
      names.add(DuckDbSpanIndexes.GROUP);
      types.add(bigint);
      builder.push(asking);
      builder.push(scan(DuckDbSpanIndexes.groups(relation), names, types));
      List<RexNode> equalities = new ArrayList<>();
      for (SpanJoinCondition.Key key : parts.keys()) {
        int own = (indexIsRight ? key.left() : key.right()).getIndex() - askingAt();
        int other = (indexIsRight ? key.right() : key.left()).getIndex() - indexedAt();
        equalities.add(equal(builder.field(2, 0, own), builder.field(2, 1, keys.indexOf(other))));
      }
      builder.join(type, equalities.isEmpty() ? builder.literal(true) : builder.and(equalities));
      SpanCondition span = parts.span().orElseThrow();
      List<RexNode> fields = new ArrayList<>(builder.fields().subList(0, askingWidth));
      List<String> fieldNames = new ArrayList<>(asking.getRowType().getFieldNames());
      List<RexInputRef> bounds = indexIsRight ? span.left() : span.right();
      fields.add(
          builder.call(
              SpanProbe.FUNCTION,
              builder.getRexBuilder().makeBigintLiteral(BigDecimal.valueOf(facts.number())),
              builder.field(askingWidth + keys.size()),
              bound(bounds.get(0)),
              bound(bounds.get(1))));
      fieldNames.add(ASKED);
      builder.project(fields, fieldNames, true);
    }

    private int askingAt() {
      return indexIsRight ? 0 : join.leftWidth();
    }

    private int indexedAt() {
      return indexIsRight ? join.leftWidth() : 0;
    }

    private RexNode bound(RexInputRef bound) {
      RexNode field = builder.field(bound.getIndex() - askingAt());
      return field.getType().getSqlTypeName() == SqlTypeName.BIGINT
          ? field
          : builder.cast(field, SqlTypeName.BIGINT);
    }

    /** The indexed rows with their numbers. */
    private RelNode rows() {
      List<String> names = new ArrayList<>(facts.schema().names());
      List<RelDataType> types =
          new ArrayList<>(indexed.getFieldList().stream().map(RelDataTypeField::getType).toList());
      names.add(DuckDbSpanIndexes.NUMBER);
      types.add(bigint);
      return scan(DuckDbSpanIndexes.numbered(relation), names, types);
    }

    private RelNode scan(String name, List<String> columns) {
      return scan(name, columns, columns.stream().map(column -> bigint).toList());
    }

    private RelNode scan(String name, List<String> columns, List<RelDataType> types) {
      RelDataTypeFactory factory = join.getCluster().getTypeFactory();
      return NamedScans.scan(join.getCluster(), name, factory.createStructType(types, columns));
    }

    /**
     * Whether the indexed rows are numbers alone. Such rows meet their pairs before these meet
     * those that ask, which are more; texts would be copied for every pair.
     */
    private boolean isNarrow() {
      return indexed.getFieldList().stream()
          .allMatch(field -> SqlTypeName.EXACT_TYPES.contains(field.getType().getSqlTypeName()));
    }

    private RexNode askedIsInner() {
      return equal(builder.field(2, 0, askingWidth), builder.field(2, 1, 0));
    }

    /** The number of the indexed rows, which are the last of the inputs. */
    private RexNode number(int inputs) {
      return builder.field(inputs, 1, indexed.getFieldCount());
    }

    private RexNode equal(RexNode a, RexNode b) {
      return builder.call(SqlStdOperatorTable.EQUALS, a, b);
    }

    /** The fields of the join, where those of the indexed side come from some place on. */
    private void both(int indexedFrom) {
      List<RexNode> asked = builder.fields().subList(0, askingWidth);
      List<RexNode> found =
          builder.fields().subList(indexedFrom, indexedFrom + indexed.getFieldCount());
      List<RexNode> fields = new ArrayList<>(indexIsRight ? asked : found);
      fields.addAll(indexIsRight ? found : asked);
      builder.project(fields, SpanBins.names(fields.size()), true);
    }
  }
}
