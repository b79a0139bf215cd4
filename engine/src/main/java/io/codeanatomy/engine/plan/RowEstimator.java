// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.plan.RowEstimate.Certainty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Estimates the rows of relations, one after the other, each from those that it reads; every tree
 * is walked once.
 *
 * <p>It believes what is declared to be unique, and never looks at data. What it does not know it
 * guesses by the rules of {@link Selectivity} and {@link JoinEstimate}.
 */
final class RowEstimator {

  /** What an input without any figures is taken to have. */
  private static final double UNKNOWN_ROWS = 1_000;

  /** Data files are compressed, to about a third of what the rows take in memory. */
  private static final double COMPRESSION = 3;

  /** A column of which nothing is known has the rows to this power as different values. */
  private static final double DISTINCT_POWER = 0.75;

  /** How many rows a list becomes. */
  private static final double ELEMENTS = 4;

  /** How many pairs of a closure an edge leads to. */
  private static final double PAIRS_PER_EDGE = 8;

  private final DeclaredKeys keys;
  private final Map<String, RelationProfile> profiles = new LinkedHashMap<>();
  private final Map<String, Schema> schemas = new LinkedHashMap<>();

  RowEstimator(DeclaredKeys keys) {
    this.keys = keys;
  }

  /**
   * A tree with what it is believed to give.
   *
   * @param cost of all its operators, without getting at what it reads
   * @param operators how many there are
   * @param height how many of them are above each other
   */
  record Estimated(RelationProfile profile, double cost, int operators, int height) {}

  /** Adds an input. */
  void input(String name, Schema schema, Optional<InputStatistics> statistics) {
    Certainty certainty = Certainty.exact;
    double rows;
    if (statistics.isPresent() && statistics.get().rows().isPresent()) {
      rows = statistics.get().rows().getAsLong();
    } else {
      certainty = Certainty.guessed;
      rows =
          statistics
              .map(known -> known.bytes() * COMPRESSION / TypeWidths.of(schema))
              .orElse(UNKNOWN_ROWS);
    }
    List<Double> distinct = new ArrayList<>();
    for (Field field : schema.fields()) {
      boolean flag = field.type() == DataType.Primitive.BOOLEAN;
      distinct.add(flag ? 2 : Math.pow(rows, DISTINCT_POWER));
    }
    remember(name, schema, new RelationProfile(rows, certainty, distinct, List.of()));
  }

  /** Adds a view, after all that it reads. */
  Estimated view(Fragment.Table view) {
    Estimated estimated = estimated(view.algebra());
    remember(view.name(), view.schema(), estimated.profile());
    return estimated;
  }

  private void remember(String name, Schema schema, RelationProfile profile) {
    RelationProfile keyed = profile;
    List<String> names = schema.names();
    for (Set<String> key : keys.of(name)) {
      if (names.containsAll(key)) {
        keyed = keyed.withKey(ImmutableBitSet.of(key.stream().map(names::indexOf).toList()));
      }
    }
    profiles.put(name, keyed);
    schemas.put(name, schema);
  }

  /** The rows of all relations that were added. */
  Map<String, RowEstimate> estimates() {
    Map<String, RowEstimate> estimates = new LinkedHashMap<>();
    profiles.forEach((name, profile) -> estimates.put(name, estimate(name)));
    return estimates;
  }

  /** The rows of a relation that was added. */
  RowEstimate estimate(String name) {
    RelationProfile profile = profile(name);
    Schema schema = schemas.getOrDefault(name, Schema.of());
    return new RowEstimate(profile.rows(), TypeWidths.of(schema), profile.certainty());
  }

  /** The rows of a tree over relations that were added. */
  RowEstimate estimate(RelNode tree) {
    RelationProfile profile = estimated(tree).profile();
    return new RowEstimate(profile.rows(), 1, profile.certainty());
  }

  /** The cost of the operators of a tree over relations that were added. */
  double cost(RelNode tree) {
    return estimated(tree).cost();
  }

  private RelationProfile profile(String name) {
    RelationProfile profile = profiles.get(name);
    if (profile == null) {
      throw new IllegalStateException(name + " is not estimated yet");
    }
    return profile;
  }

