// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.ScanPredicate;
import io.codeanatomy.engine.plan.RowNeed.Lost;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Carries the need of a tree's root down to the relations that the tree scans. Fields are named by
 * their numbers.
 *
 * <p>The invariant: if the rows of a node that do not fulfil its need are left out, or others of
 * that kind come in, nothing that is asked for changes.
 */
final class NeedWalk {

  private final List<String> parameterNames;
  private final ParameterBinding parameters;
  private final BiConsumer<String, RowNeed> read;
  private final Set<String> seen = new LinkedHashSet<>();

  /**
   * Over a tree of a plan.
   *
   * @param read is told what is needed of every relation that is scanned, its columns by name
   */
  NeedWalk(
      List<String> parameterNames, ParameterBinding parameters, BiConsumer<String, RowNeed> read) {
    this.parameterNames = parameterNames;
    this.parameters = parameters;
    this.read = read;
  }

  /** Walks, and gives the relations that were found. */
  Set<String> walk(RelNode root, RowNeed need) {
    visit(root, need);
    return seen;
  }

  private void visit(RelNode node, RowNeed need) {
    if (node instanceof TableScan scan) {
      List<String> names = scan.getRowType().getFieldNames();
      String relation = RelationNames.of(scan);
      seen.add(relation);
      read.accept(relation, need.renamed(field -> names.get(Integer.parseInt(field))));
    } else if (node instanceof Filter filter) {
      visit(filter.getInput(), filtered(filter, need));
    } else if (node instanceof Project project) {
      visit(project.getInput(), projected(project, need));
    } else if (node instanceof Join join) {
      visitJoin(join, need);
    } else if (node instanceof SpanJoin join && join.keep().isPresent()) {
      visitKept(join, join.keep().get(), need);
    } else if (node instanceof Union union) {
      union.getInputs().forEach(input -> visit(input, need));
    } else if (node instanceof Aggregate aggregate) {
      visit(aggregate.getInput(), aggregated(aggregate, need));
    } else if (node instanceof Sort sort && sort.fetch == null && sort.offset == null) {
      visit(sort.getInput(), need);
    } else if (node instanceof UnnestOperator unnest) {
      visit(unnest.getInput(), unnested(unnest, need));
    } else {
      node.getInputs().forEach(input -> visit(input, stopped(node, need, input)));
    }
  }

  /** A closure, a limit, and whatever comes: all rows decide about each. */
  private RowNeed stopped(RelNode node, RowNeed need, RelNode input) {
    Set<String> all = numbers(ImmutableBitSet.range(input.getRowType().getFieldCount()));
    String what = node instanceof ClosureOperator ? "a closure" : "a limit or set operation";
    if (node instanceof SpanJoin) {
      what = "a span join that keeps the first match";
    }
    return need.through(
        field -> Optional.empty(), field -> all, what + " looks at all rows", text(node));
  }

