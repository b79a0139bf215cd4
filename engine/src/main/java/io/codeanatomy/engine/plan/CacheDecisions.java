// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.plan.CacheDecision.Choice;
import io.codeanatomy.engine.plan.CachePolicy.Candidate;
import io.codeanatomy.engine.plan.CachePolicy.Size;
import io.codeanatomy.engine.plan.CachePolicy.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;

/** Takes the views of a plan to the {@link CachePolicy}, sources first, with their figures. */
final class CacheDecisions {

  private final LogicalPlan plan;
  private final Readers readers;
  private final RowEstimator estimator;
  private final PlanningFacts facts;
  private final CachePolicy policy;
  private final Map<String, CacheDecision> decisions = new LinkedHashMap<>();
  private final Map<String, Fragment.Table> tables = new LinkedHashMap<>();

  /** How many operators are above each other in a view, with what is inlined into it. */
  private final Map<String, Integer> heights = new LinkedHashMap<>();

  private final Map<String, Stored> stored = new LinkedHashMap<>();

  /** Per view and columns, what computing them costs: as many as there are sets that are read. */
  private final Map<String, Map<Set<String>, Double>> costs = new LinkedHashMap<>();

  CacheDecisions(LogicalPlan plan, Readers readers, RowEstimator estimator, PlanningFacts facts) {
    this.plan = plan;
    this.readers = readers;
    this.estimator = estimator;
    this.facts = facts;
    this.policy = new CachePolicy(facts);
  }

  /**
   * The decisions by view, each after those of what it reads; fills the estimator on the way.
   *
   * @param tables the views that are read, each after what it reads
   * @param inputColumns per input that is read, the columns that are
   */
  Map<String, CacheDecision> decide(
      Collection<Fragment.Table> tables, Map<String, List<String>> inputColumns) {
    inputColumns.forEach(this::addInput);
    tables.forEach(this::decide);
    return decisions;
  }

  private void addInput(String name, List<String> columns) {
    Schema schema = plan.inputs().getOrDefault(name, Schema.of());
    Optional<InputStatistics> statistics = Optional.ofNullable(facts.inputs().get(name));
    estimator.input(name, schema, statistics);
    double bytes =
        statistics.map(known -> (double) known.bytes()).orElse(estimator.estimate(name).bytes());
    stored.put(name, new Stored(schema, bytes * OperatorCosts.FILE_BYTE));
  }

  private void decide(Fragment.Table table) {
    String name = table.name();
    tables.put(name, table);
    RowEstimator.Estimated estimated = estimator.view(table);
    long operators = estimated.operators();
    int below = 0;
    for (String source : reads(name)) {
      CacheDecision decided = decisions.get(source);
      if (decided != null && decided.choice() == Choice.INLINE) {
        operators += decided.inlinedNodes();
        below = Math.max(below, heights.getOrDefault(source, 0));
      }
    }
    int height = estimated.height() + below;
    heights.put(name, height);
    RowEstimate estimate = estimator.estimate(name);
    Stored kept = new Stored(table.schema(), estimate.bytes() * OperatorCosts.READ_BYTE);
    double compute = computed(name, new TreeSet<>(table.schema().names()));
    boolean ownStep = table.algebra() instanceof OwnStep;
    List<Statement> statements =
        readers.statements(name).stream()
            .map(read -> new Statement(ownStep ? compute : computed(name, read), kept.cost(read)))
            .toList();
    CacheDecision decision =
        policy.decide(
            new Candidate(
                name,
                readers.consumers(name),
                statements,
                estimate,
                compute,
                table.algebra() instanceof OwnStep own
                    ? Optional.of(own.reason())
                    : Optional.empty(),
                new Size(estimated.operators(), operators, height)));
    decisions.put(name, decision);
    if (decision.choice() == Choice.MATERIALIZE) {
      stored.put(name, kept);
    }
    readers.lastReads(name).forEach(this::release);
  }

  /** The cost of computing some columns of a view once, all that it reads included. */
  private double computed(String view, Set<String> columns) {
    Fragment.Table table = Objects.requireNonNull(tables.get(view), view);
    return costs
        .computeIfAbsent(view, name -> new LinkedHashMap<>())
        .computeIfAbsent(columns, read -> computed(table, tree(table, read)));
  }

  /** Most views have one reader and no more columns than it reads. */
  private static RelNode tree(Fragment.Table table, Set<String> columns) {
    return columns.containsAll(table.schema().names())
        ? table.algebra()
        : ColumnPruning.trimmed(table.algebra(), table.schema(), columns);
  }

  private double computed(Fragment.Table table, RelNode tree) {
    ColumnReads columns = ColumnReads.of(tree);
    double cost = estimator.cost(tree);
    for (String source : reads(table.name())) {
      Stored there = stored.get(source);
      cost +=
          there == null
              ? computed(source, columns.columns(source))
              : there.cost(columns.columns(source));
    }
    return cost;
  }

  /** A relation that lies somewhere, and what it costs to get at all of it. */
  private record Stored(Schema schema, double whole) {

    /** Only the columns that are read are decoded. */
    double cost(Set<String> columns) {
      List<Field> read =
          schema.fields().stream().filter(field -> columns.contains(field.name())).toList();
      return whole * Math.min(1, TypeWidths.of(new Schema(read)) / TypeWidths.of(schema));
    }
  }

  private List<String> reads(String name) {
    return Optional.ofNullable(plan.views().get(name))
        .map(LogicalPlan.View::reads)
        .orElse(List.of());
  }

  private void release(String relation) {
    CacheDecision decision = decisions.get(relation);
    if (decision != null && decision.choice() == Choice.MATERIALIZE) {
      policy.release(decision.estimate());
    }
  }
}