  private Estimated estimated(RelNode node) {
    if (node instanceof TableScan scan) {
      return new Estimated(scan(scan), 0, 1, 1);
    }
    List<RelationProfile> inputs = new ArrayList<>();
    double cost = 0;
    int operators = 1;
    int height = 0;
    for (RelNode input : node.getInputs()) {
      Estimated estimated = estimated(input);
      inputs.add(estimated.profile());
      cost += estimated.cost();
      operators += estimated.operators();
      height = Math.max(height, estimated.height());
    }
    RelationProfile profile = operator(node, inputs);
    double read = inputs.stream().mapToDouble(RelationProfile::rows).sum();
    double smallest = inputs.stream().mapToDouble(RelationProfile::rows).min().orElse(0);
    return new Estimated(
        profile,
        cost + OperatorCosts.of(node, read, smallest, profile.rows()),
        operators,
        height + 1);
  }

  private static RelationProfile operator(RelNode node, List<RelationProfile> inputs) {
    if (node instanceof Filter filter) {
      return filter(filter, inputs.get(0));
    }
    if (node instanceof Project project) {
      return project(project, inputs.get(0));
    }
    if (node instanceof Join join) {
      return JoinEstimate.of(join, inputs.get(0), inputs.get(1));
    }
    if (node instanceof SpanJoin join) {
      return spanJoin(join, inputs.get(0), inputs.get(1));
    }
    if (node instanceof SpanIndexOperator) {
      return inputs.get(0);
    }
    if (node instanceof Aggregate aggregate) {
      return aggregate(aggregate, inputs.get(0));
    }
    if (node instanceof PartitionedAggregate partitioned) {
      return aggregate(partitioned.plain(), inputs.get(0));
    }
    if (node instanceof Union) {
      return union(inputs);
    }
    return other(node, inputs);
  }

  /** Matches that are kept are so many of each row of the subject, at most. */
  private static RelationProfile spanJoin(
      SpanJoin join, RelationProfile left, RelationProfile right) {
    RelationProfile all = JoinEstimate.of(join.plain(), left, right);
    if (join.keep().isEmpty()) {
      return all;
    }
    SpanKeep keep = join.keep().get();
    boolean subjectIsLeft = keep.subject() == SpanStrategy.Side.left;
    RelationProfile subject = subjectIsLeft ? left : right;
    RelationProfile kept = all.reducedTo(keep.limit() * subject.rows());
    if (keep.limit() > 1) {
      return kept;
    }
    for (ImmutableBitSet key : subject.keys()) {
      kept = kept.withKey(subjectIsLeft ? key : key.shift(join.leftWidth()));
    }
    return kept;
  }