  private RowNeed filtered(Filter filter, RowNeed need) {
    RowNeed narrowed = need;
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      narrowed = narrowed(narrowed, conjunct, filter.getInput());
    }
    return narrowed;
  }

  /** The need with one more condition, over the fields of a relation. */
  private RowNeed narrowed(RowNeed need, RexNode condition, RelNode relation) {
    RexBuilder rex = relation.getCluster().getRexBuilder();
    ScanPredicate predicate = new ScanConversion(rex, parameters).of(condition);
    if (predicate != ScanPredicate.Constant.TRUE) {
      return predicate.size() <= RowNeed.MAX_SIZE
          ? need.and(predicate)
          : need.losing(lost(condition, relation, "it has too many parts"));
    }
    return need.losing(
        lost(condition, relation, "it does not compare plain columns with known values"));
  }

  private List<Lost> lost(RexNode condition, RelNode relation, String reason) {
    Set<String> fields = numbers(RelOptUtil.InputFinder.bits(condition));
    String text =
        new ConditionText(
                relation.getRowType().getFieldNames(),
                parameterNames,
                new ScanValues(relation.getCluster().getRexBuilder(), parameters))
            .of(condition);
    return fields.isEmpty() ? List.of() : List.of(new Lost(text, reason, fields));
  }

  /** Fields that are plain columns pass; below a window, if every window is cut by them. */
  private RowNeed projected(Project project, RowNeed need) {
    List<RexNode> expressions = project.getProjects();
    Optional<Set<String>> keys = windowKeys(expressions);
    return need.through(
        field ->
            ScanValues.field(expressions.get(Integer.parseInt(field)))
                .filter(input -> keys.isEmpty() || keys.get().contains(input)),
        field -> origins(expressions.get(Integer.parseInt(field))),
        keys.isEmpty()
            ? "it is about a computed column"
            : "a ranking looks at all rows, or all of its partition",
        text(project));
  }

  /** A condition on a rank itself is none on the rows that are ranked. */
  private static Set<String> origins(RexNode expression) {
    return RexOver.containsOver(expression)
        ? Set.of()
        : numbers(RelOptUtil.InputFinder.bits(expression));
  }

  /** The plain columns that partition every window; nothing if there is no window. */
  private static Optional<Set<String>> windowKeys(List<RexNode> expressions) {
    List<Set<String>> windows = new ArrayList<>();
    for (RexNode expression : expressions) {
      expression.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitOver(RexOver over) {
              windows.add(
                  over.getWindow().partitionKeys.stream()
                      .filter(RexInputRef.class::isInstance)
                      .map(key -> Integer.toString(((RexInputRef) key).getIndex()))
                      .collect(Collectors.toSet()));
              return super.visitOver(over);
            }
          });
    }
    return windows.stream()
        .reduce((a, b) -> a.stream().filter(b::contains).collect(Collectors.toSet()));
  }

  private RowNeed aggregated(Aggregate aggregate, RowNeed need) {
    boolean simple = aggregate.getGroupType() == Aggregate.Group.SIMPLE;
    int keys = aggregate.getGroupCount();
    return need.through(
        field ->
            simple && Integer.parseInt(field) < keys
                ? Optional.of(
                    Integer.toString(aggregate.getGroupSet().nth(Integer.parseInt(field))))
                : Optional.empty(),
        field -> {
          int number = Integer.parseInt(field);
          return number < keys
              ? Set.of(Integer.toString(aggregate.getGroupSet().nth(number)))
              : numbers(
                  ImmutableBitSet.of(aggregate.getAggCallList().get(number - keys).getArgList()));
        },
        "it is about an aggregate, not about a group",
        text(aggregate));
  }

  private RowNeed unnested(UnnestOperator unnest, RowNeed need) {
    int kept = unnest.getInput().getRowType().getFieldCount() - 1;
    Function<String, Integer> below =
        field -> {
          int number = Integer.parseInt(field);
          return number < unnest.column() ? number : number + 1;
        };
    return need.through(
        field ->
            Integer.parseInt(field) < kept
                ? Optional.of(Integer.toString(below.apply(field)))
                : Optional.empty(),
        field ->
            Set.of(
                Integer.toString(
                    Integer.parseInt(field) < kept ? below.apply(field) : unnest.column())),
        "it is about the elements of a list or map",
        text(unnest));
  }

  private void visitJoin(Join join, RowNeed need) {
    RexBuilder rex = join.getCluster().getRexBuilder();
    JoinNeeds needs = new JoinNeeds(join, need, new ScanConversion(rex, parameters), text(join));
    visit(join.getLeft(), needs.left());
    visit(join.getRight(), needs.right());
  }

  /** Whose matches are kept needs what is asked of it; all candidates decide about a match. */
  private void visitKept(SpanJoin join, SpanKeep keep, RowNeed need) {
    int leftWidth = join.leftWidth();
    boolean subjectIsLeft = keep.subject() == SpanStrategy.Side.left;
    Function<String, Optional<String>> ofSubject =
        field -> {
          int number = Integer.parseInt(field);
          return number < leftWidth == subjectIsLeft
              ? Optional.of(Integer.toString(subjectIsLeft ? number : number - leftWidth))
              : Optional.empty();
        };
    RowNeed subject =
        need.through(
            ofSubject,
            field -> ofSubject.apply(field).map(Set::of).orElseGet(Set::of),
            "it is about a match that is kept",
            text(join));
    RelNode candidates = subjectIsLeft ? join.getRight() : join.getLeft();
    visit(subjectIsLeft ? join.getLeft() : join.getRight(), subject);
    visit(candidates, stopped(join, need, candidates));
  }

  private static Function<ScanPredicate, String> text(RelNode node) {
    List<String> names = node.getRowType().getFieldNames();
    return predicate ->
        predicate.renamed(field -> Optional.of(names.get(Integer.parseInt(field)))).toString();
  }

  static Set<String> numbers(ImmutableBitSet fields) {
    return fields.asList().stream()
        .map(String::valueOf)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
