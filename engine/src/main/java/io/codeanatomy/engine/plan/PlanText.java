// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * A tree as people read it: one operator a line, two blanks deeper than the one that it is an input
 * of, with the names of columns in its expressions. A scan gives the columns of its relation.
 *
 * <pre>
 *   Project order_id, left.cents * quantity AS amount
 *     Span join left: left [day, next_day] within right [from_day, to_day]; left.product = right.product
 *       Scan order_day
 *       Scan prices
 * </pre>
 *
 * <p>Equal for equal trees of equal names. Lines are as long as their expressions and hold no line
 * breaks.
 */
public final class PlanText {

  private static final String INDENTATION = "  ";

  private final List<String> parameters;
  private final List<String> rootNames;
  private final List<String> lines = new ArrayList<>();

  private PlanText(List<String> parameters, List<String> rootNames) {
    this.parameters = parameters;
    this.rootNames = rootNames;
  }

  /**
   * The tree of a view, an operator a line.
   *
   * @param parameters the names of the parameters; one that has no value yet is written {@code
   *     :name}
   */
  public static List<String> of(LogicalPlan.View view, List<String> parameters) {
    return of(view.algebra(), view.schema().names(), parameters);
  }

  /** The tree of a table of a fragment, likewise. */
  public static List<String> of(Fragment.Table table, List<String> parameters) {
    return of(table.algebra(), table.schema().names(), parameters);
  }

  private static List<String> of(RelNode tree, List<String> names, List<String> parameters) {
    PlanText text = new PlanText(parameters, names);
    text.add(tree, 0);
    return List.copyOf(text.lines);
  }

  private void add(RelNode node, int depth) {
    lines.add(
        INDENTATION.repeat(depth) + operator(node, depth) + (depth == 0 ? renamed(node) : ""));
    node.getInputs().forEach(input -> add(input, depth + 1));
  }

  private String operator(RelNode node, int depth) {
    if (node instanceof TableScan scan) {
      return "Scan " + RelationNames.of(scan);
    }
    if (node instanceof Project project) {
      return "Project " + projection(project, depth == 0 ? rootNames : names(project));
    }
    if (node instanceof Filter filter) {
      return "Filter " + over(filter.getInput()).text(filter.getCondition());
    }
    if (node instanceof Join join) {
      return join(
          join, join.getJoinType(), RelOptUtil.conjunctions(join.getCondition()), "Join ", "");
    }
    if (node instanceof SpanJoin join) {
      return spanJoin(join);
    }
    if (node instanceof Aggregate aggregate) {
      return aggregate(aggregate);
    }
    if (node instanceof PartitionedAggregate partitioned) {
      return aggregate(partitioned.plain()) + "; in parts";
    }
    if (node instanceof Union union) {
      return union.all ? "Union all" : "Union distinct";
    }
    if (node instanceof Values values) {
      return "Values " + (values.getTuples().isEmpty() ? "none" : values.getTuples().toString());
    }
    if (node instanceof UnnestOperator unnest) {
      return "Unnest "
          + names(unnest.getInput()).get(unnest.column())
          + " as "
          + listed(unnest.elements())
          + unnest.ordinality().map(name -> ", numbered as " + name).orElse("");
    }
    if (node instanceof SpanIndexOperator index) {
      return index.text();
    }
    if (node instanceof ClosureOperator closure) {
      return "Closure of "
          + String.join(" → ", names(closure.getInput()))
          + closure.depth().map(name -> ", shortest path as " + name).orElse("")
          + (closure.maxDepth().isPresent()
              ? ", up to length " + closure.maxDepth().getAsLong()
              : "");
    }
    // No transform compiles to anything else; a rule of a user may.
    return NamedExpressions.singleLine(RelOptUtil.toString(node).lines().findFirst().orElse(""));
  }

  /** Columns go by their position: what the root calls them need not be what they are called. */
  private String renamed(RelNode root) {
    return root instanceof Project || names(root).equals(rootNames)
        ? ""
        : "; giving " + listed(rootNames);
  }