  /** A relation's columns by name: a scan may see fewer of them, in another order. */
  private RelationProfile scan(TableScan scan) {
    String name = RelationNames.of(scan);
    RelationProfile whole = profile(name);
    List<String> names = schemas.getOrDefault(name, Schema.of()).names();
    Map<String, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      places.put(names.get(i), i);
    }
    List<Integer> columns =
        scan.getRowType().getFieldNames().stream().map(n -> places.getOrDefault(n, -1)).toList();
    List<Double> distinct =
        columns.stream()
            .map(i -> i < 0 ? 1.0 : distinct(name, names.get(i), whole.distinct().get(i)))
            .toList();
    return new RelationProfile(
        whole.rows(), whole.certainty(), distinct, moved(whole.keys(), columns));
  }

  /** A column that refers to the key of a relation has no more different values than that. */
  private double distinct(String relation, String column, double guessed) {
    return keys.referred(relation, column)
        .filter(profiles::containsKey)
        .map(referred -> Math.min(guessed, profile(referred).rows()))
        .orElse(guessed);
  }

  /** The keys of which all columns are among some columns, at their places there. */
  private static List<ImmutableBitSet> moved(List<ImmutableBitSet> keys, List<Integer> columns) {
    Map<Integer, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      places.putIfAbsent(columns.get(i), i);
    }
    return keys.stream()
        .filter(key -> places.keySet().containsAll(key.asList()))
        .map(key -> ImmutableBitSet.of(key.asList().stream().map(places::get).toList()))
        .toList();
  }

  private static RelationProfile filter(Filter filter, RelationProfile input) {
    Optional<RelationProfile> ranked = firstOfEach(filter, input);
    if (ranked.isPresent()) {
      return ranked.get();
    }
    return input.reducedTo(input.rows() * new Selectivity(input).of(filter.getCondition()));
  }

  /** {@code rank <= n} over a row number: so many rows of each partition, at most. */
  private static Optional<RelationProfile> firstOfEach(Filter filter, RelationProfile input) {
    if (filter.getInput() instanceof Project project
        && filter.getCondition() instanceof RexCall call
        && call.getKind() == SqlKind.LESS_THAN_OR_EQUAL
        && call.getOperands().get(0) instanceof RexInputRef rank
        && call.getOperands().get(1) instanceof RexLiteral literal
        && project.getProjects().get(rank.getIndex()) instanceof RexOver over
        && over.getKind() == SqlKind.ROW_NUMBER) {
      Integer limit = literal.getValueAs(Integer.class);
      ImmutableBitSet partition = RelOptUtil.InputFinder.bits(over.getWindow().partitionKeys, null);
      List<Integer> columns = new ArrayList<>();
      for (int source : partition) {
        columns.add(placeOf(source, project));
      }
      if (limit == null || columns.contains(-1)) {
        return Optional.empty();
      }
      RelationProfile first = input.reducedTo(limit * input.distinct(columns));
      return Optional.of(limit == 1 ? first.withKey(ImmutableBitSet.of(columns)) : first);
    }
    return Optional.empty();
  }

  private static int placeOf(int source, Project project) {
    for (int i = 0; i < project.getProjects().size(); i++) {
      if (project.getProjects().get(i) instanceof RexInputRef ref && ref.getIndex() == source) {
        return i;
      }
    }
    return -1;
  }

  private static RelationProfile project(Project project, RelationProfile input) {
    List<Double> distinct = new ArrayList<>();
    List<Integer> columns = new ArrayList<>();
    List<ImmutableBitSet> numbered = new ArrayList<>();
    for (RexNode expression : project.getProjects()) {
      columns.add(expression instanceof RexInputRef ref ? ref.getIndex() : -1);
      if (isRowNumber(expression)) {
        numbered.add(ImmutableBitSet.of(distinct.size()));
        distinct.add(input.rows());
      } else {
        List<Integer> sources = RelOptUtil.InputFinder.bits(expression).asList();
        distinct.add(sources.isEmpty() ? 1 : input.distinct(sources));
      }
    }
    numbered.addAll(moved(input.keys(), columns));
    return new RelationProfile(input.rows(), input.certainty(), distinct, numbered);
  }

  private static boolean isRowNumber(RexNode expression) {
    return expression instanceof RexOver over
        && over.getKind() == SqlKind.ROW_NUMBER
        && over.getWindow().partitionKeys.isEmpty();
  }

  private static RelationProfile aggregate(Aggregate aggregate, RelationProfile input) {
    List<Integer> group = aggregate.getGroupSet().asList();
    double groups = group.isEmpty() ? 1 : Math.min(input.rows(), input.distinct(group));
    List<Double> distinct = new ArrayList<>(group.stream().map(input.distinct()::get).toList());
    aggregate.getAggCallList().forEach(call -> distinct.add(groups));
    Certainty certainty =
        group.isEmpty() ? Certainty.exact : input.certainty().and(Certainty.estimated);
    return new RelationProfile(
        groups, certainty, distinct, List.of(ImmutableBitSet.range(group.size())));
  }

  private static RelationProfile union(List<RelationProfile> inputs) {
    double rows = 0;
    Certainty certainty = Certainty.exact;
    List<Double> distinct =
        new ArrayList<>(inputs.get(0).distinct().stream().map(d -> 0.0).toList());
    for (RelationProfile input : inputs) {
      rows += input.rows();
      certainty = certainty.and(input.certainty());
      for (int i = 0; i < distinct.size(); i++) {
        distinct.set(i, distinct.get(i) + input.distinct().get(i));
      }
    }
    return new RelationProfile(rows, certainty, distinct, List.of());
  }

  /** An operator that makes more of its input, by a factor that nobody knows. */
  private static RelationProfile other(RelNode node, List<RelationProfile> inputs) {
    boolean closure = node instanceof ClosureOperator;
    double most = inputs.stream().mapToDouble(RelationProfile::rows).max().orElse(1);
    double rows = most * (closure ? PAIRS_PER_EDGE : ELEMENTS);
    Certainty certainty =
        inputs.stream().map(RelationProfile::certainty).reduce(Certainty.estimated, Certainty::and);
    List<Double> distinct =
        node.getRowType().getFieldList().stream()
            .map(field -> Math.pow(rows, DISTINCT_POWER))
            .toList();
    List<ImmutableBitSet> ends = closure ? List.of(ImmutableBitSet.of(0, 1)) : List.of();
    return new RelationProfile(rows, certainty, distinct, ends);
  }
}