  private static List<String> names(RelNode node) {
    return node.getRowType().getFieldNames();
  }

  private static String listed(List<String> names) {
    return names.isEmpty()
        ? "no columns"
        : names.stream().map(NamedExpressions::name).collect(Collectors.joining(", "));
  }

  private NamedExpressions over(RelNode input) {
    return new NamedExpressions(
        names(input).stream().map(NamedExpressions::name).toList(), parameters);
  }

  private String projection(Project project, List<String> names) {
    NamedExpressions expressions = over(project.getInput());
    List<RexNode> projects = project.getProjects();
    return IntStream.range(0, projects.size())
        .mapToObj(i -> as(expressions.text(projects.get(i)), NamedExpressions.name(names.get(i))))
        .collect(Collectors.joining(", "));
  }

  private static String as(String expression, String name) {
    return expression.equals(name) ? name : expression + " AS " + name;
  }

  private String spanJoin(SpanJoin join) {
    SpanStrategy way = join.strategy();
    String keep =
        join.keep()
            .map(
                kept ->
                    switch (kept.choice()) {
                      case innermost, outermost -> " keeping the " + kept.choice();
                      case first -> " keeping the first " + kept.limit();
                    })
            .orElse("");
    String by =
        way.algorithm() == SpanAlgorithm.hash
            ? ""
            : " by " + way.algorithm() + way.index().map(name -> " " + name).orElse("");
    return join(join, join.joinType(), join.conjuncts(), "Span join ", keep + by);
  }

  private String join(
      RelNode join, JoinRelType type, List<RexNode> all, String title, String manner) {
    RelNode left = join.getInput(0);
    RelNode right = join.getInput(1);
    List<String> names = new ArrayList<>();
    names(left).forEach(name -> names.add("left." + NamedExpressions.name(name)));
    names(right).forEach(name -> names.add("right." + NamedExpressions.name(name)));
    NamedExpressions expressions = new NamedExpressions(names, parameters);
    String kind = type.name().toLowerCase(Locale.ROOT) + manner;
    List<RexNode> conjuncts = new ArrayList<>(all);
    String span =
        SpanCondition.of(conjuncts, names(left).size())
            .map(
                found -> {
                  conjuncts.removeAll(found.conjuncts());
                  return span(found, left, right);
                })
            .orElse("");
    String others = conjuncts.stream().map(expressions::text).collect(Collectors.joining(" AND "));
    if (!span.isEmpty()) {
      return "Span join " + kind + ": " + span + (others.isEmpty() ? "" : "; " + others);
    }
    return title + kind + (others.isEmpty() ? " of all with all" : ": " + others);
  }

  private static String span(SpanCondition span, RelNode left, RelNode right) {
    return "left %s %s right %s"
        .formatted(
            bounds(span.left(), left, 0),
            span.relation(),
            bounds(span.right(), right, names(left).size()));
  }

  private static String bounds(List<RexInputRef> bounds, RelNode input, int from) {
    return bounds.stream()
        .map(bound -> NamedExpressions.name(names(input).get(bound.getIndex() - from)))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private String aggregate(Aggregate aggregate) {
    NamedExpressions expressions = over(aggregate.getInput());
    List<String> names = names(aggregate);
    List<String> groups =
        aggregate.getGroupSet().asList().stream().map(names(aggregate.getInput())::get).toList();
    String calls =
        IntStream.range(0, aggregate.getAggCallList().size())
            .mapToObj(
                i ->
                    as(
                        expressions.text(aggregate.getAggCallList().get(i)),
                        NamedExpressions.name(names.get(aggregate.getGroupCount() + i))))
            .collect(Collectors.joining(", "));
    if (calls.isEmpty()) {
      return "Distinct " + listed(groups);
    }
    return "Aggregate " + (groups.isEmpty() ? "all" : "by " + listed(groups)) + ": " + calls;
  }
}
